"""まれな出来事の図: g and t charts, for events so seldom that most months are empty. They watch the gaps between events.

Sources: Benneyan 2001 (g); Nelson 1994 (t: time to the power 1/3.6 is nearly normal). Up means rarer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from takigi.statistics.anhoej import median_per_strand
from takigi.statistics.arrays import NoAnswer, numbers
from takigi.statistics.attribute_charts import not_negative, single_lines
from takigi.statistics.limit_chart import LimitChart, Lines, Points, draw
from takigi.statistics.shapes import Floats
from takigi.statistics.strands import mean_per_strand

# Nelson's power: what it makes of exponential times is symmetric.
POWER = 3.6


def g_chart(
    gaps: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
) -> LimitChart:
    """Cases between two events, shape (…, events - 1). Centre the median, limits mean ± 3 √(mean (mean + 1))."""
    return draw(not_negative(gaps, "間の件数"), _geometric_lines, phases=phases, left_out=left_out, fix_after=fix_after)


def t_chart(
    days: npt.ArrayLike,
    *,
    phases: npt.ArrayLike | None = None,
    left_out: npt.ArrayLike | None = None,
    fix_after: int | None = None,
) -> LimitChart:
    """Time between two events in any unit, shape (…, events - 1): an I chart of days^(1/3.6), drawn in days."""
    given = numbers(days, "間の日数")
    if (given < 0).any():
        raise NoAnswer("出来事の間隔が負です。日付の順に並べてから渡してください。")
    chart = draw(given ** (1 / POWER), _time_lines, phases=phases, left_out=left_out, fix_after=fix_after)
    return replace(
        chart,
        values=given,
        centre=_in_days(chart.centre),
        lower=_in_days(chart.lower),
        upper=_in_days(chart.upper),
        lower_shown=_in_days(chart.lower_shown),
        upper_shown=_in_days(chart.upper_shown),
    )


def days_between(days: Sequence[date]) -> Floats:
    """Days from each event to the next, in the order of the calendar; none for a single event.

    >>> days_between([date(2026, 4, 1), date(2026, 5, 1), date(2026, 4, 3)]).tolist()
    [2.0, 28.0]
    """
    ordinals = np.sort(np.array([day.toordinal() for day in days], dtype=np.float64))
    gaps: Floats = np.diff(ordinals)
    return gaps


def _geometric_lines(points: Points) -> Lines:
    values, strand = points.values[points.base], points.strand[points.base]
    median = median_per_strand(values, strand, points.count)[points.strand]
    mean = mean_per_strand(strand, values, points.count)[points.strand]
    reach = 3 * np.sqrt(mean * (mean + 1))
    return Lines(median, mean - reach, mean + reach, floor=0)


def _time_lines(points: Points) -> Lines:
    lines = single_lines(points, screen=True)
    return Lines(lines.centre, lines.lower, lines.upper, floor=0)


def _in_days(line: Floats) -> Floats:
    """Back to days. A limit below zero on the other scale is no time at all."""
    days: Floats = np.maximum(line, 0) ** POWER
    return days
