"""読み取りの手間: what is read of a case, and the lists of many, cost the same for one record and for thirty."""

from datetime import timedelta

import pytest

from takigi.audit import actions as audit
from takigi.casework.actions import cases, goals, intake, notes, plans
from takigi.casework.actions.intake import Told
from takigi.casework.actions.notes import NoteWords
from takigi.casework.actions.settings import decide_way
from takigi.casework.queries import board, visits, waiting, ways
from takigi.casework.queries import cases as case_queries
from takigi.casework.queries import goals as goal_queries
from takigi.casework.queries import notes as note_queries
from takigi.casework.queries import plans as plan_queries
from takigi.casework.queries.visit_values import next_draft_ids
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import CaseState, Route, Stage
from takigi.casework.rules.words import NoteKind
from takigi.casework.sheets import EvaluatedGoal, EvaluationSheet
from takigi.instruments.timepoints import Timepoint
from tests.casework_made import open_case
from tests.rooms.conftest import queries_of
from tests.rooms.growth import costs
from tests.screens.way_made import graduated_case, planned_case
from tests.visits_made import confirm_made_visit, write_visit
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


# --- 一つのケース ------------------------------------------------------------------------------------------------------


@pytest.mark.later
def test_the_notes_of_a_case_cost_the_same_for_one_and_for_thirty(world, nurse):
    case_id = graduated_case(world)
    person = plan_queries.person_of_case(nurse, case_id)
    told = Told(held_on=nurse.on, route=Route.PHONE, speaker=Speaker.FAMILY, words="畑に出ている", triage=Triage.ADVICE)

    def asked():
        return costs(
            {
                note_queries.notes_of: lambda: note_queries.notes_of(nurse, case_id),
                note_queries.note_of: lambda: note_queries.note_of(nurse, written),
                note_queries.monitoring_of: lambda: note_queries.monitoring_of(nurse, case_id),
                note_queries.follow_ups_of: lambda: note_queries.follow_ups_of(nurse, case_id),
                note_queries.notes_sheet: lambda: note_queries.notes_sheet(nurse, case_id, person, author="田辺 恵"),
                waiting.consultations_of: lambda: waiting.consultations_of(nurse, case_id),
                case_queries.case_file: lambda: case_queries.case_file(nurse, case_id),
                case_queries.case_head: lambda: case_queries.case_head(nurse, case_id),
                case_queries.open_case_of: lambda: case_queries.open_case_of(nurse, person_id),
            }
        )

    person_id = case_queries.case_head(nurse, case_id).person.shown_id
    counted = []
    for more in (1, 29):
        for _ in range(more):
            words = NoteWords(nurse.on, NoteKind.MONITORING, "畑の話を聞いた", is_interview=True)
            written = notes.write_note(by=nurse, case_id=case_id, words=words)
            intake.add_consultation(by=nurse, case_id=case_id, told=told)
        counted.append(asked())
    assert counted[0] == counted[1]


@pytest.mark.later
def test_goals_and_plans_cost_the_same_for_one_version_and_for_fifteen(world, nurse):
    case_id, plan_id = planned_case(world)

    def asked():
        return costs(
            {
                goal_queries.goals_of: lambda: goal_queries.goals_of(nurse, case_id),
                goal_queries.wish_of: lambda: goal_queries.wish_of(nurse, case_id),
                goal_queries.goal_page: lambda: goal_queries.goal_page(nurse, case_id),
                plan_queries.plans_of: lambda: plan_queries.plans_of(nurse, case_id),
                plan_queries.plan_of: lambda: plan_queries.plan_of(nurse, plan_id),
                plan_queries.person_of_case: lambda: plan_queries.person_of_case(nurse, case_id),
                plan_queries.first_plan: lambda: plan_queries.first_plan(nurse, case_id),
                plan_queries.first_evaluation: lambda: plan_queries.first_evaluation(nurse, plan_id),
                plan_queries.evaluation_of: lambda: plan_queries.evaluation_of(nurse, plan_id),
                plan_queries.basic_sheet: lambda: plan_queries.basic_sheet(nurse, case_id),
            }
        )

    (goal,) = goal_queries.goals_of(nurse, case_id)
    counted = []
    for more in (1, 14):
        for _ in range(more):
            goals.rate_goal(
                by=nurse, goal_id=goal.goal_id, timepoint=Timepoint.T0, on=nurse.on, performance=3, satisfaction=2
            )
            _next_plan(nurse, case_id)
            plans.evaluate_plan(by=nurse, plan_id=plan_id, sheet=_evaluation(nurse, plan_id), on=nurse.on)
            plans.keep_basic_sheet(
                by=nurse, case_id=case_id, sheet=plan_queries.basic_sheet(nurse, case_id), on=nurse.on
            )
        counted.append(asked())
    assert counted[0] == counted[1]


def _next_plan(nurse, case_id):
    sheet = plan_queries.first_plan(nurse, case_id)
    plans.agree_plan(
        by=nurse,
        plan_id=plans.begin_plan(by=nurse, case_id=case_id, sheet=sheet, on=nurse.on),
        consented_on=nurse.on,
        consented_by="山田 ハナ",
        service_start_on=nurse.on,
        evaluation_ends_on=nurse.on + timedelta(days=60),
    )


def _evaluation(nurse, plan_id) -> EvaluationSheet:
    drafted = plan_queries.first_evaluation(nurse, plan_id)
    return EvaluationSheet(
        person=drafted.person, decision="continue", goals=(EvaluatedGoal(goal="入浴", is_achieved=True),)
    )


@pytest.mark.later
def test_visits_cost_the_same_for_one_and_for_twelve(world, nurse, register):
    case_id = open_case(world, register(), state=CaseState.CERTIFIED, days_ago=3)

    def asked():
        return costs(
            {
                visits.visit_desk: lambda: visits.visit_desk(nurse, case_id),
                visits.visits_of: lambda: visits.visits_of(nurse, case_id),
                visits.visit_file: lambda: visits.visit_file(nurse, case_id, visit_id),
                visits.visit_news: lambda: visits.visit_news(nurse, case_id, draft_id, since=0),
                next_draft_ids: lambda: next_draft_ids([case_id]),
            }
        )

    counted = []
    for more in (1, 11):
        for _ in range(more):
            visit_id = confirm_made_visit(world, case_id)
        draft_id = write_visit(world, case_id)
        counted.append(asked())
    assert counted[0] == counted[1]


# --- たくさんのケース ----------------------------------------------------------------------------------------------------


@pytest.mark.later
def test_the_lists_of_many_cases_cost_the_same_for_one_and_for_twelve(world, nurse, register):
    tomorrow, east = nurse.on + timedelta(days=1), world.agency_ids["east"]

    def asked():
        return costs(
            {
                board.case_board: lambda: board.case_board(nurse),
                board.my_week: lambda: board.my_week(nurse),
                board.first_visits: lambda: board.first_visits(nurse, east, month=nurse.on),
                board.column_cards: lambda: board.column_cards(nurse, Stage.VISIT, agency_id=east, mine=False, page=1),
                visits.arranged_visits: lambda: visits.arranged_visits(nurse, days=[tomorrow]),
                visits.open_drafts: lambda: visits.open_drafts(nurse),
            }
        )

    counted = []
    for more in (1, 11):
        for _ in range(more):
            case_id = open_case(world, register(), state=CaseState.CERTIFIED, days_ago=3)
            cases.schedule_visit(by=nurse, case_id=case_id, visit_on=tomorrow)
            write_visit(world, case_id)
        counted.append(asked())
    assert counted[0] == counted[1]


def test_the_towns_ways_cost_the_same_however_often_they_were_decided(world):
    head = world.viewer(Role.EAST_HEAD)

    def asked():
        return costs(
            {
                ways.decided_ways: lambda: ways.decided_ways(head),
                case_queries.ways_of_the_town: lambda: case_queries.ways_of_the_town(head),
            }
        )

    counted = []
    for more in (1, 29):
        for number in range(more):
            decide_way(
                by=head, key="monthly_visits", value=str(3 + number % 4), from_on=head.on, reason="打ち合わせで決めた"
            )
        counted.append(asked())
    assert counted[0] == counted[1]


def test_visits_taken_along_cost_a_recorded_reading_each_and_two_questions_at_most(world, nurse, register):
    tomorrow, counted = nurse.on + timedelta(days=1), []
    for more in (1, 11):
        for _ in range(more):
            case_id = open_case(world, register(), state=CaseState.CERTIFIED, days_ago=3)
            cases.schedule_visit(by=nurse, case_id=case_id, visit_on=tomorrow)
        counted.append(queries_of(lambda: visits.visits_to_take_along(nurse, day=tomorrow)))
    because = case_queries.case_head(nurse, case_id).because
    reading = queries_of(
        lambda: audit.note_reading(
            "case:x", municipality_id=world.municipality_id, by=nurse.staff_id, because=because, at=nurse.at
        )
    )
    assert counted[1] - counted[0] <= 11 * (reading + 2)
