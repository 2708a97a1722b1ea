"""期間の分析: what the curves say by hand, where they fall silent, and what they refuse."""

import numpy as np
import pytest
from statsmodels.duration.hazard_regression import PHReg

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.proportions import wilson
from takigi.statistics.time_to_event.comparison import gray, log_rank
from takigi.statistics.time_to_event.hazards import cox, fine_gray
from takigi.statistics.time_to_event.incidence import aalen_johansen, graduation_sentence, restricted_times
from takigi.statistics.time_to_event.survival import kaplan_meier, median_time, restricted_mean

OTHERS = ["亡くなった方", "転出"]


def twenty_four_people():
    """Eight went back at 30 days, four died at 60, twelve were still watched at 100."""
    return [30] * 8 + [60] * 4 + [100] * 12, [1] * 8 + [2] * 4 + [0] * 12


def test_a_death_is_not_a_return():
    curves = aalen_johansen(*twenty_four_people())
    assert curves.at(100, kind=1).share == pytest.approx(8 / 24)
    assert curves.at(100, kind=2).share == pytest.approx(4 / 24)
    assert curves.event_free[-1] + curves.incidence[-1].sum() == pytest.approx(1)


def test_before_the_first_event_nobody_has_returned():
    reading = aalen_johansen(*twenty_four_people()).at(29, kind=1)
    assert (reading.share, reading.lower, reading.still_watched) == (0, 0, 24)
    assert reading.upper == pytest.approx(float(wilson(0, 24).upper))


def test_without_rivals_the_incidence_is_what_kaplan_meier_leaves():
    rng = np.random.default_rng(5)
    time, event = rng.integers(0, 50, 300), rng.integers(0, 2, 300)
    alone, curve = aalen_johansen(time, event), kaplan_meier(time, event)
    assert alone.incidence[:, 0] == pytest.approx(1 - curve.survival)
    assert alone.se[:-1, 0] == pytest.approx(curve.se[:-1])
    area = restricted_mean(curve, horizon=40)
    both = restricted_times(alone, horizon=40)
    assert (both.free, both.se[0], both.se[1]) == pytest.approx((area.mean, area.se, area.se))


def test_the_error_of_a_restricted_time_is_what_repetition_shows():
    def drawn(rng):
        back, died, watched = rng.exponential(100, 200), rng.exponential(200, 200), rng.uniform(50, 200, 200)
        first = np.minimum(np.minimum(back, died), watched)
        return aalen_johansen(first, np.where(first == back, 1, np.where(first == died, 2, 0)))

    rng = np.random.default_rng(11)
    times = [restricted_times(drawn(rng), horizon=80) for _ in range(400)]
    assert np.std([t.lost[0] for t in times]) == pytest.approx(np.mean([t.se[1] for t in times]), rel=0.1)
    assert np.std([t.lost[1] for t in times]) == pytest.approx(np.mean([t.se[2] for t in times]), rel=0.1)


def test_fractions_of_a_month_and_whole_days_are_read_alike():
    time, event = twenty_four_people()
    days, months = aalen_johansen(time, event), aalen_johansen([t / 30.4375 for t in time], event)
    assert np.array_equal(days.incidence, months.incidence)


def test_the_tail_is_hidden_where_fewer_than_ten_are_watched():
    curve = kaplan_meier([*range(1, 13)], [1] * 12)
    assert curve.hidden_from == 4
    assert curve.shown().times.tolist() == [1, 2, 3]
    assert aalen_johansen([*range(1, 13)], [1] * 12).shown_lines() == 3


def test_nine_people_are_never_drawn():
    curve = kaplan_meier([5] * 9, [1] * 9)
    assert len(curve.shown().times) == 0
    assert graduation_sentence(aalen_johansen([5] * 9, [1] * 9), at=5, within="1年", names=[]) == (
        "見守った方が9人のため、割合は示しません（10人から示します）。"
    )


def test_all_events_at_one_time_fall_in_one_step_whose_error_has_no_value():
    curve = kaplan_meier([7] * 12, [1] * 12)
    assert curve.survival.tolist() == [0]
    assert np.isnan(curve.se[0])
    incidence = aalen_johansen([7] * 12, [1] * 12)
    assert incidence.at(7, kind=1).share == 1 and incidence.at(7, kind=1).se == 0


def test_the_sentence_counts_people_in_a_hundred_and_the_rivals():
    assert graduation_sentence(aalen_johansen(*twenty_four_people(), kinds=3), at=90, within="1年", names=OTHERS) == (
        "1年以内に元の生活へ戻った方は100人中およそ33人（幅16〜52人）。同じ間に、亡くなった方17人、転出0人。"
    )


def test_the_sentence_falls_silent_beyond_the_last_ten():
    curves = aalen_johansen([10] * 5 + [400] * 8, [1] * 5 + [0] * 8)
    assert graduation_sentence(curves, at=400, within="2年", names=[]) == (
        "2年まで見守っている方が10人未満のため、そこまでの割合は示しません。"
    )


def test_a_median_that_is_never_reached_is_not_invented():
    assert median_time(kaplan_meier([1, 2, 3, 4], [1, 0, 0, 0])).median is None


def test_a_curve_resting_on_one_half_is_crossed_in_the_middle_of_the_rest():
    assert median_time(kaplan_meier([1, 2, 3, 4], [1, 1, 1, 1])).median == 2.5


@pytest.mark.parametrize("calculate", [kaplan_meier, aalen_johansen])
def test_nobody_at_risk_is_said(calculate):
    with pytest.raises(NoAnswer, match="0人"):
        calculate([], [])


def test_a_time_before_its_beginning_is_refused():
    with pytest.raises(NoAnswer, match="負の方が1人"):
        kaplan_meier([3, -1], [1, 0])


def test_a_missing_time_is_refused_and_not_guessed():
    with pytest.raises(NoAnswer, match="1件"):
        kaplan_meier([3, float("nan")], [1, 0])


def test_a_horizon_nobody_reached_is_refused():
    with pytest.raises(NoAnswer, match="最長は100"):
        restricted_times(aalen_johansen(*twenty_four_people()), horizon=101)
    with pytest.raises(NoAnswer, match="最長は4"):
        restricted_mean(kaplan_meier([1, 4], [1, 0]), horizon=5)


@pytest.mark.parametrize("compare", [log_rank, gray])
def test_an_empty_arm_is_said(compare):
    with pytest.raises(NoAnswer, match="1つしか"):
        compare([1, 2], [1, 0], ["訪問", "訪問"])


@pytest.mark.parametrize("compare", [log_rank, gray])
def test_nothing_that_happened_cannot_be_compared(compare):
    with pytest.raises(NoAnswer, match="1件も"):
        compare([1, 2], [0, 0], ["訪問", "通常"])


def test_three_groups_have_two_degrees_of_freedom_and_rarely_alarm_without_a_difference():
    rng = np.random.default_rng(2)
    groups = np.repeat(["北", "中", "南"], 60)
    results = [gray(rng.integers(1, 40, 180), rng.integers(0, 3, 180), groups) for _ in range(200)]
    assert {result.df for result in results} == {2}
    assert 0.01 <= np.mean([result.p_value < 0.05 for result in results]) <= 0.1


def test_the_regression_equals_statsmodels():
    rng = np.random.default_rng(8)
    x = rng.normal(size=(250, 3))
    time = np.ceil(rng.exponential(20 * np.exp(-x @ [0.5, -0.3, 0.0])))
    event = (rng.random(250) < 0.7).astype(int)
    peer = PHReg(time, x, status=event, ties="efron").fit(disp=0)
    assert cox(time, event, x).coefficient == pytest.approx(peer.params, abs=1e-6)
    assert cox(time, event, x).se == pytest.approx(peer.bse, abs=1e-6)


def test_without_rivals_and_censoring_fine_gray_is_cox_with_breslows_ties():
    rng = np.random.default_rng(9)
    x = rng.normal(size=(200, 2))
    time = rng.exponential(np.exp(-x @ [0.4, 0.2]))
    assert fine_gray(time, np.ones(200), x).coefficient == pytest.approx(cox(time, np.ones(200), x).coefficient)


def test_more_columns_than_events_are_refused():
    with pytest.raises(NoAnswer, match="項目を減らして"):
        cox([1, 2, 3], [1, 0, 0], [[1, 2], [3, 4], [5, 7]])


def test_a_column_that_decides_everything_is_refused():
    time, event = [*range(1, 21)], [1] * 10 + [0] * 10
    with pytest.raises(NoAnswer, match="落ち着きませんでした"):
        cox(time, event, [float(t <= 10) for t in time])


def test_a_column_without_differences_is_refused():
    with pytest.raises(NoAnswer, match="全員が同じ値"):
        cox([1, 2, 3], [1, 1, 0], [2, 2, 2])
