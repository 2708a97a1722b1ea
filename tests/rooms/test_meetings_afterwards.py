"""会議のあいだとそのあと: attendance, minutes of several hands, promises, checks, plans. Every refusal says the way on."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import Information
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change
from takigi.collaboration.actions.cases import open_items_of_others
from takigi.collaboration.models import CaseRole, SharedCase
from takigi.collaboration.rules.words import RoleKind
from takigi.meetings.actions.attendance import Present, take_attendance
from takigi.meetings.actions.follow_ups import Found, check_involvement
from takigi.meetings.actions.minutes import confirm_record, finish_minutes, settle_minutes, write_minutes
from takigi.meetings.actions.plans import (
    EvaluationWords,
    PlanStep,
    PlanWords,
    decide_plan,
    evaluate_plan,
    write_plan,
)
from takigi.meetings.actions.promises import (
    PromiseWords,
    accept_promise,
    ask_promise,
    decline_promise,
    drop_promise,
    keep_promise,
    look_at_promise,
)
from takigi.meetings.models import ActionItem, Attendance, SupportPlan
from takigi.meetings.queries.attendance import attendance_of
from takigi.meetings.queries.follow_ups import due_checks, follow_up_page
from takigi.meetings.queries.minutes import minutes_sheet
from takigi.meetings.queries.of_case import meetings_of_case
from takigi.meetings.queries.plans import plan_page
from takigi.meetings.queries.promises import my_promises, promise_table
from takigi.meetings.rules.follow_ups import Involvement, OwnerFound
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.support_plans import Achievement, PlanResult, PlanState
from takigi.meetings.rules.words import Capacity, MeetingKind, MeetingsRefused
from tests.meetings_held import MEMBERS, held, planned
from tests.rooms.growth import costs
from tests.shared_cases_made import consent, open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def came(world, meeting_id, *, by=Role.SECRETARIAT, **more):
    sheet = attendance_of(world.viewer(by), meeting_id)
    present = [Present(invitation_id=one.invitation_id, attended=True, capacity=one.capacity) for one in sheet.lines]
    return take_attendance(by=world.viewer(by), meeting_id=meeting_id, present=[*present, *more.get("also", ())])


def test_agency_and_field_stay_as_they_were_and_the_first_time_is_only_once(world):
    first, _ = held(world, days_ago=40)
    second, _ = held(world, days_ago=5)
    for meeting_id in (second, first):
        assert came(world, meeting_id) == len(MEMBERS)
    secretary = world.viewer(Role.SECRETARIAT)
    assert all(line.is_first_time for line in attendance_of(secretary, first).lines)
    again = attendance_of(secretary, second)
    assert not any(line.is_first_time for line in again.lines)
    assert again.mix.people == 3 and dict(again.mix.by_field) == {"elderly": 2, "community": 1}
    # Taken anew, it is put right and not doubled.
    came(world, second)
    assert Attendance.objects.count() == 2 * len(MEMBERS)


@pytest.mark.later
def test_a_stranger_to_the_register_sits_in_a_statutory_meeting_only_with_the_chair_s_reason(world):
    meeting_id, _ = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    stranger = {"person_name": "藤井 学", "attended": True, "capacity": Capacity.COMMUNITY}
    with pytest.raises(MeetingsRefused, match="認めた理由"):
        came(world, meeting_id, also=[Present(**stranger)])
    assert came(world, meeting_id, also=[Present(**stranger, admit_reason="隣に住み、毎日声をかけている")]) == 4
    # And the database itself says no to whoever comes by another way.
    row = Attendance.objects.get(person_name="藤井 学")
    row.admit_reason = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(NotPermitted):
        came(world, meeting_id, by=Role.COORDINATOR)
    with pytest.raises(MeetingsRefused, match="開いてから"):
        came(world, planned(world)[0])


@pytest.mark.later
def test_two_writers_lose_nothing_of_each_other_and_the_owner_confirms_the_facts(world):
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    secretary, station, owner = (world.viewer(one) for one in (Role.SECRETARIAT, Role.STATION, Role.EAST_NURSE))
    said, decided = box_name(Box.SAID, item_id), box_name(Box.DECIDED, item_id)

    def write(by, editor, field, value, base=0, seq=1):
        return write_minutes(by=by, meeting_id=meeting_id, editor=editor, changes=[Change(field, value, base, seq)])

    write(secretary, "a", said, "片桐さんと、隣の木村さんの話")
    kept = write(station, "b", said, "家計の話")
    assert kept.conflicts == (said,)
    with pytest.raises(MeetingsRefused, match="ちがう欄"):
        finish_minutes(by=secretary, meeting_id=meeting_id, seen_version=kept.version)
    versions = [one.version for one in (kept.entries[said].kept, *kept.entries[said].rivals)]
    settle_minutes(by=secretary, meeting_id=meeting_id, field_name=said, keep=versions, seen=versions, editor="a")
    last = write(station, "b", decided, "主担当は包括のまま", seq=2)
    sheet = minutes_sheet(secretary, meeting_id)
    # The household's own name is no stranger's; the neighbour's is.
    assert sheet.doubts == ("木村さん",)
    with pytest.raises(MeetingsRefused, match="書きたしました"):
        finish_minutes(by=secretary, meeting_id=meeting_id, seen_version=last.version - 1)
    assert finish_minutes(by=secretary, meeting_id=meeting_id, seen_version=last.version) == 1
    table = promise_table(owner, meeting_id)
    assert table.items[0].may_confirm and "家計の話" in table.items[0].said
    # Whoever sat there reads what was decided, not all that was said (P12).
    guest = promise_table(world.viewer(Role.COORDINATOR), meeting_id).items[0]
    assert (guest.said, guest.decided) == ("", "主担当は包括のまま")
    with pytest.raises(Unseen):
        confirm_record(by=world.viewer(Role.COORDINATOR), item_id=item_id)
    confirm_record(by=owner, item_id=item_id, remark="電気の話は三月のこと")
    assert not promise_table(owner, meeting_id).items[0].is_confirmed
    confirm_record(by=owner, item_id=item_id)
    assert promise_table(owner, meeting_id).items[0].is_confirmed
    for role in (Role.COORDINATOR, Role.EAST_NURSE, Role.PLANNER):
        with pytest.raises((NotPermitted, Unseen)):
            write_minutes(by=world.viewer(role), meeting_id=meeting_id, editor="x", changes=[])


def test_a_box_that_is_not_on_the_sheet_is_settled_with_a_sentence(world):
    meeting_id, _ = held(world)
    with pytest.raises(CaseRefused, match="もう一度選んで"):
        settle_minutes(
            by=world.viewer(Role.SECRETARIAT), meeting_id=meeting_id, field_name="mood", keep=[1], seen=[1], editor="a"
        )


def promised(world, item_id, agency="council", by=Role.SECRETARIAT, **more):
    viewer = world.viewer(by)
    words = {"what": "買い物に付き添う", "due_on": viewer.on + timedelta(10)} | more
    return ask_promise(by=viewer, item_id=item_id, words=PromiseWords(agency_id=world.agency_ids[agency], **words))


@pytest.mark.later
def test_an_agency_takes_on_declines_and_keeps_what_it_was_asked_for(world):
    case_id = open_shared(world)
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    council, west = world.viewer(Role.COORDINATOR), world.viewer(Role.WEST_NURSE)
    one, two, three = promised(world, item_id), promised(world, item_id), promised(world, item_id, "west")
    assert [line.promise_id for line in my_promises(council).to_answer] == [one, two]
    with pytest.raises(Unseen):
        accept_promise(by=west, promise_id=one)
    accept_promise(by=council, promise_id=one, staff_id=world.staff_id(Role.COORDINATOR))
    with pytest.raises(MeetingsRefused, match="かわりの案"):
        decline_promise(by=council, promise_id=two, reason="no_capacity", suggestion="")
    decline_promise(by=council, promise_id=two, reason="no_capacity", suggestion="西センターの送迎")
    look_at_promise(by=council, promise_id=one, words="一度行けた", next_check_on=council.on + timedelta(7))
    keep_promise(by=council, promise_id=one, done_on=council.on, outcome="毎週になった")
    with pytest.raises(MeetingsRefused, match="新しい約束"):
        drop_promise(by=council, promise_id=one, why="もういい")
    drop_promise(by=world.viewer(Role.EAST_NURSE), promise_id=three, why="ほかの手だてが見つかった")
    lines = {
        line.promise_id: line for line in promise_table(world.viewer(Role.EAST_NURSE), meeting_id).items[0].promises
    }
    assert [lines[key].state for key in (one, two, three)] == [
        PromiseState.DONE,
        PromiseState.DECLINED,
        PromiseState.DROPPED,
    ]
    assert lines[two].suggestion == "西センターの送迎"
    # A guest sees the own agency's line of the table, nobody else's.
    assert {line.agency for line in promise_table(west, meeting_id).items[0].promises} == {"西地域包括支援センター"}
    # One's own agency is not asked, it simply does.
    own = promised(world, item_id, "east", by=Role.EAST_NURSE)
    assert own in {line.promise_id for line in my_promises(world.viewer(Role.EAST_NURSE)).own}
    with pytest.raises(MeetingsRefused, match="より前"):
        promised(world, item_id, due_on=council.on - timedelta(3))


@pytest.mark.later
def test_a_lasting_part_is_a_role_of_the_case_and_is_answered_there_too(world):
    case_id = open_shared(world)
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    council = world.viewer(Role.COORDINATOR)
    key = promised(world, item_id, role=RoleKind.WATCH, staff_id=world.staff_id(Role.COORDINATOR))
    accept_promise(by=council, promise_id=key)
    assert my_promises(council).own[0].state is PromiseState.ACCEPTED

    def stands(promise_id):
        promise = ActionItem.objects.get(pk=promise_id)
        return promise.state, CaseRole.objects.get(pk=promise.role_id).status

    assert stands(key) == ("accepted", "accepted")
    # Once, in the table of roles: not again among what is owed.
    assert open_items_of_others(SharedCase.objects.get(pk=case_id)) == 1
    keep_promise(by=council, promise_id=key, done_on=council.on, outcome="見守りの輪ができた")
    assert stands(key) == ("done", "done")
    declined, dropped, given_back = (promised(world, item_id, role=RoleKind.WATCH) for _ in range(3))
    decline_promise(by=council, promise_id=declined, reason="no_capacity", suggestion="西センター")
    assert stands(declined) == ("declined", "declined")
    with pytest.raises(MeetingsRefused, match="頼みなおして"):
        accept_promise(by=council, promise_id=declined)
    drop_promise(by=world.viewer(Role.SECRETARIAT), promise_id=dropped, why="不要")
    assert stands(dropped) == ("dropped", "withdrawn")
    accept_promise(by=council, promise_id=given_back)
    decline_promise(by=council, promise_id=given_back, reason="no_capacity", suggestion="西センター")
    assert stands(given_back) == ("declined", "withdrawn")
    drop_promise(by=world.viewer(Role.SECRETARIAT), promise_id=given_back, why="ほかに見つかった")
    assert open_items_of_others(SharedCase.objects.get(pk=case_id)) == 0
    theme = held(world)[1]
    with pytest.raises(MeetingsRefused, match="多機関のケース"):
        promised(world, theme, role=RoleKind.WATCH)


@pytest.mark.later
def test_a_case_tells_of_its_meetings_to_those_who_know_of_them_and_when_to_look_again(world):
    case_id = open_shared(world)
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id, days_ago=40)
    owner, council = world.viewer(Role.EAST_NURSE), world.viewer(Role.COORDINATOR)
    before = costs({meetings_of_case: lambda: meetings_of_case(owner, case_id)})
    (one,) = meetings_of_case(owner, case_id)
    assert (one.item_id, one.check.days, one.check.is_due(owner.on)) == (item_id, 30, True)
    check_involvement(by=owner, item_id=item_id, days=30, found=[])
    assert [line.check.days for line in meetings_of_case(owner, case_id)] == [90]
    # A guest knows of the meeting and looks after nothing; who was never asked knows of none.
    assert [line.check for line in meetings_of_case(council, case_id)] == [None]
    assert meetings_of_case(world.viewer(Role.PROVIDER), case_id) == ()
    planned(world, MeetingKind.SUPPORT, case_id=case_id)
    assert costs({meetings_of_case: lambda: meetings_of_case(owner, case_id)}) == before


def test_thirty_days_later_somebody_looks_who_is_still_there(world):
    case_id = open_shared(world)
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id, days_ago=95)
    key = promised(world, item_id)
    accept_promise(by=world.viewer(Role.COORDINATOR), promise_id=key)
    station, owner = world.viewer(Role.STATION), world.viewer(Role.EAST_NURSE)
    assert [one.days for one in due_checks(station)] == [30, 90] == [one.days for one in due_checks(owner)]
    assert due_checks(world.viewer(Role.COORDINATOR)) == ()
    page = follow_up_page(station, item_id)
    assert [one.agency for one in page.helpers] == ["社会福祉協議会"] and page.owner_standing is OwnerFound.SAME
    found = [Found(world.agency_ids["council"], Involvement.STOPPED, "電話がつながらない")]
    check_involvement(by=station, item_id=item_id, days=90, found=found, is_elsewhere_in_fact=True)
    assert [one.days for one in due_checks(station)] == [30]
    page = follow_up_page(owner, item_id)
    assert page.made[0].owner_found is OwnerFound.IN_FACT
    assert page.helpers[0].findings == ((90, Involvement.STOPPED, "電話がつながらない"),)
    for days, words in ((90, "もう記録"), (180, "からです")):
        with pytest.raises(MeetingsRefused, match=words):
            check_involvement(by=station, item_id=item_id, days=days, found=found)


PLAN = PlanWords(
    wish="家で過ごしたい",
    goals="電気を止めない\n週に一度は外へ出る",
    steps=(PlanStep("本人", "窓をあける"), PlanStep("社協", "家計の相談", "12月")),
)


@pytest.mark.later
def test_a_plan_is_decided_only_in_its_own_meeting_and_only_while_consent_stands(world):
    case_id = open_shared(world)
    owner, secretary = world.viewer(Role.EAST_NURSE), world.viewer(Role.SECRETARIAT)
    _, support_item = held(world, MeetingKind.SUPPORT, case_id=case_id, days_ago=20)
    words = PlanWords(**{**PLAN.__dict__, "agreed_by_subject_on": owner.on, "review_on": owner.on + timedelta(90)})
    write_plan(by=owner, item_id=support_item, words=words)
    with pytest.raises(MeetingsRefused, match="重層的支援会議だけ"):
        decide_plan(by=secretary, item_id=support_item)
    _, item_id = held(world, MeetingKind.PLANNING, case_id=case_id)
    with pytest.raises(MeetingsRefused, match="同意"):
        decide_plan(by=secretary, item_id=item_id)
    page = plan_page(owner, item_id)
    assert page.draft.goals == ("電気を止めない", "週に一度は外へ出る") and not page.has_consent
    # Without consent the secretariat does not read it either (P8), and is told why.
    assert plan_page(secretary, item_id).draft is None and plan_page(secretary, item_id).refusal
    consent(world, case_id, "secretariat", {Information.PLAN, Information.IDENT})
    assert plan_page(secretary, item_id).draft is not None
    plan_id = decide_plan(by=secretary, item_id=item_id)
    decided = SupportPlan.objects.get(pk=plan_id)
    assert decided.state == PlanState.DECIDED and "同意" in decided.consent_said
    decided.consent_said = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        decided.save()
    told = EvaluationWords(evaluated_on=owner.on, achievement=Achievement.NEARER, result=PlanResult.NEW_PLAN)
    evaluate_plan(by=owner, item_id=item_id, words=told)
    assert plan_page(owner, item_id).in_force.evaluations[0].achievement is Achievement.NEARER
    # Withdrawn in the middle of the meeting: the next plan waits, its draft stays.
    write_plan(by=owner, item_id=item_id, words=words)
    consent(world, case_id, "secretariat", set())
    with pytest.raises(MeetingsRefused, match="書いた案は残っています"):
        decide_plan(by=secretary, item_id=item_id)
    assert plan_page(owner, item_id).draft is not None


@pytest.mark.later
def test_the_pages_cost_the_same_however_much_was_promised(world):
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world), days_ago=31)
    secretary = world.viewer(Role.SECRETARIAT)
    asked = {
        attendance_of: lambda: attendance_of(secretary, meeting_id),
        minutes_sheet: lambda: minutes_sheet(secretary, meeting_id),
        promise_table: lambda: promise_table(secretary, meeting_id),
        my_promises: lambda: my_promises(secretary),
        due_checks: lambda: due_checks(secretary),
        follow_up_page: lambda: follow_up_page(secretary, item_id),
    }
    came(world, meeting_id)
    promised(world, item_id)
    few = costs(asked)
    for number in range(8):
        promised(world, item_id, what=f"用事{number}")
        come_late = Present(person_name=f"客{number}", attended=True, capacity=Capacity.ADHOC, admit_reason="隣の人")
        take_attendance(by=secretary, meeting_id=meeting_id, present=[come_late])
    held(world, MeetingKind.SUPPORT, case_id=open_shared(world), days_ago=32)
    assert costs(asked) == few


def test_nobody_else_finds_a_promise_by_its_number(world):
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    key = promised(world, item_id)
    for role in (Role.WEST_NURSE, Role.PROVIDER, Role.NEIGHBOUR_NURSE, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises((Unseen, NotPermitted)):
            keep_promise(by=world.viewer(role), promise_id=key, done_on=world.viewer(role).on)
    with pytest.raises(Unseen):
        keep_promise(by=world.viewer(Role.SECRETARIAT), promise_id=uuid.uuid4(), done_on=world.viewer(Role.AUDITOR).on)
