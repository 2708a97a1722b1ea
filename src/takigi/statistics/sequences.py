"""くり返し見てよい幅: limits for a share that stay honest however often somebody looks (confidence sequence).

Looking at an ordinary interval every month for two years is wrong in one stable town out of five. A value p is kept
while ln B(k+1, n-k+1) - [k ln p + (n-k) ln(1-p)] < ln(1/α): the uniform mixture martingale (Robbins 1970; Ville's
inequality). The price is width. Use it, or fix the dates of review beforehand.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, xlog1py, xlogy

from takigi.statistics.arrays import NoAnswer, alike
from takigi.statistics.proportions import Interval, x_of_n
from takigi.statistics.shapes import Bools, Floats

# Halvings of an interval of length one until it is shorter than a double can tell.
HALVINGS = 60


def share_sequence(x: npt.ArrayLike, n: npt.ArrayLike, *, alpha: float = 0.05) -> Interval:
    """Limits for the share behind x of n, valid at all looks together; cumulative counts, any shape. 0 … 1 at n = 0.

    >>> [round(float(limit), 2) for limit in share_sequence(43, 72)]
    [0.41, 0.76]
    """
    if not 0 < alpha < 1:
        raise NoAnswer(f"誤りを許す割合は、0.05 のように0と1のあいだで渡してください（いまは{alpha:g}）。")
    hits, people = x_of_n(x, n)
    middle = np.where(people > 0, hits / np.maximum(people, 1), 0.5)
    lower = _edge(hits, people, inside=middle, outside=np.zeros_like(middle), alpha=alpha)
    upper = _edge(hits, people, inside=middle, outside=np.ones_like(middle), alpha=alpha)
    unknown = np.isnan(hits) | np.isnan(people)
    return Interval(np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper))


def is_kept(p: npt.ArrayLike, x: npt.ArrayLike, n: npt.ArrayLike, *, alpha: float = 0.05) -> Bools:
    """Whether a share p is still possible after x of n."""
    share, hits, people = alike(p=p, x=x, n=n)
    evidence = betaln(hits + 1, people - hits + 1) - xlogy(hits, share) - xlog1py(people - hits, -share)
    kept: Bools = np.asarray(evidence < np.log(1 / alpha))
    return kept


def looks(x: npt.ArrayLike, n: npt.ArrayLike, *, alpha: float = 0.05) -> Interval:
    """Limits after each month, (…, time), from monthly counts; once a value is excluded it stays so.

    A month without a record (NaN in either) adds nothing: people whose answers are not known yet are not people who said no."""
    hits, people = alike(x=x, n=n)
    known = ~np.isnan(hits) & ~np.isnan(people)
    hits, people = (np.cumsum(np.where(known, part, 0), axis=-1) for part in (hits, people))
    now = share_sequence(hits, people, alpha=alpha)
    return Interval(np.maximum.accumulate(now.lower, axis=-1), np.minimum.accumulate(now.upper, axis=-1))


def _edge(hits: Floats, people: Floats, *, inside: Floats, outside: Floats, alpha: float) -> Floats:
    """Where kept turns into excluded between `inside` (always kept) and `outside`, by halving."""
    for _ in range(HALVINGS):
        half = (inside + outside) / 2
        kept = is_kept(half, hits, people, alpha=alpha)
        inside, outside = np.where(kept, half, inside), np.where(kept, outside, half)
    return outside
