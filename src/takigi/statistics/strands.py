"""つながり: the recorded points of many series laid end to end, so that numpy reads thousands of charts in one pass.

A strand (つながり) is one phase (区切り) of one series: its limits are its own and no run leaves it. A month without a
record is no point; the recorded months on its two sides are neighbours, as when the row is absent from a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import NoAnswer, numbers
from takigi.statistics.shapes import Bools, Codes, Floats, Ints

Each = TypeVar("Each", bound=np.generic)

WIDEST_RANGE = 3.267
SAME = 1e-12


@dataclass(frozen=True, eq=False)
class Strands:
    """Many series as one line of points. `cells` counts every month, `points` only the recorded ones."""

    shape: tuple[int, ...]
    recorded: Bools  # (cells,)
    cell_strand: Ints  # (cells,) the strand of each cell, recorded or not
    strand: Ints  # (points,)
    values: Floats  # (points,)
    is_first: Bools  # (points,) the first recorded point of its strand
    sizes: Ints  # (strands,) recorded points in each strand

    @property
    def is_full(self) -> bool:
        """Whether no month is missing in any series."""
        return bool(self.values.size == self.recorded.size)

    def first_points(self, n: int) -> Bools:
        """(points,) whether a point is among the first n recorded ones of its strand."""
        begins = np.cumsum(self.sizes) - self.sizes
        first: Bools = np.arange(self.values.size) - begins[self.strand] < n
        return first

    def on_cells(self, per_strand: npt.NDArray[Each]) -> npt.NDArray[Each]:
        """A number of each strand on all of its months: lines run through a month without a record."""
        return per_strand[self.cell_strand].reshape(self.shape)

    def codes_at_cells(self, per_point: Codes) -> Codes:
        """Codes of points back in their months; 0 where there is no record."""
        if self.is_full:
            return per_point.reshape(self.shape)
        cells = np.zeros(self.recorded.size, dtype=np.int8)
        cells[self.recorded] = per_point
        return cells.reshape(self.shape)

    def flags_at_cells(self, per_point: Bools) -> Bools:
        """Flags of points back in their months; False where there is no record."""
        return self.codes_at_cells(per_point.view(np.int8)).view(np.bool_)


def lay(values: npt.ArrayLike, phases: npt.ArrayLike | None = None) -> Strands:
    """Lay series of shape (…, time) end to end. NaN is a month without a record; infinity is refused.

    `phases` labels the phase of each month, shape (time,) or (…, time); a strand ends where the label changes.
    """
    grid = numbers(values, "系列")
    if grid.ndim == 0:
        raise NoAnswer("系列は1点でも並び（配列）で渡してください。")
    cells = grid.reshape(-1)
    recorded: Bools = np.isfinite(cells)
    if not recorded.all() and np.isinf(cells).any():
        raise NoAnswer("系列に無限大があります。記録のない月は NaN で渡してください。")
    cell_strand = _numbered(grid.shape, phases)
    full = bool(recorded.all())
    strand = cell_strand if full else cell_strand[recorded]
    is_first = np.ones(strand.size, dtype=np.bool_)
    np.not_equal(strand[1:], strand[:-1], out=is_first[1:])
    count = int(cell_strand[-1]) + 1 if cell_strand.size else 0
    return Strands(
        shape=grid.shape,
        recorded=recorded,
        cell_strand=cell_strand,
        strand=strand,
        values=cells if full else cells[recorded],
        is_first=is_first,
        sizes=np.bincount(strand, minlength=count),
    )


def spared_and_base(strands: Strands, left_out: npt.ArrayLike | None, fix_after: int | None) -> tuple[Bools, Bools]:
    """(points,) which points are left out (…, time), and which set the lines: the others, or the first n of a strand."""
    if fix_after is not None and fix_after < 1:
        raise NoAnswer(f"線を固定する点の数は1以上で渡してください（渡された数: {fix_after}）。")
    spared = np.zeros(strands.values.size, dtype=np.bool_)
    if left_out is not None:
        spared = _fitting(np.asarray(left_out, dtype=np.bool_), strands.shape, "除く点")
        spared = spared.reshape(-1)[strands.recorded]
    return spared, ~spared if fix_after is None else ~spared & strands.first_points(fix_after)


def _fitting(given: npt.NDArray[Each], shape: tuple[int, ...], name: str) -> npt.NDArray[Each]:
    """One row for every series, or as many as there are series; refused where the months are not as many."""
    try:
        return np.broadcast_to(given, shape)
    except ValueError as error:
        raise NoAnswer(f"「{name}」の形{given.shape}が、系列の形{shape}と合いません。") from error


def _numbered(shape: tuple[int, ...], phases: npt.ArrayLike | None) -> Ints:
    """The number of the strand of each cell, rising from 0."""
    turns = np.zeros(shape, dtype=np.bool_)
    turns[..., :1] = True
    if phases is not None:
        labels = _fitting(np.asarray(phases), shape, "区切り")
        if labels.dtype.kind == "f" and np.isnan(labels).any():
            raise NoAnswer("区切りの名前に空欄があります。どの月にも、その区切りの名前を書いてください。")
        turns[..., 1:] |= labels[..., 1:] != labels[..., :-1]
    return np.cumsum(turns.reshape(-1), dtype=np.int64) - 1


def phases_from(time: int, begins: Sequence[int]) -> Ints:
    """Phase labels 0, 1, 2 … for `time` months, a new phase beginning at each of these places (counted from 0).

    >>> phases_from(6, [2, 5]).tolist()
    [0, 0, 1, 1, 1, 2]
    """
    outside = [place for place in begins if not 0 <= place < time]
    if outside:
        raise NoAnswer(f"区切りの位置 {outside} は 0 から {time - 1} までの外にあります。")
    turns = np.zeros(time, dtype=np.int64)
    turns[[place for place in begins if place > 0]] = 1
    return np.cumsum(turns)


def mean_per_strand(strand: Ints, per_point: npt.NDArray[np.generic], count: int) -> Floats:
    """(count,) mean of the points of each strand; NaN for a strand without any."""
    sums = np.bincount(strand, weights=per_point, minlength=count)
    sizes = np.bincount(strand, minlength=count)
    with np.errstate(invalid="ignore"):
        means: Floats = sums / sizes
    return means


def mean_moving_range(values: Floats, strand: Ints, count: int, *, screen: bool) -> Floats:
    """(count,) mean distance between neighbouring points of a strand; NaN where there is none.

    With `screen`, ranges of 3.267 times their mean or more are dropped once (Nelson 1982; NHS "Making Data Count").
    Every range of a constant strand is dropped so, which leaves its limits undefined: there is no variation yet.
    """
    ranges, inside = np.abs(np.diff(values)), strand[1:] == strand[:-1]
    ranges, owner = ranges[inside], strand[1:][inside]
    mean = mean_per_strand(owner, ranges, count)
    if not screen:
        return mean
    kept = ranges < WIDEST_RANGE * mean[owner]
    return mean_per_strand(owner[kept], ranges[kept], count)


def run_lengths(codes: Codes, is_first: Bools) -> Ints:
    """(points,) how long the run of equal codes is in which each point stands; a run ends with its strand."""
    begins = is_first.copy()
    begins[1:] |= codes[1:] != codes[:-1]
    places = np.flatnonzero(begins)
    lengths = np.diff(places, append=codes.size)
    return np.repeat(lengths, lengths)


def sides_of(values: Floats, centre: Floats) -> Codes:
    """1 above the centre, -1 below, 0 on it. Equal to twelve digits is equal: a mean carries rounding, a count does not."""
    away = values - centre
    near = np.abs(away) <= SAME * (np.abs(values) + np.abs(centre))
    sides: Codes = np.zeros(away.shape, dtype=np.int8)
    # Without a centre, because every point of the strand is left out, nothing stands on a side.
    sides[~near & (away > 0)], sides[~near & (away < 0)] = 1, -1
    return sides
