"""割合の幅: how far the true share can lie from 「n人中x人」. Wilson for the screen; others where a formula asks for them.

Sources: Newcombe 1998 (one share: methods 1, 3, 4, 5; difference: method 10); Brown, Cai & DasGupta 2001 (Jeffreys).
All take whole numbers or arrays of one shape and give lower and upper limits of that shape, as shares 0 … 1.
Where n is 0 there is no share: both limits are NaN.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtri

from takigi.statistics.arrays import NoAnswer, alike
from takigi.statistics.shapes import Floats


class Interval(NamedTuple):
    """下限と上限: two arrays of one shape."""

    lower: Floats
    upper: Floats


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95, continuity: bool = False) -> Interval:
    """The limits shown on screens. `continuity` gives Newcombe's method 4, wider than needed, for comparison.

    >>> limits = wilson(3, 5)
    >>> round(float(limits.lower), 2), round(float(limits.upper), 2)
    (0.23, 0.88)
    """
    hits, people = x_of_n(x, n)
    z = float(ndtri((1 + checked_confidence(confidence)) / 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        p = hits / people
        if continuity:
            return _wilson_continuous(p, people, z)
        middle = (p + z * z / (2 * people)) / (1 + z * z / people)
        reach = z * np.sqrt(p * (1 - p) / people + z * z / (4 * people**2)) / (1 + z * z / people)
    # At 0 and at n the formula gives 0 and 1 exactly; rounding must not say 「-0.0%」.
    return Interval(np.where(hits == 0, 0 * p, middle - reach), np.where(hits == people, p, middle + reach))


def _wilson_continuous(p: Floats, n: Floats, z: float) -> Interval:
    base, scale = 2 * n * p + z * z, 2 * (n + z * z)
    low = (base - 1 - z * np.sqrt(np.maximum(z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1), 0))) / scale
    high = (base + 1 + z * np.sqrt(np.maximum(z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1), 0))) / scale
    return Interval(np.where(p == 0, 0.0, np.maximum(low, 0)), np.where(p == 1, 1.0, np.minimum(high, 1)))


def jeffreys(x: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Beta(½, ½) updated: for 0 of n and n of n inside a model. The limit at the edge is 0 or 1 itself."""
    hits, people = x_of_n(x, n)
    tail = (1 - checked_confidence(confidence)) / 2
    low = betaincinv(hits + 0.5, people - hits + 0.5, tail)
    high = betaincinv(hits + 0.5, people - hits + 0.5, 1 - tail)
    return _edged(hits, people, low, high)


def clopper_pearson(x: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Exact limits: never too narrow, mostly too wide."""
    hits, people = x_of_n(x, n)
    tail = (1 - checked_confidence(confidence)) / 2
    with np.errstate(invalid="ignore"):
        low = betaincinv(np.maximum(hits, 0.5), people - hits + 1, tail)
        high = betaincinv(hits + 1, np.maximum(people - hits, 0.5), 1 - tail)
    return _edged(hits, people, low, high)


def newcombe_difference(
    x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[Floats, Interval]:
    """Difference x1/n1 - x2/n2 of two groups of different people, with limits made from both Wilson intervals."""
    first, second = wilson(x1, n1, confidence=confidence), wilson(x2, n2, confidence=confidence)
    (hits1, people1), (hits2, people2) = x_of_n(x1, n1), x_of_n(x2, n2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = hits1 / people1, hits2 / people2
    difference = p1 - p2
    below = np.sqrt((p1 - first.lower) ** 2 + (second.upper - p2) ** 2)
    above = np.sqrt((first.upper - p1) ** 2 + (p2 - second.lower) ** 2)
    return difference, Interval(difference - below, difference + above)


def _edged(hits: Floats, people: Floats, low: Floats, high: Floats) -> Interval:
    """Limits that touch 0 and 1 at the edges and are NaN where there are no people."""
    nobody = people == 0
    lower = np.where(nobody, np.nan, np.where(hits == 0, 0.0, low))
    return Interval(lower, np.where(nobody, np.nan, np.where(hits == people, 1.0, high)))


def x_of_n(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Both as floats of one shape, NaN where a number is not known. Raises NoAnswer when somebody counts twice."""
    hits, people = alike(x=x, n=n)
    if ((hits < 0) | (hits > people) | np.isinf(people)).any():
        raise NoAnswer("「n人中x人」の x は、0 から n までの数で渡してください。")
    return hits, people


def checked_confidence(confidence: float) -> float:
    """The confidence itself; 95 instead of 0.95 would otherwise give limits of nothing."""
    if not 0 < confidence < 1:
        raise NoAnswer(f"幅の確かさは、0.95 のように0と1のあいだで渡してください（いまは{confidence:g}）。")
    return confidence
