"""戻った方に多い経過: what past closed cases have in common, by L2 logistic regression of a few stated items (evidence.md 6).

It speaks of groups and never of one person: there is no function that gives somebody a probability. The outcome is that the
goal was reached where support was offered, not that staff chose somebody: a model of what was chosen learns 「もう年だから」.
Below 250 closed cases nothing is fitted, and counts of similar cases are shown instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from takigi.statistics.arrays import Flags, Floats, NoAnswer, columns, flags, numbers
from takigi.statistics.effects.regression import logistic, with_constant
from takigi.statistics.proportions import Interval, wilson
from takigi.statistics.sample_size import NO_MODEL_BELOW, model_stage

FEWEST_ITEMS, MOST_ITEMS = 3, 6
# Squares of standardised coefficients are charged with this much, chosen by ten folds.
PENALTIES = np.geomspace(0.1, 1000, 13)
FOLDS, STEPS, BANDS, FEWEST = 10, 60, 5, 10
AFTER = "似た経過の方の数です。ひとりの方の見込みではありません。申請やサービスを断る理由には使えません。"


@dataclass(frozen=True)
class Band:
    """見込みの近い方々: people, how many of them were expected to return, how many did, and the width of that share."""

    people: int
    expected: float
    returned: int
    interval: Interval


@dataclass(frozen=True)
class ReturnModel:
    """当てはめの結果. coefficient: (k,), for one standard deviation of each item; above 0 more of them returned.

    auc, slope: corrected for what a model sees in its own cases (bootstrap); a slope of 1 is honest, below it too sure of itself.
    """

    names: tuple[str, ...]
    coefficient: Floats
    penalty: float
    people: int
    returned: int
    apparent_auc: float
    auc: float
    slope: float
    bands: tuple[Band, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the page says: how many, how well it tells them apart, what it may not be used for."""
        return (
            model_stage(self.people),
            f"終結した{self.people:,}件のうち{self.returned:,}件が戻りました。",
            f"戻った方とそうでない方の一組を、{100 * self.auc:.0f}%の割合で正しく並べます（50%なら、くじと同じ）。",
            AFTER,
        )


def fit_return_model(
    items: npt.ArrayLike, returned: npt.ArrayLike, names: Sequence[str], *, seed: int, draws: int = 100
) -> ReturnModel:
    """items: (n, k), 3 to 6 stated items known at the start. returned: (n,), yes or no. Raises NoAnswer below 250 closed cases,
    for another number of items, an item that is the same for all, or an outcome that is.
    """
    given = numbers(items, "項目")
    if len(given) < NO_MODEL_BELOW:
        raise NoAnswer(model_stage(len(given)))
    x, y = columns(given, "項目", rows=len(given)), flags(returned, "戻ったかどうか", rows=len(given))
    if not FEWEST_ITEMS <= x.shape[1] <= MOST_ITEMS or len(names) != x.shape[1]:
        raise NoAnswer(
            f"項目は{FEWEST_ITEMS}つから{MOST_ITEMS}つまで、名前を付けて渡してください（いまは{x.shape[1]}つ）。"
        )
    if y.all() or not y.any() or (np.ptp(x, axis=0) == 0).any():
        raise NoAnswer("全員が同じ値の項目があるか、全員が同じ結果です。比べようがありません。")
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    rng = np.random.default_rng(seed)
    penalty = _penalty(x, y, rng.permutation(len(y)) % FOLDS)
    beta = _ridge(x, y, penalty)
    line = with_constant(x) @ beta
    apparent, (optimism, slope) = _auc(line, y), _corrected(x, y, penalty, rng, draws)
    return ReturnModel(
        tuple(names),
        beta[1:],
        penalty,
        len(y),
        int(y.sum()),
        apparent,
        apparent - optimism,
        slope,
        tuple(_bands(line, y)),
    )


def _ridge(x: Floats, y: Flags, penalty: float) -> Floats:
    """Newton's steps; the constant is not charged. With a charge there is always one answer."""
    design = with_constant(x)
    charge = np.diag([0.0, *np.full(x.shape[1], penalty)])
    beta = np.zeros(design.shape[1])
    for _ in range(STEPS):
        mean = 1 / (1 + np.exp(-design @ beta))
        slope = design.T @ (y - mean) - charge @ beta
        move = np.linalg.solve((design * (mean * (1 - mean))[:, None]).T @ design + charge, slope)
        beta = beta + move
        if np.abs(move).max() < 1e-10:
            return beta
    raise NoAnswer("計算が落ち着きませんでした。項目を減らしてください。")


def _penalty(x: Floats, y: Flags, fold: npt.NDArray[np.int64]) -> float:
    """The charge with which those left out are told best; of equals the larger."""

    def missed(penalty: float) -> float:
        told = 0.0
        for one in range(FOLDS):
            line = with_constant(x[fold == one]) @ _ridge(x[fold != one], y[fold != one], penalty)
            told += float(np.logaddexp(0, np.where(y[fold == one], -line, line)).sum())
        return told

    return float(min(PENALTIES[::-1], key=missed))


def _auc(line: Floats, y: Flags) -> float:
    inside, outside = int(y.sum()), int((~y).sum())
    return float((rankdata(line)[y].sum() - inside * (inside + 1) / 2) / (inside * outside))


def _corrected(x: Floats, y: Flags, penalty: float, rng: np.random.Generator, draws: int) -> tuple[float, float]:
    """How much too good the model looks to itself, and its calibration slope among others (Harrell's bootstrap)."""
    optimism, slopes = [], []
    for _ in range(draws):
        some = rng.integers(0, len(y), len(y))
        if y[some].all() or not y[some].any():
            continue
        beta = _ridge(x[some], y[some], penalty)
        own, all_lines = with_constant(x[some]) @ beta, with_constant(x) @ beta
        optimism.append(_auc(own, y[some]) - _auc(all_lines, y))
        slopes.append(float(logistic(with_constant(all_lines[:, None]), y.astype(float)).coefficient[1]))
    return float(np.mean(optimism)), float(np.mean(slopes))


def _bands(line: Floats, y: Flags) -> list[Band]:
    """Five groups from the least to the most expected; none of fewer than ten people."""
    share = 1 / (1 + np.exp(-line))
    parts = [part for part in np.array_split(np.argsort(line, kind="stable"), BANDS) if len(part) >= FEWEST]
    return [
        Band(len(part), float(share[part].sum()), int(y[part].sum()), wilson(int(y[part].sum()), len(part)))
        for part in parts
    ]
