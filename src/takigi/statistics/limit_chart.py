"""限界線のある図: what the p, u, c, I, MR, g and t charts have in common: lines, points beyond them, and runs.

A point left out (除いた点) stays on the picture and is judged, but sets no line and belongs to no run. Limits are clipped
for the eye only (`lower_shown`, `upper_shown`); a point is judged by the limits as they are calculated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.statistics.anhoej import Runs, runs_of
from takigi.statistics.arrays import numbers
from takigi.statistics.shapes import Bools, Codes, Floats, Ints, one_of
from takigi.statistics.strands import Strands, lay, sides_of, spared_and_base


@dataclass(frozen=True, eq=False)
class LimitChart:
    """Every array has the shape of the values, (…, time). Lines are NaN where they are undefined."""

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_shown: Floats
    upper_shown: Floats
    outside: Codes  # 1 above the upper limit, -1 below the lower one
    side: Codes  # 1 above the centre, -1 below, 0 on it, left out or without a record
    phase: Ints
    points: Ints  # recorded points of the phase
    runs: Runs

    def of(self, series: int) -> LimitChart:
        """One series out of many, arrays of shape (time,)."""
        return one_of(self, series)


@dataclass(frozen=True, eq=False)
class Lines:
    """What a kind of chart makes of its points: numbers per point."""

    centre: Floats
    lower: Floats
    upper: Floats
    floor: float = -np.inf
    ceiling: float = np.inf


@dataclass(frozen=True, eq=False)
class Points:
    """The recorded points as a kind of chart sees them: `base` are those that set the lines."""

    strands: Strands
    base: Bools

    @property
    def values(self) -> Floats:
        """(points,)"""
        return self.strands.values

    @property
    def strand(self) -> Ints:
        """(points,)"""
        return self.strands.strand

    @property
    def count(self) -> int:
        """How many strands there are."""
        return int(self.strands.sizes.size)

    def of_cells(self, grid: npt.ArrayLike) -> Floats:
        """(points,) out of numbers per month, such as the denominators."""
        cells: Floats = np.broadcast_to(numbers(grid, "系列"), self.strands.shape).reshape(-1)
        return cells[self.strands.recorded]


def draw(
    values: npt.ArrayLike,
    lines_of: Callable[[Points], Lines],
    *,
    phases: npt.ArrayLike | None,
    left_out: npt.ArrayLike | None,
    fix_after: int | None,
    per: float = 1.0,
) -> LimitChart:
    """Lay the series end to end, let `lines_of` set the lines, judge every point. `per` scales what is shown."""
    strands = lay(values, phases)
    spared, base = spared_and_base(strands, left_out, fix_after)
    lines = lines_of(Points(strands, base))
    outside = (strands.values > lines.upper).astype(np.int8) - (strands.values < lines.lower).astype(np.int8)
    side = sides_of(strands.values, lines.centre)
    side[spared] = 0
    return _chart(strands, lines, outside, side, per)


def _chart(strands: Strands, lines: Lines, outside: Codes, side: Codes, per: float) -> LimitChart:
    numbers = strands.cell_strand.reshape(strands.shape)
    lower, upper = lines.lower * per, lines.upper * per
    return LimitChart(
        values=_on_grid(strands, strands.values * per),
        centre=_on_grid(strands, lines.centre * per),
        lower=_on_grid(strands, lower),
        upper=_on_grid(strands, upper),
        lower_shown=_on_grid(strands, np.maximum(lower, lines.floor * per)),
        upper_shown=_on_grid(strands, np.minimum(upper, lines.ceiling * per)),
        outside=strands.codes_at_cells(outside),
        side=strands.codes_at_cells(side),
        phase=numbers - numbers[..., :1],
        points=strands.on_cells(strands.sizes),
        runs=runs_of(side, strands).on_cells(strands),
    )


def _on_grid(strands: Strands, per_point: Floats) -> Floats:
    """Numbers of points back in their months; NaN where there is no record, for the limits too: they follow n."""
    grid = np.full(strands.recorded.size, np.nan)
    grid[strands.recorded] = per_point
    return grid.reshape(strands.shape)
