"""前後の問い: one question fixed beforehand, so many months before against so many after, answered once and exactly.

Given both months' total the later count is binomial with the share of time (Przyborowski & Wilenski 1940). The answer
says whether the number changed, never why: a difference before and after is no effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, poisson

from takigi.statistics.arrays import NoAnswer, numbers, whole
from takigi.statistics.proportions import Interval
from takigi.statistics.rates import rate_ratio
from takigi.statistics.shapes import Floats, Ints

MONTHS, ALPHA, POWER = 12, 0.05, 0.8
# Longer than this nobody waits: the question is then not for one town.
LONGEST = 240


@dataclass(frozen=True)
class Question:
    """前もって決めた問い: the month in which something changes, and how many months are counted on each side."""

    changes_on: date
    decided_on: date
    months_before: int = MONTHS
    months_after: int = MONTHS
    alpha: float = ALPHA

    @property
    def is_fixed_beforehand(self) -> bool:
        """Whether it was written down before the first month after the change began."""
        return self.decided_on <= self.changes_on


@dataclass(frozen=True)
class Answer:
    """答え: counts on both sides, the exact p-value, and the ratio of the monthly numbers with its 95 % limits."""

    before: int
    after: int
    months_before: int
    months_after: int
    p_value: float
    is_different: bool
    ratio: float  # NaN when there was nothing before
    limits: tuple[float, float]
    is_fixed_beforehand: bool


def answer(question: Question, before: Sequence[float], after: Sequence[float]) -> Answer:
    """Count both sides and test. Monthly counts, in order; NaN is a month without a record.

    Raises NoAnswer while a month is missing or not yet over: a question fixed beforehand is not answered early.
    """
    known = [_total(before, question.months_before, "前"), _total(after, question.months_after, "後")]
    p = float(p_value(known[0], known[1], months_before=question.months_before, months_after=question.months_after))
    ratio, limits = rate_ratio(known[1], question.months_after, known[0], question.months_before)
    return Answer(
        before=known[0],
        after=known[1],
        months_before=question.months_before,
        months_after=question.months_after,
        p_value=p,
        is_different=p < question.alpha,
        ratio=float(ratio) if np.isfinite(ratio) else float("nan"),
        limits=_pair(limits),
        is_fixed_beforehand=question.is_fixed_beforehand,
    )


def _total(months: Sequence[float], wanted: int, side: str) -> int:
    counts = numbers(months, f"{side}の月ごとの件数")
    recorded = int((~np.isnan(counts)).sum())
    if counts.size != wanted or recorded != wanted:
        raise NoAnswer(
            f"{side}の{wanted}か月のうち{recorded}か月分しか記録がありません。そろってから答えを出してください。"
        )
    if ((counts < 0) | (counts != np.floor(counts)) | np.isinf(counts)).any():
        raise NoAnswer("件数は0以上の整数で渡してください。")
    return int(counts.sum())


def _pair(limits: Interval) -> tuple[float, float]:
    return float(limits.lower), float(limits.upper)


def p_value(
    before: npt.ArrayLike, after: npt.ArrayLike, *, months_before: float = MONTHS, months_after: float = MONTHS
) -> Floats:
    """Exact two-sided p for totals on both sides, any shape: splits as unlikely as this one or more so. 1 for 0 and 0."""
    first, second = np.broadcast_arrays(whole(before, "前の件数"), whole(after, "後の件数"))
    if ((first < 0) | (second < 0)).any():
        raise NoAnswer("件数は0以上の整数で渡してください。")
    if not (months_before > 0 and months_after > 0):
        raise NoAnswer("前と後の月の数は、どちらも0より大きくしてください。")
    return two_sided(second, first + second, months_after / (months_before + months_after))


def two_sided(count: npt.ArrayLike, total: npt.ArrayLike, share: float) -> Floats:
    """Exact p of `count` out of `total` when each falls here with chance `share`: all counts that are no likelier, any shape."""
    given, n = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(total, dtype=np.float64))
    # A count on the far side of the likeliest one is read from the other end, so that its own tail is the lower one.
    is_far = given > np.floor((n + 1) * share)
    x, chance = np.where(is_far, n - given, given), np.where(is_far, 1 - share, share)
    likeliest = np.minimum(np.floor((n + 1) * chance), n)
    # Two counts that differ by rounding only are equally likely.
    bar = binom.pmf(x, n, chance) * (1 + 1e-7)
    near, far = likeliest, n + 1
    for _ in range(int(n.max(initial=0)).bit_length() + 1):
        half = np.floor((near + far) / 2)
        is_beyond = binom.pmf(half, n, chance) <= bar
        near, far = np.where(is_beyond, near, half), np.where(is_beyond, half, far)
    p = binom.cdf(x, n, chance) + binom.sf(far - 1, n, chance)
    found: Floats = np.where(binom.pmf(likeliest, n, chance) <= bar, 1.0, np.minimum(p, 1.0))
    return found


def power_of_question(
    before_mean: float,
    after_mean: float,
    *,
    months_before: int = MONTHS,
    months_after: int = MONTHS,
    alpha: float = ALPHA,
) -> float:
    """How often the question would notice a change of the monthly mean from this to that. Exact; no simulation.

    With equal means it is how often it would cry wolf.

    >>> [round(power_of_question(3, later), 2) for later in (3, 4, 5, 6)]
    [0.04, 0.22, 0.66, 0.93]
    """
    if not (before_mean >= 0 and after_mean >= 0):
        raise NoAnswer("月の平均件数は0以上で渡してください。")
    before, after = before_mean * months_before, after_mean * months_after
    total = _likely(before + after)
    share = months_after / (months_before + months_after)
    first, last = _first_kept(total, share, alpha), total - _first_kept(total, 1 - share, alpha)
    # Given the total, the later count is binomial: what falls outside the counts that the test lets pass is noticed.
    later = after / (before + after) if before + after else 0.0
    noticed = binom.cdf(first - 1, total, later) + binom.sf(last, total, later)
    return float(poisson.pmf(total, before + after) @ noticed)


def _first_kept(total: Ints, share: float, alpha: float) -> Ints:
    """For each total the smallest count whose p-value is no less than alpha: from an even split of alpha, in single steps."""
    first: Ints = np.maximum(binom.ppf(alpha / 2, total, share), 0).astype(np.int64)
    while True:
        lower = (first > 0) & (two_sided(np.maximum(first - 1, 0), total, share) >= alpha)
        higher = two_sided(first, total, share) < alpha
        if not (lower | higher).any():
            return first
        first = first - lower + higher


def _likely(mean: float) -> Ints:
    """The counts that come up at all: the rest together are rarer than one in a hundred million."""
    return np.arange(int(poisson.ppf(1e-9, mean)), int(poisson.isf(1e-9, mean)) + 1) if mean > 0 else np.array([0])


def months_needed(
    before_mean: float, after_mean: float, *, power: float = POWER, alpha: float = ALPHA, longest: int = LONGEST
) -> int | None:
    """About how many months on each side until the question notices this change with `power`; None beyond `longest`.

    >>> months_needed(3, 5), months_needed(3, 4)
    (17, 57)
    """
    if before_mean == after_mean:
        return None
    low, high = 1, 1
    while power_of_question(before_mean, after_mean, months_before=high, months_after=high, alpha=alpha) < power:
        if high >= longest:
            return None
        low, high = high + 1, min(high * 2, longest)
    while low < high:
        half = (low + high) // 2
        if power_of_question(before_mean, after_mean, months_before=half, months_after=half, alpha=alpha) < power:
            low = half + 1
        else:
            high = half
    return low
