"""図の寸法: scales that stand for any numbers, lines that fit, numbers as they are read, periods in their places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.charts.lettering import NOT_FIRST, folded, numeral, width_of
from takigi.charts.periods import Periods, Step
from takigi.charts.scales import round_scale

numbers = st.one_of(st.integers(-(10**7), 10**7), st.floats(-1e7, 1e7).filter(lambda x: x == 0 or abs(x) > 1e-4))


@given(st.lists(numbers, max_size=40), st.booleans(), st.booleans())
def test_a_scale_holds_every_value_between_round_numbers(values, from_zero, whole):
    scale = round_scale(values, 0.0, 100.0, from_zero=from_zero, whole=whole)

    assert scale.low < scale.high
    assert scale.low <= min(values, default=0) + 1e-6 and max(values, default=0) - 1e-6 <= scale.high + 1e-6 * abs(
        scale.high
    )
    assert 2 <= len(scale.ticks) <= 9
    assert all(0 <= scale(value) <= 100 for value in values)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], (0, 1)),
        ([0, 0, 0], (0, 1)),
        ([3, 3], (0, 1, 2, 3)),
        ([1204], (0, 500, 1000, 1500)),
        ([0.02], (0, 0.005, 0.01, 0.015, 0.02)),
        ([-3, 4], (-4, -2, 0, 2, 4)),
    ],
)
def test_the_round_numbers_of_a_scale(values, ticks):
    assert round_scale(values, 0, 1).ticks == ticks or round_scale(values, 0, 1, whole=True).ticks == ticks


def test_people_are_not_cut_into_halves():
    assert round_scale([1], 0, 100, whole=True).ticks == (0, 1)


def test_a_share_ends_at_a_hundred():
    assert round_scale([96.0], 0, 1, most=100.0).high == 100


def test_a_value_that_is_not_a_number_moves_no_scale():
    assert round_scale([1, float("nan"), float("inf"), None], 0, 1).high == 1


@given(st.text(max_size=80), st.integers(40, 400))
def test_folded_lines_fit_and_lose_nothing(words, room):
    lines = folded(words, 16, room)

    assert "".join(lines).replace(" ", "") == "".join(words.split())
    # One piece with a sign that may not begin a line is let out by a few letters rather than torn.
    assert all(width_of(line, 16) <= room + 16 * 3 for line in lines)


def test_a_line_does_not_begin_with_a_full_stop_nor_end_with_a_bracket():
    for room in range(40, 400, 7):
        lines = folded("訪問した方（95%）は、令和8年4月から「そういうやり方も」と聞けました。", 16, room)
        assert [line for line in lines[1:] if line[0] in NOT_FIRST] == []
        assert [line for line in lines if len(line) > 1 and line[-1] in "（「"] == []


def test_a_number_stays_with_its_counter():
    assert all("10か" not in line[-3:] for line in folded("合図は10か所に出ています", 16, 80))


def test_a_letter_keeps_its_variant_sign():
    assert "".join(folded("葛\U000e0100" * 5, 16, 40)) == "葛\U000e0100" * 5
    assert width_of("葛\U000e0100", 16) == 16


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (0, 1, "0"),
        (0.04, 1, "0"),
        (0.05, 1, "0.1"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (1234567.0, 1, "1,234,567"),
        (99.95, 1, "100"),
        (100, 0, "100"),
    ],
)
def test_numbers_are_written_as_they_are_read(value, digits, words):
    assert numeral(value, digits) == words


def test_the_row_of_periods_has_no_holes_and_knows_both_eras():
    periods = Periods.around(Step.MONTH, [date(2019, 3, 31), date(2019, 6, 1)])

    assert periods.count == 4
    assert [periods.word(slot) for slot in range(periods.first, periods.last + 1)] == [
        "平成31年3月",
        "平成31年4月",
        "令和元年5月",
        "令和元年6月",
    ]


def test_a_fiscal_year_ends_in_march():
    periods = Periods.around(Step.FISCAL_YEAR, [date(2026, 3, 31), date(2026, 4, 1)])

    assert (periods.word(periods.first), periods.word(periods.last)) == ("令和7年度", "令和8年度")
