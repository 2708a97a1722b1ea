"""日付の読み取り: every notation that ledgers and people use, and everything that must be refused."""

from datetime import date, datetime, time

import pytest

from takigi.kernel.eras import PartialDate, Precision, UnreadableDate, from_excel_serial, read_date
from tests.rules_held import holds

LAST_OF_MARCH = date(2024, 3, 31)
IN_SHOWA_12 = date(1937, 4, 1)

WRITTEN_TO_THE_DAY = {
    "R6.3.31": LAST_OF_MARCH,
    "r06.03.31": LAST_OF_MARCH,
    "R6/3/31": LAST_OF_MARCH,
    "R6-3-31": LAST_OF_MARCH,
    "R060331": LAST_OF_MARCH,
    "令6.3.31": LAST_OF_MARCH,
    "令和6.3.31": LAST_OF_MARCH,
    "令和6年3月31日": LAST_OF_MARCH,
    "令和 6年 3月31日": LAST_OF_MARCH,
    "令和６年３月３１日": LAST_OF_MARCH,
    "Ｒ６．３．３１": LAST_OF_MARCH,
    "Ｒ６／３／３１": LAST_OF_MARCH,
    "㋿6年3月31日": LAST_OF_MARCH,
    "令和六年三月三十一日": LAST_OF_MARCH,
    "令和6年3月31日(日)": LAST_OF_MARCH,
    "令和6年3月31日（2024年）": LAST_OF_MARCH,
    "令和6年(2024年)3月31日": LAST_OF_MARCH,
    "2024年（令和6年）3月31日": LAST_OF_MARCH,
    "2024年3月31日": LAST_OF_MARCH,
    "２０２４年３月３１日": LAST_OF_MARCH,
    "2024/3/31": LAST_OF_MARCH,
    "2024/03/31": LAST_OF_MARCH,
    "2024-03-31": LAST_OF_MARCH,
    "2024－03－31": LAST_OF_MARCH,
    "2024.3.31": LAST_OF_MARCH,
    "20240331": LAST_OF_MARCH,
    "２０２４０３３１": LAST_OF_MARCH,
    " 20240331 ": LAST_OF_MARCH,
    "20240331.0": LAST_OF_MARCH,
    "5060331": LAST_OF_MARCH,
    "45382": LAST_OF_MARCH,
    "45382.0": LAST_OF_MARCH,
    "45382.75": LAST_OF_MARCH,
    "2024-03-31 00:00:00": LAST_OF_MARCH,
    "2024-03-31T09:30": LAST_OF_MARCH,
    "2024/3/31 0:00": LAST_OF_MARCH,
    "S12/4/1": IN_SHOWA_12,
    "昭12.4.1": IN_SHOWA_12,
    "昭和12年4月1日生": IN_SHOWA_12,
    "㍼12年4月1日": IN_SHOWA_12,
    "3120401": IN_SHOWA_12,
    "３１２０４０１": IN_SHOWA_12,
    "一九三七年四月一日": IN_SHOWA_12,
    "令和元年5月1日": date(2019, 5, 1),
    "R元.5.1": date(2019, 5, 1),
    "R1.5.1": date(2019, 5, 1),
    "平成元年1月8日": date(1989, 1, 8),
    "H31.4.30": date(2019, 4, 30),
    "昭和64年1月7日": date(1989, 1, 7),
    "昭和元年12月26日": date(1926, 12, 26),
    "T15.12.24": date(1926, 12, 24),
    "大正元年7月31日": date(1912, 7, 31),
    "M45.7.29": date(1912, 7, 29),
    "9201": date(1925, 3, 10),
}


@holds("V1")
@pytest.mark.parametrize(("written", "day"), WRITTEN_TO_THE_DAY.items())
def test_a_day_is_read_in_every_notation_without_doubt(written, day):
    read = read_date(written)

    assert (read.exact, read.precision, read.warning) == (day, Precision.DAY, "")
    assert read.text == written.strip()


@holds("V1", "V5")
@pytest.mark.parametrize("value", [45382, 45382.0, 45382.75, 20240331, 20240331.0, 5060331, LAST_OF_MARCH])
def test_a_number_or_date_from_a_spreadsheet_is_the_same_day(value):
    assert read_date(value).exact == LAST_OF_MARCH


def test_the_time_of_day_is_dropped():
    assert read_date(datetime.combine(LAST_OF_MARCH, time(23, 59))).exact == LAST_OF_MARCH


@pytest.mark.parametrize(
    "empty",
    [
        None,
        "",
        " ",
        "　",
        "00000000",
        "0000000",
        "００００００００",
        "0",
        0,
        0.0,
        float("nan"),
        "0000-00-00",
        "0000/00/00",
        "-",
        "－",
        "  /  /  ",
        "  .  .",
    ],
    ids=repr,
)
def test_nothing_entered_is_no_date(empty):
    assert read_date(empty) is None


YEAR_1930 = (date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR)
MARCH_1930 = (date(1930, 3, 1), date(1930, 3, 31), Precision.MONTH)

KNOWN_IN_PART = {
    "昭和5年": YEAR_1930,
    "昭和5": YEAR_1930,
    "S5": YEAR_1930,
    "昭５年": YEAR_1930,
    "1930": YEAR_1930,
    "1930年": YEAR_1930,
    "19300000": YEAR_1930,
    "3050000": YEAR_1930,
    "S5.00.00": YEAR_1930,
    "昭和5年月日不詳": YEAR_1930,
    "昭和5年（月日不明）": YEAR_1930,
    "昭和5年不詳月不詳日": YEAR_1930,
    "昭和5年3月": MARCH_1930,
    "S5.3": MARCH_1930,
    "1930/3": MARCH_1930,
    "1930-03": MARCH_1930,
    "1930年3月": MARCH_1930,
    "19300300": MARCH_1930,
    "3050300": MARCH_1930,
    "昭和5年3月日不詳": MARCH_1930,
    "昭和5年3月不詳日": MARCH_1930,
    "昭和5年3月（日不明）": MARCH_1930,
    "昭和64年": (date(1989, 1, 1), date(1989, 1, 7), Precision.YEAR),
    "平成元年": (date(1989, 1, 8), date(1989, 12, 31), Precision.YEAR),
    "昭和元年": (date(1926, 12, 25), date(1926, 12, 31), Precision.YEAR),
    "大正15年": (date(1926, 1, 1), date(1926, 12, 25), Precision.YEAR),
    "大正15年12月": (date(1926, 12, 1), date(1926, 12, 25), Precision.MONTH),
    "平成31年": (date(2019, 1, 1), date(2019, 4, 30), Precision.YEAR),
    "令和元年5月": (date(2019, 5, 1), date(2019, 5, 31), Precision.MONTH),
    "1989年": (date(1989, 1, 1), date(1989, 12, 31), Precision.YEAR),
}


@holds("V3")
@pytest.mark.parametrize(("written", "known"), KNOWN_IN_PART.items())
def test_a_date_known_in_part_is_never_filled_up(written, known):
    read = read_date(written)

    assert (read.earliest, read.latest, read.precision) == known
    assert (read.exact, read.warning) == (None, "")


@holds("V3")
@pytest.mark.parametrize("written", ["不詳", "不明", "未詳", "生年月日不詳", "年月日不明"])
def test_an_unknown_date_is_not_an_empty_one(written):
    assert read_date(written) == PartialDate(None, None, Precision.UNKNOWN, written)
    assert read_date(written).in_japanese == "不詳"


@holds("V2")
@pytest.mark.parametrize(
    ("written", "day", "told"),
    [
        ("平成31年5月1日", date(2019, 5, 1), "令和元年5月1日（2019年）"),
        ("H32.4.1", date(2020, 4, 1), "令和2年4月1日（2020年）"),
        ("4310501", date(2019, 5, 1), "令和元年5月1日（2019年）"),
        ("昭和64年1月8日", date(1989, 1, 8), "平成元年1月8日（1989年）"),
        ("S65.4.1", date(1990, 4, 1), "平成2年4月1日（1990年）"),
        ("昭和99年4月1日", date(2024, 4, 1), "令和6年4月1日（2024年）"),
        ("大正15年12月26日", date(1926, 12, 26), "昭和元年12月26日（1926年）"),
        ("T16.1.1", date(1927, 1, 1), "昭和2年1月1日（1927年）"),
        ("明治45年7月31日", date(1912, 7, 31), "大正元年7月31日（1912年）"),
        ("令和元年4月30日", date(2019, 4, 30), "平成31年4月30日（2019年）"),
        ("昭和元年1月1日", date(1926, 1, 1), "大正15年1月1日（1926年）"),
    ],
)
def test_a_day_outside_its_era_is_converted_with_a_warning(written, day, told):
    read = read_date(written)

    assert read.exact == day
    assert "期間の外" in read.warning
    assert told in read.warning


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("大正15年12月25日", "昭和元年12月25日"),
        ("T15.12.25", "昭和元年12月25日"),
        ("明治45年7月30日", "大正元年7月30日"),
    ],
)
def test_the_day_that_belongs_to_two_eras_is_read_and_said_to_be_the_same(written, also):
    read = read_date(written)

    assert read.exact == read_date(also).exact
    assert read_date(also).warning == ""
    assert "改元の日" in read.warning
    assert also in read.warning


@holds("V2")
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("平成31年5月", "令和元年5月（日不明）"),
        ("昭和65年", "平成2年（月日不明）"),
        ("令和元年4月", "平成31年4月（日不明）"),
    ],
)
def test_a_month_or_year_wholly_outside_its_era_is_warned_of(written, told):
    assert f"期間の外の日付です。{told}として" in read_date(written).warning


def test_a_day_of_the_lunar_calendar_is_warned_of():
    assert "旧暦" in read_date("明治5年3月1日").warning
    assert "旧暦" in read_date("明治5年").warning
    assert read_date("明治6年1月1日").warning == ""


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("R6.2.30", "2月は29日まで"),
        ("R5.2.29", "2月は28日まで"),
        ("令和6年4月31日", "4月は30日まで"),
        ("20230229", "2月は28日まで"),
        ("3120431", "4月は30日まで"),
        ("2024-13-01", "月は1から12まで"),
        ("3121301", "月は1から12まで"),
        ("19300015", "月が分からず"),
        ("令和0年3月1日", "元年"),
        ("令和6年3月31日（2023年）", "年が合いません"),
        ("2024年（令和5年）3月31日", "年が合いません"),
        ("明治93年4月1日", "明治は45年まで"),
        ("1930401", "明治は45年まで"),
        ("大正80年4月1日", "大正は15年まで"),
        ("99999999", "2199年まで"),
        ("99991231", "2199年まで"),
        ("18670101", "1868年から"),
        ("240331", "6桁"),
        ("202403", "6桁"),
        ("331", "3桁"),
        ("0063120", "7桁"),
        ("6063120", "7桁"),
        ("1867", "4桁"),
        ("02500", "5桁"),
        ("01930", "5桁"),
        ("123456789", "9桁"),
        pytest.param("1" * 5000, "5000桁", id="a text of 5000 digits"),
    ],
)
def test_an_impossible_date_is_refused_with_what_is_wrong(written, sentence):
    with pytest.raises(UnreadableDate, match=sentence):
        read_date(written)


@pytest.mark.parametrize(
    "written",
    [
        "きのう",
        "山田",
        "24/3/31",
        "3/31/2024",
        "3/31",
        "R6.3/31",
        "令和6年3月頃",
        "X6.3.31",
        "1E+09",
        "R6.3.31.1",
        "昭和",
        "昭和年月日",
        "昭和5年3月1日不詳",
        "2024.131",
        "1700.5",
        "02500.5",
    ],
)
def test_what_could_mean_several_days_or_none_is_refused_with_examples(written):
    with pytest.raises(UnreadableDate, match=r"令和6年3月31日、R6\.3\.31、2024-03-31"):
        read_date(written)


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        -1,
        float("inf"),
        float("-inf"),
        1e300,
        pytest.param(10**5000, id="a number of 5001 digits"),
        1930.5,
        20240331.5,
        date(1600, 1, 1),
        date(9999, 12, 31),
    ],
)
def test_a_value_that_is_no_date_of_a_person_is_refused(value):
    with pytest.raises(UnreadableDate):
        read_date(value)


def test_a_refusal_does_not_repeat_the_value():
    """The sentence may end in a log; the day of a birth must not."""
    for written in ("昭和5年2月30日", "19300230", "昭和5年ごろ生まれ"):
        with pytest.raises(UnreadableDate) as refusal:
            read_date(written)
        assert "昭和5" not in str(refusal.value)
        assert "1930" not in str(refusal.value)


def test_excel_believes_in_a_leap_day_of_1900():
    assert from_excel_serial(1) == date(1900, 1, 1)
    assert from_excel_serial(59) == date(1900, 2, 28)
    assert from_excel_serial(61) == date(1900, 3, 1)
    with pytest.raises(UnreadableDate):
        from_excel_serial(60)
    with pytest.raises(UnreadableDate):
        from_excel_serial(0)


@pytest.mark.parametrize(
    ("digits", "day", "doubt"),
    [
        ("43101", date(2018, 1, 1), "平成31年1月"),
        ("30412", date(1983, 4, 6), "昭和4年12月"),
        ("50603", date(2038, 7, 17), "令和6年3月"),
    ],
)
def test_five_digits_typed_as_text_that_could_be_an_era_month_are_doubted(digits, day, doubt):
    read = read_date(digits)

    assert read.exact == day
    assert doubt in read.warning
    assert read_date(int(digits)).warning == "", "a number in a cell comes from Excel"


@pytest.mark.parametrize("digits", ["45382", "30012", "36512", "60101"])
def test_five_digits_that_are_no_era_month_are_read_without_doubt(digits):
    assert read_date(digits).warning == ""


def test_numbers_of_four_digits_are_years_or_the_serials_of_the_very_old():
    assert read_date("1868").precision is Precision.YEAR
    assert read_date("2199").precision is Precision.YEAR
    assert read_date("2200").exact == date(1906, 1, 8)
    assert read_date(9999).exact == date(1927, 5, 17)
    assert read_date("10000").exact == date(1927, 5, 18)
