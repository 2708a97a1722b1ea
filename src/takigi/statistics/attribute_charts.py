"""数え上げの図: p, p', u, u' and c charts, and the I and MR charts with 3 / 1.128.

Sources: Montgomery, Statistical Quality Control; Laney 2002 for p' and u' (big denominators). The I chart here uses
3 / 1.128 = 2.6596 where the XmR chart of the NHS rounds to 2.66. All take and give shapes (…, time).
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import NoAnswer, alike, numbers
from takigi.statistics.limit_chart import LimitChart, Lines, Points, draw
from takigi.statistics.shapes import Bools, Floats
from takigi.statistics.strands import WIDEST_RANGE, lay, mean_moving_range, mean_per_strand

# Expected range of two normal points, in standard deviations.
D2 = 1.128


def p_chart(
    events: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    prime: bool = False,
    per: float = 1.0,
) -> LimitChart:
    """Share of `denominators` people. A month with denominator 0 has no share. `prime` widens by what really varies.

    left_out: (…, time) points that set no line. fix_after: lines from the first n points. per: 100 shows percent.
    """
    counted, people = alike(件数=events, 分母=denominators)
    if (counted > people).any():
        raise NoAnswer("件数が分母より多い月があります。割合ではなく率なら u_chart を使ってください。")
    lines_of = partial(_share_lines, events=counted, denominators=people, prime=prime)
    return draw(_divided(counted, people), lines_of, phases=phases, left_out=left_out, fix_after=fix_after, per=per)


def u_chart(
    events: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    prime: bool = False,
    per: float = 1.0,
) -> LimitChart:
    """Events for each unit of `denominators` (people, person-months). per: 1000 shows events per thousand."""
    lines_of = partial(_rate_lines, events=events, denominators=denominators, prime=prime)
    return draw(
        _divided(events, denominators), lines_of, phases=phases, left_out=left_out, fix_after=fix_after, per=per
    )


def c_chart(
    counts: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
) -> LimitChart:
    """Counts from an unchanging opportunity: mean ± 3 √mean."""
    return draw(not_negative(counts, "件数"), _count_lines, phases=phases, left_out=left_out, fix_after=fix_after)


def i_chart(
    values: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    screen: bool = True,
) -> LimitChart:
    """Single values: mean ± 3 × mean moving range / 1.128."""
    return draw(values, partial(single_lines, screen=screen), phases=phases, left_out=left_out, fix_after=fix_after)


def mr_chart(
    values: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
) -> LimitChart:
    """Distances between neighbouring months; the first month of a phase has none. Upper limit 3.267 × their mean."""
    strands = lay(values, phases)
    ranges = np.abs(np.diff(strands.values, prepend=np.nan))
    ranges[strands.is_first] = np.nan
    grid = np.full(strands.recorded.size, np.nan)
    grid[strands.recorded] = ranges
    # The first n points have n - 1 distances between them.
    fixed = None if fix_after is None else fix_after - 1
    return draw(grid.reshape(strands.shape), _range_lines, phases=phases, left_out=left_out, fix_after=fixed)


def single_lines(points: Points, *, screen: bool) -> Lines:
    """Lines of the I chart: mean of the base points, and their moving ranges."""
    values, strand = points.values[points.base], points.strand[points.base]
    centre = mean_per_strand(strand, values, points.count)[points.strand]
    reach = 3 / D2 * mean_moving_range(values, strand, points.count, screen=screen)[points.strand]
    return Lines(centre, centre - reach, centre + reach)


def _range_lines(points: Points) -> Lines:
    centre = mean_per_strand(points.strand[points.base], points.values[points.base], points.count)[points.strand]
    return Lines(centre, np.zeros_like(centre), WIDEST_RANGE * centre, floor=0)


def _count_lines(points: Points) -> Lines:
    centre = mean_per_strand(points.strand[points.base], points.values[points.base], points.count)[points.strand]
    return Lines(centre, centre - 3 * np.sqrt(centre), centre + 3 * np.sqrt(centre), floor=0)


def _share_lines(points: Points, *, events: npt.ArrayLike, denominators: npt.ArrayLike, prime: bool) -> Lines:
    n = points.of_cells(denominators)
    centre = _pooled(points, points.of_cells(events), n)
    reach = 3 * _spread(points, centre, np.sqrt(centre * (1 - centre) / n), prime=prime)
    return Lines(centre, centre - reach, centre + reach, floor=0, ceiling=1)


def _rate_lines(points: Points, *, events: npt.ArrayLike, denominators: npt.ArrayLike, prime: bool) -> Lines:
    n = points.of_cells(denominators)
    centre = _pooled(points, points.of_cells(events), n)
    reach = 3 * _spread(points, centre, np.sqrt(centre / n), prime=prime)
    return Lines(centre, centre - reach, centre + reach, floor=0)


def _pooled(points: Points, events: Floats, n: Floats) -> Floats:
    """(points,) all events of the base over all its denominators, phase by phase."""
    strand, base = points.strand, points.base
    total = np.bincount(strand[base], weights=events[base], minlength=points.count)
    opportunities = np.bincount(strand[base], weights=n[base], minlength=points.count)
    with np.errstate(invalid="ignore"):
        centre: Floats = (total / opportunities)[strand]
    return centre


def _spread(points: Points, centre: Floats, sigma: Floats, *, prime: bool) -> Floats:
    """Standard deviation of each point; with `prime` multiplied by how much the points really vary (Laney)."""
    if not prime:
        return sigma
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (points.values - centre) / sigma
    usable: Bools = points.base & np.isfinite(z)
    factor = mean_moving_range(z[usable], points.strand[usable], points.count, screen=True) / D2
    return sigma * factor[points.strand]


def not_negative(values: npt.ArrayLike, name: str) -> Floats:
    """Numbers as they are; raises NoAnswer where one is below 0."""
    given = numbers(values, name)
    if (given < 0).any():
        raise NoAnswer(f"「{name}」に負の数があります。")
    return given


def _divided(events: npt.ArrayLike, denominators: npt.ArrayLike) -> Floats:
    """Events over denominators; NaN, no record, where the denominator is 0 or missing."""
    counted, over = alike(件数=events, 分母=denominators)
    if (over < 0).any():
        raise NoAnswer("分母に負の数があります。")
    if (counted < 0).any():
        raise NoAnswer("件数に負の数があります。")
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = counted / np.where(over == 0, np.nan, over)
    return share
