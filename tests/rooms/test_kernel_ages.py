"""年齢: the law's day before the birthday, and births known only in part."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel.ages import age_on, ages_on, reaches_age_on
from takigi.kernel.eras import read_date
from tests.rules_held import holds

births = st.dates(date(1900, 1, 1), date(2026, 12, 31))
years = st.integers(0, 110)


@holds("V4")
@pytest.mark.parametrize(
    ("birth", "age", "reached"),
    [
        (date(1961, 4, 2), 65, date(2026, 4, 1)),
        (date(1961, 4, 1), 65, date(2026, 3, 31)),
        (date(1961, 1, 1), 65, date(2025, 12, 31)),
        (date(1960, 3, 1), 65, date(2025, 2, 28)),
        (date(1959, 3, 1), 65, date(2024, 2, 29)),
        (date(1960, 2, 29), 65, date(2025, 2, 28)),
        (date(1960, 2, 29), 64, date(2024, 2, 28)),
    ],
)
def test_an_age_is_reached_on_the_day_before_the_birthday(birth, age, reached):
    assert reaches_age_on(birth, age) == reached
    assert age_on(birth, reached) == age
    assert age_on(birth, reached - timedelta(days=1)) == age - 1


def test_a_newborn_is_nought_years_old():
    assert age_on(date(2026, 1, 1), date(2026, 1, 1)) == 0


def birthdays_passed(birth, on):
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


@holds("V4")
@given(birth=births, days=st.integers(0, 40_000))
def test_the_legal_age_today_is_the_everyday_age_of_tomorrow(birth, days):
    on = birth + timedelta(days=days)
    assert age_on(birth, on) == birthdays_passed(birth, on + timedelta(days=1))


@given(birth=births, age=years)
def test_the_day_an_age_is_reached_is_the_first_day_of_that_age(birth, age):
    reached = reaches_age_on(birth, age)
    if age > 0:
        assert age_on(birth, reached) == age
        assert age_on(birth, reached - timedelta(days=1)) == age - 1


def test_a_day_before_the_birth_has_no_age():
    with pytest.raises(ValueError, match="生年月日より前"):
        age_on(date(2026, 4, 2), date(2026, 4, 1))


def test_a_birth_known_by_its_year_gives_the_youngest_and_the_oldest():
    assert ages_on(read_date("昭和5年"), date(2026, 6, 1)) == (95, 96)
    assert ages_on(read_date("昭和5年3月"), date(2026, 6, 1)) == (96, 96)
    assert ages_on(read_date("昭和5年3月1日"), date(2026, 6, 1)) == (96, 96)


def test_an_unknown_birth_gives_no_age():
    assert ages_on(read_date("不詳"), date(2026, 6, 1)) is None


def test_a_birth_in_the_running_year_is_at_least_nought():
    assert ages_on(read_date("2026"), date(2026, 6, 1)) == (0, 0)
