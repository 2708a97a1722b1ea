"""会議の手間: what a page of a meeting asks of the database is the same for one record and for thirty."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.casework.rules.visit_merging import Change
from takigi.meetings.actions import attendance, bodies, care, dates, invitations, lectures, minutes, phases, promises
from takigi.meetings.actions import requests as asking
from takigi.meetings.actions.attendance import Present
from takigi.meetings.actions.bodies import MemberWords
from takigi.meetings.actions.care import CareWords
from takigi.meetings.actions.disclosures import open_classes
from takigi.meetings.actions.invitations import Guest
from takigi.meetings.actions.lectures import LectureWords
from takigi.meetings.actions.promises import PromiseWords
from takigi.meetings.actions.requests import Plan
from takigi.meetings.models import ActionItem, AgendaItem, Invitation
from takigi.meetings.queries import agenda, follow_ups, invited, inviting, listed, meetings, packs
from takigi.meetings.queries import attendance as came
from takigi.meetings.queries import bodies as kept_bodies
from takigi.meetings.queries import care as boards
from takigi.meetings.queries import dates as offered
from takigi.meetings.queries import lectures as asked_for
from takigi.meetings.queries import minutes as sheets
from takigi.meetings.queries import promises as promised
from takigi.meetings.queries.items import item_head
from takigi.meetings.queries.packets import packet_of
from takigi.meetings.rules.care_conferences import Profession
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import Capacity, MeetingKind
from takigi.people.rules import ConsentPurpose
from tests.meetings_held import WORDS, body, held, planned
from tests.meetings_made import NECESSARY, convene, make_body, open_other
from tests.programmes_made import begin, open_class, planned_case
from tests.rooms.conftest import queries_of
from tests.rooms.growth import costs
from tests.shared_cases_made import consent, open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db
MANY = 30


def lived(world, count: int):
    """A meeting of supporters with so many of everything that hangs on a meeting: planned, answered and held."""
    secretary = world.viewer(Role.SECRETARIAT)
    meeting, first = planned(world, theme=False)[0], None
    for _ in range(count):
        item = asking.add_theme(by=secretary, meeting_id=meeting, words=WORDS)
        first = first or item
    for number in range(count + 5):
        guest = Guest(
            person_name=f"来た人{number}", capacity=Capacity.COMMUNITY, admit_reason="この回の話に欠かせないため"
        )
        (invitation,) = invitations.invite(by=secretary, meeting_id=meeting, guests=[guest])
        invitations.give_link(by=secretary, invitation_id=invitation)
    starts = [localtime() + timedelta(days=2 + number) for number in range(min(count, 8))]
    dates.offer_dates(by=secretary, meeting_id=meeting, starts=starts, length=timedelta(hours=1))
    later = world.viewer(Role.SECRETARIAT, at=now() + timedelta(minutes=6))
    phases.hold_meeting(by=later, meeting_id=meeting)
    rows = Invitation.objects.filter(meeting_id=meeting, staff__isnull=True)
    present = [
        Present(
            attended=True,
            capacity=Capacity.COMMUNITY,
            invitation_id=one.pk,
            person_name=one.person_name,
            admit_reason="要るため",
        )
        for one in rows
    ]
    attendance.take_attendance(by=later, meeting_id=meeting, present=present)
    items = list(AgendaItem.objects.filter(meeting_id=meeting))
    changes = [Change(box_name(Box.DECIDED, one.pk), "見守る", 0, seq) for seq, one in enumerate(items, start=1)]
    minutes.write_minutes(by=later, meeting_id=meeting, editor="e", changes=changes)
    for one in items:
        words = PromiseWords(agency_id=world.agency_ids["council"], what="見守り", due_on=later.on)
        promises.ask_promise(by=later, item_id=one.pk, words=words)
    return later, meeting, first


def of_one_meeting(viewer, meeting, item):
    promise = ActionItem.objects.filter(item_id=item).earliest("asked_at").pk
    return costs(
        {
            meetings.meeting_head: lambda: meetings.meeting_head(viewer, meeting),
            agenda.items_of: lambda: agenda.items_of(viewer, meeting),
            invited.guests_of: lambda: invited.guests_of(viewer, meeting),
            came.attendance_of: lambda: came.attendance_of(viewer, meeting),
            sheets.minutes_sheet: lambda: sheets.minutes_sheet(viewer, meeting),
            sheets.item_ids_of: lambda: sheets.item_ids_of(viewer, meeting),
            promised.promise_table: lambda: promised.promise_table(viewer, meeting),
            promised.promise_of: lambda: promised.promise_of(viewer, promise),
            packs.agenda_pack: lambda: packs.agenda_pack(viewer, meeting),
            offered.dates_of: lambda: offered.dates_of(viewer, meeting),
            inviting.invite_ideas: lambda: inviting.invite_ideas(viewer, meeting),
            inviting.groups_for: lambda: inviting.groups_for(viewer, meeting, size=4),
            item_head: lambda: item_head(viewer, item),
        }
    )


@pytest.mark.long
def test_a_meeting_costs_the_same_for_one_of_everything_and_for_thirty(world):
    few, many = of_one_meeting(*lived(world, 1)), of_one_meeting(*lived(world, MANY))
    assert few == many


@pytest.mark.long
def test_the_desk_costs_the_same_for_one_meeting_and_for_thirty(world):
    case_id = open_shared(world)
    who = {role: world.viewer(role) for role in (Role.SECRETARIAT, Role.EAST_NURSE, Role.COORDINATOR)}

    days = iter(range(88, 40, -5))

    def more():
        meeting, item = held(world, MeetingKind.SUPPORT, days_ago=next(days), case_id=case_id)
        words = PromiseWords(agency_id=world.agency_ids["council"], what="見守り", due_on=who[Role.SECRETARIAT].on)
        promises.ask_promise(by=who[Role.SECRETARIAT], item_id=item, words=words)
        lectures.ask_for_lecture(by=who[Role.EAST_NURSE], words=LectureWords(topic="重層って何ですか"))
        planned(world, MeetingKind.SUPPORTERS_CITY)
        return meeting, item

    def asked():
        secretary, nurse, coordinator = who.values()
        found = [
            costs(
                {
                    meetings.meeting_list: lambda one=one: meetings.meeting_list(one),
                    promised.my_promises: lambda one=one: promised.my_promises(one),
                    follow_ups.due_checks: lambda one=one: follow_ups.due_checks(one),
                    came.sat_together: lambda one=one: came.sat_together(one, since=one.on - timedelta(days=90)),
                    kept_bodies.body_list: lambda one=one: kept_bodies.body_list(one),
                    agenda.lost_consents: lambda one=one: agenda.lost_consents(one),
                }
            )
            for one in (secretary, nurse, coordinator)
        ]
        return [*found, queries_of(asked_for.lecture_desk, nurse), costs({follow_ups.follow_up_page: follow_up})]

    _, item = more()

    def follow_up():
        return follow_ups.follow_up_page(who[Role.EAST_NURSE], item)

    few = asked()
    for _ in range(8):
        more()
    assert asked() == few


def test_a_body_costs_the_same_for_few_members_and_for_many(world):
    secretary, made = world.viewer(Role.SECRETARIAT), body(world, MeetingKind.SUPPORT)
    few = costs({kept_bodies.body_page: lambda: kept_bodies.body_page(secretary, made)})
    for number in range(MANY):
        words = MemberWords(appointed_on=secretary.on, person_name=f"委員{number}")
        bodies.appoint_member(by=secretary, body_id=made, words=words)
    assert costs({kept_bodies.body_page: lambda: kept_bodies.body_page(secretary, made)}) == few


@pytest.mark.later
def test_households_that_rest_on_consent_cost_no_more_than_one(world):
    chair, first, second = world.viewer(Role.SECRETARIAT), open_shared(world), open_other(world)
    made = convene(
        world,
        first,
        body=make_body(world, basis=LegalBasis.JUSOU, name="プラン会議"),
        kind=MeetingKind.PLANNING,
    )

    def opened(case_id, item):
        consent(world, case_id, "council", {Information.IDENT}, purpose=ConsentPurpose.MEETING)
        open_classes(by=world.viewer(Role.SECRETARIAT), item_id=item, notes={Information.IDENT: NECESSARY})

    def asked():
        at = world.viewer(Role.SECRETARIAT)
        return costs(
            {
                agenda.items_of: lambda: agenda.items_of(at, made.meeting),
                agenda.lost_consents: lambda: agenda.lost_consents(at),
                invited.guests_of: lambda: invited.guests_of(at, made.meeting),
                promised.promise_table: lambda: promised.promise_table(at, made.meeting),
                packs.agenda_pack: lambda: packs.agenda_pack(at, made.meeting),
            }
        ), queries_of(packet_of, at, made.item)

    phases.open_materials(by=chair, meeting_id=made.meeting)
    opened(first, made.item)
    few = asked()
    words = WORDS
    opened(second, asking.add_case_item(by=chair, meeting_id=made.meeting, case_id=second, words=words))
    assert asked() == few


@pytest.mark.later
def test_a_conference_and_the_town_s_list_cost_the_same_for_one_case_and_for_seven(world, register):
    owner, secretary, course = world.viewer(Role.EAST_NURSE), world.viewer(Role.SECRETARIAT), open_class(world)
    made = body(world, MeetingKind.CARE)

    def conference(title, *, at):
        plan = Plan(body_id=made, kind=MeetingKind.CARE, title=title)
        by = world.viewer(Role.SECRETARIAT, at=at)
        meeting = asking.plan_meeting(by=by, plan=plan)
        starts = localtime(at) + timedelta(minutes=5)
        phases.set_time(by=by, meeting_id=meeting, starts_at=starts, ends_at=starts + timedelta(hours=2), place="会館")
        return meeting

    before, this = conference("前の回", at=now() - timedelta(days=90)), conference("この回", at=now())

    def more(number):
        case_id = planned_case(world, register(name=f"千草 {number}"))
        begin(world, case_id, course.course_id)
        sheet = CareWords(why_chosen="外に出なくなった", to_solve=["坂"])
        past = world.viewer(Role.EAST_NURSE, at=now() - timedelta(days=90))
        item = care.bring_case(by=past, meeting_id=before, case_id=case_id, words=sheet)
        words = PromiseWords(agency_id=world.agency_ids["council"], what="坂を見る", due_on=secretary.on)
        promises.ask_promise(by=secretary, item_id=item, words=words)
        item = care.bring_case(by=owner, meeting_id=this, case_id=case_id, words=sheet)
        care.ask_before(by=secretary, item_id=item, profession=Profession.NURSE, question="薬は何種類ですか")
        return item

    def asked(item):
        year = {"from_on": secretary.on - timedelta(days=90), "until_on": secretary.on + timedelta(days=90)}
        return [
            costs(
                {
                    boards.care_board: lambda one=one: boards.care_board(one, this),
                    listed.town_list: lambda one=one: listed.town_list(one, meeting_id=this),
                    listed.decided_before: lambda one=one: listed.decided_before(one, this),
                    listed.decisions_due: lambda one=one: listed.decisions_due(one, **year),
                }
            )
            for one in (owner, secretary)
        ] + [costs({boards.own_case: lambda: boards.own_case(owner, item)})]

    item = more(0)
    held_at = world.viewer(Role.SECRETARIAT, at=now() - timedelta(days=90) + timedelta(minutes=6))
    few_open = asked(item)
    for number in range(1, 7):
        more(number)
    assert asked(item) == few_open
    phases.hold_meeting(by=held_at, meeting_id=before)
    assert listed.decided_before(secretary, this).lines
    assert len(listed.decided_before(secretary, this).lines) == 7
