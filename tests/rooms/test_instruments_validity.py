"""認定有効期間: the published vectors, and what holds for every start and length."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.validity import certification_from, certification_until

starts = st.dates(date(2000, 4, 1), date(2090, 12, 31))
lengths = st.integers(1, 48)


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


@given(starts, lengths)
def test_a_period_ends_with_a_month(start, months):
    end = certification_until(start, months)
    assert end.day == monthrange(end.year, end.month)[1]


@given(starts, lengths)
def test_a_month_more_is_a_month_later(start, months):
    assert certification_until(start, months + 1) == certification_until(
        certification_until(start, months) + timedelta(days=1), 1
    )


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


def test_the_renewal_of_the_published_example_begins_in_october():
    assert certification_from("2", date(2024, 8, 20), date(2024, 9, 30)) == date(2024, 10, 1)


@pytest.mark.parametrize("kind", ["1", "3"])
def test_a_new_and_a_change_application_count_from_the_day_of_application(kind):
    assert certification_from(kind, date(2024, 4, 15), date(2024, 9, 30)) == date(2024, 4, 15)


@pytest.mark.parametrize(("kind", "previous"), [("2", None), ("4", date(2024, 9, 30)), ("", None)])
def test_where_the_rule_says_nothing_nothing_is_said(kind, previous):
    assert certification_from(kind, date(2024, 4, 15), previous) is None


def test_no_months_are_refused():
    with pytest.raises(ValueError, match="1か月以上"):
        certification_until(date(2024, 4, 1), 0)
