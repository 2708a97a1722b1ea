"""期限: monitoring in periods, the windows before and after, and silence after an end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.casework.rules.due import (
    EXTENSION_CONDITIONS,
    DueFacts,
    DueKind,
    dues_of,
    follow_ups_due,
    may_extend_monitoring,
    monitoring_due,
    monitoring_periods,
    next_due,
)
from takigi.casework.rules.states import FINAL, CaseState
from takigi.kernel.months import months_after
from tests.rules_held import holds

S = CaseState
START = date(2026, 4, 10)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def facts(state: CaseState, **more: object) -> DueFacts:
    usual = {
        "state_from_on": START,
        "opened_on": START,
        "visit_within_days": 14,
        "agree_within_days": 45,
        "suspend_days": 90,
    }
    return DueFacts(state=state, **(usual | more))


# 一月ごと: service from 10 April, so periods are May–July, August–October, November–January (V32).
@pytest.mark.parametrize(
    ("interviews", "on", "due"),
    [
        ([], date(2026, 4, 20), date(2026, 7, 31)),
        ([], date(2026, 7, 31), date(2026, 7, 31)),
        # Nobody went: it stays overdue, it does not slide on to the next period.
        ([], date(2026, 9, 1), date(2026, 7, 31)),
        ([date(2026, 5, 2)], date(2026, 6, 1), date(2026, 10, 31)),
        # Not counted from the last visit: the second of May does not make the second of August due.
        ([date(2026, 5, 2)], date(2026, 8, 3), date(2026, 10, 31)),
        ([date(2026, 7, 31)], date(2026, 8, 1), date(2026, 10, 31)),
        # An interview in the month the service began belongs to no period.
        ([date(2026, 4, 28)], date(2026, 5, 10), date(2026, 7, 31)),
        # A missed period is history once somebody has gone again.
        ([date(2026, 9, 9)], date(2026, 9, 10), date(2027, 1, 31)),
    ],
)
@holds("V32")
def test_monitoring_is_due_once_in_each_three_months_from_the_month_after_the_start(interviews, on, due):
    assert monitoring_due(START, interviews, on=on) == due


@holds("V32")
def test_the_first_of_the_month_is_no_exception():
    assert monitoring_periods(date(2026, 4, 1), until=date(2026, 5, 1))[0] == (date(2026, 5, 1), date(2026, 7, 31))


@given(days, st.lists(days, max_size=5), days)
@holds("V32")
def test_the_due_day_is_the_end_of_a_period_after_the_last_interview(start, interviews, on):
    due = monitoring_due(start, interviews, on=on)
    assert due == months_after(due.replace(day=1), 1) - timedelta(days=1)
    assert (due.year * 12 + due.month - start.year * 12 - start.month) % 3 == 0
    assert all(due > day for day in interviews if day >= start)


@pytest.mark.parametrize("left_out", [None, *(key for key, _ in EXTENSION_CONDITIONS)])
@holds("V32")
def test_monitoring_is_spaced_out_only_with_all_four_conditions(left_out):
    ticked = [key for key, _ in EXTENSION_CONDITIONS if key != left_out]
    assert may_extend_monitoring(ticked) is (left_out is None)


@holds("V32")
def test_an_extension_moves_the_day_and_never_brings_it_forward():
    assert monitoring_due(START, [], on=START, extended_until_on=date(2026, 9, 30)) == date(2026, 9, 30)
    assert monitoring_due(START, [], on=START, extended_until_on=date(2026, 5, 1)) == date(2026, 7, 31)


def test_follow_ups_come_after_one_three_six_and_twelve_months_clamped_to_the_month():
    assert follow_ups_due(date(2026, 8, 31)) == [
        (1, date(2026, 9, 30)),
        (3, date(2026, 11, 30)),
        (6, date(2027, 2, 28)),
        (12, date(2027, 8, 31)),
    ]


def test_somebody_newly_certified_waits_no_longer_than_the_town_says():
    due = next_due(facts(S.CERTIFIED), on=START)
    assert (due.on, due.kind) == (START + timedelta(days=14), DueKind.FIRST_VISIT)
    assert "14日以内" in due.because


def test_the_day_that_was_agreed_counts_before_the_day_that_was_meant():
    assert next_due(facts(S.VISIT_SCHEDULED, scheduled_visit_on=date(2026, 4, 30)), on=START).on == date(2026, 4, 30)


def test_agreement_is_due_45_days_after_the_visit():
    due = next_due(facts(S.ASSESSED, visited_on=date(2026, 4, 20)), on=START)
    assert (due.on, due.kind) == (date(2026, 6, 4), DueKind.AGREEMENT)


@holds("V26")
def test_the_hospital_is_asked_about_after_90_days():
    assert next_due(facts(S.HOSPITALISED), on=START).on == START + timedelta(days=90)


@holds("V32")
def test_the_month_in_which_the_evaluation_ends_asks_for_a_visit_of_its_own():
    under = facts(S.PLAN_ACTIVE, service_start=START, evaluation_month_end=date(2026, 6, 30))
    assert DueKind.EVALUATION in {due.kind for due in dues_of(under, on=START)}
    held = facts(
        S.PLAN_ACTIVE, service_start=START, evaluation_month_end=date(2026, 6, 30), interviews=(date(2026, 6, 3),)
    )
    assert DueKind.EVALUATION not in {due.kind for due in dues_of(held, on=START)}


@pytest.mark.parametrize("state", sorted(FINAL))
@holds("V24")
def test_nothing_is_due_after_an_end(state):
    everything = facts(
        state,
        scheduled_visit_on=START,
        next_step_on=START,
        service_start=START,
        planned_end=START,
        follow_ups=(START,),
        certification_until_on=START,
    )
    assert dues_of(everything, on=START) == []


# 事業対象者の更新: a month before the end by default, or as the town says (casework.md 11, 18).
@pytest.mark.parametrize("state", [S.KCL_DONE, S.GOAL_AGREED, S.PLAN_ACTIVE, S.SERVICE_ACTIVE, S.SUSPENDED])
@pytest.mark.parametrize(("days", "on"), [(30, date(2026, 3, 1)), (60, date(2026, 1, 30)), (0, date(2026, 3, 31))])
def test_whoever_is_eligible_is_asked_again_before_it_ends(state, days, on):
    until = date(2026, 3, 31)
    waiting = facts(state, eligible_until_on=until, eligibility_notice_days=days)
    due = next(due for due in dues_of(waiting, on=on) if due.kind is DueKind.ELIGIBILITY_END)
    assert due.on == on and "3月31日に終わります" in due.because


@pytest.mark.parametrize("state", [S.GRADUATED, S.FOLLOW_UP, S.TRANSFERRED_SERVICE, S.HOSPITALISED, S.CLOSED])
def test_whoever_has_left_the_services_is_not_asked_to_renew(state):
    kinds = {due.kind for due in dues_of(facts(state, eligible_until_on=START), on=START)}
    assert DueKind.ELIGIBILITY_END not in kinds
