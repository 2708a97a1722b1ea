"""市のケースを建てる: shared cases with owners, roles, referrals, households, what happened, help asked for, and 気になる人."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from benchmarks.one_city import CASES, LEADS, YEARS, City, Office, put
from takigi.casework.models import Assignment, Case, Move
from takigi.casework.rules.ownership import OwnershipChange, SharedState
from takigi.casework.rules.states import CaseKind, Route
from takigi.collaboration.models import (
    CaseRole,
    Contact,
    HelpRequest,
    HouseholdMember,
    IssueTag,
    KnownTo,
    OutreachLead,
    Referral,
    SharedCase,
    StationInvolvement,
)
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.help_requests import HelpState
from takigi.collaboration.rules.households import Kinship
from takigi.collaboration.rules.leads import KnownAs, LeadState, Signal, Where
from takigi.collaboration.rules.words import Composition, Mode, ReferralStatus, RoleKind, RoleStatus, Source, Warmth

# One case in five still goes on; each has so many of what stands beside it.
OPEN_OF, ROLES, CONTACTS, MEMBERS = 5, 3, 20, 4
WORDS = "様子をうかがい、次の約束をした。" * 4


@dataclass(frozen=True)
class Household:
    """One case as far as its neighbours need it."""

    case_id: uuid.UUID
    number: int
    office: Office
    owner_id: int
    opened_on: date
    closed_on: date | None
    helpers: tuple[tuple[Office, int], ...]


def moment(day: date) -> datetime:
    """Ten in the morning of a day."""
    return make_aware(datetime.combine(day, time(10)))


def households(city: City) -> list[Household]:
    """Who owns what since when, and who helps: drawn before anything is written."""
    found = []
    for number in range(city.count(CASES)):
        office = city.offices[number % len(city.offices)]
        opened = city.days_ago(YEARS * 365, 30)
        is_open = number % OPEN_OF == 0
        opened = city.days_ago(700, 30) if is_open else opened
        closed = None if is_open else min(opened + timedelta(days=city.rng.randint(60, 900)), city.today)
        helpers = tuple((one, city.rng.choice(one.staff_ids)) for one in city.rng.sample(city.offices, ROLES))
        owner = office.staff_ids[(number // len(city.offices)) % len(office.staff_ids)]
        found.append(Household(city.uuid(), number, office, owner, opened, closed, helpers))
    return found


def write_cases(city: City, homes: list[Household]) -> None:
    """The rows of every case, in the order in which they point to one another."""
    town = city.world.municipality_id
    put(Case, (_case(city, one) for one in homes))
    put(SharedCase, (_shared(city, one) for one in homes))
    put(Assignment, (_held(one) for one in homes))
    put(Move, (_first_move(one) for one in homes))
    put(CaseRole, (row for one in homes for row in _roles(city, one)))
    put(Referral, (_referral(one) for one in homes if one.number % 3 == 0))
    put(StationInvolvement, (_stay(city, one) for one in homes if one.number % 2 == 0))
    put(Contact, (row for one in homes for row in _contacts(city, one)))
    put(IssueTag, (_issue(one) for one in homes))
    members = [row for one in homes for row in _members(city, one)]
    put(HouseholdMember, (row for row, _ in members))
    put(KnownTo, (_known(row, home) for row, home in members))
    put(HelpRequest, (_help(city, one) for one in homes))
    put(OutreachLead, (_lead(city, number, town) for number in range(city.count(LEADS * YEARS))))


def _case(city: City, one: Household) -> Case:
    return Case(
        id=one.case_id,
        municipality_id=city.world.municipality_id,
        person_id=uuid.UUID(int=one.number * 70 + 1, version=4),
        kind=CaseKind.MULTI_AGENCY,
        agency_id=one.office.agency_id,
        owner_id=one.owner_id,
        opened_on=one.opened_on,
        route=Route.FAMILY,
        state=SharedState.CLOSED if one.closed_on else SharedState.SUPPORTING,
        state_from_on=one.closed_on or one.opened_on,
        closed_on=one.closed_on,
        outcome=SharedState.CLOSED if one.closed_on else "",
        recorded_at=moment(one.opened_on),
        recorded_by_id=one.owner_id,
    )


def _shared(city: City, one: Household) -> SharedCase:
    return SharedCase(
        case_id=one.case_id,
        municipality_id=city.world.municipality_id,
        case_no=f"T{one.number:06}",
        block=one.office.block,
        composition=Composition.PARENT_AND_GROWN_CHILD,
        first_contact_on=one.opened_on,
        is_connected_at_open=one.number % 4 != 0,
        summary="親と子の世帯。介護と仕事が重なっている。",
        contact_note=WORDS,
        recorded_at=moment(one.opened_on),
        recorded_by_id=one.owner_id,
    )


def _held(one: Household) -> Assignment:
    return Assignment(
        case_id=one.case_id,
        agency_id=one.office.agency_id,
        staff_id=one.owner_id,
        from_on=one.opened_on,
        change=OwnershipChange.INITIAL,
        recorded_at=moment(one.opened_on),
        recorded_by_id=one.owner_id,
    )


def _first_move(one: Household) -> Move:
    return Move(
        case_id=one.case_id,
        seq=1,
        to_state=SharedState.SUPPORTING,
        effective_on=one.opened_on,
        recorded_at=moment(one.opened_on),
        recorded_by_id=one.owner_id,
    )


def _roles(city: City, one: Household) -> Iterator[CaseRole]:
    for place, (office, staff_id) in enumerate(one.helpers):
        waits = one.closed_on is None and place == 2
        status = RoleStatus.DONE if one.closed_on else RoleStatus.REQUESTED if waits else RoleStatus.ACCEPTED
        yield CaseRole(
            id=city.uuid(),
            case_id=one.case_id,
            agency_id=office.agency_id,
            staff_id=staff_id,
            kind=RoleKind.COOPERATE,
            task="週に一度、買い物に付き添う",
            status=status,
            requested_at=moment(one.opened_on),
            requested_by_id=one.owner_id,
            responded_at=None if waits else moment(one.opened_on + timedelta(days=5)),
            responded_by_id=None if waits else staff_id,
            due_on=city.today + timedelta(days=30),
            ended_at=moment(one.closed_on) if one.closed_on else None,
            ended_by_id=staff_id if one.closed_on else None,
        )


def _referral(one: Household) -> Referral:
    office, staff_id = next((found for found in one.helpers if found[0] is not one.office), one.helpers[-1])
    return Referral(
        case_id=one.case_id,
        from_agency_id=one.office.agency_id,
        to_agency_id=office.agency_id,
        purpose="家計の相談",
        warmth=Warmth.CALL,
        status=ReferralStatus.DONE if one.closed_on else ReferralStatus.ACCEPTED,
        requested_at=moment(one.opened_on),
        requested_by_id=one.owner_id,
        responded_at=moment(one.opened_on + timedelta(days=3)),
        responded_by_id=staff_id,
    )


def _stay(city: City, one: Household) -> StationInvolvement:
    goes_on = one.closed_on is None and one.number % 4 == 0
    planned = city.today + timedelta(days=city.rng.randint(-5, 60)) if goes_on else one.opened_on + timedelta(days=90)
    return StationInvolvement(
        case_id=one.case_id,
        agency_id=city.station,
        mode=Mode.ADVICE if one.number % 8 else Mode.CONSULTED,
        from_on=one.opened_on,
        planned_end_on=max(planned, one.opened_on),
        ended_on=None if goes_on else one.opened_on + timedelta(days=80),
        recorded_at=moment(one.opened_on),
        recorded_by_id=city.station_ids[0],
    )


def _contacts(city: City, one: Household) -> Iterator[Contact]:
    last = (one.closed_on or city.today) - one.opened_on
    before = None
    for place in range(CONTACTS):
        office, staff_id = one.helpers[place % len(one.helpers)]
        # Every other word was with another agency; the lonely tenth had none.
        other = place % 2 == 0 and one.number % 10 != 0
        key = city.uuid()
        yield Contact(
            id=key,
            case_id=one.case_id,
            # The last word of every third case was written a second time, more correctly.
            replaces_id=before if place == CONTACTS - 1 and one.number % 3 == 0 else None,
            happened_on=one.opened_on + timedelta(days=last.days * place // CONTACTS),
            direction=Direction.OUT,
            method=Method.PHONE,
            counterpart_agency_id=office.agency_id if other else None,
            counterpart_staff_id=staff_id if other else None,
            fact_text=WORDS,
            recorded_at=moment(one.opened_on),
            recorded_by_id=one.owner_id,
            recorded_agency_id=one.office.agency_id,
        )
        before = key


def _issue(one: Household) -> IssueTag:
    return IssueTag(
        case_id=one.case_id,
        code="isolation",
        source=Source.SUPPORTER,
        recorded_at=moment(one.opened_on),
        recorded_by_id=one.owner_id,
    )


def _members(city: City, one: Household) -> Iterator[tuple[HouseholdMember, Household]]:
    kin = (Kinship.SELF, Kinship.SPOUSE, Kinship.CHILD, Kinship.SIBLING)
    for place in range(MEMBERS):
        person = uuid.UUID(int=one.number * 70 + 1 + place, version=4) if place < 2 else None
        yield (
            HouseholdMember(
                id=city.uuid(),
                case_id=one.case_id,
                person_id=person,
                name="" if person else "世帯の人",
                kinship=kin[place],
                order=place,
                recorded_at=moment(one.opened_on),
                recorded_by_id=one.owner_id,
            ),
            one,
        )


def _known(row: HouseholdMember, one: Household) -> KnownTo:
    return KnownTo(
        member=row,
        agency_id=one.helpers[row.order % len(one.helpers)][0].agency_id,
        what_for="相談",
        recorded_at=row.recorded_at,
        recorded_by_id=one.owner_id,
    )


def _help(city: City, one: Household) -> HelpRequest:
    is_open = one.closed_on is None and one.number % 20 == 0
    return HelpRequest(
        id=city.uuid(),
        case_id=one.case_id,
        requester_agency_id=one.office.agency_id,
        station_id=city.station,
        state=HelpState.SENT if is_open else HelpState.SETTLED,
        tried_on=one.opened_on,
        tried_result="中で話し合った",
        keeps="訪問を続けます",
        asks=["advice"],
        first_words="どうしたらよいか分からない",
        text="親と子の世帯。",
        asked_at=moment(one.opened_on + timedelta(days=10)),
        asked_by_id=one.owner_id,
        ended_at=None if is_open else moment(one.opened_on + timedelta(days=40)),
        ended_by_id=None if is_open else one.owner_id,
    )


def _lead(city: City, number: int, town: int) -> OutreachLead:
    office = city.offices[number % len(city.offices)]
    told_on = city.days_ago(YEARS * 365)
    is_new = (city.today - told_on).days < 60
    return OutreachLead(
        id=city.uuid(),
        municipality_id=town,
        holder_agency_id=city.station if number % 2 else office.agency_id,
        registered_by_id=office.staff_ids[0],
        registered_agency_id=office.agency_id,
        registered_at=moment(told_on),
        seen_on=told_on,
        signals=[Signal.ISOLATED.value],
        note=WORDS,
        block=office.block,
        granularity=Where.BLOCK,
        known_as=KnownAs.UNKNOWN,
        state=LeadState.NEW if is_new else LeadState.CONNECTED,
        state_from_on=told_on,
        connected_on=None if is_new else told_on,
        connected_agency_id=None if is_new else office.agency_id,
    )
