"""個別支援の事実: what happened, as rows without a name or a word of free text, for the evidence.

Keys are the register's opaque ids; whoever keeps the rows gives them keys of its own. Corrected and replaced records
are left out, so that each event is one row.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.casework.models import (
    Case,
    CaseworkSettingValue,
    Consultation,
    FollowUp,
    FormerLife,
    Goal,
    GoalRating,
    Move,
    Note,
    Visit,
    VisitOption,
)
from takigi.casework.rules.due import may_extend_monitoring, monitoring_periods
from takigi.casework.rules.goals import is_agreed
from takigi.casework.rules.states import CaseKind
from takigi.casework.rules.visit_words import OptionKind, VisitorKind

THERAPISTS = frozenset({VisitorKind.PT, VisitorKind.OT, VisitorKind.ST})
# 介護保険のほかの道か、元の生活に戻るための道 (KPI 5): everything that was explained but a day service.
WAYS_BACK = frozenset({OptionKind.COMMUNITY_C, OptionKind.HOME_C, OptionKind.GATHERING, OptionKind.SELF})


@dataclass(frozen=True)
class CaseRow:
    """ケース."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    agency_id: int
    area_id: int | None
    opened_on: date
    closed_on: date | None
    route: str
    reason_code: str
    cause_code: str
    state: str
    outcome: str
    certification_line: uuid.UUID | None
    previous_id: uuid.UUID | None


@dataclass(frozen=True)
class ConsultationRow:
    """相談."""

    consultation_id: int
    case_id: uuid.UUID
    held_on: date
    route: str
    speaker: str
    has_wish_to_recover: bool


@dataclass(frozen=True)
class MoveRow:
    """動き: into which state, on which day."""

    move_id: int
    case_id: uuid.UUID
    to_state: str
    effective_on: date


@dataclass(frozen=True)
class VisitRow:
    """アセスメント訪問. `reaction` belongs to the proposal as a whole, `has_chosen_way_back` to the options."""

    visit_id: uuid.UUID
    case_id: uuid.UUID
    visited_on: date
    minutes: int | None
    has_therapist: bool
    is_former_life_heard: bool
    is_wish_heard: bool
    is_way_shown: bool
    reaction: str
    has_chosen_way_back: bool
    chosen: tuple[str, ...]
    reversible: str


@dataclass(frozen=True)
class GoalRow:
    """目標."""

    goal_id: uuid.UUID
    case_id: uuid.UUID
    field: str
    proposed_on: date
    agreed_on: date | None
    is_agreed: bool
    has_graduation: bool
    target_on: date | None
    judged_on: date | None
    is_achieved: bool | None


@dataclass(frozen=True)
class RatingRow:
    """実行度・満足度."""

    rating_id: int
    goal_id: uuid.UUID
    case_id: uuid.UUID
    timepoint: str
    rated_on: date
    performance: int
    satisfaction: int


@dataclass(frozen=True)
class NoteRow:
    """経過の記録: that there was a contact, how long it took, and of which kind."""

    note_id: int
    case_id: uuid.UUID
    happened_on: date
    kind: str
    minutes: int | None
    is_interview: bool
    is_home_visit: bool


@dataclass(frozen=True)
class MonitoringRow:
    """モニタリングの期間: due on its last day; the first interview inside it, if there was one (KPI 25)."""

    case_id: uuid.UUID
    first_on: date
    due_on: date
    held_on: date | None
    is_extended: bool


@dataclass(frozen=True)
class FollowUpRow:
    """卒業後の確かめ."""

    follow_up_id: int
    case_id: uuid.UUID
    month: int
    due_on: date
    done_on: date | None
    finding: str
    has_place: bool | None
    has_paid_service: bool | None


def _of_town(municipality_id: int) -> Exact:
    """Of the town, without a walk along the town's index: where people are named, their own index is the shorter way."""
    return Exact(Coalesce(F("municipality_id"), Value(0)), municipality_id)


def _cases(municipality_id: int, person_ids: Collection[uuid.UUID] | None) -> QuerySet[Case]:
    # Shared cases are counted by their own room.
    if person_ids is None:
        return Case.objects.filter(municipality_id=municipality_id, kind=CaseKind.PREVENTION)
    return Case.objects.filter(_of_town(municipality_id), person__root_id__in=person_ids, kind=CaseKind.PREVENTION)


def way_rows(municipality_id: int) -> list[tuple[date, str, str]]:
    """町の決めごと on which the meaning of an indicator may rest: from when, key, value; oldest first. One query."""
    rows = CaseworkSettingValue.objects.filter(municipality_id=municipality_id)
    return list(rows.order_by("from_on", "decided_at", "pk").values_list("from_on", "key", "value"))


def persons_of_cases(municipality_id: int, case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Case → the person it is about, as shown now. One query."""
    rows = Case.objects.filter(_of_town(municipality_id), pk__in=case_ids)
    return dict(rows.values_list("pk", "person__root_id"))


def case_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[CaseRow]:
    """Every case, or those of some people. One query, streamed."""
    rows = _cases(municipality_id, person_ids).values_list(
        "pk",
        "person__root_id",
        "agency_id",
        "area_id",
        "opened_on",
        "closed_on",
        "route",
        "reason_code",
        "cause_code",
        "state",
        "outcome",
        "certification_line",
        "previous_id",
    )
    return (CaseRow(*row) for row in rows.iterator())


def consultation_rows(
    municipality_id: int, person_ids: Collection[uuid.UUID] | None = None
) -> Iterator[ConsultationRow]:
    """Every consultation. One query, streamed."""
    rows = Consultation.objects.filter(case__in=_cases(municipality_id, person_ids))
    found = rows.values_list("pk", "case_id", "held_on", "route", "speaker", "has_wish_to_recover")
    return (ConsultationRow(*row) for row in found.iterator())


def move_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[MoveRow]:
    """Every move that stands: neither corrected nor itself a correction. One query, streamed."""
    rows = Move.objects.filter(case__in=_cases(municipality_id, person_ids), corrects__isnull=True)
    corrected = Move.objects.filter(corrects__isnull=False).values("corrects_id")
    found = rows.exclude(pk__in=corrected).values_list("pk", "case_id", "to_state", "effective_on")
    return (MoveRow(*row) for row in found.iterator())


def visit_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[VisitRow]:
    """Every confirmed visit in its last revision. Three queries."""
    visits = Visit.objects.filter(case__in=_cases(municipality_id, person_ids), replaced_by__isnull=True)
    options: dict[uuid.UUID, list[VisitOption]] = defaultdict(list)
    for option in VisitOption.objects.filter(visit__in=visits).iterator():
        options[option.visit_id].append(option)
    heard = {
        visit_id: (bool(before.strip()), bool(wish.strip()))
        for visit_id, before, wish in FormerLife.objects.filter(visit__in=visits).values_list(
            "visit_id", "before_text", "wish_text"
        )
    }
    for visit in visits.iterator():
        shown = options[visit.pk]
        before, wish = heard.get(visit.pk, (False, False))
        chosen = tuple(sorted(one.kind for one in shown if one.is_chosen))
        yield VisitRow(
            visit_id=visit.pk,
            case_id=visit.case_id,
            visited_on=visit.visited_on,
            minutes=visit.minutes,
            has_therapist=bool(THERAPISTS & set(visit.visitors)),
            is_former_life_heard=before,
            is_wish_heard=wish,
            is_way_shown=any(one.is_explained and one.kind in WAYS_BACK for one in shown),
            reaction=visit.reaction,
            has_chosen_way_back=bool(WAYS_BACK & set(chosen)),
            chosen=chosen,
            reversible=visit.reversible,
        )


def goal_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[GoalRow]:
    """Every goal in force. One query, streamed."""
    for goal in Goal.objects.filter(case__in=_cases(municipality_id, person_ids), replaced_by__isnull=True).iterator():
        yield GoalRow(
            goal_id=goal.pk,
            case_id=goal.case_id,
            field=goal.field,
            proposed_on=goal.proposed_on,
            agreed_on=goal.agreed_on,
            is_agreed=goal.agreed_on is not None and is_agreed(goal.agreed_by),
            has_graduation=bool(goal.graduation.strip()),
            target_on=goal.target_on,
            judged_on=goal.judged_on,
            is_achieved=goal.is_achieved,
        )


def rating_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[RatingRow]:
    """Every rating in force. One query, streamed."""
    rows = GoalRating.objects.filter(goal__case__in=_cases(municipality_id, person_ids), replaced_by__isnull=True)
    found = rows.values_list("pk", "goal_id", "goal__case_id", "timepoint", "rated_on", "performance", "satisfaction")
    return (RatingRow(*row) for row in found.iterator())


def note_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[NoteRow]:
    """Every contact in its last wording. One query, streamed."""
    rows = Note.objects.filter(case__in=_cases(municipality_id, person_ids), replaced_by__isnull=True)
    found = rows.values_list("pk", "case_id", "happened_on", "kind", "minutes", "is_interview", "is_home_visit")
    return (NoteRow(*row) for row in found.iterator())


def monitoring_rows(
    municipality_id: int, person_ids: Collection[uuid.UUID] | None = None, *, on: date
) -> Iterator[MonitoringRow]:
    """Every monitoring period that began by the day, of every case with a service. Two queries."""
    cases = _cases(municipality_id, person_ids).filter(service_start_on__isnull=False)
    held: dict[uuid.UUID, list[date]] = defaultdict(list)
    extended: dict[uuid.UUID, list[tuple[date, date]]] = defaultdict(list)
    notes = Note.objects.filter(case__in=cases, replaced_by__isnull=True).order_by("happened_on")
    wanted = notes.values_list("case_id", "happened_on", "is_interview", "extension_conditions", "extended_until_on")
    for case_id, day, is_interview, ticked, until in wanted.iterator():
        if is_interview:
            held[case_id].append(day)
        if until and may_extend_monitoring(ticked):
            extended[case_id].append((day, until))
    for case_id, start, closed_on in cases.values_list("pk", "service_start_on", "closed_on").iterator():
        for first, last in monitoring_periods(start, until=min(closed_on or on, on)):
            inside = next((day for day in held[case_id] if first <= day <= last), None)
            is_extended = any(day <= last < until for day, until in extended[case_id])
            yield MonitoringRow(case_id, first, last, inside, is_extended)


def follow_up_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[FollowUpRow]:
    """Every follow-up, done or waiting. One query, streamed."""
    rows = FollowUp.objects.filter(case__in=_cases(municipality_id, person_ids))
    found = rows.values_list("pk", "case_id", "month", "due_on", "done_on", "finding", "has_place", "has_paid_service")
    return (FollowUpRow(*row) for row in found.iterator())
