"""薪の山: what bothers, what is asked, what was found, and how it is read."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.logic_models.models import Fact, FactQuestion, Question, Reading, ReadingFact, StoryCase, Unease
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.rules.learning import CaseResult, Confidence, FactKind, FactQuality, Sensitivity, Stance
from takigi.logic_models.rules.states import QuestionState, UneaseState


@dataclass(frozen=True)
class UneaseLine:
    """モヤモヤ."""

    unease_id: uuid.UUID
    text: str
    noted_on: date
    state: UneaseState
    question_id: uuid.UUID | None
    why_shelved: str


@dataclass(frozen=True)
class QuestionLine:
    """問い, with how many facts answer it."""

    question_id: uuid.UUID
    text: str
    why: str
    how_to_check: str
    who: str
    due_on: date | None
    state: QuestionState
    answer: str
    facts: int
    uneases: int


@dataclass(frozen=True)
class CaseLine:
    """事例 behind a fact."""

    age_band: str
    condition: str
    wish: str
    agreed_goal: str
    what_was_done: str
    result: CaseResult | None
    what_helped: str


@dataclass(frozen=True)
class FactLine:
    """薪. `is_stale` on the viewer's day; `replaced_by`: a newer one took its place."""

    fact_id: uuid.UUID
    text: str
    kind: FactKind
    heading: str
    source: str
    collected_on: date
    collector: str
    count: int | None
    out_of: int | None
    quality: FactQuality | None
    stale_after_on: date | None
    is_stale: bool
    sensitivity: Sensitivity
    origin: dict[str, Any]
    questions: tuple[uuid.UUID, ...]
    case: CaseLine | None
    replaced_by: uuid.UUID | None


@dataclass(frozen=True)
class ReadingLine:
    """読み取り, with the facts that support it and those against it."""

    reading_id: uuid.UUID
    text: str
    about: str
    confidence: Confidence | None
    supports: tuple[uuid.UUID, ...]
    against: tuple[uuid.UUID, ...]
    withdrawn_on: date | None


@dataclass(frozen=True)
class WoodPile:
    """薪の山 of one story."""

    head: StoryHead
    uneases: tuple[UneaseLine, ...]
    questions: tuple[QuestionLine, ...]
    facts: tuple[FactLine, ...]
    readings: tuple[ReadingLine, ...]

    def readings_of(self, key: str) -> tuple[ReadingLine, ...]:
        """The standing readings about a box or an arrow."""
        return tuple(one for one in self.readings if one.about == key and one.withdrawn_on is None)


def wood_pile(viewer: Viewer, story_id: uuid.UUID) -> WoodPile:
    """Everything of 薪拾い. Seven queries beside the heading's, however much there is."""
    story = seen_story(viewer, story_id)
    head = head_of(viewer, story)
    facts = facts_of(story.pk, on=viewer.on, shown=head.sees_facts)
    readings = readings_of(story.pk, known={fact.fact_id for fact in facts})
    if not head.sees_work:
        return WoodPile(head, (), (), facts, readings)
    uneases = [
        UneaseLine(one.pk, one.text, one.noted_on, UneaseState(one.state), one.question_id, one.why_shelved)
        for one in Unease.objects.filter(story=story).order_by("noted_on", "recorded_at", "pk")
    ]
    return WoodPile(head, tuple(uneases), _questions(story.pk, facts, uneases), facts, readings)


def _questions(story_id: uuid.UUID, facts: tuple[FactLine, ...], uneases: list[UneaseLine]) -> tuple[QuestionLine, ...]:
    return tuple(
        QuestionLine(
            question_id=one.pk,
            text=one.text,
            why=one.why,
            how_to_check=one.how_to_check,
            who=one.who,
            due_on=one.due_on,
            state=QuestionState(one.state),
            answer=one.answer,
            facts=sum(one.pk in fact.questions for fact in facts),
            uneases=sum(unease.question_id == one.pk for unease in uneases),
        )
        for one in Question.objects.filter(story_id=story_id).order_by("recorded_at", "pk")
    )


def facts_of(
    story_id: uuid.UUID,
    *,
    on: date,
    before: datetime | None = None,
    shown: frozenset[Sensitivity] = frozenset(Sensitivity),
) -> tuple[FactLine, ...]:
    """Facts, stale or fresh on the day; `before`: only what was known by then; `shown`: of these sensitivities.

    Three queries; for queries of this room.
    """
    until = Q(recorded_at__lt=before) if before else Q()
    found = Fact.objects.filter(until, story_id=story_id, sensitivity__in=[one.value for one in shown])
    rows = list(found.order_by("collected_on", "recorded_at", "pk"))
    newer = {one.replaces_id: one.pk for one in rows if one.replaces_id}
    questions: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for fact_id, question_id in FactQuestion.objects.filter(fact__story_id=story_id).values_list("fact", "question"):
        questions[fact_id].append(question_id)
    cases = {one.fact_id: _case(one) for one in StoryCase.objects.filter(story_id=story_id)}
    return tuple(
        FactLine(
            fact_id=one.pk,
            text=one.text,
            kind=FactKind(one.kind),
            heading=one.heading,
            source=one.source,
            collected_on=one.collected_on,
            collector=one.collector,
            count=one.count,
            out_of=one.out_of,
            quality=FactQuality(one.quality) if one.quality else None,
            stale_after_on=one.stale_after_on,
            is_stale=one.stale_after_on is not None and one.stale_after_on < on,
            sensitivity=Sensitivity(one.sensitivity),
            origin=one.origin,
            questions=tuple(questions[one.pk]),
            case=cases.get(one.pk),
            replaced_by=newer.get(one.pk),
        )
        for one in rows
    )


def _case(one: StoryCase) -> CaseLine:
    return CaseLine(
        age_band=one.age_band,
        condition=one.condition,
        wish=one.wish,
        agreed_goal=one.agreed_goal,
        what_was_done=one.what_was_done,
        result=CaseResult(one.result) if one.result else None,
        what_helped=one.what_helped,
    )


def readings_of(
    story_id: uuid.UUID,
    *,
    before: datetime | None = None,
    on: date | None = None,
    known: Collection[uuid.UUID] | None = None,
) -> tuple[ReadingLine, ...]:
    """Readings; `before` and `on`: as they stood on a day; `known`: the facts that may be named. Two queries; for this room."""
    until = Q(recorded_at__lt=before) if before else Q()
    stances: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    hung = ReadingFact.objects.filter(reading__story_id=story_id).values_list("reading", "fact", "stance")
    for reading_id, fact_id, stance in hung:
        if known is None or fact_id in known:
            stances[reading_id].append((fact_id, stance))
    return tuple(
        ReadingLine(
            reading_id=one.pk,
            text=one.text,
            about=one.about,
            confidence=Confidence(one.confidence) if one.confidence else None,
            supports=tuple(fact for fact, stance in stances[one.pk] if stance == Stance.SUPPORTS),
            against=tuple(fact for fact, stance in stances[one.pk] if stance == Stance.AGAINST),
            withdrawn_on=None if on and one.withdrawn_on and one.withdrawn_on > on else one.withdrawn_on,
        )
        for one in Reading.objects.filter(until, story_id=story_id).order_by("recorded_at", "pk")
    )
