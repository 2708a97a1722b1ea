"""アンケートの尺度: the whole distribution, the share of top answers, and paired answers before and after.

The distance between 「ややそう思う」 and 「そう思う」 is nobody's knowledge, so answers are counted, not averaged; below
ten people not at all averaged. How many were asked stands beside how many answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from takigi.statistics.arrays import NoAnswer, numbers
from takigi.statistics.before_after import two_sided
from takigi.statistics.proportions import Interval, wilson
from takigi.statistics.shapes import Floats, Ints

FEWEST_FOR_A_MEAN = 10


@dataclass(frozen=True, eq=False)
class Distribution:
    """答えの分布: how many chose each level, from the lowest to the highest."""

    levels: tuple[str, ...]
    counts: Ints
    asked: int
    top: int  # people with one of the top answers
    top_interval: Interval  # Wilson, of those who answered

    @property
    def answered(self) -> int:
        """People with an answer."""
        return int(self.counts.sum())


def _given(answers: Sequence[float | None]) -> list[float]:
    """Those who answered; None and NaN are no answer."""
    return [answer for answer in answers if answer is not None and answer == answer]  # noqa: PLR0124  # NaN alone differs from itself


def distribution(
    answers: Sequence[float | None], levels: Sequence[str], *, asked: int | None = None, top_levels: int = 1
) -> Distribution:
    """Count answers 1 … k for the k levels; None is no answer. asked: people who were asked, if more than listed."""
    given = _given(answers)
    if any(answer not in range(1, len(levels) + 1) for answer in given):
        raise NoAnswer(f"答えは1から{len(levels)}までの段階で渡してください。")
    people = len(answers) if asked is None else asked
    if people < len(given):
        raise NoAnswer(f"たずねた人数（{people}人）より、答えた人数（{len(given)}人）が多くなっています。")
    counts = np.bincount(np.array(given, dtype=np.int64), minlength=len(levels) + 1)[1:]
    top = int(counts[len(levels) - top_levels :].sum())
    return Distribution(tuple(levels), counts, people, top, wilson(top, len(given)))


def mean_answer(answers: Sequence[float | None]) -> float:
    """The average, where a form asks for one. Raises NoAnswer below ten people."""
    given = _given(answers)
    if len(given) < FEWEST_FOR_A_MEAN:
        raise NoAnswer(f"答えた方が{len(given)}人のため、平均は出しません。どの答えが何人かを見てください。")
    return float(np.mean(given))


@dataclass(frozen=True)
class PairedChange:
    """同じ方の前と後: people whose answer went up, stayed, went down, and exact two-sided p-values."""

    up: int
    same: int
    down: int
    unpaired: int  # people with only one of the two answers
    sign_p: float
    wilcoxon_p: float  # takes the size of the steps for comparable; NaN above 200 pairs that changed


def paired_change(before: Sequence[float | None], after: Sequence[float | None]) -> PairedChange:
    """Compare answers of the same people, in the same order; None or NaN is no answer."""
    if len(before) != len(after):
        raise NoAnswer(f"前（{len(before)}人）と後（{len(after)}人）の人数が違います。同じ方どうしを並べてください。")
    first, second = _numbers(before), _numbers(after)
    paired = ~(np.isnan(first) | np.isnan(second))
    step = (second - first)[paired]
    up, down = int((step > 0).sum()), int((step < 0).sum())
    return PairedChange(
        up=up,
        same=int(step.size) - up - down,
        down=down,
        unpaired=int((~paired).sum()),
        sign_p=float(two_sided(up, up + down, 0.5)),
        wilcoxon_p=_signed_rank_p(step[step != 0]),
    )


def _numbers(answers: Sequence[float | None]) -> Floats:
    return numbers([np.nan if answer is None else answer for answer in answers], "答え")


def _signed_rank_p(step: npt.NDArray[np.float64], *, most: int = 200) -> float:
    """Exact signed-rank p, ties included: every pattern of signs is equally likely, so the sums are counted."""
    if step.size > most:
        return float("nan")
    ranks = np.rint(2 * rankdata(np.abs(step))).astype(np.int64)
    ways = np.zeros(int(ranks.sum()) + 1)
    ways[0] = 1
    for rank in ranks:
        ways[rank:] = ways[rank:] / 2 + ways[: ways.size - rank] / 2
        ways[:rank] /= 2
    seen = int(ranks[step > 0].sum())
    return float(min(1.0, 2 * min(ways[: seen + 1].sum(), ways[seen:].sum())))
