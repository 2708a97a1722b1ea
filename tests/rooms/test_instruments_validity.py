"""有効期間と時期: the published vectors, what holds for every start and length, and the windows of measurements."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.timepoints import Timepoint, Timing, follow_up_due_on, timing_of
from takigi.instruments.validity import (
    ELIGIBILITY_RULES,
    NO_END,
    TSU_RULE,
    certification_from,
    certification_until,
    eligibility_until,
    months_allowed,
    renewal_filed_from,
)
from tests.rules_held import holds

starts = st.dates(date(2000, 4, 1), date(2090, 12, 31))
lengths = st.integers(1, 48)


@holds("V6", "10b")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 4, 1), 6, date(2024, 9, 30)),
        (date(2024, 4, 15), 6, date(2024, 10, 31)),
        (date(2024, 10, 1), 48, date(2028, 9, 30)),
        (date(2024, 4, 30), 12, date(2025, 4, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 1), 1, date(2024, 12, 31)),
        (date(2024, 12, 2), 1, date(2025, 1, 31)),
    ],
)
def test_the_end_is_n_months_from_the_first_or_the_rest_of_the_month_and_n(start, months, end):
    assert certification_until(start, months) == end


@holds("V6")
@given(starts, lengths)
def test_a_period_ends_with_a_month(start, months):
    end = certification_until(start, months)
    assert end.day == monthrange(end.year, end.month)[1]


@holds("V6")
@given(starts, lengths)
def test_a_month_more_is_a_month_later(start, months):
    assert certification_until(start, months + 1) == certification_until(
        certification_until(start, months) + timedelta(days=1), 1
    )


@holds("V6")
@given(starts, lengths)
def test_nobody_gets_less_than_the_months(start, months):
    end = certification_until(start, months) + timedelta(days=1)
    assert (end.year - start.year) * 12 + end.month - start.month >= months


@given(starts, lengths, lengths)
def test_a_renewal_begins_on_the_first_and_its_length_is_exact(start, first, second):
    renewed = certification_from("2", start, certification_until(start, first))
    assert renewed.day == 1
    end = certification_until(renewed, second) + timedelta(days=1)
    assert (end.year - renewed.year) * 12 + end.month - renewed.month == second


@holds("V6", "10b")
def test_the_renewal_of_the_published_example_begins_in_october():
    assert certification_from("2", date(2024, 8, 20), date(2024, 9, 30)) == date(2024, 10, 1)


@holds("V6")
@pytest.mark.parametrize("kind", ["1", "3"])
def test_a_new_and_a_change_application_count_from_the_day_of_application(kind):
    assert certification_from(kind, date(2024, 4, 15), date(2024, 9, 30)) == date(2024, 4, 15)


@pytest.mark.parametrize(("kind", "previous"), [("2", None), ("4", date(2024, 9, 30)), ("", None)])
def test_where_the_rule_says_nothing_nothing_is_said(kind, previous):
    assert certification_from(kind, date(2024, 4, 15), previous) is None


def test_no_months_are_refused():
    with pytest.raises(ValueError, match="1か月以上"):
        certification_until(date(2024, 4, 1), 0)


@holds("V6")
@pytest.mark.parametrize(
    ("kind", "is_same_level", "crosses", "expected"),
    [
        ("1", False, False, (6, 3, 12)),
        ("3", True, False, (6, 3, 12)),
        ("2", True, False, (12, 3, 48)),
        ("2", False, False, (12, 3, 36)),
        ("2", False, True, (12, 3, 36)),
        ("2", True, True, (12, 3, 36)),
    ],
)
def test_the_months_that_may_be_set_follow_the_kind_of_application(kind, is_same_level, crosses, expected):
    months = months_allowed(kind, is_same_level=is_same_level, crosses_care_and_support=crosses)
    assert (months.usual, months.shortest, months.longest) == expected


def test_a_decision_of_the_towns_own_has_no_months_by_rule():
    assert months_allowed("4", is_same_level=True) is None


def test_a_renewal_is_filed_from_sixty_days_before_the_end():
    assert renewal_filed_from(date(2024, 9, 30)) == date(2024, 8, 1)


@holds("V13", "10c")
@pytest.mark.parametrize(
    ("judged", "until"),
    [
        (date(2024, 4, 15), date(2026, 4, 30)),
        (date(2024, 4, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2022, 2, 10), date(2024, 2, 29)),
    ],
)
def test_the_rule_of_one_city_gives_24_months_from_the_next_month_or_the_first(judged, until):
    assert eligibility_until(judged, TSU_RULE) == until


@holds("V13")
def test_a_town_may_set_other_months_or_no_end():
    assert eligibility_until(date(2024, 4, 15), TSU_RULE, months=12) == date(2025, 4, 30)
    assert eligibility_until(date(2024, 4, 15), NO_END) is None
    assert eligibility_until(date(2024, 4, 15), NO_END, months=24) is None
    assert len({rule.key for rule in ELIGIBILITY_RULES}) == len(ELIGIBILITY_RULES)


@holds("V30")
@pytest.mark.parametrize(
    ("timepoint", "measured_on", "expected"),
    [
        (Timepoint.T0, date(2026, 3, 18), Timing.ON_TIME),
        (Timepoint.T0, date(2026, 3, 17), Timing.LATE),
        (Timepoint.T0, date(2026, 4, 15), Timing.ON_TIME),
        (Timepoint.T0, date(2026, 4, 16), Timing.LATE),
        (Timepoint.T1, date(2026, 6, 16), Timing.ON_TIME),
        (Timepoint.T1, date(2026, 6, 15), Timing.LATE),
        (Timepoint.T1, date(2026, 7, 14), Timing.ON_TIME),
        (Timepoint.T1, date(2026, 7, 15), Timing.LATE),
        (Timepoint.MIDDLE, date(2026, 5, 15), Timing.NOT_JUDGED),
        (Timepoint.T2, date(2026, 9, 22), Timing.NOT_JUDGED),
    ],
)
def test_fourteen_days_around_start_and_end_are_on_time(timepoint, measured_on, expected):
    found = timing_of(timepoint, measured_on, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    assert found is expected


@holds("V30")
def test_the_window_is_a_setting_and_an_end_that_is_not_known_is_not_judged():
    start = date(2026, 4, 1)
    assert timing_of(Timepoint.T0, date(2026, 4, 9), starts_on=start, ends_on=None, window_days=7) is Timing.LATE
    assert timing_of(Timepoint.T1, date(2026, 4, 9), starts_on=start, ends_on=None) is Timing.NOT_JUDGED


def test_the_follow_up_is_due_twelve_weeks_after_the_end():
    assert follow_up_due_on(date(2026, 6, 30)) == date(2026, 9, 22)
