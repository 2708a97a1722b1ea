"""年度: from 1 April to 31 March, named by the era it is called by."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel.fiscal_year import FiscalYear


def test_the_year_turns_on_the_first_of_april():
    assert FiscalYear.containing(date(2026, 3, 31)) == FiscalYear(2025)
    assert FiscalYear.containing(date(2026, 4, 1)) == FiscalYear(2026)


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_exactly_one_year(day):
    year = FiscalYear.containing(day)

    assert day in year
    assert year.first_day <= day <= year.last_day
    assert day not in year.next
    assert day not in year.previous


@pytest.mark.parametrize(
    ("begins_in", "name"),
    [
        (2026, "令和8年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
        (1926, "大正15年度"),
    ],
)
def test_a_year_is_called_as_the_town_hall_calls_it(begins_in, name):
    assert FiscalYear(begins_in).in_japanese == name


def test_years_are_in_order():
    assert FiscalYear(2025) < FiscalYear(2026) == FiscalYear(2025).next
