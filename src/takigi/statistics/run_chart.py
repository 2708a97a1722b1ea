"""ランチャート: the chart for small monthly counts. A median, the run rules, and an exact Poisson limit for single months.

Limits of an XmR chart would cry wolf here: at three a month three stable towns in ten see a signal within two years.
Source of the rules: Anhøj & Olesen 2014; single months are marked when a Poisson count at the mean of the phase would
be that low or that high with a probability below .00135.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr, pdtrik

from takigi.statistics.anhoej import Runs, median_per_strand, runs_of
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.shapes import Bools, Codes, Floats, Ints, one_of
from takigi.statistics.strands import Strands, lay, mean_per_strand, sides_of, spared_and_base

RARE = 0.00135


@dataclass(frozen=True, eq=False)
class RunChart:
    """Every array has the shape of the values, (…, time); counts about a phase are repeated on its months."""

    values: Floats
    median: Floats
    mean: Floats
    phase: Ints
    side: Codes  # 1 above the median, -1 below, 0 on it or without a record
    points: Ints  # recorded points of the phase
    runs: Runs  # useful points are those off the median
    lowest_usual: Floats  # counts below this are marked; NaN when the values are no counts
    highest_usual: Floats  # counts above this are marked
    rare: Codes  # 1 a rarely high month, -1 a rarely low one

    @property
    def is_recorded(self) -> Bools:
        """Whether the month has a record."""
        return ~np.isnan(self.values)

    @property
    def signal(self) -> Bools:
        """Whether the phase of this month has any signal: a run, too few crossings, or a rare month."""
        hit = (self.rare != 0)[..., None, :] & (self.phase[..., :, None] == self.phase[..., None, :])
        found: Bools = self.runs.signal | hit.any(axis=-1)
        return found

    def of(self, series: int) -> RunChart:
        """One series out of many, arrays of shape (time,)."""
        return one_of(self, series)


def run_chart(
    values: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    counts: bool = True,
) -> RunChart:
    """Draw every series (…, time) against the median of its phase; NaN is a month without a record.

    phases: (time,) or (…, time). left_out: (…, time) points that set no line and belong to no run. fix_after: median
    and mean from the first n points of each phase. counts: whether the values are numbers of events, so that single
    months can be judged by the Poisson limit; raises NoAnswer for negative or broken counts then.
    """
    strands = lay(values, phases)
    if counts and ((strands.values < 0) | (strands.values != np.floor(strands.values))).any():
        raise NoAnswer("件数は0以上の整数で渡してください。割合や平均のときは counts=False にしてください。")
    spared, base = spared_and_base(strands, left_out, fix_after)
    setting = strands.values[base], strands.strand[base]
    median = median_per_strand(*setting, strands.sizes.size)
    mean = mean_per_strand(setting[1], setting[0], strands.sizes.size)
    side = sides_of(strands.values, median[strands.strand])
    side[spared] = 0
    low, high = usual_counts(mean) if counts else (np.full_like(mean, np.nan),) * 2
    return _laid(strands, side, runs_of(side, strands), (median, mean, low, high))


def _laid(strands: Strands, side: Codes, runs: Runs, lines: tuple[Floats, ...]) -> RunChart:
    """Numbers of strands and points, back on their months."""
    median, mean, low, high = lines
    value, own = strands.values, strands.strand
    rare = (value > high[own]).astype(np.int8) - (value < low[own]).astype(np.int8)
    numbers = strands.cell_strand.reshape(strands.shape)
    grid = np.full(strands.recorded.size, np.nan)
    grid[strands.recorded] = value
    return RunChart(
        values=grid.reshape(strands.shape),
        median=strands.on_cells(median),
        mean=strands.on_cells(mean),
        phase=numbers - numbers[..., :1],
        side=strands.codes_at_cells(side),
        points=strands.on_cells(strands.sizes),
        runs=runs.on_cells(strands),
        lowest_usual=strands.on_cells(low),
        highest_usual=strands.on_cells(high),
        rare=strands.codes_at_cells(rare),
    )


def usual_counts(mean: Floats) -> tuple[Floats, Floats]:
    """The lowest and the highest monthly count that is not rare at this mean: each tail beyond them is below .00135.

    >>> [part.tolist() for part in usual_counts(np.array([1.0, 3.0, 10.0]))]
    [[0.0, 0.0, 2.0], [5.0, 9.0, 21.0]]
    """
    # Means of counts repeat: among thousands of series there are only some hundred different ones.
    distinct, place = np.unique(mean, return_inverse=True)
    with np.errstate(invalid="ignore"):
        low, high = _smallest_with(RARE, distinct), _smallest_with(1 - RARE, distinct)
    low[distinct == 0], high[distinct == 0] = 0, 0
    return low[place], high[place]


def _smallest_with(probability: float, mean: Floats) -> Floats:
    """The smallest count k with P(X ≤ k) ≥ probability, from the continuous inverse put right by one step."""
    guess = np.maximum(np.ceil(pdtrik(probability, mean)), 0)
    lower = np.maximum(guess - 1, 0)
    smallest: Floats = np.where(pdtr(lower, mean) >= probability, lower, guess)
    return smallest
