"""学びの記録: reflections, decisions, diagnoses, claims, questions of others, meetings."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.logic_models.models import (
    Claim,
    Comment,
    Decision,
    DecisionFact,
    Diagnosis,
    Reflection,
    TeamMeeting,
)
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.rules.learning import (
    Answer,
    Comparison,
    DecisionKind,
    MemberRole,
    StuckAt,
)
from takigi.logic_models.rules.rungs import HIGHEST_RUNG, overclaims
from takigi.organisations.queries import names_of_staff
from takigi.statistics.claims import Grade, WordingProblem


@dataclass(frozen=True)
class ReflectionLine:
    """振り返り."""

    reflection_id: uuid.UUID
    held_on: date
    people: str
    did: str
    saw: str
    surprised: str
    change_in_us: str
    change_in_audience: str
    change_in_others: str
    next: str


@dataclass(frozen=True)
class DecisionLine:
    """判断."""

    decision_id: uuid.UUID
    kind: DecisionKind
    about: str
    basis: str
    facts: tuple[uuid.UUID, ...]
    options_considered: str
    decided_by: str
    decided_on: date
    revisit_if: str
    revisit_on: date | None
    reflection_id: uuid.UUID | None


@dataclass(frozen=True)
class DiagnosisLine:
    """つまずきの場所."""

    diagnosis_id: uuid.UUID
    about: str
    on: date
    delivered: Answer
    changed: Answer
    place: StuckAt | None
    why: str


@dataclass(frozen=True)
class ClaimLine:
    """寄与の主張. `highest_rung`: what such a comparison can reach at best."""

    claim_id: uuid.UUID
    text: str
    outcome: str
    links: tuple[str, ...]
    delivered: Answer
    changed: Answer
    assumptions_held: Answer
    rivals_considered: str
    comparison: Comparison
    highest_rung: Grade
    can_say: str
    cannot_say: str
    reviewer: str
    claimed_on: date
    withdrawn_on: date | None
    is_replaced: bool
    # Words that such a comparison has not earned, each with what may be written instead.
    overclaims: tuple[WordingProblem, ...] = ()


@dataclass(frozen=True)
class CommentLine:
    """問い返し and its answer."""

    comment_id: uuid.UUID
    about: str
    asked_by: str
    asked_as: MemberRole | None
    asked_at: datetime
    question: str
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class MeetingLine:
    """打ち合わせ: what was to change, and what became of it."""

    meeting_id: uuid.UUID
    held_on: date
    present: str
    talked: str
    to_change: str
    check_on: date | None
    checked_on: date | None
    checked_words: str
    reflection_id: uuid.UUID | None


@dataclass(frozen=True)
class Learning:
    """Everything of one story's learning, the newest first."""

    head: StoryHead
    reflections: tuple[ReflectionLine, ...]
    decisions: tuple[DecisionLine, ...]
    diagnoses: tuple[DiagnosisLine, ...]
    claims: tuple[ClaimLine, ...]
    comments: tuple[CommentLine, ...]
    meetings: tuple[MeetingLine, ...]

    def comments_on(self, key: str) -> tuple[CommentLine, ...]:
        """The questions on one box or arrow."""
        return tuple(one for one in self.comments if one.about == key)


def learning_of(viewer: Viewer, story_id: uuid.UUID) -> Learning:
    """Everything of the story's learning; decisions and claims only for whoever merely sees the story. Eight queries beside the heading's, however much there is."""
    story = seen_story(viewer, story_id)
    head = head_of(viewer, story)
    decisions, claims = decisions_of(story.pk), claims_of(story.pk)
    if not head.sees_work:
        return Learning(head, (), decisions, (), claims, (), ())
    return Learning(
        head=head,
        reflections=reflections_of(story.pk),
        decisions=decisions,
        diagnoses=_diagnoses(story.pk),
        claims=claims,
        comments=comments_of(viewer, story.pk),
        meetings=meetings_of(story.pk),
    )


def _until(before: datetime | None) -> Q:
    return Q(recorded_at__lt=before) if before else Q()


def _copied(line: type[Any], one: Any, /, *names: str, **more: Any) -> Any:
    """A line made of columns of the same names."""
    return line(**{name: getattr(one, name) for name in names}, **more)


def reflections_of(story_id: uuid.UUID, *, before: datetime | None = None) -> tuple[ReflectionLine, ...]:
    """Reflections. One query; for queries of this room, like those below."""
    names = [name for name in ReflectionLine.__annotations__ if name != "reflection_id"]
    rows = Reflection.objects.filter(_until(before), story_id=story_id).order_by("-held_on", "-recorded_at", "-pk")
    return tuple(_copied(ReflectionLine, one, *names, reflection_id=one.pk) for one in rows)


def decisions_of(story_id: uuid.UUID, *, before: datetime | None = None) -> tuple[DecisionLine, ...]:
    """Decisions. Two queries."""
    facts: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for decision_id, fact_id in DecisionFact.objects.filter(decision__story_id=story_id).values_list(
        "decision", "fact"
    ):
        facts[decision_id].append(fact_id)
    own = {"decision_id", "kind", "facts"}
    names = [name for name in DecisionLine.__annotations__ if name not in own]
    rows = Decision.objects.filter(_until(before), story_id=story_id).order_by("-decided_on", "-recorded_at", "-pk")
    return tuple(
        _copied(DecisionLine, one, *names, decision_id=one.pk, kind=DecisionKind(one.kind), facts=tuple(facts[one.pk]))
        for one in rows
    )


def _diagnoses(story_id: uuid.UUID) -> tuple[DiagnosisLine, ...]:
    rows = Diagnosis.objects.filter(story_id=story_id).order_by("-on", "-recorded_at", "-pk")
    return tuple(
        DiagnosisLine(
            one.pk,
            one.about,
            one.on,
            Answer(one.delivered),
            Answer(one.changed),
            StuckAt(one.place) if one.place else None,
            one.why,
        )
        for one in rows
    )


def claims_of(story_id: uuid.UUID, *, before: datetime | None = None, on: date | None = None) -> tuple[ClaimLine, ...]:
    """Claims, the withdrawn and the replaced included; `before` and `on`: as they stood on a day. One query."""
    rows = list(Claim.objects.filter(_until(before), story_id=story_id).order_by("-claimed_on", "-recorded_at", "-pk"))
    replaced = {one.replaces_id for one in rows}
    rows.sort(key=lambda one: (one.claimed_on, one.pk not in replaced), reverse=True)
    plain = ("text", "outcome", "rivals_considered", "can_say", "cannot_say", "reviewer", "claimed_on")
    return tuple(
        _copied(
            ClaimLine,
            one,
            *plain,
            claim_id=one.pk,
            withdrawn_on=None if on and one.withdrawn_on and one.withdrawn_on > on else one.withdrawn_on,
            links=tuple(one.links),
            delivered=Answer(one.delivered),
            changed=Answer(one.changed),
            assumptions_held=Answer(one.assumptions_held),
            comparison=Comparison(one.comparison),
            highest_rung=HIGHEST_RUNG[Comparison(one.comparison)],
            is_replaced=one.pk in replaced,
            overclaims=overclaims(one.can_say, Comparison(one.comparison)),
        )
        for one in rows
    )


def comments_of(viewer: Viewer, story_id: uuid.UUID) -> tuple[CommentLine, ...]:
    """Questions and answers with the names of colleagues. Two queries."""
    rows = list(Comment.objects.filter(story_id=story_id).order_by("-recorded_at", "-pk"))
    staff = {one.recorded_by_id for one in rows} | {one.answered_by_id for one in rows}
    names = names_of_staff(viewer.municipality_id, {one for one in staff if one})
    return tuple(
        CommentLine(
            comment_id=one.pk,
            about=one.about,
            asked_by=names.get(one.recorded_by_id, ""),
            asked_as=MemberRole(one.asked_as) if one.asked_as else None,
            asked_at=one.recorded_at,
            question=one.question,
            answer=one.answer,
            answered_by=names.get(one.answered_by_id, ""),
            answered_at=one.answered_at,
        )
        for one in rows
    )


def meetings_of(story_id: uuid.UUID) -> tuple[MeetingLine, ...]:
    """Meetings. One query."""
    names = [name for name in MeetingLine.__annotations__ if name != "meeting_id"]
    rows = TeamMeeting.objects.filter(story_id=story_id).order_by("-held_on", "-recorded_at", "-pk")
    return tuple(_copied(MeetingLine, one, *names, meeting_id=one.pk) for one in rows)
