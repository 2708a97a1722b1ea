"""和暦の表示と往復: what is shown can be read again, on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel.era_names import ERAS, era_of
from takigi.kernel.eras import (
    PartialDate,
    UnreadableDate,
    in_both_eras,
    in_japanese,
    in_short_japanese,
    read_date,
)

FIRST, LAST = date(1868, 1, 1), date(2100, 12, 31)
FULL_WIDTH = str.maketrans("0123456789/.-RHSTM", "０１２３４５６７８９／．－ＲＨＳＴＭ")

days = st.dates(FIRST, LAST)
days_with_an_era = st.dates(ERAS[0].starts, LAST)


def era_digits(day):
    era = era_of(day)
    return f"{era.digit}{era.year_of(day):02}{day:%m%d}"


def initial_and_dots(day):
    era = era_of(day)
    return f"{era.initial}{era.year_of(day)}.{day.month}.{day.day}"


def first_year_as_a_number(day):
    return in_japanese(day).replace("元年", "1年")


WESTERN = {
    "ISO": lambda day: day.isoformat(),
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "eight digits": lambda day: f"{day:%Y%m%d}",
    "kanji": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "full width": lambda day: f"{day:%Y/%m/%d}".translate(FULL_WIDTH),
}
JAPANESE = {
    "long": in_japanese,
    "short": in_short_japanese,
    "both": in_both_eras,
    "first year as 1": first_year_as_a_number,
    "slashes": lambda day: in_short_japanese(day).replace(".", "/"),
    "full width": lambda day: in_short_japanese(day).translate(FULL_WIDTH),
    "initial": initial_and_dots,
    "era digit": era_digits,
}


@pytest.mark.parametrize("write", WESTERN.values(), ids=WESTERN)
@given(day=days)
def test_every_day_comes_back_from_every_western_notation(write, day):
    assert read_date(write(day)).exact == day


@pytest.mark.parametrize("write", JAPANESE.values(), ids=JAPANESE)
@given(day=days_with_an_era)
def test_every_day_comes_back_from_every_japanese_notation(write, day):
    assert read_date(write(day)).exact == day


@given(day=st.dates(date(1906, 1, 8), LAST))
def test_every_day_comes_back_from_its_excel_serial(day):
    serial = (day - date(1899, 12, 30)).days

    assert read_date(serial).exact == read_date(str(serial)).exact == read_date(f"{serial}.0").exact == day


@pytest.mark.later
def test_no_day_at_all_is_lost_between_writing_and_reading():
    """Exhaustive, because the edges of eras are single days among 85,000."""
    day = FIRST
    while day <= LAST:
        assert read_date(in_japanese(day)).exact == day
        day += timedelta(days=1)


@given(day=st.dates(date(1873, 1, 1), LAST))
def test_what_we_write_ourselves_never_warns(day):
    assert read_date(in_japanese(day)).warning == ""


@given(
    text=st.text(st.sampled_from("RHSTM令和平成昭大明元年月日不詳0123456789./- ()生"), max_size=14)
    | st.text(max_size=12)
)
def test_any_text_is_a_date_or_nothing_or_a_sentence(text):
    answer = date_or_sentence(text)
    assert answer is None or isinstance(answer, PartialDate) or answer.endswith("。")


@given(number=st.floats() | st.integers())
def test_any_number_is_a_date_or_nothing_or_a_sentence(number):
    answer = date_or_sentence(number)
    assert answer is None or (
        answer.earliest <= answer.latest if isinstance(answer, PartialDate) else answer[-1] == "。"
    )


def date_or_sentence(value):
    try:
        return read_date(value)
    except UnreadableDate as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1868, 1, 24), "1868年1月24日"),
    ],
)
def test_each_era_begins_on_its_day_and_its_first_year_is_written_gannen(day, written):
    assert in_japanese(day) == written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("昭和5年", "昭和5年（月日不明）"),
        ("1930", "昭和5年（月日不明）"),
        ("昭和5年3月", "昭和5年3月（日不明）"),
        ("昭和64年", "昭和64年（月日不明）"),
        ("平成元年", "平成元年（月日不明）"),
        ("大正15年", "大正15年（月日不明）"),
        ("昭和元年", "昭和元年（月日不明）"),
        ("明治45年7月", "明治45年7月（日不明）"),
        ("大正元年7月", "大正元年7月（日不明）"),
        ("1989", "1989年（月日不明）"),
        ("1926/12", "1926年12月（日不明）"),
        ("R6.3.31", "令和6年3月31日"),
    ],
)
def test_a_date_known_in_part_is_shown_with_what_is_missing(written, shown):
    assert read_date(written).in_japanese == shown
    again = read_date(shown)
    assert (again.earliest, again.latest) == (read_date(written).earliest, read_date(written).latest)
