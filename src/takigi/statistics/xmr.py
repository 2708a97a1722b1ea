"""管理図（XmR）: mean and natural limits of single values, with the rules of NHS "Making Data Count".

Source: NHSRplotthedots 0.2.2 (nhs-r-community, MIT), whose answers this module equals on the published cases.
Thousands of series are one call: arrays have the shape (…, time), NaN is a month without a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import NoAnswer, numbers
from takigi.statistics.point_rules import signals
from takigi.statistics.shapes import Bools, Codes, Floats, Ints, one_of
from takigi.statistics.strands import Strands, lay, mean_moving_range, mean_per_strand, sides_of

LIMIT = 2.66
CLOSE = 2 * (LIMIT / 3)
# The package warns below 13 although its text says 12; the lines are called provisional (仮の線) below 12.
SHORT_GROUP, TRIAL_LIMITS = 13, 12


class Direction(IntEnum):
    """良くなる向き: which way is better."""

    INCREASE = 1
    NEUTRAL = 0
    DECREASE = -1


class PointType(IntEnum):
    """点の色: what a mark means, given which way is better."""

    COMMON_CAUSE = 0
    IMPROVEMENT = 1
    CONCERN = -1
    NEUTRAL_HIGH = 2
    NEUTRAL_LOW = -2


class Assurance(IntEnum):
    """目標との関係: whether the process as it is now would reach the target every month."""

    NOT_ASKED = 0
    CONSISTENT_PASS = 1
    CONSISTENT_FAIL = 2
    INCONSISTENT = 3


@dataclass(frozen=True, eq=False)
class XmrChart:
    """Every array has the shape of the values, (…, time), in the unit of the values; `assurance` has (…,).

    Limits are not clipped: a lower limit below zero is drawn at zero but judged where it is. They are NaN where a
    phase has no variation yet (`has_variation` False).
    """

    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    phase: Ints  # 0, 1, 2 … within each series
    points: Ints  # recorded points of the phase, frozen or not
    side: Codes  # 1 above the mean, -1 below, 0 on it or without a record
    outside: Bools
    close: Bools  # beyond two thirds of the way to a limit, but inside it
    signal: Codes  # point_rules.Signal
    point_type: Codes  # PointType
    assurance: Codes  # Assurance, from the limits of the last phase

    @property
    def is_recorded(self) -> Bools:
        """Whether the month has a record."""
        return ~np.isnan(self.values)

    @property
    def has_variation(self) -> Bools:
        """Whether there are limits at all: a constant phase and a single point have none."""
        return self.upper > self.lower

    @property
    def short_group_warning(self) -> Bools:
        """As the NHS package warns: fewer than 13 points in the phase."""
        return self.points < SHORT_GROUP

    @property
    def is_provisional(self) -> Bools:
        """Whether the lines are still trial limits: fewer than 12 points in the phase."""
        return self.points < TRIAL_LIMITS

    def of(self, series: int) -> XmrChart:
        """One series out of many, arrays of shape (time,)."""
        return one_of(self, series)


def xmr(
    values: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    direction: npt.ArrayLike = Direction.INCREASE,
    target: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    screen: bool = True,
) -> XmrChart:
    """Draw every series (…, time): centre, limits, signals in the order of their rank, colours, assurance.

    phases: (time,) or (…, time), a new phase where the label changes. direction, target: one, or (…,) one per series;
    a NaN target is none. fix_after: limits from the first n recorded points of each phase, n ≥ 12. screen: drop
    outlying moving ranges once, as the NHS package does and its Excel tool does not.
    Raises NoAnswer for a freeze before 12 points and for infinite values.
    """
    if fix_after is not None and fix_after < TRIAL_LIMITS:
        raise NoAnswer(f"線を固定できるのは{TRIAL_LIMITS}点からです（渡された数: {fix_after}）。")
    strands = lay(values, phases)
    mean, reach = _centre_and_reach(strands, fix_after, screen=screen)
    lower, upper = mean - LIMIT * reach, mean + LIMIT * reach
    side, outside, close, signal = _judged(strands, mean, reach)
    marks = strands.codes_at_cells(signal)
    lower_line, upper_line = strands.on_cells(lower), strands.on_cells(upper)
    better = _way(direction)
    return XmrChart(
        values=strands.values.reshape(strands.shape) if strands.is_full else numbers(values, "系列"),
        mean=strands.on_cells(mean),
        lower=lower_line,
        upper=upper_line,
        phase=_phase_numbers(strands),
        points=strands.on_cells(strands.sizes),
        side=strands.codes_at_cells(side),
        outside=strands.flags_at_cells(outside),
        close=strands.flags_at_cells(close),
        signal=marks,
        point_type=_point_types(marks, better),
        assurance=_assurance(lower_line[..., -1:], upper_line[..., -1:], better, target),
    )


def _way(direction: npt.ArrayLike) -> Codes:
    """1, 0 or -1; a word or another number is refused."""
    given = np.asarray(direction)
    if not np.isin(given, [int(one) for one in Direction]).all():
        raise NoAnswer(
            "良くなる向きは、Direction.INCREASE、Direction.NEUTRAL、Direction.DECREASE のどれかで渡してください。"
        )
    return given.astype(np.int8)


def _centre_and_reach(strands: Strands, fix_after: int | None, *, screen: bool) -> tuple[Floats, Floats]:
    """(strands,) mean, and mean moving range, of the points that set the limits."""
    values, strand, count = strands.values, strands.strand, strands.sizes.size
    if fix_after is not None:
        base = strands.first_points(fix_after)
        values, strand = values[base], strand[base]
    return mean_per_strand(strand, values, count), mean_moving_range(values, strand, count, screen=screen)


def _judged(strands: Strands, mean: Floats, reach: Floats) -> tuple[Codes, Bools, Bools, Codes]:
    """(points,) side, outside, close and signal. Comparisons with undefined limits are False: nothing is marked."""
    values, strand = strands.values, strands.strand
    near, far = CLOSE * reach, LIMIT * reach
    outside: Bools = (values > (mean + far)[strand]) | (values < (mean - far)[strand])
    close: Bools = ((values > (mean + near)[strand]) | (values < (mean - near)[strand])) & ~outside
    side = sides_of(values, mean[strand])
    step = np.zeros(values.size, dtype=np.int8)
    step[1:] = np.sign(np.diff(values))
    step[strands.is_first] = 0
    return side, outside, close, signals(outside, side, close, step, strands.is_first)


def _phase_numbers(strands: Strands) -> Ints:
    """The strand of each month, counted from the first of its series."""
    numbers = strands.cell_strand.reshape(strands.shape)
    return numbers - numbers[..., :1]


def _point_types(signal: Codes, direction: Codes) -> Codes:
    way = np.sign(signal)
    better = direction[..., None] if direction.ndim else direction
    types: Codes = np.where(better == Direction.NEUTRAL, way * np.int8(PointType.NEUTRAL_HIGH), way * better)
    return types


def _assurance(lower: Floats, upper: Floats, direction: Codes, target: npt.ArrayLike | None) -> Codes:
    """Target beyond the limits of the latest phase: pass or fail every time; otherwise hit or miss, as the package says.

    A phase without variation has no limits and counts as hit or miss there; the sentence for it says 「まだ言えません」.
    """
    shape = lower.shape[:-1]
    wanted = np.broadcast_to(np.nan if target is None else numbers(target, "目標"), shape)
    way = np.broadcast_to(direction, shape)
    low, high = (lower[..., 0], upper[..., 0]) if lower.shape[-1] else (np.full(shape, np.nan),) * 2
    over, under = wanted > high, wanted < low
    fails = np.where(way == Direction.INCREASE, over, under)
    verdict = np.where(
        over | under, np.where(fails, Assurance.CONSISTENT_FAIL, Assurance.CONSISTENT_PASS), Assurance.INCONSISTENT
    )
    asked = ~np.isnan(wanted) & (way != Direction.NEUTRAL)
    return np.where(asked, verdict, Assurance.NOT_ASKED).astype(np.int8)
