"""ケア個別会議・出前講座・日程・招く人: nobody is named where no statute holds, and every day has its answers."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.exchange.meeting_files.calendars import Appointment, calendar_file
from takigi.meetings.actions import invitations
from takigi.meetings.actions.attendance import Present, take_attendance
from takigi.meetings.actions.care import (
    CareWords,
    answer_asked,
    ask_before,
    begin_item,
    bring_case,
    end_item,
    note_advice,
)
from takigi.meetings.actions.dates import (
    answer_dates,
    answer_dates_by_link,
    answer_dates_for,
    choose_date,
    offer_dates,
    withdraw_date,
)
from takigi.meetings.actions.invitations import Guest
from takigi.meetings.actions.lectures import (
    HeldWords,
    LectureWords,
    TakingOn,
    ask_for_lecture,
    hold_lecture,
    refuse_lecture,
    take_on_lecture,
)
from takigi.meetings.actions.packs import print_pack
from takigi.meetings.actions.phases import hold_meeting
from takigi.meetings.queries.care import care_board, conferences_for, conferences_of_case
from takigi.meetings.queries.dates import dates_by_link, dates_of
from takigi.meetings.queries.inviting import groups_for, invite_ideas
from takigi.meetings.queries.lectures import lecture_desk
from takigi.meetings.queries.packs import ON_SCREEN, agenda_pack
from takigi.meetings.rules.care_conferences import Clock, Profession
from takigi.meetings.rules.date_offers import Possible
from takigi.meetings.rules.lectures import Initiative, LectureState
from takigi.meetings.rules.words import Capacity, MeetingKind, MeetingsRefused
from takigi.organisations.rules import Field
from tests.casework_made import open_case
from tests.meetings_held import MEMBERS, held, invite, planned
from tests.rooms.growth import costs
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db
SHEET = CareWords(why_chosen="転んでから畑に出なくなった", to_solve=["どうすれば畑に戻れるか"], persons_goal="また畑に")


def test_six_cases_without_a_name_are_asked_about_timed_advised_and_followed(world, hana):
    case_id = open_case(world, hana)
    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    invite(world, meeting_id, (Role.PROVIDER,), at=now(), capacity=Capacity.OBSERVER)
    owner, secretary, observer = (world.viewer(one) for one in (Role.EAST_NURSE, Role.SECRETARIAT, Role.PROVIDER))
    assert [one.meeting_id for one in conferences_for(owner, case_id)] == [meeting_id]
    for role in (Role.WEST_NURSE, Role.SECRETARIAT):
        with pytest.raises(Unseen):
            bring_case(by=world.viewer(role), meeting_id=meeting_id, case_id=case_id, words=SHEET)
    named = CareWords(why_chosen="山田さんが転んだ", to_solve=["畑"])
    with pytest.raises(MeetingsRefused, match="山田さん"):
        bring_case(by=owner, meeting_id=meeting_id, case_id=case_id, words=named)
    item_id = bring_case(by=owner, meeting_id=meeting_id, case_id=case_id, words=SHEET)
    with pytest.raises(MeetingsRefused, match="もうこの会議に"):
        bring_case(by=owner, meeting_id=meeting_id, case_id=case_id, words=SHEET)
    asked = ask_before(by=observer, item_id=item_id, profession=Profession.DIETITIAN, question="何を食べていますか")
    answer_asked(by=owner, asked_id=asked, answer="朝はパンだけ")
    with pytest.raises(MeetingsRefused, match="まだ始まって"):
        begin_item(by=secretary, item_id=item_id)
    later = now() + timedelta(minutes=6)
    hold_meeting(by=world.viewer(Role.SECRETARIAT, at=later), meeting_id=meeting_id)
    with pytest.raises(NotPermitted):
        begin_item(by=world.viewer(Role.PROVIDER, at=later), item_id=item_id)
    begin_item(by=world.viewer(Role.SECRETARIAT, at=later), item_id=item_id)
    running = world.viewer(Role.PROVIDER, at=later + timedelta(minutes=13))
    assert care_board(running, meeting_id).running.clock.clock is Clock.LAST
    note_advice(
        by=world.viewer(Role.SECRETARIAT, at=later),
        item_id=item_id,
        profession=Profession.THERAPIST,
        text="畑までの道を一緒に歩いてみる",
    )
    end_item(by=world.viewer(Role.SECRETARIAT, at=later + timedelta(minutes=14)), item_id=item_id)
    # Who looks on sees the same sheet and not whose it is; whose it is, its owner alone.
    seen = care_board(running, meeting_id).lines[0]
    assert (seen.case_id, seen.advice, seen.asked[0].answer) == (None, (), "朝はパンだけ")
    assert care_board(world.viewer(Role.EAST_NURSE, at=later), meeting_id).lines[0].case_id == case_id
    assert (
        conferences_of_case(owner, case_id)[0].is_held
        and conferences_of_case(world.viewer(Role.WEST_NURSE), case_id) == ()
    )


def test_the_board_costs_the_same_for_one_case_and_for_six(world, register):
    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    owner, secretary = world.viewer(Role.EAST_NURSE), world.viewer(Role.SECRETARIAT)
    asked = {
        care_board: lambda: care_board(secretary, meeting_id),
        agenda_pack: lambda: agenda_pack(secretary, meeting_id),
        dates_of: lambda: dates_of(secretary, meeting_id),
        invite_ideas: lambda: invite_ideas(secretary, meeting_id),
    }

    def bring(name):
        case_id = open_case(world, register(name=name))
        item_id = bring_case(by=owner, meeting_id=meeting_id, case_id=case_id, words=SHEET)
        ask_before(by=secretary, item_id=item_id, profession=Profession.NURSE, question="薬は何種類ですか")

    bring("田中 一")
    few = costs(asked)
    for number in range(5):
        bring(f"田中 {number}")
    assert costs(asked) == few
    assert care_board(secretary, meeting_id).remark == ""


def test_a_lecture_is_asked_for_taken_on_and_counted_without_names(world):
    nurse, station = world.viewer(Role.WEST_NURSE), world.viewer(Role.STATION)
    other = world.agency_ids["council"]
    key = ask_for_lecture(by=nurse, words=LectureWords(topic="重層って何ですか", requester_agency_id=other))
    # Whoever does not hold lectures asks for the own agency, and sees nobody else's.
    assert lecture_desk(nurse).waiting[0].requester == "西地域包括支援センター"
    assert lecture_desk(world.viewer(Role.EAST_NURSE)).waiting == ()
    with pytest.raises(NotPermitted):
        take_on_lecture(by=nurse, lecture_id=key, words=TakingOn())
    with pytest.raises(Unseen):
        take_on_lecture(by=world.viewer(Role.EAST_NURSE), lecture_id=key, words=TakingOn())
    told = HeldWords(
        held_on=station.on,
        people=12,
        fields=(Field.ELDERLY,),
        grades_before=(4, 4, 2, 0, 0),
        grades_after=(0, 1, 4, 5, 2),
    )
    with pytest.raises(MeetingsRefused, match="依頼があった"):
        hold_lecture(by=station, lecture_id=key, words=told)
    take_on_lecture(by=station, lecture_id=key, words=TakingOn(speaker="社会福祉士", planned_on=station.on))
    with pytest.raises(MeetingsRefused, match="多く"):
        hold_lecture(
            by=station, lecture_id=key, words=HeldWords(held_on=station.on, people=3, grades_after=(0, 1, 4, 5, 2))
        )
    hold_lecture(by=station, lecture_id=key, words=told)
    offered = LectureWords(topic="出張します", requester_words="北町老人クラブ", initiative=Initiative.OFFERED)
    no = ask_for_lecture(by=station, words=offered)
    with pytest.raises(MeetingsRefused, match="わけ"):
        refuse_lecture(by=station, lecture_id=no, to=LectureState.DECLINED, why="")
    refuse_lecture(by=station, lecture_id=no, to=LectureState.DECLINED, why="その日は全市の会議がある")
    year = lecture_desk(station).year
    assert (year.requests, year.pulled, year.new_requesters, year.held, year.people) == (2, 1, 2, 1, 12)
    assert [card.gain.explain_after for card in lecture_desk(station).past] == [0, 2]


def test_a_day_is_found_with_those_who_are_asked(world):
    meeting_id, _ = planned(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    secretary, owner, council = (world.viewer(one) for one in (Role.SECRETARIAT, Role.EAST_NURSE, Role.COORDINATOR))
    days = [now() + timedelta(days=n) for n in (3, 5)]
    assert offer_dates(by=secretary, meeting_id=meeting_id, starts=days, length=timedelta(hours=1)) == 2
    first, second = (one.offer_id for one in dates_of(secretary, meeting_id).offers)
    answer_dates(by=owner, meeting_id=meeting_id, answers={first: Possible.NO, second: Possible.YES})
    answer_dates(by=council, meeting_id=meeting_id, answers={first: Possible.YES, second: Possible.MAYBE})
    west = next(one for one in dates_of(secretary, meeting_id).people if one.name == "西脇 実")
    answer_dates_for(
        by=secretary, meeting_id=meeting_id, invitation_id=west.invitation_id, answers={first: Possible.YES}
    )
    page = dates_of(secretary, meeting_id)
    # Without the owner there is nothing to talk about, however many could come.
    assert page.best == second and not page.offers[0].has_needed
    assert dates_of(council, meeting_id).people == () and dates_of(council, meeting_id).mine is not None
    with pytest.raises(NotPermitted):
        choose_date(by=council, meeting_id=meeting_id, offer_id=second)
    choose_date(by=secretary, meeting_id=meeting_id, offer_id=second)
    assert [one.offer_id for one in dates_of(secretary, meeting_id).offers] == [second]
    with pytest.raises(MeetingsRefused, match="候補が変わりました"):
        answer_dates(by=owner, meeting_id=meeting_id, answers={first: Possible.YES})
    with pytest.raises(Unseen):
        withdraw_date(by=secretary, meeting_id=planned(world)[0], offer_id=second)


def test_whoever_never_signs_in_answers_the_days_with_link_and_number(world):
    meeting_id, _ = planned(world)
    secretary = world.viewer(Role.SECRETARIAT)
    guest = Guest(person_name="藤井 学", capacity=Capacity.COMMUNITY, admit_reason="民生委員の代表として")
    (invitation_id,) = invitations.invite(by=secretary, meeting_id=meeting_id, guests=[guest])
    link = invitations.give_link(by=secretary, invitation_id=invitation_id)
    offer_dates(by=secretary, meeting_id=meeting_id, starts=[now() + timedelta(days=3)], length=timedelta(hours=1))
    (offer,) = dates_by_link(link.token, at=now())
    said = {"token": link.token, "answers": {offer.offer_id: Possible.YES}, "at": now()}
    assert answer_dates_by_link(code="000000" if link.code != "000000" else "1", **said).invitation is None
    assert dates_by_link(link.token, at=now())[0].answer is None
    assert answer_dates_by_link(code=link.code, **said).invitation is not None
    assert dates_by_link(link.token, at=now())[0].answer is Possible.YES
    with pytest.raises(Unseen):
        dates_by_link("nobody-knows-this", at=now())


def test_a_calendar_file_knows_when_and_where_and_never_whom(world):
    starts = now()
    told = calendar_file(
        [
            Appointment(
                meeting_id=planned(world)[0],
                title="第1回の会",
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                place="福祉会館、2階; 北",
                changed_at=starts,
            )
        ]
    ).decode()
    assert "SUMMARY:第1回の会" in told and "CLASS:PRIVATE" in told and f"DTSTART:{starts:%Y%m%dT%H%M}" in told
    assert "LOCATION:福祉会館、2階\\; 北" in told and told.count("BEGIN:VEVENT") == 1


def test_what_is_about_a_household_goes_on_paper_only_for_its_owner_and_the_secretariat(world):
    meeting_id, _ = planned(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    for role in (Role.SECRETARIAT, Role.EAST_NURSE):
        pack = print_pack(by=world.viewer(role), meeting_id=meeting_id)
        assert any(label == "名前を伏せた概要" for label, _ in pack.items[0].parts), role
    for role in (Role.COORDINATOR, Role.STATION):
        item = print_pack(by=world.viewer(role), meeting_id=meeting_id).items[0]
        assert (item.parts, item.remark) == ((), ON_SCREEN), role
    with pytest.raises(Unseen):
        print_pack(by=world.viewer(Role.PROVIDER), meeting_id=meeting_id)


def test_seats_that_are_empty_are_said_and_groups_mix_those_who_come(world):
    before, _ = held(world, days_ago=30)
    secretary = world.viewer(Role.SECRETARIAT)
    came = [Present(staff_id=world.staff_id(role), attended=True, capacity=Capacity.MEMBER) for role in MEMBERS]
    take_attendance(by=secretary, meeting_id=before, present=came)
    meeting_id, _ = planned(world, guests=(*MEMBERS, Role.INSURANCE, Role.PROVIDER, Role.EAST_HEAD))
    ideas = invite_ideas(secretary, meeting_id)
    assert (ideas.meetings, ideas.attendances) == (1, 3)
    assert [one.words for one in ideas.gaps] == ["町全体で、「教育」の人がまだ来ていません"]
    assert ideas.gaps[0].candidates[0].name == "県立大学 地域看護学研究室"
    mixed = groups_for(secretary, meeting_id, size=3)
    east = {str(world.staff_id(role)) for role in (Role.EAST_NURSE, Role.EAST_HEAD)}
    assert all(len(east & {one.key for one in group}) == 1 for group in mixed.groups)
    with pytest.raises(NotPermitted):
        invite_ideas(world.viewer(Role.EAST_NURSE), meeting_id)
