"""関係: what the viewer is to shared cases, told for one record and for rows; a test holds the two together."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.access.relations import Relation
from takigi.collaboration.models import (
    CaseOnAgenda,
    CaseRole,
    Referral,
    Seat,
    SharedCase,
    StationInvolvement,
    Transfer,
)
from takigi.collaboration.rules.agenda import ENDED, READABLE, phase_at
from takigi.collaboration.rules.standing import RoleHeld, SeatHeld, Standing, Who, relations_in
from takigi.collaboration.rules.words import Mode, ReferralStatus, RoleStatus, TransferStatus
from takigi.organisations.rules import Duty

# Posts in which somebody meets people's cases at all; who keeps accounts or audits works on none.
CASE_DUTIES = frozenset(
    {Duty.CASEWORK, Duty.INSURANCE, Duty.SECRETARIAT, Duty.STATION, Duty.COORDINATION, Duty.PROVISION}
)
OWNING_DUTIES = frozenset({Duty.CASEWORK, Duty.STATION})
# A referral told as a role: while it is on its way its receiver is a helper; once it has begun, its own work begins.
REFERRED = {
    ReferralStatus.SENT: RoleStatus.REQUESTED,
    ReferralStatus.ACCEPTED: RoleStatus.ACCEPTED,
    ReferralStatus.DONE: RoleStatus.DONE,
    ReferralStatus.REJECTED: RoleStatus.DECLINED,
    ReferralStatus.REVOKED: RoleStatus.WITHDRAWN,
}


def who_is(viewer: Viewer) -> Who:
    """The viewer's posts of the day, sorted by what they are for."""
    return Who(
        staff_id=viewer.staff_id,
        agency_ids=frozenset(p.agency_id for p in viewer.posts if p.duty in CASE_DUTIES),
        supervised_ids=frozenset(p.agency_id for p in viewer.posts if p.duty in CASE_DUTIES and p.supervises),
        owning_ids=frozenset(p.agency_id for p in viewer.posts if p.duty in OWNING_DUTIES),
        station_ids=frozenset(p.agency_id for p in viewer.posts if p.duty is Duty.STATION and p.is_station),
        secretariat_ids=frozenset(p.agency_id for p in viewer.posts if p.duty is Duty.SECRETARIAT),
        is_evaluator=viewer.has_duty(Duty.EVALUATION),
        is_administrator=viewer.has_duty(Duty.ADMINISTRATION),
        is_auditor=viewer.has_duty(Duty.AUDIT),
    )


def standings(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Standing]:
    """What the relations are read from, for any number of cases of the viewer's town. Eight queries."""
    ids = list(case_ids)
    rows = SharedCase.objects.filter(pk__in=ids, municipality_id=viewer.municipality_id)
    owners = {pk: (agency, owner) for pk, agency, owner in rows.values_list("pk", "case__agency_id", "case__owner_id")}
    former = _grouped(
        SharedCase.objects.filter(pk__in=owners, case__assignments__ended_on__isnull=False).values_list(
            "pk", "case__assignments__staff_id"
        )
    )
    roles = _roles(viewer, owners)
    offers = defaultdict(list)
    proposed = Transfer.objects.filter(case_id__in=list(owners), status=TransferStatus.PROPOSED)
    for pk, agency, to_station in proposed.values_list("case_id", "to_agency_id", "is_to_station"):
        offers[pk].append((agency, to_station))
    modes, involved = _modes(viewer, owners)
    phases, seats = _agendas(viewer, owners)
    return {
        pk: Standing(
            agency_id=agency,
            owner_id=owner,
            former_staff_ids=frozenset(former[pk]),
            roles=tuple(roles[pk]),
            offered_to=tuple(offers[pk]),
            open_modes=frozenset(modes[pk]),
            was_station_involved=pk in involved,
            agenda_phases=tuple(phases[pk]),
            seats=tuple(seats[pk]),
        )
        for pk, (agency, owner) in owners.items()
    }


def relations_of(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Mapping[Relation, frozenset[int]]]:
    """The viewer's relations to each case, with the agencies they are held for. Eight queries, however many cases."""
    who = who_is(viewer)
    return {pk: relations_in(who, standing) for pk, standing in standings(viewer, case_ids).items()}


def _grouped(rows: Iterable[tuple[uuid.UUID, int]]) -> dict[uuid.UUID, set[int]]:
    found: dict[uuid.UUID, set[int]] = defaultdict(set)
    for pk, value in rows:
        found[pk].add(value)
    return found


def _still_there(viewer: Viewer) -> QuerySet[CaseRole]:
    """Roles whose holder still works at the agency on the day."""
    return CaseRole.objects.filter(
        Q(staff__posts__ended_on__isnull=True) | Q(staff__posts__ended_on__gt=viewer.on),
        pk=OuterRef("pk"),
        staff__status="active",
        staff__posts__agency_id=F("agency_id"),
        staff__posts__from_on__lte=viewer.on,
    )


def _still_receiving(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals whose acceptor still works at the agency on the day."""
    return Referral.objects.filter(
        Q(responded_by__posts__ended_on__isnull=True) | Q(responded_by__posts__ended_on__gt=viewer.on),
        pk=OuterRef("pk"),
        responded_by__status="active",
        responded_by__posts__agency_id=F("to_agency_id"),
        responded_by__posts__from_on__lte=viewer.on,
    )


def _roles(viewer: Viewer, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[RoleHeld]]:
    found: dict[uuid.UUID, list[RoleHeld]] = defaultdict(list)
    rows = CaseRole.objects.filter(case_id__in=list(ids)).annotate(is_there=Exists(_still_there(viewer)))
    for pk, agency, staff, status, is_there in rows.values_list(
        "case_id", "agency_id", "staff_id", "status", "is_there"
    ):
        found[pk].append(RoleHeld(agency, staff, RoleStatus(status), is_there))
    sent = Referral.objects.filter(case_id__in=list(ids)).annotate(is_there=Exists(_still_receiving(viewer)))
    for pk, agency, staff, status, is_there in sent.values_list(
        "case_id", "to_agency_id", "responded_by_id", "status", "is_there"
    ):
        found[pk].append(RoleHeld(agency, staff, REFERRED[ReferralStatus(status)], is_there))
    return found


def _is_involved(viewer: Viewer) -> Q:
    """Open on the day: past its planned end an involvement opens nothing, even if nobody has written the end."""
    return Q(ended_on__isnull=True, from_on__lte=viewer.on, planned_end_on__gte=viewer.on)


def _modes(viewer: Viewer, ids: Iterable[uuid.UUID]) -> tuple[dict[uuid.UUID, set[Mode]], set[uuid.UUID]]:
    modes: dict[uuid.UUID, set[Mode]] = defaultdict(set)
    involved: set[uuid.UUID] = set()
    rows = StationInvolvement.objects.filter(case_id__in=list(ids))
    for pk, mode, from_on, planned_to, ended_on in rows.values_list(
        "case_id", "mode", "from_on", "planned_end_on", "ended_on"
    ):
        involved.add(pk)
        if ended_on is None and from_on <= viewer.on <= planned_to:
            modes[pk].add(Mode(mode))
    return modes, involved


def _agendas(
    viewer: Viewer, ids: Iterable[uuid.UUID]
) -> tuple[dict[uuid.UUID, list[MeetingPhase]], dict[uuid.UUID, list[SeatHeld]]]:
    phases: dict[uuid.UUID, list[MeetingPhase]] = defaultdict(list)
    of_agenda: dict[uuid.UUID, tuple[uuid.UUID, MeetingPhase]] = {}
    for agenda in CaseOnAgenda.objects.filter(case_id__in=list(ids)):
        phase = phase_at(MeetingPhase(agenda.phase), agenda.opens_at, agenda.closes_at, viewer.at)
        phases[agenda.case_id].append(phase)
        of_agenda[agenda.pk] = (agenda.case_id, phase)
    seats: dict[uuid.UUID, list[SeatHeld]] = defaultdict(list)
    for seat in Seat.objects.filter(agenda_id__in=of_agenda, staff_id=viewer.staff_id):
        pk, phase = of_agenda[seat.agenda_id]
        is_accepted = seat.accepted_at is not None or seat.has_attended
        is_ended = seat.ended_at is not None or (seat.agency_id is not None and seat.agency_id not in viewer.agency_ids)
        seats[pk].append(SeatHeld(phase, seat.is_community, is_accepted, is_ended))
    return phases, seats


def _exists(rows: QuerySet) -> Q:
    # EXISTS, not a join: a join would repeat the case once for each row.
    return Q(Exists(rows.filter(case_id=OuterRef("pk"))))


def _given(viewer: Viewer) -> QuerySet[CaseRole]:
    who = who_is(viewer)
    mine = Q(staff_id=viewer.staff_id) | (Q(agency_id__in=who.supervised_ids) & ~Q(Exists(_still_there(viewer))))
    return CaseRole.objects.filter(mine, agency_id__in=who.agency_ids, status=RoleStatus.ACCEPTED)


def _received(viewer: Viewer) -> QuerySet[Referral]:
    who = who_is(viewer)
    left = Q(to_agency_id__in=who.supervised_ids) & ~Q(Exists(_still_receiving(viewer)))
    return Referral.objects.filter(
        Q(responded_by_id=viewer.staff_id) | left,
        to_agency_id__in=who.agency_ids,
        status=ReferralStatus.ACCEPTED,
    )


def _is_asked(viewer: Viewer) -> Q:
    who = who_is(viewer)
    mine = Q(staff_id=viewer.staff_id) | Q(staff_id__isnull=True) | Q(agency_id__in=who.supervised_ids)
    roles = CaseRole.objects.filter(mine, agency_id__in=who.agency_ids, status=RoleStatus.REQUESTED)
    sent = Referral.objects.filter(to_agency_id__in=who.agency_ids, status=ReferralStatus.SENT)
    answering = Q(to_agency_id__in=who.supervised_ids) | Q(is_to_station=True, to_agency_id__in=who.station_ids)
    offered = Transfer.objects.filter(answering, status=TransferStatus.PROPOSED)
    return _exists(roles) | _exists(sent) | _exists(offered)


def _has_run_out(viewer: Viewer, prefix: str = "") -> Q:
    return Q(**{f"{prefix}phase__in": READABLE, f"{prefix}closes_at__lte": viewer.at})


def _standing_agendas(viewer: Viewer) -> QuerySet[CaseOnAgenda]:
    return CaseOnAgenda.objects.filter(phase__in=READABLE | {MeetingPhase.ACCEPTED}).exclude(_has_run_out(viewer))


def has_left(viewer: Viewer) -> Q:
    """Seats that were given to an agency where the viewer works no longer."""
    return Q(agency__isnull=False) & ~Q(agency_id__in=viewer.agency_ids)


def _seats(viewer: Viewer) -> QuerySet[Seat]:
    accepted = Q(accepted_at__isnull=False) | Q(has_attended=True)
    return Seat.objects.filter(accepted, staff_id=viewer.staff_id)


def _sitting(viewer: Viewer, *, is_community: bool) -> Q:
    rows = _seats(viewer).filter(ended_at__isnull=True, is_community=is_community).exclude(has_left(viewer))
    return Q(Exists(rows.exclude(agenda__phase=MeetingPhase.CANCELLED).filter(agenda__case_id=OuterRef("pk"))))


def _was_there(viewer: Viewer) -> Q:
    who = who_is(viewer)
    ended = [RoleStatus.DONE, RoleStatus.WITHDRAWN, RoleStatus.DECLINED]
    owned = SharedCase.objects.filter(
        case__assignments__staff_id=viewer.staff_id, case__assignments__ended_on__isnull=False, pk=OuterRef("pk")
    )
    involved = StationInvolvement.objects.all()
    left = _seats(viewer).filter(
        Q(ended_at__isnull=False) | has_left(viewer) | Q(agenda__phase__in=ENDED) | _has_run_out(viewer, "agenda__"),
        agenda__case_id=OuterRef("pk"),
    )
    return (
        Q(Exists(owned))
        | (Q(case__owner_id=viewer.staff_id) & ~Q(case__agency_id__in=who.owning_ids))
        | _exists(CaseRole.objects.filter(staff_id=viewer.staff_id, status__in=ended))
        | _exists(
            Referral.objects.filter(
                responded_by_id=viewer.staff_id,
                status__in=[one for one, told in REFERRED.items() if told in ended],
            )
        )
        | (_if(bool(who.station_ids)) & _exists(involved) & ~_exists(involved.filter(_is_involved(viewer))))
        | Q(Exists(left))
    )


def _if(holds: bool) -> Q:
    return Q(pk__isnull=not holds)


def _station(viewer: Viewer, modes: Q) -> Q:
    return _exists(StationInvolvement.objects.filter(_is_involved(viewer), modes))


Rows = Callable[[Viewer], Q]

# The second telling: the same relations as conditions on rows of SharedCase.
ROWS: Mapping[Relation, Rows] = {
    Relation.OWN: lambda v: Q(case__owner_id=v.staff_id, case__agency_id__in=who_is(v).owning_ids),
    Relation.OWN_SUP: lambda v: Q(case__agency_id__in=who_is(v).owning_ids & who_is(v).supervised_ids),
    Relation.OWN_PEER: lambda v: (
        Q(case__agency_id__in=who_is(v).owning_ids - who_is(v).supervised_ids)
        & (Q(case__owner_id__isnull=True) | ~Q(case__owner_id=v.staff_id))
    ),
    Relation.COOP: lambda v: _exists(_given(v)) | _exists(_received(v)),
    Relation.COOP_REQ: _is_asked,
    Relation.STN: lambda v: (
        _if(bool(who_is(v).station_ids)) & (_station(v, ~Q(mode=Mode.CONSULTED)) | _exists(_standing_agendas(v)))
    ),
    Relation.STN_PRE: lambda v: _if(bool(who_is(v).station_ids)) & _station(v, Q(mode=Mode.CONSULTED)),
    Relation.SEC: lambda v: _if(bool(who_is(v).secretariat_ids)),
    Relation.PART: lambda v: _sitting(v, is_community=False),
    Relation.COM: lambda v: _sitting(v, is_community=True),
    Relation.PAST: _was_there,
    Relation.EVAL: lambda v: _if(v.has_duty(Duty.EVALUATION)),
    Relation.ADM: lambda v: _if(v.has_duty(Duty.ADMINISTRATION)),
    Relation.AUD: lambda v: _if(v.has_duty(Duty.AUDIT)),
}


def cases_in(relation: Relation, viewer: Viewer) -> QuerySet[SharedCase]:
    """The shared cases of the town to which the viewer stands in this relation."""
    own_town = SharedCase.objects.filter(municipality_id=viewer.municipality_id)
    if relation is not Relation.NONE:
        return own_town.filter(ROWS[relation](viewer))
    for rows in ROWS.values():
        own_town = own_town.exclude(rows(viewer))
    return own_town
