"""学びの操作: reflect, find where it is stuck, decide, claim no more than was compared, ask and answer."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import (
    Claim,
    Comment,
    Decision,
    DecisionFact,
    Diagnosis,
    Fact,
    Reflection,
)
from takigi.logic_models.rules.learning import (
    Answer,
    Comparison,
    DecisionKind,
    MemberRole,
    StuckAt,
    stuck_at,
)
from takigi.logic_models.rules.words import LogicModelRefused, said


@dataclass(frozen=True)
class ReflectionWords:
    """振り返り: whatever of the prompts there is something to say about."""

    held_on: date
    people: str = ""
    did: str = ""
    saw: str = ""
    surprised: str = ""
    change_in_us: str = ""
    change_in_audience: str = ""
    change_in_others: str = ""
    next: str = ""


@transaction.atomic
def reflect(*, by: Viewer, story_id: uuid.UUID, words: ReflectionWords) -> uuid.UUID:
    """振り返る. One prompt answered is enough."""
    story = policies.story_to_edit(by, story_id)
    if words.held_on > by.on:
        raise LogicModelRefused("日付が今日より後になっています。")
    told = asdict(words)
    if not any(str(told[name]).strip() for name in told if name not in {"held_on", "people"}):
        raise LogicModelRefused("どれかひとつでも書いてください。書けるところだけで十分です。")
    reflection = Reflection.objects.create(**told, **stamp(by, story))
    record("logic_models.reflected", by, story)
    return reflection.pk


@dataclass(frozen=True)
class DiagnosisWords:
    """届いていないのか、届いたが変わらないのか, about one box or arrow, with why one thinks so."""

    about: str
    delivered: Answer
    changed: Answer
    why: str
    place: StuckAt | None = None
    reflection_id: uuid.UUID | None = None
    decision_id: uuid.UUID | None = None


@transaction.atomic
def diagnose(*, by: Viewer, story_id: uuid.UUID, words: DiagnosisWords) -> uuid.UUID:
    """つまずきの場所を書く. The place follows from the two answers unless the team says otherwise."""
    story = policies.story_to_edit(by, story_id)
    place = words.place or stuck_at(words.delivered, words.changed)
    row = Diagnosis.objects.create(
        about=said(words.about, "どの箱・つながりについてか"),
        delivered=words.delivered,
        changed=words.changed,
        place=place or "",
        why=said(words.why, "なぜそう見るか"),
        on=by.on,
        reflection=row_of(Reflection, story, words.reflection_id) if words.reflection_id else None,
        decision=row_of(Decision, story, words.decision_id) if words.decision_id else None,
        **stamp(by, story),
    )
    record("logic_models.diagnosed", by, story, place=place.value if place else "")
    return row.pk


@dataclass(frozen=True)
class DecisionWords:
    """判断: what, on what, what else was considered, and when it is looked at again."""

    kind: DecisionKind
    basis: str
    decided_on: date
    decided_by: str = ""
    about: str = ""
    facts: tuple[uuid.UUID, ...] = ()
    options_considered: str = ""
    revisit_if: str = ""
    revisit_on: date | None = None
    reflection_id: uuid.UUID | None = None


@transaction.atomic
def decide(*, by: Viewer, story_id: uuid.UUID, words: DecisionWords) -> uuid.UUID:
    """判断を残す. 保留 names the day on which it is taken up again."""
    story = policies.story_to_edit(by, story_id)
    if words.decided_on > by.on:
        raise LogicModelRefused("決めた日が今日より後になっています。")
    if words.kind is DecisionKind.WAIT and words.revisit_on is None:
        raise LogicModelRefused("保留のときは、いつもう一度考えるかを決めてください。")
    decision = Decision.objects.create(
        kind=words.kind,
        basis=said(words.basis, "何をよりどころに決めたか"),
        decided_on=words.decided_on,
        decided_by=words.decided_by.strip(),
        about=words.about,
        options_considered=words.options_considered.strip(),
        revisit_if=words.revisit_if.strip(),
        revisit_on=words.revisit_on,
        reflection=row_of(Reflection, story, words.reflection_id) if words.reflection_id else None,
        **stamp(by, story),
    )
    for fact_id in dict.fromkeys(words.facts):
        DecisionFact.objects.create(decision=decision, fact=row_of(Fact, story, fact_id))
    record("logic_models.decided", by, story, kind=words.kind.value)
    return decision.pk


@dataclass(frozen=True)
class ClaimWords:
    """寄与の主張: what can be said and what cannot, compared with what."""

    text: str
    outcome: str
    comparison: Comparison
    can_say: str
    cannot_say: str
    links: tuple[str, ...] = ()
    delivered: Answer = Answer.UNKNOWN
    changed: Answer = Answer.UNKNOWN
    assumptions_held: Answer = Answer.UNKNOWN
    rivals_considered: str = ""
    reviewer: str = ""


@transaction.atomic
def claim(*, by: Viewer, story_id: uuid.UUID, words: ClaimWords, replaces: uuid.UUID | None = None) -> uuid.UUID:
    """主張を書く. What cannot be said is part of every claim; a newer one stands beside the older."""
    story = policies.story_to_edit(by, story_id)
    told = asdict(words) | {
        "links": list(words.links),
        "text": said(words.text, "主張"),
        "outcome": said(words.outcome, "どの変化についてか"),
        "can_say": said(words.can_say, "言えること"),
        "cannot_say": said(words.cannot_say, "言えないこと"),
    }
    old = row_of(Claim, story, replaces) if replaces else None
    if old is not None and Claim.objects.filter(replaces=old).exists():
        raise LogicModelRefused("この主張には、もう新しいものがあります。")
    row = Claim.objects.create(claimed_on=by.on, replaces=old, **told, **stamp(by, story))
    record("logic_models.claimed", by, story, comparison=words.comparison.value)
    return row.pk


@transaction.atomic
def withdraw_claim(*, by: Viewer, story_id: uuid.UUID, claim_id: uuid.UUID) -> None:
    """主張を取り下げる; it stays readable."""
    story = policies.story_to_edit(by, story_id)
    row = row_of(Claim, story, claim_id)
    row.withdrawn_on = by.on
    row.save(update_fields=["withdrawn_on"])
    record("logic_models.claim_withdrawn", by, story)


@transaction.atomic
def ask(*, by: Viewer, story_id: uuid.UUID, question: str, about: str = "") -> uuid.UUID:
    """問い返す, on any box or arrow or on the story as a whole: the team, its mentors, and whoever reads all stories."""
    story = policies.story_to_ask(by, story_id)
    roles = policies.roles_of(by, story.pk)
    asked_as = MemberRole.MENTOR if MemberRole.MENTOR in roles else next(iter(sorted(roles)), "")
    row = Comment.objects.create(about=about, asked_as=asked_as, question=said(question, "問い"), **stamp(by, story))
    record("logic_models.asked", by, story, about=about)
    return row.pk


@transaction.atomic
def answer(*, by: Viewer, story_id: uuid.UUID, comment_id: uuid.UUID, words: str) -> None:
    """問い返しに答える, once, by the team."""
    story = policies.story_to_edit(by, story_id)
    comment = row_of(Comment, story, comment_id)
    if comment.answer:
        raise LogicModelRefused("もう答えがあります。続きは、新しい問い返しで書いてください。")
    comment.answer, comment.answered_at, comment.answered_by_id = said(words, "答え"), by.at, by.staff_id
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    record("logic_models.answered", by, story)
