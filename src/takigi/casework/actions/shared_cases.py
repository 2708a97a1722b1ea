"""多機関のケースの操作: open it, change its owner by one of the lawful ways, watch, close. Called by the collaboration room."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.deeds import record
from takigi.casework.models import Assignment, Case, Move
from takigi.casework.rules.ownership import (
    Held,
    NewHolder,
    OwnershipChange,
    SharedState,
    check_shared_move,
    first_held,
    handed_on,
)
from takigi.casework.rules.states import CaseKind, CaseRefused, MoveReason, Route
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations import queries as organisations
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class SharedOpening:
    """How a shared case begins. `station` says that the agency is the station, which needs an accepted exception."""

    person_id: uuid.UUID
    agency_id: int
    owner_id: int
    route: Route
    opened_on: date
    reason_text: str = ""
    transfer_id: uuid.UUID | None = None
    is_station: bool = False
    case_id: uuid.UUID = field(default_factory=uuid.uuid4)


def put_down_case(*, by: Viewer, opening: SharedOpening) -> uuid.UUID:
    """多機関のケースの行を置く, before anything that points to it; `first_owner` follows in the same transaction.

    Refused on a day to come, for somebody unknown, and while the person has an open shared case.
    """
    person = named_persons(by.municipality_id, [opening.person_id]).get(opening.person_id)
    if person is None:
        raise Unseen
    if opening.opened_on > by.on:
        raise CaseRefused("受付日が今日より後になっています。日付を確かめてください。")
    records = Case.objects.filter(person__root_id=person.shown_id, kind=CaseKind.MULTI_AGENCY)
    now_open = records.select_for_update().filter(closed_on__isnull=True).first()
    if now_open is not None:
        names = organisations.names_of_agencies(by.municipality_id, {now_open.agency_id})
        held_by = names.get(now_open.agency_id, "別の機関")
        raise CaseRefused(
            f"この方の世帯の多機関のケースは、{held_by}が主担当で続いています。{held_by}に相談してください。"
        )
    case = Case.objects.create(
        pk=opening.case_id,
        municipality_id=by.municipality_id,
        person_id=person.shown_id,
        kind=CaseKind.MULTI_AGENCY,
        agency_id=opening.agency_id,
        owner_id=opening.owner_id,
        area_id=person.area_id,
        opened_on=opening.opened_on,
        route=opening.route,
        reason_text=opening.reason_text.strip(),
        previous=records.order_by("-closed_on").first(),
        state=SharedState.SUPPORTING,
        state_from_on=opening.opened_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    return case.pk


@transaction.atomic
def first_owner(*, by: Viewer, opening: SharedOpening) -> None:
    """はじめの主担当: the agency that opened the case; the station only by an exception that was accepted."""
    case = policies.shared_case_of_town(by, opening.case_id)
    if not opening.is_station:
        policies.check_may_open_shared(by, opening.agency_id)
    if Assignment.objects.filter(case=case).exists():
        raise CaseRefused("このケースには、もう主担当がいます。替えるときは移管を提案してください。")
    change = OwnershipChange.STATION_EXCEPTION if opening.is_station else OwnershipChange.INITIAL
    transfer = str(opening.transfer_id or "")
    history = first_held(
        NewHolder(opening.agency_id, opening.owner_id, opening.opened_on, change, transfer, opening.is_station)
    )
    _write_holder(case, history[-1], by=by)
    Move.objects.create(
        case=case,
        seq=1,
        to_state=case.state,
        effective_on=case.opened_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("casework.shared_case_opened", by, case, agency=case.agency_id, route=case.route)


def _write_holder(case: Case, held: Held, *, by: Viewer) -> None:
    Assignment.objects.create(
        case=case,
        agency_id=held.agency_id,
        staff_id=held.staff_id,
        from_on=held.from_on,
        change=held.change,
        transfer_id=uuid.UUID(held.transfer_id) if held.transfer_id else None,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )


def _history(case: Case) -> tuple[tuple[Held, ...], Assignment]:
    rows = list(Assignment.objects.select_for_update().filter(case=case).order_by("from_on", "pk"))
    held = tuple(
        Held(
            row.agency_id,
            row.staff_id,
            row.from_on,
            OwnershipChange(row.change),
            row.ended_on,
            str(row.transfer_id or ""),
        )
        for row in rows
    )
    return held, rows[-1]


def _hand_on(case: Case, new: NewHolder, *, by: Viewer, note: str) -> None:
    """End the present row and begin the next one, as the rule says: no gap, no overlap, by a lawful way."""
    if case.closed_on is not None:
        raise CaseRefused("終結したケースの主担当は替えられません。また始めるときは、新しいケースを開いてください。")
    if new.on > by.on:
        raise CaseRefused("引き継ぐ日が今日より後になっています。その日が来てから引き継いでください。")
    history, last = _history(case)
    ended, begun = handed_on(history, new)[-2:]
    last.ended_on, last.handover_note = ended.ended_on, note.strip()
    last.save(update_fields=["ended_on", "handover_note"])
    _write_holder(case, begun, by=by)
    case.agency_id, case.owner_id = begun.agency_id, begun.staff_id
    case.version += 1
    case.save(update_fields=["agency", "owner", "version"])


def _check_works_there(by: Viewer, staff_id: int, agency_id: int) -> None:
    posts = organisations.posts_held(staff_id, on=by.on)
    if not any(post.agency_id == agency_id and post.duty in policies.SHARED_DUTIES for post in posts):
        raise CaseRefused("その人は、いまその機関で相談支援を担当していません。別の人を選んでください。")


@transaction.atomic
def change_owner_person(*, by: Viewer, case_id: uuid.UUID, staff_id: int, on: date, note: str) -> None:
    """同じ機関の中で担当者を替える, by the supervisor there. The agency stays."""
    case = policies.shared_case_to_lead(by, case_id)
    if len(note.strip()) < 5:
        raise CaseRefused("次の人に伝えることを書いてください（いまの約束、気をつけること、次の予定）。")
    _check_works_there(by, staff_id, case.agency_id)
    _hand_on(case, NewHolder(case.agency_id, staff_id, on, OwnershipChange.PERSON), by=by, note=note)
    record("casework.shared_owner_changed", by, case, staff=staff_id)


@dataclass(frozen=True)
class Acceptance:
    """受け入れられた移管: what the collaboration room has settled before the owner changes."""

    transfer_id: uuid.UUID
    agency_id: int
    staff_id: int
    on: date
    is_station: bool = False
    note: str = ""


@transaction.atomic
def accept_transfer(*, by: Viewer, case_id: uuid.UUID, acceptance: Acceptance) -> None:
    """主担当がほかの機関に替わる, by the receiving supervisor; called only with a transfer that was accepted (I2)."""
    policies.check_may_receive_shared(by, acceptance.agency_id, is_station=acceptance.is_station)
    case = policies.shared_case_of_town(by, case_id)
    _check_works_there(by, acceptance.staff_id, acceptance.agency_id)
    change = OwnershipChange.STATION_EXCEPTION if acceptance.is_station else OwnershipChange.TRANSFER
    new = NewHolder(
        acceptance.agency_id,
        acceptance.staff_id,
        acceptance.on,
        change,
        str(acceptance.transfer_id),
        acceptance.is_station,
    )
    _hand_on(case, new, by=by, note=acceptance.note)
    record("casework.shared_owner_moved", by, case, agency=acceptance.agency_id, transfer=str(acceptance.transfer_id))


@transaction.atomic
def reorganise(*, by: Viewer, from_agency_id: int, to_agency_id: int, reason: str) -> int:
    """機関の統合・分割: every open shared case goes on with the successor by law; never to the station. Returns how many."""
    policies.check_may_reorganise(by)
    agencies = {card.agency_id: card for card in organisations.agencies(by.municipality_id, on=by.on)}
    if not {from_agency_id, to_agency_id} <= agencies.keys():
        raise Unseen
    if len(reason.strip()) < 5:
        raise CaseRefused("統合・分割のいきさつを、あとで読む人に分かるように書いてください。")
    rows = Case.objects.select_for_update().filter(
        municipality_id=by.municipality_id,
        kind=CaseKind.MULTI_AGENCY,
        agency_id=from_agency_id,
        closed_on__isnull=True,
    )
    moved = list(rows.order_by("pk"))
    working = _working_at(by, to_agency_id, {case.owner_id for case in moved if case.owner_id})
    for case in moved:
        # Who moved along stays the owner; otherwise the supervisor there names one. Never nobody's: the agency has it.
        owner = case.owner_id if case.owner_id in working else None
        is_station = agencies[to_agency_id].is_station
        new = NewHolder(to_agency_id, owner, by.on, OwnershipChange.REORGANISED, is_station=is_station)
        _hand_on(case, new, by=by, note=reason)
        record("casework.shared_owner_reorganised", by, case, agency=to_agency_id)
    return len(moved)


def _working_at(by: Viewer, agency_id: int, staff_ids: Iterable[int]) -> set[int]:
    return {
        staff_id
        for staff_id in staff_ids
        if any(post.agency_id == agency_id for post in organisations.posts_held(staff_id, on=by.on))
    }


@transaction.atomic
def move_shared_case(*, by: Viewer, case_id: uuid.UUID, to: SharedState, note: str = "") -> None:
    """支援中と見守りのあいだ. The end is `close_shared_case`."""
    case = policies.shared_case_to_keep(by, case_id)
    if to is SharedState.CLOSED:
        raise CaseRefused("終結は、主担当機関の監督者が行います。")
    _move(case, to, on=by.on, note=note, by=by)
    record("casework.shared_case_moved", by, case, to=to.value)


@transaction.atomic
def close_shared_case(*, by: Viewer, case_id: uuid.UUID, on: date, note: str) -> None:
    """終結する, by the owner's supervisor; the collaboration room has asked what is still open of others."""
    case = policies.shared_case_to_lead(by, case_id)
    if on > by.on or on < case.state_from_on:
        since = in_short_japanese(case.state_from_on)
        raise CaseRefused(f"終結の日は、{since}から今日までの日にしてください。")
    if len(note.strip()) < 5:
        raise CaseRefused("どう終わったかを、あとで読む人に分かるように書いてください。")
    _move(case, SharedState.CLOSED, on=on, note=note, by=by)
    record("casework.shared_case_closed", by, case)


def _move(case: Case, to: SharedState, *, on: date, note: str, by: Viewer) -> None:
    check_shared_move(SharedState(case.state), to)
    Move.objects.create(
        case=case,
        seq=case.moves.count() + 1,
        from_state=case.state,
        to_state=to,
        effective_on=on,
        reason=MoveReason.OTHER if note.strip() else MoveReason.USUAL,
        note=note.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    case.state, case.state_from_on = to, on
    if to is SharedState.CLOSED:
        case.closed_on, case.outcome = on, to.value
    case.version += 1
    case.save(update_fields=["state", "state_from_on", "closed_on", "outcome", "version"])
