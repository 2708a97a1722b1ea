"""関係のきまり: what somebody is to one shared case, from what is known of it. The second telling is in rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from takigi.access.decide import MeetingPhase
from takigi.access.relations import Relation
from takigi.collaboration.rules.agenda import ENDED, STANDING
from takigi.collaboration.rules.words import Mode, RoleStatus


@dataclass(frozen=True, slots=True)
class Who:
    """見る人: the posts of one day, sorted by what they are for."""

    staff_id: int
    agency_ids: frozenset[int] = frozenset()  # where the viewer works on cases
    supervised_ids: frozenset[int] = frozenset()
    owning_ids: frozenset[int] = frozenset()  # where the viewer may own a shared case
    station_ids: frozenset[int] = frozenset()
    secretariat_ids: frozenset[int] = frozenset()
    is_evaluator: bool = False
    is_administrator: bool = False
    is_auditor: bool = False


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """役割の一行, or a referral told as one. `is_holder_there`: whoever it was given to still works there."""

    agency_id: int
    staff_id: int | None
    status: RoleStatus
    is_holder_there: bool = False


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """見る人の席: on one agenda item, in the phase that the clock says."""

    phase: MeetingPhase
    is_community: bool
    is_accepted: bool
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """一つのケースのまわり: all that the relations are read from."""

    agency_id: int
    owner_id: int | None
    former_staff_ids: frozenset[int] = frozenset()
    roles: tuple[RoleHeld, ...] = ()
    # Agencies that have been offered the case, each with whether it is the station.
    offered_to: tuple[tuple[int, bool], ...] = ()
    # Modes in which a station is involved on the day, and whether one ever was.
    open_modes: frozenset[Mode] = frozenset()
    was_station_involved: bool = False
    agenda_phases: tuple[MeetingPhase, ...] = ()
    seats: tuple[SeatHeld, ...] = ()  # the viewer's own


def relations_in(who: Who, case: Standing) -> Mapping[Relation, frozenset[int]]:
    """Every relation, with the agencies for which it is held. Nobody is without one: NONE stands for nothing."""
    found = {
        Relation.OWN: who.owning_ids & {case.agency_id} if case.owner_id == who.staff_id else frozenset(),
        Relation.OWN_SUP: who.supervised_ids & who.owning_ids & {case.agency_id},
        Relation.OWN_PEER: _as_peer(who, case),
        Relation.COOP: _held(who, case, RoleStatus.ACCEPTED),
        Relation.COOP_REQ: _asked(who, case),
        Relation.STN: who.station_ids if _is_with_station(case) else frozenset(),
        Relation.STN_PRE: who.station_ids if Mode.CONSULTED in case.open_modes else frozenset(),
        Relation.SEC: who.secretariat_ids,
    }
    held = {relation: agencies for relation, agencies in found.items() if agencies}
    for relation, holds in _without_agency(who, case).items():
        if holds:
            held[relation] = who.agency_ids
    return held or {Relation.NONE: frozenset()}


def _as_peer(who: Who, case: Standing) -> frozenset[int]:
    """Neither the owner nor the owner's supervisor: a colleague, who sees nothing but in an emergency."""
    return who.owning_ids & {case.agency_id} - who.supervised_ids if case.owner_id != who.staff_id else frozenset()


def _is_mine(who: Who, role: RoleHeld) -> bool:
    """The one it was given to; where nobody is there any more, the supervisor (R18)."""
    if role.agency_id not in who.agency_ids:
        return False
    return role.staff_id == who.staff_id or (role.agency_id in who.supervised_ids and not role.is_holder_there)


def _held(who: Who, case: Standing, status: RoleStatus) -> frozenset[int]:
    return frozenset(role.agency_id for role in case.roles if role.status is status and _is_mine(who, role))


def _asked(who: Who, case: Standing) -> frozenset[int]:
    """Asked and not yet answered: the one who was asked, or whoever works there; the supervisor in any case.

    A proposed transfer is asked of the supervisor there, who answers it, and of the station's staff.
    """
    roles = {
        role.agency_id
        for role in case.roles
        if role.status is RoleStatus.REQUESTED
        and role.agency_id in who.agency_ids
        and (role.staff_id in {who.staff_id, None} or role.agency_id in who.supervised_ids)
    }
    offers = {
        agency_id
        for agency_id, is_station in case.offered_to
        if agency_id in who.supervised_ids or (is_station and agency_id in who.station_ids)
    }
    return frozenset(roles | offers)


def _is_with_station(case: Standing) -> bool:
    is_involved = bool(case.open_modes - {Mode.CONSULTED})
    return is_involved or any(phase in STANDING for phase in case.agenda_phases)


def _without_agency(who: Who, case: Standing) -> dict[Relation, bool]:
    accepted = [seat for seat in case.seats if seat.is_accepted and not seat.is_ended]
    sitting = [seat for seat in accepted if seat.phase is not MeetingPhase.CANCELLED]
    return {
        Relation.PART: any(not seat.is_community for seat in sitting),
        Relation.COM: any(seat.is_community for seat in sitting),
        Relation.PAST: _was_there(who, case),
        Relation.EVAL: who.is_evaluator,
        Relation.ADM: who.is_administrator,
        Relation.AUD: who.is_auditor,
    }


def _was_there(who: Who, case: Standing) -> bool:
    ended = {RoleStatus.DONE, RoleStatus.WITHDRAWN, RoleStatus.DECLINED}
    had_role = any(role.staff_id == who.staff_id and role.status in ended for role in case.roles)
    owned = who.staff_id in case.former_staff_ids or (
        case.owner_id == who.staff_id and case.agency_id not in who.owning_ids
    )
    with_station = bool(who.station_ids) and case.was_station_involved and not case.open_modes
    left = any(seat.is_ended or seat.phase in ENDED for seat in case.seats if seat.is_accepted)
    return owned or had_role or with_station or left
