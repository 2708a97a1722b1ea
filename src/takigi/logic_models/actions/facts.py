"""薪拾いの操作: note what bothers, ask, collect, read. A finding is never overwritten; a newer one takes its place."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.rules.deidentifying import Trace, traces_in
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import (
    Fact,
    FactQuestion,
    Question,
    Reading,
    ReadingFact,
    Story,
    StoryCase,
    Unease,
)
from takigi.logic_models.rules.learning import (
    CaseResult,
    Confidence,
    FactKind,
    FactQuality,
    Sensitivity,
    Stance,
)
from takigi.logic_models.rules.states import QUESTION_MOVES, QuestionState, UneaseState, check_move
from takigi.logic_models.rules.words import LogicModelRefused, said


@transaction.atomic
def note_unease(*, by: Viewer, story_id: uuid.UUID, text: str) -> uuid.UUID:
    """モヤモヤを書きとめる: words and nothing else."""
    story = policies.story_to_edit(by, story_id)
    unease = Unease.objects.create(text=said(text, "モヤモヤ"), noted_on=by.on, **stamp(by, story))
    record("logic_models.unease_noted", by, story)
    return unease.pk


@transaction.atomic
def settle_unease(
    *, by: Viewer, story_id: uuid.UUID, unease_id: uuid.UUID, to: UneaseState, why_shelved: str = ""
) -> None:
    """モヤモヤが解けた、棚上げする、また出す. A shelf has its reason."""
    story = policies.story_to_edit(by, story_id)
    unease = row_of(Unease, story, unease_id)
    if to is UneaseState.ASKED:
        raise LogicModelRefused("問いにするときは、「問いを立てる」でモヤモヤを選んでください。")
    unease.state = to
    unease.why_shelved = said(why_shelved, "棚上げする理由") if to is UneaseState.SHELVED else ""
    unease.save(update_fields=["state", "why_shelved"])
    record("logic_models.unease_settled", by, story, to=to.value)


@dataclass(frozen=True)
class QuestionWords:
    """問い: what, why, how to find out, who, by when."""

    text: str
    why: str = ""
    how_to_check: str = ""
    who: str = ""
    due_on: date | None = None


@transaction.atomic
def make_question(
    *, by: Viewer, story_id: uuid.UUID, words: QuestionWords, uneases: tuple[uuid.UUID, ...] = ()
) -> uuid.UUID:
    """問いを立てる, out of some of what bothers or out of nothing."""
    story = policies.story_to_edit(by, story_id)
    question = Question.objects.create(**(asdict(words) | {"text": said(words.text, "問い")}), **stamp(by, story))
    for unease_id in uneases:
        unease = row_of(Unease, story, unease_id)
        unease.question, unease.state = question, UneaseState.ASKED
        unease.save(update_fields=["question", "state"])
    record("logic_models.question_made", by, story, uneases=len(uneases))
    return question.pk


@transaction.atomic
def move_question(
    *, by: Viewer, story_id: uuid.UUID, question_id: uuid.UUID, to: QuestionState, answer: str = ""
) -> None:
    """問いを進める: gathering, known (with what was found out), or not to be known."""
    story = policies.story_to_edit(by, story_id)
    question = row_of(Question, story, question_id)
    check_move(QUESTION_MOVES, QuestionState(question.state), to)
    if to is QuestionState.KNOWN:
        said(answer or question.answer, "わかったこと")
    question.state, question.answer = to, answer.strip() or question.answer
    question.save(update_fields=["state", "answer"])
    record("logic_models.question_moved", by, story, to=to.value)


@dataclass(frozen=True)
class FactWords:
    """薪: the finding, where it comes from, how many it speaks for. `origin`: the indicator or import it was filled from."""

    text: str
    kind: FactKind
    source: str
    collected_on: date
    heading: str = ""
    collector: str = ""
    count: int | None = None
    out_of: int | None = None
    quality: FactQuality | None = None
    stale_after_on: date | None = None
    sensitivity: Sensitivity = Sensitivity.CITY_HALL
    origin: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseWords:
    """事例: without name, exact age or date."""

    age_band: str = ""
    condition: str = ""
    wish: str = ""
    agreed_goal: str = ""
    what_was_done: str = ""
    result: CaseResult | None = None
    what_helped: str = ""


def _fact_values(words: FactWords, *, on: date) -> dict[str, object]:
    said(words.text, "薪のことば")
    said(words.source, "出どころ")
    if words.collected_on > on:
        raise LogicModelRefused("集めた日が今日より後になっています。")
    if words.out_of is not None and words.count is not None and words.count > words.out_of:
        raise LogicModelRefused("nが分母より大きくなっています。数を確かめてください。")
    return asdict(words) | {"quality": words.quality or "", "text": words.text.strip(), "source": words.source.strip()}


@transaction.atomic
def add_fact(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    words: FactWords,
    questions: tuple[uuid.UUID, ...] = (),
    case: CaseWords | None = None,
    replaces: uuid.UUID | None = None,
    known_names: Collection[str] = (),
    is_sure: bool = False,
) -> uuid.UUID:
    """薪を積む, for one question or several. A newer finding takes the place of an older one, which stays readable.

    A case is refused while its words lead to somebody (V35): it is told which to change. Two who have read it may be sure
    that nobody is meant; a name of the register (`known_names`) is never let through.
    """
    story = policies.story_to_edit(by, story_id)
    if words.kind is FactKind.CASE:
        _check_untraceable(words, case, known_names, is_sure=is_sure)
    old = row_of(Fact, story, replaces) if replaces else None
    if old is not None and Fact.objects.filter(replaces=old).exists():
        raise LogicModelRefused("この薪には、もう新しいものがあります。新しいほうを直してください。")
    fact = Fact.objects.create(replaces=old, **_fact_values(words, on=by.on), **stamp(by, story))
    for question_id in questions:
        FactQuestion.objects.create(fact=fact, question=row_of(Question, story, question_id))
    if case is not None:
        StoryCase.objects.create(fact=fact, **(asdict(case) | {"result": case.result or ""}), **stamp(by, story))
    record("logic_models.fact_added", by, story, kind=words.kind.value)
    return fact.pk


def _check_untraceable(words: FactWords, case: CaseWords | None, known: Collection[str], *, is_sure: bool) -> None:
    told = [
        words.text,
        *([str(one) for name, one in asdict(case).items() if one and name != "age_band"] if case else []),
    ]
    found = traces_in("\n".join(told), known)
    if left := [one for one in found if one.trace is Trace.KNOWN or not is_sure]:
        named = "、".join(dict.fromkeys(f"「{one.words}」（{one.trace.label}）" for one in left))
        raise LogicModelRefused(f"だれのことか分かるかもしれないことばがあります: {named}。{left[0].instead}")


@dataclass(frozen=True)
class ReadingWords:
    """読み取り: what the facts are taken to mean, about which box or arrow."""

    text: str
    facts: tuple[tuple[uuid.UUID, Stance], ...] = ()
    about: str = ""
    confidence: Confidence | None = None


@transaction.atomic
def read_fact(*, by: Viewer, story_id: uuid.UUID, words: ReadingWords) -> uuid.UUID:
    """薪を読む: a reading beside the facts, each of which supports it or speaks against it."""
    story = policies.story_to_edit(by, story_id)
    reading = Reading.objects.create(
        text=said(words.text, "読み取り"),
        about=words.about,
        confidence=words.confidence or "",
        **stamp(by, story),
    )
    _hang_facts(story, reading, words)
    record("logic_models.fact_read", by, story, about=words.about)
    return reading.pk


def _hang_facts(story: Story, reading: Reading, words: ReadingWords) -> None:
    for fact_id, stance in dict(words.facts).items():
        ReadingFact.objects.create(reading=reading, fact=row_of(Fact, story, fact_id), stance=stance)


@transaction.atomic
def withdraw_reading(*, by: Viewer, story_id: uuid.UUID, reading_id: uuid.UUID) -> None:
    """読み取りを取り下げる: it no longer holds anything up, and stays readable."""
    story = policies.story_to_edit(by, story_id)
    reading = row_of(Reading, story, reading_id)
    reading.withdrawn_on = by.on
    reading.save(update_fields=["withdrawn_on"])
    record("logic_models.reading_withdrawn", by, story)
