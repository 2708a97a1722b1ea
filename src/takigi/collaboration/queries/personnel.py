"""年度替わりの読み取り: who leaves an agency with cases and roles in hand, told by case numbers only."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.queries.access import led_agency_ids
from takigi.casework.queries.personnel import prevention_counts
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.models import CaseRole, SharedCase
from takigi.collaboration.policies.relations import CASE_DUTIES, who_is
from takigi.collaboration.rules.words import RoleKind, RoleStatus
from takigi.organisations import queries as organisations
from takigi.organisations.queries import StaffCard
from takigi.organisations.rules import Level, StaffStatus

# Who leaves within two months is told of now: successors are found before the day.
AHEAD = timedelta(days=62)
LEADING = (Level.SUPERVISOR, Level.HEAD)
HELD = (RoleStatus.REQUESTED.value, RoleStatus.ACCEPTED.value)


@dataclass(frozen=True)
class CaseInHand:
    """受け持っているケース: its number, never a name."""

    case_id: uuid.UUID
    case_no: str
    state: SharedState


@dataclass(frozen=True)
class RoleInHand:
    """受け持っている役割: of which case, of which kind; what it is about stays with whoever holds it."""

    role_id: uuid.UUID
    case_no: str
    kind: RoleKind
    status: RoleStatus


@dataclass(frozen=True)
class Leaver:
    """離れる人, at one agency. Nobody (`staff_id` None): cases whose person has still to be found."""

    agency_id: int
    agency_name: str
    staff_id: int | None
    name: str
    leaves_on: date | None
    has_left: bool
    cases: tuple[CaseInHand, ...]
    roles: tuple[RoleInHand, ...]
    prevention: int = 0


@dataclass(frozen=True)
class AgencyInChange:
    """機関ごとの数: for whoever keeps the town's whole, without a case or a name."""

    agency_id: int
    agency_name: str
    people: int
    cases: int
    roles: int
    prevention: int
    has_supervisor: bool


def may_hand_over(viewer: Viewer) -> bool:
    """Whether the desk offers the page. No query."""
    who = who_is(viewer)
    return viewer.may_read_persons and bool(who.supervised_ids or who.secretariat_ids)


def leavers(viewer: Viewer) -> list[Leaver]:
    """Of the agencies that the viewer supervises. Six queries, however many people and cases."""
    who = who_is(viewer)
    if not may_hand_over(viewer):
        raise NotPermitted("年度替わりの引き継ぎは、機関の監督者と会議の事務局が行います。")
    if not who.supervised_ids:
        return []
    people = organisations.staff_list(viewer.municipality_id)
    return _leavers(viewer, who.supervised_ids, people, prevention_of=led_agency_ids(viewer))


def soon_gone(viewer: Viewer, agency_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
    """Who leaves which agency within two months, whatever they have in hand: nobody to hand anything to. Two queries."""
    people = organisations.staff_list(viewer.municipality_id)
    return frozenset(
        (agency_id, one.staff_id)
        for agency_id in agency_ids
        for one in people
        if _last_day(one, agency_id, viewer.on) <= viewer.on + AHEAD
    )


def town_in_change(viewer: Viewer) -> list[AgencyInChange]:
    """Numbers of every agency, for the secretariat; empty for anybody else. Eight queries."""
    if not (viewer.may_read_persons and who_is(viewer).secretariat_ids):
        return []
    cards = organisations.agencies(viewer.municipality_id, on=viewer.on)
    found: dict[int, list[Leaver]] = defaultdict(list)
    people = organisations.staff_list(viewer.municipality_id)
    everywhere = {card.agency_id for card in cards}
    for one in _leavers(viewer, everywhere, people, prevention_of=everywhere):
        found[one.agency_id].append(one)
    led = _supervised(people, viewer.on)
    return [
        AgencyInChange(
            agency_id=card.agency_id,
            agency_name=card.name,
            people=sum(one.staff_id is not None for one in found[card.agency_id]),
            cases=sum(len(one.cases) for one in found[card.agency_id]),
            roles=sum(len(one.roles) for one in found[card.agency_id]),
            prevention=sum(one.prevention for one in found[card.agency_id]),
            has_supervisor=card.agency_id in led,
        )
        for card in cards
        if found[card.agency_id]
    ]


def _supervised(people: Iterable[StaffCard], on: date) -> set[int]:
    return {
        post.agency_id
        for one in people
        if one.status is StaffStatus.ACTIVE
        for post in one.posts
        if post.duty in CASE_DUTIES and post.level in LEADING and (post.ended_on is None or post.ended_on > on)
    }


def _leavers(
    viewer: Viewer, agency_ids: Iterable[int], staff: Iterable[StaffCard], *, prevention_of: Iterable[int]
) -> list[Leaver]:
    ids, people = set(agency_ids), {one.staff_id: one for one in staff}
    names = organisations.names_of_agencies(viewer.municipality_id, ids)
    cases, roles = _in_hand(viewer, ids)
    prevention = prevention_counts(viewer.municipality_id, prevention_of)
    found = []
    for agency_id, staff_id in {*cases, *roles, *prevention}:
        leaves_on = None if staff_id is None else _last_day(people.get(staff_id), agency_id, viewer.on)
        if leaves_on is not None and leaves_on > viewer.on + AHEAD:
            continue
        card = people.get(staff_id) if staff_id else None
        found.append(
            Leaver(
                agency_id=agency_id,
                agency_name=names.get(agency_id, ""),
                staff_id=staff_id,
                name=card.name if card else "",
                leaves_on=leaves_on,
                has_left=leaves_on is not None and leaves_on <= viewer.on,
                cases=tuple(cases[agency_id, staff_id]),
                roles=tuple(roles[agency_id, staff_id]),
                prevention=prevention.get((agency_id, staff_id), 0),
            )
        )
    return sorted(found, key=lambda one: (one.agency_name, one.leaves_on or date.min, one.name))


def _last_day(card: StaffCard | None, agency_id: int, on: date) -> date:
    """From which day on somebody works there no longer; a suspended account is gone already."""
    posts = [one for one in card.posts if one.agency_id == agency_id and one.duty in CASE_DUTIES] if card else []
    if not posts or card.status is not StaffStatus.ACTIVE:
        return on
    return max(one.ended_on or date.max for one in posts)


Held = dict[tuple[int, int | None], list]


def _in_hand(viewer: Viewer, agency_ids: set[int]) -> tuple[Held, Held]:
    cases: Held = defaultdict(list)
    roles: Held = defaultdict(list)
    going_on = SharedCase.objects.filter(municipality_id=viewer.municipality_id, case__closed_on__isnull=True)
    owned = going_on.filter(case__agency_id__in=agency_ids).order_by("case_no")
    for pk, number, state, agency, owner in owned.values_list(
        "pk", "case_no", "case__state", "case__agency_id", "case__owner_id"
    ):
        cases[agency, owner].append(CaseInHand(pk, number, SharedState(state)))
    held = CaseRole.objects.filter(
        agency_id__in=agency_ids, status__in=HELD, staff__isnull=False, case__case__closed_on__isnull=True
    )
    for pk, number, kind, status, agency, staff in held.order_by("case__case_no", "requested_at").values_list(
        "pk", "case__case_no", "kind", "status", "agency_id", "staff_id"
    ):
        roles[agency, staff].append(RoleInHand(pk, number, RoleKind(kind), RoleStatus(status)))
    return cases, roles
