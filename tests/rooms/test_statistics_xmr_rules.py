"""XmRの決まり: the fast chart equals plain loops on series nobody thought of; and a changed rule would be noticed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.statistics import point_rules, strands
from takigi.statistics import xmr as xmr_room
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.point_rules import Signal
from takigi.statistics.strands import phases_from
from takigi.statistics.xmr import Assurance, Direction, PointType, xmr
from tests.rooms.plain_xmr import plain_xmr

RUN_OF_SEVEN = [12, 13, 14, 11, 13, 13, 11, 6, 8, 8, 9, 7, 8, 7]


def differences(values, phases, **wish):
    """Points where the fast chart and the loops disagree, as (series, month)."""
    chart = xmr(values, phases=phases, **wish)
    found = []
    for row, series in enumerate(values):
        judged = plain_xmr([float(v) for v in series], list(phases[row]), **wish)
        for month, point in enumerate(judged):
            if point is None:
                same = chart.signal[row, month] == 0
            else:
                lines = (chart.mean[row, month], chart.lower[row, month], chart.upper[row, month])
                close = np.allclose(lines, (point.mean, point.lower, point.upper), rtol=1e-11, equal_nan=True)
                same = close and chart.signal[row, month] == point.signal
            if not same:
                found.append((row, month))
    return found


def invented(series, time, *, seed):
    """Small counts with ties, drifts that make trends, missing months, and two or three phases of their own."""
    dice = np.random.default_rng(seed)
    values = dice.poisson(4, (series, time)).astype(float)
    values[series // 3 :] += np.cumsum(dice.choice([-1, 0, 1, 1], (series - series // 3, time)), axis=1)
    values[::2] *= -1
    values[series // 2 :] += dice.normal(0, 0.1, (series - series // 2, time)).round(2)
    values[dice.random(values.shape) < 0.08] = np.nan
    return values, np.cumsum(dice.random(values.shape) < 0.04, axis=1)


@pytest.mark.parametrize("wish", [{}, {"screen": False}, {"fix_after": 12}])
def test_the_fast_chart_equals_plain_loops(wish):
    values, phases = invented(90, 40, seed=20260401)
    assert differences(values, phases, **wish) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.integers(0, 6).map(float), st.just(float("nan"))), min_size=1, max_size=30),
    st.lists(st.integers(0, 29), max_size=3),
)
def test_the_fast_chart_equals_plain_loops_on_any_short_series(series, turns):
    phases = phases_from(len(series), [turn for turn in turns if turn < len(series)])
    assert differences(np.array([series]), phases[None, :]) == []


def test_every_rule_comes_up_in_the_invented_series():
    """A comparison that never meets a rule says nothing about it."""
    values, phases = invented(90, 40, seed=20260401)
    assert set(np.unique(xmr(values, phases=phases).signal)) == {int(signal) for signal in Signal}


@pytest.mark.parametrize(
    ("room", "name", "wrong"),
    [
        (point_rules, "LONG_RUN", 8),
        (point_rules, "LONG_RUN", 6),
        (xmr_room, "LIMIT", 3 / 1.128),
        (xmr_room, "CLOSE", 2.66 / 2),
        (strands, "WIDEST_RANGE", 3.0),
        (strands, "SAME", 1e-1),
        (point_rules, "two_of_three", lambda side, close, is_first: close),
        (point_rules, "trend", lambda step, is_first: np.zeros_like(step)),
        (point_rules, "long_run", lambda side, is_first: np.zeros(side.size, dtype=np.bool_)),
    ],
)
def test_a_changed_rule_is_noticed(monkeypatch, room, name, wrong):
    values, phases = invented(90, 40, seed=20260401)
    monkeypatch.setattr(room, name, wrong)
    assert differences(values, phases)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(0, 40), min_size=2, max_size=30),
    st.integers(-1000, 1000),
    st.sampled_from([0.125, 0.5, 2.0, 64.0]),
)
def test_another_unit_or_another_zero_changes_the_lines_and_nothing_else(series, shift, scale):
    here, there = xmr(series), xmr(np.array(series) * scale + shift)
    np.testing.assert_allclose(there.upper, here.upper * scale + shift, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(there.lower, here.lower * scale + shift, rtol=1e-9, atol=1e-9)
    # On the very limit a rounding may decide; away from it nothing may change.
    edge = np.minimum(abs(np.array(series) - here.upper), abs(np.array(series) - here.lower)).min(initial=1)
    if not edge < 1e-6:
        assert there.outside.tolist() == here.outside.tolist()
    assert there.side.tolist() == here.side.tolist()


def test_turning_the_series_over_turns_the_signals_over():
    values, phases = invented(60, 36, seed=7)
    up, down = xmr(values, phases=phases), xmr(-values, phases=phases)
    np.testing.assert_array_equal(up.signal, -down.signal)
    np.testing.assert_array_equal(up.point_type, xmr(-values, phases=phases, direction=Direction.DECREASE).point_type)


def test_a_run_never_crosses_a_rebase():
    whole = xmr(RUN_OF_SEVEN)
    parted = xmr(RUN_OF_SEVEN, phases=phases_from(14, [10]))
    assert (whole.signal[7:] != 0).all()
    assert not (np.abs(parted.signal[7:]) == Signal.RUN_ABOVE).any()


def test_a_missing_month_is_left_out_and_its_neighbours_meet():
    gapped = xmr([*RUN_OF_SEVEN[:5], np.nan, *RUN_OF_SEVEN[5:]])
    whole = xmr(RUN_OF_SEVEN)
    assert np.delete(gapped.signal, 5).tolist() == whole.signal.tolist()
    assert gapped.signal[5] == 0 and not gapped.is_recorded[5]
    assert gapped.mean[5] == whole.mean[0], "the line runs through the month"
    assert gapped.points[0] == 14


def test_a_constant_series_has_no_limits_and_no_signals():
    chart = xmr([[5.0] * 24, [0.0] * 24], target=[4, 4])
    assert np.isnan(chart.upper).all() and not chart.has_variation.any()
    assert not chart.signal.any()
    assert chart.assurance.tolist() == [Assurance.INCONSISTENT] * 2


def test_one_point_and_no_point_are_drawn_without_limits():
    assert np.isnan(xmr([3.0]).upper).all() and xmr([3.0]).mean.tolist() == [3.0]
    assert np.isnan(xmr([np.nan, np.nan]).mean).all()
    assert xmr(np.empty((3, 0))).signal.shape == (3, 0)


def test_a_negative_lower_limit_still_judges():
    """The picture may stop at zero; the rule may not."""
    chart = xmr([3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3, 3, 4])
    assert chart.lower[0] < 0


def test_colours_follow_which_way_is_better():
    series = [3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3, 12]
    colours = xmr([series] * 3, direction=[Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL]).point_type
    assert colours[:, -1].tolist() == [PointType.IMPROVEMENT, PointType.CONCERN, PointType.NEUTRAL_HIGH]


@pytest.mark.parametrize(
    ("direction", "target", "verdict"),
    [
        (Direction.INCREASE, 10, Assurance.CONSISTENT_PASS),
        (Direction.INCREASE, 40, Assurance.CONSISTENT_FAIL),
        (Direction.DECREASE, 10, Assurance.CONSISTENT_FAIL),
        (Direction.DECREASE, 40, Assurance.CONSISTENT_PASS),
        (Direction.INCREASE, 20, Assurance.INCONSISTENT),
        (Direction.NEUTRAL, 20, Assurance.NOT_ASKED),
        (Direction.INCREASE, None, Assurance.NOT_ASKED),
    ],
)
def test_the_target_is_compared_with_the_limits_of_the_latest_phase(direction, target, verdict):
    old, new = [80, 82, 81, 79, 80, 82] * 2, [20, 21, 19, 20, 22, 20, 19, 21, 20, 20, 21, 19]
    chart = xmr(old + new, phases=phases_from(24, [12]), direction=direction, target=target)
    assert chart.assurance == verdict


def test_lines_are_not_frozen_before_twelve_points():
    with pytest.raises(NoAnswer, match="12点から"):
        xmr([1, 2, 3], fix_after=11)


def test_infinity_and_a_bare_number_are_refused():
    with pytest.raises(NoAnswer, match="無限大"):
        xmr([1, np.inf])
    with pytest.raises(NoAnswer, match="並び"):
        xmr(3)


def test_a_phase_outside_the_series_is_refused():
    with pytest.raises(NoAnswer, match="区切りの位置"):
        phases_from(12, [12])
