"""試験の会議: bodies, members and meetings of the small town, made through actions only."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.casework.rules.states import Route
from takigi.collaboration.actions.cases import Known, NewShared, open_shared_case
from takigi.meetings.actions.bodies import BodyWords, MemberWords, appoint_member, confirm_body_oath, found_body
from takigi.meetings.actions.disclosures import open_classes
from takigi.meetings.actions.invitations import Guest, answer, invite
from takigi.meetings.actions.phases import accept_meeting, open_materials, set_time
from takigi.meetings.actions.requests import Plan, ask_for_meeting
from takigi.meetings.models import Invitation
from takigi.meetings.rules.bodies import KINDS
from takigi.meetings.rules.requests import ItemWords
from takigi.meetings.rules.words import AskType, Capacity, MeetingKind, Reply
from takigi.people.actions.persons import PersonDetails
from tests.worlds import Role, World

WORDS = ItemWords(
    heading="80代の親と50代の子の暮らし",
    purpose="家計と介護が重なり、次の一手が見えない",
    questions="子の仕事について、どこに聞けばよいか",
    ask_type=AskType.ADVICE,
    what_owner_will_keep="月に一度の訪問と、家族との連絡は続けます",
    prior_result="高齢の分野では手だてを出し合ったが、家計のことが残った",
    deidentified_text="80代の親と50代の子。子は仕事をはなれて長い。",
)
# Everybody who sits in the body of the small town.
SITTING = (Role.EAST_NURSE, Role.WEST_NURSE, Role.STATION, Role.COORDINATOR, Role.PROVIDER)


@dataclass(frozen=True)
class Convened:
    """One meeting about one household."""

    body: uuid.UUID
    meeting: uuid.UUID
    item: uuid.UUID
    starts_at: datetime
    invitations: dict[Role, uuid.UUID]


def make_body(
    world: World,
    *,
    basis: LegalBasis = LegalBasis.SWA_106_6,
    name: str = "まるごと会議",
    members: tuple[Role, ...] = SITTING,
    identity_on_the_day: bool = False,
) -> uuid.UUID:
    """A body on its law, with members of the town."""
    by = world.viewer(Role.SECRETARIAT)
    kinds = KINDS[basis] | ({MeetingKind.SUPPORTERS_CITY} if basis is LegalBasis.SWA_106_6 else set())
    words = BodyWords(
        local_name=name,
        legal_basis=basis,
        kinds=frozenset(kinds),
        secretariat_id=world.agency_ids["secretariat"],
        established_on=by.on - timedelta(days=365),
        is_identity_on_the_day=identity_on_the_day,
    )
    body = found_body(by=by, words=words)
    for role in members:
        member = MemberWords(
            appointed_on=by.on - timedelta(days=300),
            staff_id=world.staff_id(role),
            agency_id=world.members[role].agency_id,
            secrecy_type=SecrecyType.CORPORATION,
        )
        appoint_member(by=by, body_id=body, words=member)
    return body


def confirm(world: World, body: uuid.UUID, *roles: Role) -> None:
    """Today's wording of the body's secrecy, read and confirmed."""
    for role in roles:
        confirm_body_oath(by=world.viewer(role), body_id=body)


def convene(
    world: World,
    case_id: uuid.UUID,
    *,
    body: uuid.UUID | None = None,
    kind: MeetingKind = MeetingKind.SUPPORT,
    guests: tuple[Role, ...] = (Role.COORDINATOR, Role.PROVIDER),
    accepted: tuple[Role, ...] | None = None,
    sworn: tuple[Role, ...] | None = None,
    community: tuple[Role, ...] = (),
    in_days: int = 3,
) -> Convened:
    """Asked for by the owner, accepted, with a day, guests who have answered and confirmed; nothing is open yet."""
    body = body or make_body(world)
    meeting, item = ask_for_meeting(
        by=world.viewer(Role.EAST_NURSE), case_id=case_id, plan=Plan(body, kind), words=WORDS
    )
    chair = world.viewer(Role.SECRETARIAT)
    accept_meeting(by=chair, meeting_id=meeting)
    starts_at = localtime(chair.at).replace(hour=23, minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    set_time(
        by=chair, meeting_id=meeting, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=50), place="市役所"
    )
    invite(
        by=chair,
        meeting_id=meeting,
        guests=[
            Guest(
                staff_id=world.staff_id(role),
                capacity=Capacity.COMMUNITY if role in community else Capacity.MEMBER,
            )
            for role in guests
        ],
    )
    for role in guests if sworn is None else sworn:
        confirm(world, body, role)
    for role in guests if accepted is None else accepted:
        answer(by=world.viewer(role), meeting_id=meeting, reply=Reply.ACCEPTED)
    return Convened(body, meeting, item, starts_at, invitations_of(world, meeting))


def invitations_of(world: World, meeting: uuid.UUID) -> dict[Role, uuid.UUID]:
    """Who is invited, by role."""
    rows = Invitation.objects.filter(meeting_id=meeting, withdrawn_at__isnull=True).values_list("staff_id", "pk")
    of_staff = dict(rows)
    return {role: of_staff[one.staff_id] for role, one in world.members.items() if one.staff_id in of_staff}


NECESSARY = "世帯の暮らしと家計を一度に考えるため"


def opened(world: World, made: Convened, *classes: Information, at: datetime | None = None) -> None:
    """Materials open, with these classes."""
    chair = world.viewer(Role.SECRETARIAT, at=at)
    open_materials(by=chair, meeting_id=made.meeting)
    if classes:
        open_classes(by=chair, item_id=made.item, notes=dict.fromkeys(classes, NECESSARY))


def open_other(world: World) -> uuid.UUID:
    """A second household of the same owner."""
    viewer = world.viewer(Role.EAST_NURSE)
    new = NewShared(
        agency_id=world.agency_ids["east"],
        route=Route.FAMILY,
        opened_on=viewer.on,
        person=PersonDetails(name="水沢 キヨ", name_kana="ミズサワ キヨ", birth="昭和18年7月7日"),
        known=Known(summary="ひとり親と学校に行っていない子の世帯。"),
    )
    return open_shared_case(by=viewer, new=new)
