"""少ない件数: run charts, charts of rare events, the fixed question, and which chart is chosen for what."""

import datetime as dt
from itertools import pairwise
from math import isnan

import numpy as np
import pytest
from scipy.stats import binomtest

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.attribute_charts import c_chart, i_chart, mr_chart, p_chart, u_chart
from takigi.statistics.before_after import Question, answer, months_needed, p_value, power_of_question
from takigi.statistics.chart_choice import Chart, Kind, choose_chart
from takigi.statistics.missing import months_of
from takigi.statistics.rare_events import days_between, g_chart, t_chart
from takigi.statistics.run_chart import run_chart
from takigi.statistics.strands import phases_from

SHIFTED = [3, 2, 4, 1, 3, 2, 4, 3, 2, 1, 3, 2, 7, 6, 8, 7, 6, 9, 7, 8, 6, 7, 8, 7]


def plain_runs(values):
    """Median, useful points, longest run and crossings of one series, counted one by one."""
    known = sorted(v for v in values if not isnan(v))
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    sides = [v > middle for v in values if not isnan(v) and v != middle]
    longest = length = 0
    for place, side in enumerate(sides):
        length = length + 1 if place and side == sides[place - 1] else 1
        longest = max(longest, length)
    return middle, len(sides), longest, sum(a != b for a, b in pairwise(sides))


def test_a_run_chart_of_many_series_equals_counting_one_by_one():
    dice = np.random.default_rng(11)
    values = dice.poisson(3, (200, 30)).astype(float)
    values[dice.random(values.shape) < 0.1] = np.nan
    chart = run_chart(values)
    counted = [plain_runs(row) for row in values]
    ours = (chart.median[:, 0], chart.runs.useful[:, 0], chart.runs.longest[:, 0], chart.runs.crossings[:, 0])
    assert [list(part) for part in zip(*counted, strict=True)] == [part.tolist() for part in ours]


def test_phases_of_a_run_chart_are_judged_apart():
    chart = run_chart(SHIFTED, phases=phases_from(24, [12]))
    assert chart.median[[0, -1]].tolist() == [2.5, 7]
    assert run_chart(SHIFTED).runs.signal.all() and not chart.signal.any()
    alone = run_chart(SHIFTED[12:])
    assert chart.runs.longest[12:].tolist() == alone.runs.longest.tolist()


def test_a_run_chart_is_not_judged_below_ten_useful_points():
    ten, nine = run_chart([1] * 5 + [9] * 5), run_chart([1] * 4 + [5] * 2 + [9] * 5)
    assert ten.runs.useful[0] == 10 and ten.runs.signal.all()
    assert nine.runs.useful[0] == 9 and nine.runs.unusual.all(), "the rules would speak"
    assert not nine.runs.is_judged.any() and not nine.runs.signal.any()


def test_a_point_on_the_median_neither_breaks_a_run_nor_adds_to_it():
    with_ties = run_chart([1, 5, 1, 5, 3, 5, 3, 3, 5, 1, 1])
    assert with_ties.median[0] == 3
    assert with_ties.runs.longest[0] == 3 and with_ties.runs.useful[0] == 8


def test_a_rarely_high_month_is_marked_by_itself():
    chart = run_chart([3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3, 14])
    assert chart.rare.tolist() == [0] * 12 + [1]
    assert chart.signal.all() and not chart.runs.signal.any()


def test_a_series_of_zeros_and_one_without_records_are_drawn_without_signals():
    chart = run_chart([[0.0] * 24, [np.nan] * 24])
    assert not chart.signal.any() and not chart.runs.is_judged.any()
    assert chart.median[0].tolist() == [0] * 24 and np.isnan(chart.median[1]).all()


def test_shares_are_no_counts():
    with pytest.raises(NoAnswer, match="整数"):
        run_chart([0.5, 0.25])
    assert run_chart([0.5, 0.25], counts=False).rare.tolist() == [0, 0]


def test_a_month_without_people_has_no_share_and_a_negative_denominator_is_refused():
    chart = p_chart([1, 0, 2], [4, 0, 5])
    assert np.isnan(chart.values[1]) and chart.outside.tolist() == [0, 0, 0]
    with pytest.raises(NoAnswer, match="分母"):
        u_chart([1, 2], [3, -1])


def test_limits_of_four_people_say_nothing():
    """Four people a month, 70 %: 1 % to 139 % (evidence 2.3). The picture is clipped, the calculation is not."""
    chart = p_chart([3, 3, 2, 3, 3], [4] * 5)
    assert chart.lower[0] == pytest.approx(0.01, abs=0.01) and chart.upper[0] == pytest.approx(1.39, abs=0.01)
    assert chart.upper_shown[0] == 1


@pytest.mark.parametrize("draw", [c_chart, i_chart, mr_chart, g_chart, t_chart])
def test_charts_of_many_series_with_gaps_equal_charts_one_by_one(draw):
    dice = np.random.default_rng(13)
    values = dice.poisson(12, (20, 24)).astype(float)
    values[dice.random(values.shape) < 0.1] = np.nan
    phases = np.cumsum(dice.random(values.shape) < 0.05, axis=1)
    together = draw(values, phases=phases)
    for row in range(20):
        alone = draw(values[row], phases=phases[row])
        np.testing.assert_allclose(together.of(row).upper, alone.upper)
        assert together.of(row).runs.longest.tolist() == alone.runs.longest.tolist()


def test_a_constant_series_has_no_limits_on_a_single_value_chart():
    assert np.isnan(i_chart([4] * 20).upper).all()
    assert not i_chart([4] * 20).outside.any()


def test_gaps_between_events_are_counted_in_the_order_of_the_calendar():
    assert days_between([]).tolist() == [] and days_between([dt.date(2026, 4, 1)]).tolist() == []
    with pytest.raises(NoAnswer, match="負"):
        t_chart([3, -1])


@pytest.mark.parametrize(
    ("before", "after", "spans"), [(5, 9, (12, 6)), (36, 60, (12, 12)), (7, 2, (24, 12)), (3, 0, (12, 3))]
)
def test_the_exact_test_equals_the_textbook_binomial(before, after, spans):
    p = p_value(before, after, months_before=spans[0], months_after=spans[1])
    assert p == pytest.approx(binomtest(after, before + after, spans[1] / sum(spans)).pvalue, rel=1e-9)


def test_nothing_on_either_side_is_no_difference():
    assert p_value([0, 0], [0, 12]).tolist() == pytest.approx([1.0, 0.00048828125])


ASKED = Question(changes_on=dt.date(2026, 4, 1), decided_on=dt.date(2026, 3, 1))


def test_a_fixed_question_is_answered_with_counts_and_limits():
    told = answer(ASKED, [3] * 12, [5] * 12)
    assert (told.before, told.after, told.is_different, told.is_fixed_beforehand) == (36, 60, True, True)
    assert told.ratio == pytest.approx(5 / 3) and told.limits[0] < 5 / 3 < told.limits[1]


def test_an_answer_waits_until_every_month_is_there():
    with pytest.raises(NoAnswer, match="後の12か月のうち11か月分"):
        answer(ASKED, [3] * 12, [5] * 11 + [np.nan])
    with pytest.raises(NoAnswer, match="前の12か月のうち10か月分"):
        answer(ASKED, [3] * 10, [5] * 12)


def test_a_question_decided_after_the_change_is_not_fixed_beforehand():
    assert not Question(changes_on=dt.date(2026, 4, 1), decided_on=dt.date(2026, 4, 2)).is_fixed_beforehand


def test_nothing_before_leaves_no_ratio():
    assert np.isnan(answer(ASKED, [0] * 12, [1] * 12).ratio)


@pytest.mark.later
def test_the_months_needed_are_about_enough_and_one_town_may_never_have_them():
    needed = months_needed(3, 5)
    assert power_of_question(3, 5, months_before=needed, months_after=needed) >= 0.8
    assert months_needed(3, 3.1) is None and months_needed(3, 3) is None


FEW, MANY = [3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3], [30, 32, 28, 35, 31, 29, 33, 30, 31, 27, 34, 30]


@pytest.mark.parametrize(
    ("kind", "values", "denominators", "chart", "because"),
    [
        (Kind.COUNT, FEW, None, Chart.RUN, "月の平均が2.9件と少なく"),
        (Kind.COUNT, MANY, None, Chart.XMR, "月の平均が31件ある"),
        (Kind.COUNT, MANY[:5], None, Chart.XMR, "12か月未満の仮の線"),
        (Kind.COUNT, [0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0], None, Chart.RUN, "間の日数の図も"),
        (Kind.MEASURE, MANY, None, Chart.XMR, "平均や金額"),
        (Kind.SHARE, FEW, [5] * 12, Chart.RUN, "月の人数が平均5.0人では、限界線が"),
        (Kind.SHARE, MANY, [60] * 12, Chart.P, "人数に合わせた"),
        (Kind.SHARE, np.array(MANY) * 1000, [60_000] * 12, Chart.P_PRIME, "どの月も外れてしまう"),
        (Kind.RATE, FEW, [900] * 12, Chart.RUN, "少なく"),
        (Kind.RATE, MANY, [900] * 12, Chart.U, "人口に合わせた"),
        (Kind.RATE, np.array(MANY) * 1000, [900_000] * 12, Chart.U_PRIME, "外れてしまう"),
        (Kind.GAP_DAYS, [30, 41, 12], None, Chart.T, "間の日数"),
        (Kind.GAP_CASES, [30, 41, 12], None, Chart.G, "次の出来事まで"),
        (Kind.COUNT, [], None, Chart.NUMBERS, "まだない"),
        (Kind.COUNT, [np.nan, np.nan], None, Chart.NUMBERS, "まだない"),
        (Kind.COUNT, [np.nan, 4], None, Chart.NUMBERS, "まだ1つだけ"),
        (Kind.COUNT, [0] * 24, None, Chart.NUMBERS, "どの月も0で、まだ揺れがない"),
        (Kind.MEASURE, [5.5] * 24, None, Chart.NUMBERS, "どの月も同じ値で"),
        (Kind.SHARE, [3, 3, 3], [3, 3, 3], Chart.NUMBERS, "どの月も同じ値で"),
        (Kind.SHARE, [0, 0], [0, 0], Chart.NUMBERS, "まだない"),
    ],
)
def test_the_chart_is_chosen_with_its_reason(kind, values, denominators, chart, because):
    choice = choose_chart(kind, values, denominators)
    assert choice.chart == chart and because in choice.because
    assert choice.because.endswith("。")


def test_a_share_without_denominators_and_a_table_of_series_are_refused():
    with pytest.raises(NoAnswer, match="分母"):
        choose_chart(Kind.SHARE, FEW)
    with pytest.raises(NoAnswer, match="1本"):
        choose_chart(Kind.COUNT, [FEW, FEW])


def test_words_for_missing_months_are_kept_and_never_become_zero():
    months = months_of([3, "調査未実施", np.float64("nan"), np.int64(0)])
    assert months.values[3] == 0 and np.isnan(months.values[1:3]).all() and months.recorded == 2
    assert months.missing == (("調査未実施", 1), ("記録なし", 1))
    with pytest.raises(NoAnswer, match="はい・いいえ"):
        months_of([True])


def test_a_month_left_out_sets_no_median_and_belongs_to_no_run():
    spared = np.arange(24) == 3
    chart = run_chart([*SHIFTED[:3], 50, *SHIFTED[4:]], left_out=spared)
    without = run_chart(np.delete(SHIFTED, 3))
    assert chart.median[0] == without.median[0] and chart.runs.longest[0] == without.runs.longest[0]
    assert chart.rare[3] == 1, "it is still judged"


def test_a_median_frozen_on_the_first_year_shows_the_second_as_one_run():
    chart = run_chart(SHIFTED, fix_after=12)
    assert chart.median[0] == 2.5 and chart.runs.longest[0] == 12 and chart.runs.signal.all()


@pytest.mark.parametrize("draw", [c_chart, i_chart, g_chart, t_chart])
def test_an_outlier_left_out_does_not_move_the_lines(draw):
    calm = [12, 14, 11, 13, 15, 12, 10, 13, 14, 12, 11, 13]
    lines = draw([*calm, 90], left_out=[False] * 12 + [True])
    assert lines.upper[0] == pytest.approx(draw(calm).upper[0])
    assert lines.outside[-1] == 1 and lines.side[-1] == 0
