"""連なりの決まり（Anhøj）: too long a run, or too few crossings, for points that fall on either side by chance.

Source: Anhøj & Olesen 2014; n counts the points that are not on the centre line. A signal is a longest run above
round(log2 n) + 3, or crossings below the 5 % point of a binomial with n - 1 trials of one half.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.stats import binom

from takigi.statistics.shapes import Bools, Codes, Floats, Ints
from takigi.statistics.strands import Strands, run_lengths

# Below this a run chart is drawn but not judged.
FEWEST_USEFUL = 10


@dataclass(frozen=True, eq=False)
class Runs:
    """One number per strand, or per month once laid `on_cells`: the same for all months of a phase."""

    useful: Ints  # points off the centre line
    longest: Ints
    longest_allowed: Ints
    crossings: Ints
    fewest_crossings: Ints

    @property
    def is_judged(self) -> Bools:
        """Ten useful points or more."""
        return self.useful >= FEWEST_USEFUL

    @property
    def unusual(self) -> Bools:
        """Whether either rule speaks, whatever the number of points."""
        return (self.longest > self.longest_allowed) | (self.crossings < self.fewest_crossings)

    @property
    def signal(self) -> Bools:
        """Unusual, and judged."""
        return self.unusual & self.is_judged

    def on_cells(self, strands: Strands) -> Runs:
        """The same numbers on every month of their phase."""
        laid = strands.on_cells
        return Runs(
            laid(self.useful),
            laid(self.longest),
            laid(self.longest_allowed),
            laid(self.crossings),
            laid(self.fewest_crossings),
        )


def runs_of(side: Codes, strands: Strands) -> Runs:
    """Count runs and crossings per strand. Points on the centre (side 0) are skipped: they neither break nor add."""
    count = strands.sizes.size
    kept = side != 0
    side, strand = side[kept], strands.strand[kept]
    is_first = np.ones(side.size, dtype=np.bool_)
    np.not_equal(strand[1:], strand[:-1], out=is_first[1:])
    useful = np.bincount(strand, minlength=count)
    crossed = strand[1:][(side[1:] != side[:-1]) & ~is_first[1:]]
    longest = np.zeros(count, dtype=np.int64)
    if side.size:
        longest[useful > 0] = np.maximum.reduceat(run_lengths(side, is_first), np.flatnonzero(is_first))
    allowed, fewest = critical_values(useful)
    return Runs(useful, longest, allowed, np.bincount(crossed, minlength=count), fewest)


def critical_values(useful: Ints) -> tuple[Ints, Ints]:
    """Longest run allowed and fewest crossings allowed for so many useful points; shape as given.

    >>> [part.tolist() for part in critical_values(np.array([12, 20, 24]))]
    [[7, 7, 8], [3, 6, 8]]
    """
    longest, fewest = _tables(int(useful.max(initial=0)))
    return longest[useful], fewest[useful]


@lru_cache(maxsize=8)
def _tables(most: int) -> tuple[Ints, Ints]:
    """Both limits for 0 … `most` useful points. Below two points there is nothing to cross, and no run is too long."""
    n = np.arange(most + 1)
    longest: Ints = np.round(np.log2(np.maximum(n, 1))).astype(np.int64) + 3
    fewest: Ints = np.maximum(binom.ppf(0.05, np.maximum(n - 1, 0), 0.5), 0).astype(np.int64)
    return longest, fewest


def median_per_strand(values: Floats, strand: Ints, count: int) -> Floats:
    """(count,) median of the points of each strand, given in the order of the strands; NaN for one without any."""
    sizes = np.bincount(strand, minlength=count)
    ordered = _ordered_within(values, strand, sizes)
    begins, some = np.cumsum(sizes) - sizes, sizes > 0
    median = np.full(count, np.nan)
    low = begins[some] + (sizes[some] - 1) // 2
    high = begins[some] + sizes[some] // 2
    median[some] = (ordered[low] + ordered[high]) / 2
    return median


def _ordered_within(values: Floats, strand: Ints, sizes: Ints) -> Floats:
    """(points,) the values in rising order inside each strand."""
    if sizes.size and (sizes == sizes[0]).all():
        # Strands of one length are rows, and rows sort four times faster than labelled points.
        rows: Floats = np.sort(values.reshape(sizes.size, -1), axis=1).reshape(-1)
        return rows
    return values[np.lexsort((values, strand))]
