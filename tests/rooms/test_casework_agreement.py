"""合意と計画: the person's words, the point of graduation agreed at the start, the plan with its two columns, what became of it."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import goals, notes, plans
from takigi.casework.actions.cases import move_case
from takigi.casework.actions.goals import GoalWords
from takigi.casework.actions.notes import NoteWords
from takigi.casework.actions.plans import PlanMoved
from takigi.casework.models import CarePlan, Goal, Note
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.goals import goal_page, goals_of
from takigi.casework.queries.notes import follow_ups_of, monitoring_of, notes_of, notes_sheet
from takigi.casework.queries.plans import (
    basic_sheet,
    evaluation_of,
    first_evaluation,
    first_plan,
    person_of_case,
    plan_of,
    plans_of,
)
from takigi.casework.rules.due import EXTENSION_CONDITIONS, DueKind
from takigi.casework.rules.goals import is_agreed
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason
from takigi.casework.rules.words import FollowUpFinding, NoteKind
from takigi.casework.sheets import PlanIssue, PlanSheet, PlanSupport, PlanUse, SheetPerson
from takigi.casework.sheets.in_json import from_json, to_json
from takigi.instruments.timepoints import Timepoint
from tests.casework_made import bring_to, open_case
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db
BATH = GoalWords("風呂に自分で入れるようになりたい", graduation="見守りなしで入れたら", self_does="毎日立ち上がりを5回")
FIELD = GoalWords("裏の畑まで歩きたい", graduation="つえなしで行けたら")


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def visited(world, register):
    case_id = open_case(world, register(), state=CaseState.CERTIFIED, days_ago=40)
    on = world.viewer(Role.EAST_NURSE).on - timedelta(days=30)
    bring_to(world, case_id, CaseState.ASSESSED, on=on)
    return case_id


@pytest.fixture
def agreed(nurse, visited):
    goals.write_goals(by=nurse, case_id=visited, goals=[BATH], on=nurse.on - timedelta(days=29))
    goals.agree_goals(
        by=nurse, case_id=visited, agreed_on=nurse.on - timedelta(days=28), parties=["person", "therapist"]
    )
    return visited


@pytest.fixture
def planned(nurse, agreed):
    sheet = first_plan(nurse, agreed)
    plan_id = plans.begin_plan(by=nurse, case_id=agreed, sheet=sheet, on=nurse.on - timedelta(days=27))
    plans.agree_plan(
        by=nurse,
        plan_id=plan_id,
        consented_on=nurse.on - timedelta(days=26),
        consented_by="山田 ハナ",
        service_start_on=nurse.on - timedelta(days=25),
        evaluation_ends_on=nurse.on + timedelta(days=60),
    )
    return agreed


# --- 目標 ------------------------------------------------------------------------------------------------------------


def test_a_goal_without_the_persons_words_is_refused_with_an_example(nurse, visited):
    with pytest.raises(CaseRefused, match="ひとつから三つ"):
        goals.write_goals(by=nurse, case_id=visited, goals=[GoalWords("  ")], on=nurse.on)
    with pytest.raises(CaseRefused, match="ひとつから三つ"):
        goals.write_goals(by=nurse, case_id=visited, goals=[BATH] * 4, on=nurse.on)


def places(case_id):
    return sorted(Goal.objects.filter(case_id=case_id, replaces=None).values_list("position", flat=True))


def test_no_two_goals_stand_in_one_place_however_they_are_written(nurse, visited):
    first, second = goals.write_goals(by=nurse, case_id=visited, goals=[BATH, FIELD], on=nurse.on)
    # The second was asked about already and stays; the first is written anew, twice, as an impatient finger does.
    goals.rate_goal(by=nurse, goal_id=second, timepoint=Timepoint.T0, on=nurse.on, performance=2, satisfaction=1)
    for _ in range(2):
        goals.write_goals(by=nurse, case_id=visited, goals=[BATH, FIELD], on=nurse.on)
        assert places(visited) == [1, 2, 3]
    goals.agree_goals(by=nurse, case_id=visited, agreed_on=nurse.on, parties=["person", "centre"])
    goals.revise_goal(by=nurse, goal_id=second, words=BATH, on=nurse.on)
    goals.write_goals(by=nurse, case_id=visited, goals=[FIELD], on=nurse.on)
    assert places(visited) == [1, 2, 3, 4]
    assert not Goal.objects.filter(pk=first).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_write_goals_at_once_leave_the_goals_of_one_of_them(nurse, visited):
    def write(words):
        try:
            goals.write_goals(by=nurse, case_id=visited, goals=[words, words], on=nurse.on)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(write, [BATH, FIELD, BATH, FIELD]))

    assert places(visited) == [1, 2]
    assert len(set(Goal.objects.filter(case_id=visited).values_list("text", flat=True))) == 1


def test_the_database_itself_refuses_a_second_goal_in_one_place(nurse, visited):
    (only,) = goals.write_goals(by=nurse, case_id=visited, goals=[BATH], on=nurse.on)
    again = Goal.objects.get(pk=only)
    again.pk = uuid.uuid4()
    with pytest.raises(IntegrityError):
        again.save(force_insert=True)


def test_the_point_of_graduation_is_agreed_at_the_start(nurse, visited):
    goals.write_goals(by=nurse, case_id=visited, goals=[replace(BATH, graduation="")], on=nurse.on)
    with pytest.raises(CaseRefused, match="卒業の目印"):
        goals.agree_goals(by=nurse, case_id=visited, agreed_on=nurse.on, parties=["person", "centre"])


@pytest.mark.parametrize(
    ("parties", "is_one"),
    [
        (["person", "centre"], True),
        (["person", "provider", "family"], True),
        (["person"], False),
        (["person", "family"], False),
        (["family", "centre"], False),
        ([], False),
    ],
)
def test_a_goal_is_agreed_by_the_person_and_the_team(nurse, visited, parties, is_one):
    assert is_agreed(parties) is is_one
    goals.write_goals(by=nurse, case_id=visited, goals=[BATH], on=nurse.on)
    if is_one:
        goals.agree_goals(by=nurse, case_id=visited, agreed_on=nurse.on, parties=parties)
        assert case_head(nurse, visited).state is CaseState.GOAL_AGREED
    else:
        with pytest.raises(CaseRefused):
            goals.agree_goals(by=nurse, case_id=visited, agreed_on=nurse.on, parties=parties)
        assert case_head(nurse, visited).state is CaseState.GOAL_PROPOSED


@holds("1.4-declined")
def test_who_does_not_agree_is_not_sent_away(nurse, visited):
    goals.write_goals(by=nurse, case_id=visited, goals=[BATH], on=nurse.on)
    with pytest.raises(CaseRefused, match="わけ"):
        goals.decline_goals(by=nurse, case_id=visited, on=nurse.on, reason=MoveReason.USUAL, note="")
    goals.decline_goals(by=nurse, case_id=visited, on=nurse.on, reason=MoveReason.FAMILY, note="まだ早いと長女")
    assert case_head(nurse, visited).state is CaseState.GOAL_DECLINED


@holds("1.4-revision")
def test_ratings_are_from_nought_to_ten_and_the_later_answer_stands(nurse, agreed):
    (goal,) = goals_of(nurse, agreed)
    for performance, satisfaction in ((11, 5), (5, -1)):
        with pytest.raises(CaseRefused, match="0から10"):
            goals.rate_goal(
                by=nurse,
                goal_id=goal.goal_id,
                timepoint=Timepoint.T0,
                on=nurse.on,
                performance=performance,
                satisfaction=satisfaction,
            )
    for performance in (3, 2):
        goals.rate_goal(
            by=nurse,
            goal_id=goal.goal_id,
            timepoint=Timepoint.T0,
            on=nurse.on,
            performance=performance,
            satisfaction=1,
        )
    (goal,) = goals_of(nurse, agreed)
    assert [(one.performance, one.satisfaction) for one in goal.ratings] == [(2, 1)]


def test_a_goal_is_judged_after_it_was_agreed(nurse, visited, agreed):
    (goal,) = goals_of(nurse, agreed)
    with pytest.raises(CaseRefused, match="合意した日から"):
        goals.judge_goal(
            by=nurse, goal_id=goal.goal_id, is_achieved=True, on=nurse.on - timedelta(days=29), parties=["person"]
        )
    goals.judge_goal(by=nurse, goal_id=goal.goal_id, is_achieved=True, on=nurse.on, parties=["person", "centre"])
    assert goals_of(nurse, agreed)[0].is_achieved is True


@holds("1.4-revision")
def test_an_agreed_goal_is_changed_by_another_that_waits_for_its_own_agreement(nurse, agreed):
    (old,) = goals_of(nurse, agreed)
    goals.revise_goal(by=nurse, goal_id=old.goal_id, words=replace(BATH, text="畑を見に行きたい"), on=nurse.on)
    (goal,) = goals_of(nurse, agreed)
    assert (goal.text, goal.agreed_on) == ("畑を見に行きたい", None)
    assert Goal.objects.get(pk=old.goal_id).text == BATH.text


def test_the_page_for_the_refrigerator_says_it_in_the_persons_words(nurse, agreed):
    page = goal_page(nurse, agreed)
    assert (page.called, page.my_words, page.graduation_point) == (
        "山田　ハナさん",
        "風呂に自分で入れるようになりたい",
        "見守りなしで入れたら",
    )
    assert page.what_i_do == ("毎日立ち上がりを5回",)


def test_nobody_without_a_ground_reads_or_writes_goals(world, agreed, nurse):
    (goal,) = goals_of(nurse, agreed)
    stranger = world.viewer(Role.WEST_NURSE)
    with pytest.raises(Unseen):
        goals_of(stranger, agreed)
    with pytest.raises((Unseen, NotPermitted)):
        goals.judge_goal(by=stranger, goal_id=goal.goal_id, is_achieved=True, on=nurse.on, parties=["person"])


# --- 計画 ------------------------------------------------------------------------------------------------------------


def test_the_plan_is_filled_from_what_is_known(nurse, agreed):
    sheet = first_plan(nurse, agreed)
    assert (sheet.person.name, sheet.goal_year, sheet.centre_name) == (
        "山田　ハナ",
        BATH.text,
        "東地域包括支援センター",
    )
    assert [(issue.goal, issue.supports[0].points) for issue in sheet.issues] == [
        (BATH.text, "卒業の目印: 見守りなしで入れたら")
    ]


def test_a_draft_that_somebody_else_wrote_in_is_not_overwritten(nurse, agreed):
    sheet = first_plan(nurse, agreed)
    plan_id = plans.begin_plan(by=nurse, case_id=agreed, sheet=sheet, on=nurse.on)
    assert plans.begin_plan(by=nurse, case_id=agreed, sheet=sheet, on=nurse.on) == plan_id
    assert (
        plans.save_plan(by=nurse, plan_id=plan_id, sheet=replace(sheet, goal_day="朝の散歩"), on=nurse.on, version=0)
        == 1
    )
    with pytest.raises(PlanMoved, match="残っています"):
        plans.save_plan(by=nurse, plan_id=plan_id, sheet=sheet, on=nurse.on, version=0)
    assert plan_of(nurse, plan_id).sheet.goal_day == "朝の散歩"


def test_a_consent_needs_a_goal_a_name_and_days_in_order(nurse, agreed):
    sheet = first_plan(nurse, agreed)
    plan_id = plans.begin_plan(by=nurse, case_id=agreed, sheet=replace(sheet, issues=()), on=nurse.on)
    given = {
        "by": nurse,
        "plan_id": plan_id,
        "consented_on": nurse.on,
        "consented_by": "山田 ハナ",
        "service_start_on": nurse.on,
        "evaluation_ends_on": nurse.on + timedelta(days=90),
    }
    with pytest.raises(CaseRefused, match="目標がありません"):
        plans.agree_plan(**given)
    plans.save_plan(by=nurse, plan_id=plan_id, sheet=sheet, on=nurse.on, version=0)
    for wrong, sentence in (
        ({"consented_by": " "}, "名前"),
        ({"consented_on": nurse.on - timedelta(days=1)}, "同意日"),
        ({"evaluation_ends_on": nurse.on}, "評価期間"),
    ):
        with pytest.raises(CaseRefused, match=sentence):
            plans.agree_plan(**(given | wrong))
    plans.agree_plan(**given)
    assert case_head(nurse, agreed).state is CaseState.PLAN_ACTIVE
    with pytest.raises(CaseRefused, match="同意の済んだ"):
        plans.save_plan(by=nurse, plan_id=plan_id, sheet=sheet, on=nurse.on, version=1)


def test_the_next_version_goes_on_from_the_one_before(nurse, planned):
    sheet = first_plan(nurse, planned)
    assert (sheet.plan_stage, sheet.consented_by) == ("21", "")
    plans.begin_plan(by=nurse, case_id=planned, sheet=sheet, on=nurse.on)
    assert [(line.number, line.consented_on is not None) for line in plans_of(nurse, planned)] == [
        (2, False),
        (1, True),
    ]


def test_an_evaluation_says_why_a_goal_was_not_reached(nurse, planned):
    plan_id = plans_of(nurse, planned)[0].plan_id
    draft = first_evaluation(nurse, plan_id)
    missed = replace(draft, decision="change", goals=(replace(draft.goals[0], is_achieved=False),))
    with pytest.raises(CaseRefused, match="達成しなかった"):
        plans.evaluate_plan(by=nurse, plan_id=plan_id, sheet=missed, on=nurse.on)
    with pytest.raises(CaseRefused, match="プラン継続"):
        plans.evaluate_plan(by=nurse, plan_id=plan_id, sheet=replace(draft, decision=""), on=nurse.on)
    told = replace(missed, goals=(replace(missed.goals[0], why_not_person="冬は寒くて"),))
    plans.evaluate_plan(by=nurse, plan_id=plan_id, sheet=told, on=nurse.on)
    assert evaluation_of(nurse, plan_id).goals[0].why_not_person == "冬は寒くて"


def test_the_basic_sheet_is_filled_and_kept_in_versions(nurse, agreed):
    sheet = basic_sheet(nurse, agreed)
    assert (sheet.person.address, sheet.visit_count) == ("みどり野市東町1-2-3", "01")
    plans.keep_basic_sheet(by=nurse, case_id=agreed, sheet=replace(sheet, pleasures="菜っぱづくり"), on=nurse.on)
    assert basic_sheet(nurse, agreed).pleasures == "菜っぱづくり"


def test_a_sheet_comes_back_from_the_database_as_it_was_signed():
    sheet = PlanSheet(
        person=SheetPerson(name="髙橋 𠮷子"),
        drawn_up_on=date(2026, 11, 1),
        issues=(PlanIssue(goal="畑", supports=(PlanSupport(uses=(PlanUse(kind="通所C"),)),)),),
    )
    assert from_json(PlanSheet, to_json(sheet)) == sheet
    assert from_json(PlanSheet, {**to_json(sheet), "a_field_of_a_later_form": 1}) == sheet


# --- 経過 ------------------------------------------------------------------------------------------------------------


def words(nurse, **more):
    return NoteWords(**({"happened_on": nurse.on, "kind": NoteKind.MONITORING, "text": "畑の話をした"} | more))


@holds("V32")
def test_an_interview_moves_the_monitoring_on(world, nurse, planned):
    before = case_head(nurse, planned).due
    assert before.kind is DueKind.MONITORING or before.kind is DueKind.EVALUATION
    start = CarePlan.objects.get().service_start_on
    notes.write_note(by=nurse, case_id=planned, words=words(nurse, is_home_visit=True))
    (note,) = Note.objects.all()
    assert note.is_interview
    assert len(monitoring_of(nurse, planned)) >= (1 if nurse.on >= date(start.year, start.month, 28) else 0)


@pytest.mark.parametrize("left_out", [key for key, _ in EXTENSION_CONDITIONS])
@holds("V32")
def test_the_interval_is_not_lengthened_with_a_condition_missing(nurse, planned, left_out):
    ticked = tuple(key for key, _ in EXTENSION_CONDITIONS if key != left_out)
    until = nurse.on + timedelta(days=200)
    with pytest.raises(CaseRefused, match="四つの条件"):
        notes.write_note(
            by=nurse, case_id=planned, words=words(nurse, extension_conditions=ticked, extended_until_on=until)
        )


@holds("1.4-revision")
def test_a_note_is_put_right_beside_the_old_one(nurse, planned):
    first = notes.write_note(by=nurse, case_id=planned, words=words(nurse))
    notes.replace_note(by=nurse, note_id=first, words=words(nurse, text="畑と庭の話をした"))
    lines, total = notes_of(nurse, planned)
    assert (total, lines[0].text, lines[0].earlier) == (1, "畑と庭の話をした", "畑の話をした")
    sheet = notes_sheet(nurse, planned, person_of_case(nurse, planned), author="田辺")
    assert [line.text for line in sheet.notes] == ["畑と庭の話をした"]


def test_a_note_has_words_and_a_day_inside_the_case(nurse, planned):
    for wrong, sentence in (
        ({"text": " "}, "あったこと"),
        ({"happened_on": nurse.on + timedelta(days=1)}, "今日より後"),
        ({"happened_on": nurse.on - timedelta(days=41)}, "受付日"),
    ):
        with pytest.raises(CaseRefused, match=sentence):
            notes.write_note(by=nurse, case_id=planned, words=words(nurse, **wrong))


def test_follow_up_asks_for_place_and_service_unless_nobody_was_reached(nurse, planned):
    for state in (CaseState.SERVICE_ACTIVE, CaseState.END_ASSESSED, CaseState.GRADUATED):
        move_case(by=nurse, case_id=planned, to=state, on=nurse.on)
    assert case_head(nurse, planned).due.kind is DueKind.FOLLOW_UP
    given = {"by": nurse, "case_id": planned, "month": 1, "done_on": nurse.on}
    with pytest.raises(CaseRefused, match="連絡がつかない"):
        notes.record_follow_up(**given, finding=FollowUpFinding.CONTINUES, has_place=None, has_paid_service=None)
    notes.record_follow_up(
        **given,
        finding=FollowUpFinding.CONTINUES,
        has_place=True,
        place_text="朝の体操",
        has_paid_service=False,
    )
    lines = follow_ups_of(nurse, planned)
    assert [(line.month, line.done_on is not None) for line in lines] == [
        (1, True),
        (3, False),
        (6, False),
        (12, False),
    ]
