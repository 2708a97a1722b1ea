"""チェックリストと事業対象者: what is kept, who judges, which sheet counts, and from when to when somebody is eligible."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import checklists as act
from takigi.casework.actions.cases import entrust_case, move_case
from takigi.casework.actions.dues import due_facts_of
from takigi.casework.actions.settings import decide_way
from takigi.casework.checklist_facts import checklist_rows
from takigi.casework.models import Case, Checklist, Eligibility
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.checklists import checklist_of, checklists_of, standing_of
from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay, Standing
from takigi.casework.rules.checklists import Times, standing_on, town_cutoffs, valid_until
from takigi.casework.rules.due import DueKind, dues_of
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import CaseRefused, CaseState
from takigi.instruments.scores import Score, Verdict
from tests.casework_made import consent_to_share, open_case
from tests.checklists_made import answers
from tests.rooms.conftest import queries_of
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db
REASON = "退院したばかりで、入浴に手助けが要る"


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def case_id(world, register):
    return open_case(world, register(), days_ago=60)


def record(by, case_id, *problems, days_ago=0, **more):
    sheet = answers(by.on - timedelta(days=days_ago), problems=problems, **more)
    return act.record_checklist(by=by, case_id=case_id, answers=sheet)


def test_a_sheet_is_kept_as_given_and_moves_a_case_that_waited_for_it(world, nurse, register):
    from_triage = open_case(world, register(), days_ago=5)
    move_case(by=nurse, case_id=from_triage, to=CaseState.TRIAGED, on=nurse.on - timedelta(days=3))
    kept = record(nurse, from_triage, 6, 7, missing=(8, 16))

    sheet = checklist_of(nurse, from_triage, kept)
    assert sheet.answers.points["kcl_walk15"] is None
    assert (sheet.result.eligible, sheet.result.total) == (Verdict.UNDETERMINED, Score(2, 4))
    assert case_head(nurse, from_triage).state is CaseState.KCL_DONE


def test_a_sheet_of_a_case_that_has_gone_on_leaves_its_state_alone(nurse, case_id):
    record(nurse, case_id, 16)
    assert case_head(nurse, case_id).state is CaseState.INQUIRY


def test_blank_future_and_impossible_sheets_are_refused(nurse, case_id):
    everything = tuple(range(1, 26))
    for wrong in (
        answers(nurse.on, missing=everything),
        answers(nurse.on + timedelta(days=1)),
        answers(nurse.on, height_cm=Decimal(1650)),
        answers(nurse.on, way=AnswerWay.PROXY),
    ):
        with pytest.raises(CaseRefused):
            act.record_checklist(by=nurse, case_id=case_id, answers=wrong)
    assert not Checklist.objects.exists()


def test_a_correction_replaces_the_sheet_and_keeps_the_old_one_readable(nurse, case_id):
    old = record(nurse, case_id, 16)
    right = answers(nurse.on, problems=(9,))
    new = act.correct_checklist(
        by=nurse, case_id=case_id, checklist_id=old, answers=right, correction="No.16の写しまちがい"
    )

    assert [line.checklist_id for line in checklists_of(nurse, case_id)] == [new]
    assert checklist_of(nurse, case_id, old).replaced_by_id == new
    with pytest.raises(CaseRefused, match="すでに直されています"):
        act.correct_checklist(by=nurse, case_id=case_id, checklist_id=old, answers=right, correction="もう一度")


@holds("V34")
def test_the_computed_bmi_wins_over_the_mark_on_paper_and_says_so(nurse, case_id):
    kept = record(nurse, case_id, 11, height_cm=Decimal(150), weight_kg=Decimal("41.6"))

    result = checklist_of(nurse, case_id, kept).result
    assert result.points["kcl_bmi"] == 1
    assert result.met_numbers == (3,)
    assert "計算した値を使いました" in result.warnings[0]
    assert checklist_of(nurse, case_id, kept).answers.points["kcl_bmi"] == 0


@holds("V13")
@pytest.mark.parametrize(
    ("months", "judged_on", "until"),
    [
        ("24", date(2024, 4, 15), date(2026, 4, 30)),
        ("24", date(2024, 4, 1), date(2026, 3, 31)),
        ("12", date(2024, 2, 29), date(2025, 2, 28)),
        ("0", date(2024, 4, 15), None),
    ],
)
def test_the_town_decides_how_long_somebody_is_eligible(months, judged_on, until):
    assert valid_until(judged_on, TownWay({"eligibility_months": months})) == until


@holds("V13")
def test_a_town_without_an_end_judges_without_an_end(world, nurse, case_id):
    head = world.viewer(Role.EAST_HEAD)
    decide_way(by=head, key="eligibility_months", value="0", from_on=head.on, reason="期限は定めないと決めた")
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=record(nurse, case_id, 16), on=nurse.on)

    assert standing_of(nurse, case_id).times.valid_until is None


@holds("V14")
def test_only_the_first_day_of_a_service_stops_it_and_only_until_that_certification_ends():
    first, last = date(2026, 6, 10), date(2026, 9, 30)
    times = Times(date(2026, 4, 1), valid_until=date(2028, 3, 31), suspended_from=first, suspended_until=last)
    day = timedelta(days=1)

    assert [standing_on(times, on) for on in (first - day, first, last, last + day)] == [
        Standing.IN_FORCE,
        Standing.SUSPENDED,
        Standing.SUSPENDED,
        Standing.IN_FORCE,
    ]
    assert standing_on(times, date(2028, 4, 1)) is Standing.EXPIRED


@holds("V14")
def test_a_suspension_names_the_service_and_stands_in_order(nurse, case_id):
    kept = record(nurse, case_id, 16, days_ago=20)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=kept, on=nurse.on - timedelta(days=10))
    with pytest.raises(CaseRefused):
        suspend(nurse, case_id, nurse.on - timedelta(days=11))
    with pytest.raises(CaseRefused):
        suspend(nurse, case_id, nurse.on, until=nurse.on - timedelta(days=1))
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE

    suspend(nurse, case_id, nurse.on - timedelta(days=1), until=nurse.on + timedelta(days=90))
    now = standing_of(nurse, case_id)
    assert (now.standing, now.suspension_reason) == (Standing.SUSPENDED, "通所介護を使い始めた")


def suspend(nurse, case_id, on, until=None):
    act.suspend_eligibility(
        by=nurse, case_id=case_id, service_from=on, certification_until=until, reason="通所介護を使い始めた"
    )


@holds("V15")
def test_what_a_care_manager_answered_is_judged_by_the_centre(world, nurse, case_id):
    manager = world.viewer(Role.WEST_NURSE)
    consent_to_share(world, Case.objects.get(pk=case_id).person_id)
    entrust_case(by=nurse, case_id=case_id, agency_id=world.agency_ids["west"])
    kept = record(manager, case_id, 16, answered_by=AnsweredBy.CARE_MANAGER, way=AnswerWay.PROXY)

    assert checklist_of(manager, case_id, kept).judged_on is None
    for judge in (act.judge_checklist, act.judge_eligible):
        more = {"on": manager.on} if judge is act.judge_eligible else {}
        with pytest.raises(NotPermitted):
            judge(by=manager, case_id=case_id, checklist_id=kept, **more)

    act.judge_checklist(by=nurse, case_id=case_id, checklist_id=kept)
    row = Checklist.objects.get(pk=kept)
    assert (row.filled_by_id, row.judged_by_id) == (manager.staff_id, nurse.staff_id)


@holds("V15")
def test_a_renewal_needs_a_sheet_of_its_own(nurse, case_id):
    first = record(nurse, case_id, 16, days_ago=20)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=first, on=nurse.on - timedelta(days=20))
    with pytest.raises(CaseRefused, match="新しいチェックリスト"):
        act.judge_eligible(by=nurse, case_id=case_id, checklist_id=first, on=nurse.on)

    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=record(nurse, case_id, 9, 8, 7), on=nurse.on)
    assert list(Eligibility.objects.order_by("judged_on").values_list("ended_on", flat=True)) == [nurse.on, None]


@holds("2.1-latest")
def test_only_the_latest_sheet_can_make_somebody_eligible_and_it_can_unmake(nurse, case_id):
    first = record(nurse, case_id, 16, days_ago=20)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=first, on=nurse.on - timedelta(days=20))
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE

    later = record(nurse, case_id, days_ago=2)
    assert standing_of(nurse, case_id).standing is Standing.OVERTAKEN
    with pytest.raises(CaseRefused, match="最後のチェックリスト"):
        act.judge_eligible(by=nurse, case_id=case_id, checklist_id=first, on=nurse.on)

    # Not reaching a criterion does not by itself bar anybody: with a reason the person is eligible all the same.
    with pytest.raises(CaseRefused, match="わけを書いてください"):
        act.judge_eligible(by=nurse, case_id=case_id, checklist_id=later, on=nurse.on)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=later, on=nurse.on, reason=REASON)
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE


@holds("2.1-latest")
def test_a_sheet_that_came_late_by_post_does_not_overtake_a_newer_one(nurse, case_id):
    newer = record(nurse, case_id, 16)
    record(nurse, case_id, days_ago=15, way=AnswerWay.POST)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=newer, on=nurse.on)
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE


def test_a_judgement_goes_with_the_correction_only_while_it_holds(nurse, case_id):
    first = record(nurse, case_id, 16)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=first, on=nurse.on)
    told = {"by": nurse, "case_id": case_id, "correction": "写しまちがい"}
    second = act.correct_checklist(checklist_id=first, answers=answers(nurse.on, problems=(16, 17)), **told)
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE

    act.correct_checklist(checklist_id=second, answers=answers(nurse.on, problems=(17,)), **told)
    assert standing_of(nurse, case_id).standing is Standing.OVERTAKEN


def test_an_end_is_told_with_its_reason_and_happens_once(nurse, case_id):
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=record(nurse, case_id, 16), on=nurse.on)
    act.end_eligibility(by=nurse, case_id=case_id, on=nurse.on, reason="要支援の認定を受けた")

    assert standing_of(nurse, case_id).standing is Standing.ENDED
    with pytest.raises(CaseRefused, match="いま事業対象者ではありません"):
        act.end_eligibility(by=nurse, case_id=case_id, on=nurse.on, reason="もう一度")


def test_another_centre_sees_and_records_nothing(world, nurse, case_id):
    kept, other = record(nurse, case_id, 16), world.viewer(Role.WEST_NURSE)
    for deed in (
        lambda: checklists_of(other, case_id),
        lambda: checklist_of(other, case_id, kept),
        lambda: standing_of(other, case_id),
        lambda: record(other, case_id, 16),
        lambda: act.judge_eligible(by=other, case_id=case_id, checklist_id=kept, on=other.on),
    ):
        with pytest.raises(Unseen):
            deed()


def test_the_lists_cost_the_same_however_many_sheets_there_are(nurse, case_id):
    kept = record(nurse, case_id, 16, days_ago=30)
    few = queries_of(checklists_of, nurse, case_id), queries_of(checklist_of, nurse, case_id, kept)
    for ago in range(10):
        record(nurse, case_id, 16, days_ago=ago)
    assert (queries_of(checklists_of, nurse, case_id), queries_of(checklist_of, nurse, case_id, kept)) == few


@holds("2.1-frailty")
def test_the_source_of_the_limits_is_named_also_when_the_town_has_its_own():
    assert "Satake" in town_cutoffs(TownWay({})).source
    assert "0.861" in town_cutoffs(TownWay({"frail_from": "7"})).source
    assert "町の決めごと" in town_cutoffs(TownWay({"frail_from": "9"})).source


def test_facts_are_the_sheets_in_force_with_the_points_that_count(world, nurse, case_id):
    old = record(nurse, case_id, 16, days_ago=3)
    right = answers(nurse.on, problems=(9,), height_cm=Decimal(150), weight_kg=Decimal(40))
    act.correct_checklist(by=nurse, case_id=case_id, checklist_id=old, answers=right, correction="写しまちがい")

    (row,) = checklist_rows(world.municipality_id)
    assert (row.points["kcl_bmi"], row.total_low, row.verdict, row.is_judged) == (1, 2, "not_met", True)
    assert list(checklist_rows(world.municipality_id, [])) == []


def due_kinds(nurse, case_id):
    case = Case.objects.get(pk=case_id)
    facts = due_facts_of(case, TownWay({}))
    return {due.kind: due.on for due in dues_of(facts, on=nurse.on)}


def test_the_end_of_the_eligibility_falls_due_on_the_board_and_moves_with_every_change(world, nurse, register):
    case_id = open_case(world, register())
    head = world.viewer(Role.EAST_HEAD)
    decide_way(by=head, key="eligibility_months", value="1", from_on=head.on, reason="試しに短くした")
    judged_on = nurse.on - timedelta(days=25)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=record(nurse, case_id, 16, days_ago=26), on=judged_on)

    case = Case.objects.get(pk=case_id)
    until = standing_of(nurse, case_id).times.valid_until
    assert (case.due_kind, case.due_on) == (DueKind.ELIGIBILITY_END, until - timedelta(days=30))
    assert "チェックリスト" in case.due_because

    suspend(nurse, case_id, nurse.on - timedelta(days=1), until=None)
    assert DueKind.ELIGIBILITY_END not in due_kinds(nurse, case_id)
    assert Case.objects.get(pk=case_id).due_kind != DueKind.ELIGIBILITY_END


def test_a_later_sheet_that_reaches_nothing_ends_the_reminder_too(nurse, case_id):
    kept = record(nurse, case_id, 16, days_ago=20)
    act.judge_eligible(by=nurse, case_id=case_id, checklist_id=kept, on=nurse.on - timedelta(days=20))
    assert DueKind.ELIGIBILITY_END in due_kinds(nurse, case_id)

    record(nurse, case_id)

    assert DueKind.ELIGIBILITY_END not in due_kinds(nurse, case_id)
