"""一つずつ読む管理図: the rules of the XmR chart once more, in plain loops over one series; the judge of the fast one."""

from dataclasses import dataclass
from itertools import pairwise
from math import isclose, isnan, nan


@dataclass
class Judged:
    """One point: its lines and the first rule that marks it."""

    mean: float
    lower: float
    upper: float
    signal: int


def plain_xmr(
    values: list[float], phases: list[int], *, fix_after: int | None = None, screen: bool = True
) -> list[Judged | None]:
    """Judge one series; None where there is no record."""
    result: list[Judged | None] = [None] * len(values)
    start = 0
    while start < len(values):
        end = start
        while end < len(values) and phases[end] == phases[start]:
            end += 1
        places = [place for place in range(start, end) if not isnan(values[place])]
        for place, judged in zip(places, _phase([values[place] for place in places], fix_after, screen), strict=True):
            result[place] = judged
        start = end
    return result


def _phase(y: list[float], fix_after: int | None, screen: bool) -> list[Judged]:
    if not y:
        return []
    base = y if fix_after is None else y[:fix_after]
    mean = sum(base) / len(base)
    reach = _reach([abs(b - a) for a, b in pairwise(base)], screen)
    low, high = mean - 2.66 * reach, mean + 2.66 * reach
    near = 2 * (2.66 / 3) * reach
    side = [0 if isclose(v, mean, rel_tol=1e-11, abs_tol=1e-12) else 1 if v > mean else -1 for v in y]
    outside = [v > high or v < low for v in y]
    close = [not out and (v > mean + near or v < mean - near) for v, out in zip(y, outside, strict=True)]
    marks = [_mark(i, y, side, outside, close) for i in range(len(y))]
    return [Judged(mean, low, high, mark) for mark in marks]


def _reach(ranges: list[float], screen: bool) -> float:
    if not ranges:
        return nan
    mean = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < 3.267 * mean] if screen else ranges
    return sum(kept) / len(kept) if kept else nan


def _mark(i: int, y: list[float], side: list[int], outside: list[bool], close: list[bool]) -> int:
    if outside[i]:
        return side[i]
    way = _trend(i, y)
    if way:
        return 2 * way
    for first in (i - 2, i - 1, i):
        three = range(first, first + 3)
        if first >= 0 and first + 3 <= len(y) and close[i]:
            same = abs(sum(side[k] for k in three)) == 3
            if same and sum(close[k] for k in three) >= 2:
                return 3 * side[i]
    for first in range(max(0, i - 6), min(i, len(y) - 7) + 1):
        if side[i] and all(side[k] == side[i] for k in range(first, first + 7)):
            return 4 * side[i]
    return 0


def _trend(i: int, y: list[float]) -> int:
    """The latest stretch of seven that only rises or only falls and holds this point."""
    for first in range(min(i, len(y) - 7), max(0, i - 6) - 1, -1):
        steps = [y[k + 1] - y[k] for k in range(first, first + 6)]
        if all(step > 0 for step in steps):
            return 1
        if all(step < 0 for step in steps):
            return -1
    return 0
