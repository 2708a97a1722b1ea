"""ケース: opened once, moved along the table, corrected without overwriting, handed over without a gap, stopped by the register."""

from datetime import timedelta

import pytest

from takigi.access import actions as access
from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.casework.actions import cases
from takigi.casework.actions.settings import decide_way
from takigi.casework.models import Assignment, Case, Companion, FollowUp, Move
from takigi.casework.queries.board import CARDS, case_board, my_week
from takigi.casework.queries.cases import case_file, case_head
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.states import CaseRefused, CaseState, IllegalMove, MoveReason, Stage
from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import ResidentStatus
from tests.casework_made import bring_to, open_case
from tests.rooms.conftest import queries_of
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db
S = CaseState


def test_a_case_begins_with_the_persons_very_words(world, register):
    case_id = open_case(world, register(), reason_text="もう年だから、しかたないよ", reason_code="fall_fracture")

    head = case_head(world.viewer(Role.EAST_NURSE), case_id)
    assert (head.reason_text, head.reason_code) == ("もう年だから、しかたないよ", "fall_fracture")
    assert (head.state, head.owner_name, head.agency_name) == (S.INQUIRY, "田辺 恵", "東地域包括支援センター")
    assert head.because == ("主担当機関でこのケースを担当しているため", "同じセンターの職員であるため")


@holds("V27")
def test_somebody_has_one_open_case_at_a_time_and_the_next_one_points_back(world, register):
    person = register()
    first = open_case(world, person)
    with pytest.raises(CaseRefused, match="東地域包括支援センターで続いています"):
        open_case(world, person)

    cases.move_case(
        by=world.viewer(Role.EAST_NURSE),
        case_id=first,
        to=S.CLOSED,
        on=world.viewer(Role.EAST_NURSE).on,
        reason=MoveReason.NO_NEED,
    )
    again = open_case(world, person)
    assert Case.objects.get(pk=again).previous_id == first
    assert [one.case_id for one in case_file(world.viewer(Role.EAST_NURSE), again).earlier] == [first]


def test_no_case_is_opened_for_somebody_who_has_died(world, register):
    person = register(status=ResidentStatus.DECEASED)
    with pytest.raises(CaseRefused, match="台帳では「死亡」です"):
        open_case(world, person)


@pytest.mark.parametrize("role", [Role.WEST_NURSE, Role.INSURANCE, Role.PROVIDER, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_nobody_opens_a_case_in_a_centre_that_is_not_theirs(world, register, role):
    with pytest.raises(NotPermitted):
        open_case(world, register(), role=role)


@holds("1.4-moves")
def test_a_move_out_of_order_in_time_or_in_the_table_is_refused_and_changes_nothing(world, register):
    case_id = open_case(world, register(), state=S.CERTIFIED, days_ago=10)
    nurse = world.viewer(Role.EAST_NURSE)
    with pytest.raises(IllegalMove):
        cases.move_case(by=nurse, case_id=case_id, to=S.ASSESSED, on=nurse.on)
    with pytest.raises(CaseRefused, match="より前です"):
        cases.move_case(by=nurse, case_id=case_id, to=S.VISIT_SCHEDULED, on=nurse.on - timedelta(days=11))
    with pytest.raises(CaseRefused, match="今日より後"):
        cases.move_case(by=nurse, case_id=case_id, to=S.VISIT_SCHEDULED, on=nurse.on + timedelta(days=1))
    assert Move.objects.filter(case_id=case_id).count() == 1


@holds("1.4-revision")
def test_a_mistaken_move_is_taken_back_and_stays_readable(world, register):
    case_id = open_case(world, register(), state=S.CERTIFIED, days_ago=10)
    nurse = world.viewer(Role.EAST_NURSE)
    bring_to(world, case_id, S.GRADUATED)
    assert FollowUp.objects.filter(case_id=case_id).count() == 4

    cases.correct_move(by=nurse, case_id=case_id, on=nurse.on, note="まだ終わっていませんでした")

    file = case_file(nurse, case_id)
    assert file.head.state is S.END_ASSESSED
    assert [(line.to, line.is_correction, line.is_undone) for line in file.moves[:2]] == [
        (S.END_ASSESSED, True, False),
        (S.GRADUATED, False, True),
    ]
    assert not FollowUp.objects.filter(case_id=case_id).exists()


@holds("V8")
def test_graduation_waits_for_the_result_of_the_application(world, register):
    """V8: a plan that began before the decision."""
    case_id = open_case(world, register(), state=S.CERTIFIED, is_level_pending=True)
    nurse = world.viewer(Role.EAST_NURSE)
    bring_to(world, case_id, S.END_ASSESSED)
    with pytest.raises(CaseRefused, match="認定の結果を待っている間"):
        cases.move_case(by=nurse, case_id=case_id, to=S.GRADUATED, on=nurse.on)
    cases.settle_level(by=nurse, case_id=case_id)
    cases.move_case(by=nurse, case_id=case_id, to=S.GRADUATED, on=nurse.on)


def test_back_from_hospital_the_case_goes_on_where_it_was(world, register):
    case_id = open_case(world, register(), state=S.CERTIFIED)
    nurse = world.viewer(Role.EAST_NURSE)
    bring_to(world, case_id, S.SERVICE_ACTIVE)
    cases.move_case(by=nurse, case_id=case_id, to=S.HOSPITALISED, on=nurse.on, reason=MoveReason.HOSPITAL)
    assert case_head(nurse, case_id).due.kind is DueKind.RETURN_FROM_HOSPITAL
    with pytest.raises(IllegalMove):
        cases.move_case(by=nurse, case_id=case_id, to=S.PLAN_ACTIVE, on=nurse.on)
    cases.move_case(by=nurse, case_id=case_id, to=S.SERVICE_ACTIVE, on=nurse.on, reason=MoveReason.HOSPITAL)


@holds("V25")
def test_a_handover_leaves_neither_gap_nor_overlap_and_the_old_centre_reads_for_a_while(world, register):
    """V25."""
    case_id = open_case(world, register(), days_ago=30)
    nurse, west = world.viewer(Role.EAST_NURSE), world.viewer(Role.WEST_NURSE)
    with pytest.raises(Unseen):
        case_head(west, case_id)

    cases.hand_over(
        by=nurse,
        case_id=case_id,
        agency_id=world.agency_ids["west"],
        staff_id=world.staff_id(Role.WEST_NURSE),
        on=nurse.on,
        note="来週の訪問を約束しています。",
    )

    held = list(Assignment.objects.filter(case_id=case_id).order_by("from_on", "pk"))
    assert [(one.agency_id, one.ended_on) for one in held] == [
        (world.agency_ids["east"], nurse.on),
        (world.agency_ids["west"], None),
    ]
    assert case_head(west, case_id).may_record
    old = case_head(nurse, case_id)
    assert (old.may_record, old.because) == (False, ("引き継ぎから間もない前の担当センターの職員であるため",))
    with pytest.raises(NotPermitted):
        cases.set_next_step(by=nurse, case_id=case_id, text="電話する", on=nurse.on)
    later = world.viewer(Role.EAST_NURSE, at=nurse.at + timedelta(days=91))
    with pytest.raises(Unseen):
        case_head(later, case_id)


@holds("V24")
def test_a_death_in_the_register_stops_everything_at_once(world, register):
    """V24: no reminder outlives the person, whether the news was worked in or not."""
    person = register()
    case_id = open_case(world, person, days_ago=30)
    nurse = world.viewer(Role.EAST_NURSE)
    assert case_board(nurse).columns[0].late == 1
    persons.change_person(
        by=world.viewer(Role.INSURANCE),
        person_id=person,
        details=PersonDetails(
            name="山田　ハナ",
            name_kana="ヤマダ　ハナ",
            birth="昭和12年4月1日",
            status=ResidentStatus.DECEASED,
            status_on=nurse.on - timedelta(days=2),
        ),
        reason="死亡の届け",
    )
    assert case_head(nurse, case_id).due is None
    assert [card.due for column in case_board(nurse).columns for card in column.cards] == [None]

    assert cases.stop_for_register(municipality_id=world.municipality_id, at=nurse.at, on=nurse.on) == 1
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.closed_on, case.due_on) == (S.DECEASED, nurse.on - timedelta(days=2), None)
    assert my_week(nurse).late == ()
    assert cases.stop_for_register(municipality_id=world.municipality_id, at=nurse.at, on=nurse.on) == 0


def test_the_board_says_what_is_late_and_why(world, register):
    open_case(world, register(), days_ago=20)
    open_case(world, register(name="海野 タロウ", name_kana="ウミノ タロウ"), state=S.CERTIFIED, days_ago=3)

    board = case_board(world.viewer(Role.EAST_NURSE))
    columns = {column.stage: column for column in board.columns}
    assert (columns[Stage.ENTRY].count, columns[Stage.ENTRY].late) == (1, 1)
    assert (columns[Stage.VISIT].count, columns[Stage.VISIT].late) == (1, 0)
    card = columns[Stage.ENTRY].cards[0]
    assert (card.days_in_state, card.is_late, card.due.because) == (20, True, "つながってから14日以内がめやすです")
    assert (board.visits_this_month, board.visits_target) == (0, 3)


def test_first_visits_of_the_month_stand_against_the_target(world, register):
    case_id = open_case(world, register(), state=S.CERTIFIED)
    bring_to(world, case_id, S.ASSESSED)
    assert case_board(world.viewer(Role.EAST_NURSE)).visits_this_month == 1
    cases.correct_move(
        by=world.viewer(Role.EAST_NURSE), case_id=case_id, on=world.viewer(Role.EAST_NURSE).on, note="人ちがい"
    )
    assert case_board(world.viewer(Role.EAST_NURSE)).visits_this_month == 0


@pytest.mark.later
def test_the_board_the_week_and_the_file_cost_the_same_however_many_cases_there_are(world, register):
    nurse = world.viewer(Role.EAST_NURSE)
    first = open_case(world, register(), days_ago=20)
    costs = []
    for more in (0, CARDS + 5):
        for number in range(more):
            open_case(world, register(name=f"人 {number}", name_kana=f"ヒト {number}"), days_ago=number % 25)
        costs.append((queries_of(case_board, nurse), queries_of(my_week, nurse), queries_of(case_file, nurse, first)))
    assert costs[0] == costs[1]
    assert all(cost <= most for cost, most in zip(costs[0], (20, 10, 25), strict=True))


def test_a_town_may_keep_prevention_cases_from_colleagues(world, register):
    case_id = open_case(world, register(), role=Role.EAST_HEAD)
    assert case_head(world.viewer(Role.EAST_NURSE), case_id).because == ("同じセンターの職員であるため",)
    access.decide_setting(
        by=world.viewer(Role.SECRETARIAT),
        key="colleagues_see_prevention_cases",
        value="no",
        from_on=world.viewer(Role.SECRETARIAT).on,
        reason="個人情報の審査会の意見による",
    )
    with pytest.raises(Unseen):
        case_head(world.viewer(Role.EAST_NURSE), case_id)
    assert case_board(world.viewer(Role.EAST_NURSE)).columns[0].count == 0


def test_whoever_goes_along_reads_until_the_day_and_records_nothing_else(world, register):
    case_id = open_case(world, register())
    nurse, therapist = world.viewer(Role.EAST_NURSE), world.viewer(Role.PROVIDER)
    cases.invite_companion(
        by=nurse,
        case_id=case_id,
        staff_id=therapist.staff_id,
        until=nurse.on + timedelta(days=7),
        purpose="動作の見立て",
    )
    head = case_head(therapist, case_id)
    assert (head.may_visit, head.may_record, head.because) == (True, False, ("訪問に同行するため",))
    with pytest.raises(NotPermitted):
        cases.set_next_step(by=therapist, case_id=case_id, text="電話", on=nurse.on)
    with pytest.raises(Unseen):
        case_head(world.viewer(Role.PROVIDER, at=nurse.at + timedelta(days=8)), case_id)
    assert Companion.objects.count() == 1


def test_every_reading_is_recorded_with_its_ground(world, register):
    case_id = open_case(world, register())
    case_head(world.viewer(Role.EAST_HEAD), case_id)
    (seen,) = [line for line in audit.events_page(world.municipality_id, size=5) if line.kind == "audit.read"][:1] or [
        audit.events_page(world.municipality_id, size=1)[0]
    ]
    assert seen.target == f"case:{case_id}"
    assert seen.because == ("主担当機関の監督者であるため", "同じセンターの職員であるため")


def test_the_town_decides_its_own_target_with_a_reason(world):
    head = world.viewer(Role.EAST_HEAD)
    with pytest.raises(NotPermitted):
        decide_way(by=world.viewer(Role.EAST_NURSE), key="monthly_visits", value="5", from_on=head.on, reason="増やす")
    with pytest.raises(CaseRefused, match="0から999"):
        decide_way(by=head, key="monthly_visits", value="たくさん", from_on=head.on, reason="職員が増えたため")
    decide_way(by=head, key="monthly_visits", value="５", from_on=head.on, reason="職員が増えたため")
    assert case_board(head).visits_target == 5


def test_what_was_to_be_done_is_done_when_the_case_moves_on_after_its_day(world, register):
    nurse = world.viewer(Role.EAST_NURSE)
    case_id = open_case(world, register(), state=S.CERTIFIED, days_ago=10)
    cases.set_next_step(by=nurse, case_id=case_id, text="電話する", on=nurse.on + timedelta(days=3))
    cases.move_case(by=nurse, case_id=case_id, to=S.VISIT_SCHEDULED, on=nurse.on)
    assert case_head(nurse, case_id).next_step == "電話する"
    cases.set_next_step(by=nurse, case_id=case_id, text="電話する", on=nurse.on)
    cases.move_case(by=nurse, case_id=case_id, to=S.ASSESSED, on=nurse.on)
    assert case_head(nurse, case_id).next_step == ""
