"""話し言葉の日付: what a nurse types into the visit form."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel.eras import UnreadableDate, in_short_japanese, read_spoken_date

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("きょう", MONDAY),
        ("今日", MONDAY),
        ("本日", MONDAY),
        ("きのう", date(2026, 11, 22)),
        ("昨日", date(2026, 11, 22)),
        ("おととい", date(2026, 11, 21)),
        ("あした", date(2026, 11, 24)),
        ("あさって", date(2026, 11, 25)),
        ("3日前", date(2026, 11, 20)),
        ("３日前", date(2026, 11, 20)),
        ("2週間前", date(2026, 11, 9)),
        ("1週間後", date(2026, 11, 30)),
        ("先週の金曜", date(2026, 11, 20)),
        ("先週金曜日", date(2026, 11, 20)),
        ("今週の日曜", date(2026, 11, 29)),
        ("来週の月", date(2026, 11, 30)),
        ("11/3", date(2026, 11, 3)),
        ("１１／３", date(2026, 11, 3)),
        ("11月3日", date(2026, 11, 3)),
        ("1/10", date(2027, 1, 10)),
        ("R8.11.3", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        (" 8.11 ", date(2026, 8, 11)),
    ],
)
def test_a_day_is_understood_as_people_say_it(said, day):
    assert read_spoken_date(said, today=MONDAY) == day


def test_a_month_and_day_is_the_nearest_one_before_or_after_today():
    assert read_spoken_date("12/28", today=date(2027, 1, 5)) == date(2026, 12, 28)
    assert read_spoken_date("1/10", today=date(2026, 12, 20)) == date(2027, 1, 10)


def test_of_two_equally_near_days_the_past_one_is_meant():
    assert read_spoken_date("9/1", today=date(2028, 3, 2)) == date(2027, 9, 1)


def test_the_leap_day_is_looked_for_in_leap_years_only():
    assert read_spoken_date("2/29", today=MONDAY) == date(2028, 2, 29)


@given(today=st.dates(date(1990, 1, 1), date(2090, 12, 31)), away=st.integers(-182, 182))
def test_a_day_within_half_a_year_is_found_without_its_year(today, away):
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert read_spoken_date(f"{day.month}/{day.day}", today=today) == day


@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_what_the_screen_shows_can_be_typed_back(day):
    assert read_spoken_date(in_short_japanese(day), today=MONDAY) == day


@pytest.mark.parametrize("said", ["", "そのうち", "2/30", "13/1", "R8.11", "昭和5年", "11/3/2026", "不詳"])
def test_what_is_no_day_is_refused_with_what_to_type(said):
    with pytest.raises(UnreadableDate, match=r"(入れて|書いて)ください。$"):
        read_spoken_date(said, today=MONDAY)
