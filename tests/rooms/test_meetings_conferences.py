"""地域ケア個別会議: chosen from the town's list without a name, a sheet that names nobody, and what a listener may read until when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.rules.visit_merging import Change
from takigi.meetings.actions.care import CareWords, ask_for_sheet, bring_case, note_advice, write_care_sheet
from takigi.meetings.actions.minutes import confirm_record, finish_minutes, write_minutes
from takigi.meetings.actions.phases import close_meeting, hold_meeting
from takigi.meetings.actions.requests import Plan, plan_meeting
from takigi.meetings.models import AgendaItem
from takigi.meetings.queries.bodies import bodies_to_plan
from takigi.meetings.queries.care import care_board, own_case
from takigi.meetings.queries.listed import town_list
from takigi.meetings.queries.meetings import plans_meetings
from takigi.meetings.queries.packs import agenda_pack
from takigi.meetings.queries.promises import promise_table
from takigi.meetings.rules.care_conferences import Profession
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import Capacity, MeetingKind, MeetingsRefused
from takigi.organisations.models import Task
from tests.casework_made import open_case
from tests.meetings_held import body, invite, planned
from tests.programmes_made import begin, open_class, planned_case
from tests.worlds import Role

pytestmark = pytest.mark.django_db
SHEET = CareWords(why_chosen="転んでから畑に出なくなった", to_solve=["どうすれば畑に戻れるか"], persons_goal="また畑に")


def test_a_case_of_the_town_s_list_is_asked_for_without_a_name_and_its_owner_writes_the_sheet(world, register):
    case_id = planned_case(world, register(name="片山 スミ", name_kana="カタヤマ スミ"))
    other = planned_case(world, register(name="千草 実"))
    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    owner, secretary = world.viewer(Role.EAST_NURSE), world.viewer(Role.SECRETARIAT)
    with pytest.raises(Unseen):  # not on the list before a course has begun
        ask_for_sheet(by=secretary, meeting_id=meeting_id, case_id=case_id)
    course = open_class(world).course_id
    for one in (case_id, other):
        begin(world, one, course)
    seen = town_list(secretary, meeting_id=meeting_id)
    assert (seen.total, seen.talked_about, seen.hidden) == (2, 0, 0)
    assert {(one.name, one.agency, one.may_ask) for one in seen.waiting} == {("", "東地域包括支援センター", True)}
    # Whoever has the case sees whose it is; a centre that has not, only that there are two.
    assert {one.name for one in town_list(owner).waiting} == {"片山 スミ", "千草 実"}
    assert town_list(world.viewer(Role.WEST_NURSE)).hidden == 2
    with pytest.raises(NotPermitted):
        ask_for_sheet(by=owner, meeting_id=meeting_id, case_id=case_id)
    with pytest.raises(NotPermitted):
        town_list(world.viewer(Role.PROVIDER))

    item_id = ask_for_sheet(by=secretary, meeting_id=meeting_id, case_id=case_id)
    with pytest.raises(MeetingsRefused, match="もうこの会議に"):
        ask_for_sheet(by=secretary, meeting_id=meeting_id, case_id=case_id)
    waiting = Task.objects.get(target=f"care_sheet:{item_id}")
    assert waiting.assignee_id == owner.staff_id and waiting.done_at is None
    assert (own_case(owner, item_id).name, own_case(secretary, item_id)) == ("片山 スミ", None)
    for words in ({"why_chosen": "片山が転んだ"}, {"persons_goal": "カタヤマの畑"}):
        with pytest.raises(MeetingsRefused, match="この事例の方の名前"):
            write_care_sheet(by=owner, item_id=item_id, words=replace(SHEET, names_nobody=True, **words))
    looks = replace(SHEET, why_chosen="87歳で転んだ")
    with pytest.raises(MeetingsRefused, match="だれのことか分かるかもしれない"):
        write_care_sheet(by=owner, item_id=item_id, words=looks)
    # Bringing it oneself fills the sheet that was asked for, and makes no second item.
    sheet = replace(looks, names_nobody=True)
    assert bring_case(by=owner, meeting_id=meeting_id, case_id=case_id, words=sheet) == item_id
    waiting.refresh_from_db()
    assert waiting.done_at is not None and AgendaItem.objects.filter(meeting_id=meeting_id).count() == 1


def test_whoever_listens_reads_what_the_owner_confirmed_until_the_papers_close(world, hana):
    case_id = open_case(world, hana)
    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    invite(world, meeting_id, (Role.PROVIDER,), at=now(), capacity=Capacity.OBSERVER)
    item_id = bring_case(by=world.viewer(Role.EAST_NURSE), meeting_id=meeting_id, case_id=case_id, words=SHEET)
    later = now() + timedelta(minutes=6)
    owner, secretary, observer = (
        world.viewer(one, at=later) for one in (Role.EAST_NURSE, Role.SECRETARIAT, Role.PROVIDER)
    )
    hold_meeting(by=secretary, meeting_id=meeting_id)
    note_advice(by=secretary, item_id=item_id, profession=Profession.NURSE, text="水を一杯")

    def record(words, seq):
        change = Change(box_name(Box.DECIDED, item_id), words, seq - 1, seq)
        version = write_minutes(by=secretary, meeting_id=meeting_id, editor="e", changes=[change]).version
        finish_minutes(by=secretary, meeting_id=meeting_id, seen_version=version)

    def heard():
        (line,) = care_board(observer, meeting_id).lines
        table = promise_table(observer, meeting_id).items
        return [one.text for one in line.advice], [one.decided for one in table], [one.promises for one in table]

    record("山田　ハナの畑を見に行く", 1)
    assert heard() == ([], [""], [()])
    with pytest.raises(MeetingsRefused, match="記録に、この事例の方の名前"):
        confirm_record(by=owner, item_id=item_id)
    confirm_record(by=owner, item_id=item_id, remark="名前を消してください")
    record("本人の畑を見に行く", 2)
    confirm_record(by=owner, item_id=item_id)
    assert heard() == (["水を一杯"], ["本人の畑を見に行く"], [()])
    close_meeting(by=secretary, meeting_id=meeting_id)
    closed = care_board(observer, meeting_id)
    assert closed.is_closed and closed.lines == () and agenda_pack(observer, meeting_id).items == ()
    assert promise_table(observer, meeting_id).items == () and care_board(secretary, meeting_id).lines


def test_the_section_that_keeps_the_body_plans_its_own_conference_and_no_other(world):
    insurance = world.viewer(Role.INSURANCE)
    assert not plans_meetings(insurance)
    kept, others = body(world, MeetingKind.CARE, agency="insurance"), body(world, MeetingKind.SUPPORT)
    assert plans_meetings(insurance) and [one.body_id for one in bodies_to_plan(insurance)] == [kept]
    plan_meeting(by=insurance, plan=Plan(kept, MeetingKind.CARE))
    with pytest.raises(NotPermitted):
        plan_meeting(by=insurance, plan=Plan(others, MeetingKind.SUPPORT))
