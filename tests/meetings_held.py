"""開かれた会議: meetings of invented bodies, planned, invited to and held through actions only."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime, now

from takigi.access.legal_bases import LegalBasis
from takigi.meetings.actions import bodies, invitations, phases, requests
from takigi.meetings.actions.bodies import BodyWords, MemberWords
from takigi.meetings.actions.care import CareWords, bring_case
from takigi.meetings.actions.invitations import Guest
from takigi.meetings.actions.lectures import LectureWords, ask_for_lecture
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.actions.requests import Plan
from takigi.meetings.models import Invitation
from takigi.meetings.rules.requests import ItemWords
from takigi.meetings.rules.words import AskType, Capacity, MeetingKind, Reply
from tests.shared_cases_made import open_shared
from tests.worlds import Role, World

BASIS_OF = {
    MeetingKind.SUPPORT: LegalBasis.SWA_106_6,
    MeetingKind.PLANNING: LegalBasis.JUSOU,
    MeetingKind.CARE: LegalBasis.LTC_CARE,
}
MEMBERS = (Role.EAST_NURSE, Role.COORDINATOR, Role.WEST_NURSE)
WORDS = ItemWords(
    heading="介護と仕事が重なる世帯",
    purpose="だれが何をできるかを出し合い、孤立を防ぐ",
    questions="夜の見守りの手だて",
    ask_type=AskType.ANOTHER_ROLE,
    what_owner_will_keep="月に二度の訪問と、通院の付き添いは続けます",
    prior_field_discussion_on=date(2026, 4, 1),
    prior_result="包括の中で話し合ったが、住まいのことは分からない",
    deidentified_text="80代の親と50代の子の世帯。",
    names_nobody=True,
)


def body(world: World, kind: MeetingKind, *, agency: str = "secretariat") -> uuid.UUID:
    """A body for this kind of meeting, with three standing members."""
    by = world.viewer(Role.SECRETARIAT)
    body_id = bodies.found_body(
        by=by,
        words=BodyWords(
            local_name=f"{kind.label}の会 {uuid.uuid4().hex[:4]}",
            legal_basis=BASIS_OF.get(kind, LegalBasis.NONE),
            kinds=frozenset({kind}),
            secretariat_id=world.agency_ids[agency],
            established_on=date(2024, 4, 1),
        ),
    )
    for role in MEMBERS:
        words = MemberWords(
            appointed_on=date(2024, 4, 1), staff_id=world.staff_id(role), agency_id=world.members[role].agency_id
        )
        bodies.appoint_member(by=by, body_id=body_id, words=words)
    return body_id


def planned(
    world: World,
    kind: MeetingKind = MeetingKind.SUPPORTERS_CITY,
    *,
    at: datetime | None = None,
    case_id: uuid.UUID | None = None,
    theme: bool = True,
    guests: tuple[Role, ...] = MEMBERS,
) -> tuple[uuid.UUID, uuid.UUID | None]:
    """(meeting, item): asked for or planned, dated, with guests who have accepted. `at`: when everything was arranged."""
    at = at or now()
    secretary = world.viewer(Role.SECRETARIAT, at=at)
    plan = Plan(body_id=body(world, kind), kind=kind, title="第1回の会", purpose="分野をこえて知り合う")
    item_id = None
    if case_id is None:
        meeting_id = requests.plan_meeting(by=secretary, plan=plan)
        if theme:
            item_id = requests.add_theme(by=secretary, meeting_id=meeting_id, words=WORDS)
    else:
        owner = world.viewer(Role.EAST_NURSE, at=at)
        meeting_id, item_id = requests.ask_for_meeting(by=owner, case_id=case_id, plan=plan, words=WORDS)
        phases.accept_meeting(by=secretary, meeting_id=meeting_id)
    starts = localtime(at) + timedelta(minutes=5)
    phases.set_time(
        by=secretary, meeting_id=meeting_id, starts_at=starts, ends_at=starts + timedelta(hours=2), place="福祉会館"
    )
    invite(world, meeting_id, guests, at=at)
    return meeting_id, item_id


def invite(
    world: World, meeting_id: uuid.UUID, guests: tuple[Role, ...], *, at: datetime, capacity: Capacity = Capacity.MEMBER
) -> None:
    """Members of staff who are asked and say yes."""
    secretary = world.viewer(Role.SECRETARIAT, at=at)
    for role in guests:
        reason = "" if role in MEMBERS else "この回の話に欠かせないため"
        guest = Guest(staff_id=world.staff_id(role), capacity=capacity, admit_reason=reason)
        invitations.invite(by=secretary, meeting_id=meeting_id, guests=[guest])
        invitations.answer(by=world.viewer(role, at=at), meeting_id=meeting_id, reply=Reply.ACCEPTED)


def held(
    world: World,
    kind: MeetingKind = MeetingKind.SUPPORTERS_CITY,
    *,
    days_ago: int = 0,
    case_id: uuid.UUID | None = None,
    guests: tuple[Role, ...] = MEMBERS,
) -> tuple[uuid.UUID, uuid.UUID | None]:
    """(meeting, item): planned and held, so many days ago."""
    at = now() - timedelta(days=days_ago, minutes=10)
    meeting_id, item_id = planned(world, kind, at=at, case_id=case_id, guests=guests)
    phases.hold_meeting(by=world.viewer(Role.SECRETARIAT, at=at + timedelta(minutes=6)), meeting_id=meeting_id)
    return meeting_id, item_id


@dataclass(frozen=True)
class Gathering:
    """One of everything that an address of a meeting can name."""

    meeting: uuid.UUID
    item: uuid.UUID
    promise: uuid.UUID
    lecture: uuid.UUID
    conference: uuid.UUID
    council: uuid.UUID
    care: uuid.UUID
    body: uuid.UUID
    member: uuid.UUID
    invitation: uuid.UUID


def gathering(world: World, *, case: uuid.UUID) -> Gathering:
    """A 支援会議 about a household of its own, held today, with a promise asked for; a conference; a 協議体; a lecture asked for."""
    meeting, item = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    secretary = world.viewer(Role.SECRETARIAT)
    words = PromiseWords(agency_id=world.agency_ids["council"], what="見守り", due_on=secretary.on)
    promise = ask_promise(by=secretary, item_id=item, words=words)
    conference, _ = planned(world, MeetingKind.CARE, theme=False)
    sheet = CareWords(why_chosen="転んで外に出なくなった", to_solve=["畑に戻る"])
    care = bring_case(by=world.viewer(Role.EAST_NURSE), meeting_id=conference, case_id=case, words=sheet)
    lecture = ask_for_lecture(by=world.viewer(Role.WEST_NURSE), words=LectureWords(topic="重層って何ですか"))
    guest = (
        Invitation.objects.select_related("member")
        .filter(meeting_id=meeting, member__isnull=False)
        .earliest("invited_at")
    )
    council, _ = held(world, MeetingKind.COUNCIL)
    numbers = (guest.member.body_id, guest.member_id, guest.pk)
    return Gathering(meeting, item, promise, lecture, conference, council, care, *numbers)
