"""ケースのファイル: the heading of every screen of a case, its moves, who had it and what is due; read on a recorded ground."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import NotPermitted, Viewer, why
from takigi.audit import actions as audit
from takigi.casework.models import Assignment, Case, Companion, Move
from takigi.casework.policies import (
    VIEWING,
    accompanies,
    case_to_lead,
    casework_agency_ids,
    may_record,
    seen_case,
    target_of,
    town_way,
)
from takigi.casework.rules.due import Due, DueKind
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import CaseKind, CaseState, MoveReason, Route, ways_from
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons


@dataclass(frozen=True)
class CaseHead:
    """What stands at the top of every screen of one case."""

    case_id: uuid.UUID
    person: NamedPerson
    kind: CaseKind
    state: CaseState
    state_from_on: date
    state_before: CaseState | None
    agency_id: int
    agency_name: str
    owner_id: int | None
    owner_name: str
    entrusted_agency_id: int | None
    opened_on: date
    closed_on: date | None
    due: Due | None
    next_step: str
    next_step_on: date | None
    scheduled_visit_on: date | None
    reason_text: str
    reason_code: str
    cause_code: str
    route: Route
    is_level_pending: bool
    may_record: bool
    may_visit: bool
    may_lead: bool
    because: tuple[str, ...]


def case_head(viewer: Viewer, case_id: uuid.UUID) -> CaseHead:
    """The heading of a case. Raises Unseen without a ground; the reading is recorded with it. At most 16 queries."""
    return _head_of(viewer, seen_case(viewer, case_id))


def _head_of(viewer: Viewer, case: Case) -> CaseHead:
    because = tuple(why(VIEWING, viewer, case))
    audit.note_reading(
        target_of(case.pk), municipality_id=viewer.municipality_id, by=viewer.staff_id, because=because, at=viewer.at
    )
    person = named_persons(viewer.municipality_id, [case.person_id])[case.person_id]
    staff = organisations.names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    agencies = organisations.names_of_agencies(viewer.municipality_id, {case.agency_id})
    records = may_record(viewer, case)
    return CaseHead(
        case_id=case.pk,
        person=person,
        kind=CaseKind(case.kind),
        state=CaseState(case.state),
        state_from_on=case.state_from_on,
        state_before=CaseState(case.state_before) if case.state_before else None,
        agency_id=case.agency_id,
        agency_name=agencies.get(case.agency_id, ""),
        owner_id=case.owner_id,
        owner_name=staff.get(case.owner_id or 0, ""),
        entrusted_agency_id=case.entrusted_agency_id,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        # Whoever has died or moved away is asked for nothing any more, even before the register's news is worked in (V24).
        due=Due(case.due_on, DueKind(case.due_kind), case.due_because) if case.due_on and person.is_resident else None,
        next_step=case.next_step,
        next_step_on=case.next_step_on,
        scheduled_visit_on=case.scheduled_visit_on,
        reason_text=case.reason_text,
        reason_code=case.reason_code,
        cause_code=case.cause_code,
        route=Route(case.route),
        is_level_pending=case.is_level_pending,
        may_record=records,
        may_visit=records or accompanies(viewer, case),
        may_lead=_may_lead(viewer, case),
        because=because,
    )


def _may_lead(viewer: Viewer, case: Case) -> bool:
    try:
        case_to_lead(viewer, case.pk)
    except NotPermitted:
        return False
    return True


@dataclass(frozen=True)
class MoveLine:
    """動きの一行. `is_undone`: a later row says that this one was a mistake."""

    to: CaseState
    effective_on: date
    reason: MoveReason
    note: str
    recorded_at: datetime
    recorded_by: str
    is_correction: bool
    is_undone: bool


@dataclass(frozen=True)
class Held:
    """担当の一行."""

    agency_name: str
    staff_name: str
    from_on: date
    ended_on: date | None
    handover_note: str


@dataclass(frozen=True)
class Earlier:
    """前のケース: the case before this one, and how it ended (V27)."""

    case_id: uuid.UUID
    opened_on: date
    closed_on: date | None
    outcome: str


@dataclass(frozen=True)
class CaseFile:
    """支援記録: one case with its way so far and the ways on."""

    head: CaseHead
    moves: tuple[MoveLine, ...]
    held: tuple[Held, ...]
    earlier: tuple[Earlier, ...]
    companions: tuple[tuple[str, date, str], ...]
    ways: tuple[CaseState, ...]


def case_file(viewer: Viewer, case_id: uuid.UUID) -> CaseFile:
    """One case in full. The reading is recorded once. At most 23 queries, however long the way was."""
    case = seen_case(viewer, case_id)
    head = _head_of(viewer, case)
    moves = list(case.moves.order_by("-seq"))
    held = list(Assignment.objects.filter(case=case).order_by("-from_on", "-pk"))
    companions = list(Companion.objects.filter(case=case, until_on__gte=viewer.on).order_by("until_on"))
    staff = _staff_names(viewer, moves, held, companions)
    agencies = organisations.names_of_agencies(viewer.municipality_id, {one.agency_id for one in held})
    ways = ways_from(head.state, head.state_before)
    return CaseFile(
        head=head,
        moves=_move_lines(moves, staff),
        held=tuple(
            Held(
                agencies.get(one.agency_id, ""),
                staff.get(one.staff_id or 0, "（決まっていません）"),
                one.from_on,
                one.ended_on,
                one.handover_note,
            )
            for one in held
        ),
        earlier=_earlier(viewer, case),
        companions=tuple((staff.get(one.staff_id, ""), one.until_on, one.purpose) for one in companions),
        ways=tuple(state for state in CaseState if state in ways),
    )


def _staff_names(
    viewer: Viewer, moves: list[Move], held: list[Assignment], companions: list[Companion]
) -> dict[int, str]:
    ids = (
        {move.recorded_by_id for move in moves} | {one.staff_id for one in held} | {one.staff_id for one in companions}
    )
    return organisations.names_of_staff(viewer.municipality_id, {one for one in ids if one})


def _move_lines(moves: list[Move], staff: dict[int, str]) -> tuple[MoveLine, ...]:
    undone = {move.corrects_id for move in moves if move.corrects_id}
    return tuple(
        MoveLine(
            CaseState(move.to_state),
            move.effective_on,
            MoveReason(move.reason),
            move.note,
            move.recorded_at,
            staff.get(move.recorded_by_id or 0, "台帳"),
            is_correction=move.corrects_id is not None,
            is_undone=move.pk in undone,
        )
        for move in moves
    )


def _earlier(viewer: Viewer, case: Case) -> tuple[Earlier, ...]:
    """The person's earlier cases of the same municipality, newest first: that they were, not what was in them."""
    rows = Case.objects.filter(
        municipality_id=viewer.municipality_id,
        kind=case.kind,
        person__root_id=case.person.root_id,
        closed_on__isnull=False,
    ).exclude(pk=case.pk)
    return tuple(
        Earlier(row.pk, row.opened_on, row.closed_on, CaseState(row.outcome or row.state).label)
        for row in rows.order_by("-closed_on")
    )


def open_case_of(viewer: Viewer, person_id: uuid.UUID) -> uuid.UUID | None:
    """The person's open prevention case, if the viewer has a ground to see it. Four queries."""
    people = named_persons(viewer.municipality_id, [person_id])
    if person_id not in people:
        return None
    rows = Case.objects.filter(
        person__root_id=people[person_id].shown_id, closed_on__isnull=True, kind=CaseKind.PREVENTION
    )
    return next((case.pk for case in rows if why(VIEWING, viewer, case)), None)


def check_may_receive(viewer: Viewer) -> None:
    """Refuses everybody who does not take in consultations. No query."""
    if not casework_agency_ids(viewer):
        raise NotPermitted("相談を受け付けられるのは、地域包括支援センターの職員です。")


def ways_of_the_town(viewer: Viewer) -> TownWay:
    """個別支援の決めごと in force today, for the screens. One query."""
    return town_way(viewer)
