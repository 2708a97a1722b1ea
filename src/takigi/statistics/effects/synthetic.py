"""合成の比較地区: a mixture of other areas that moved like ours before, by non-negative least squares; inference by placebos."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from takigi.statistics.arrays import Floats, NoAnswer, columns, floats, numbers
from takigi.statistics.claims import Grade
from takigi.statistics.effects.estimate import Estimate, estimated
from takigi.statistics.effects.protocol import OpenedProtocol, check_opened

# Relative to the largest squared norm of a donor: how far from the optimum an answer may be.
OPTIMAL = 1e-7
# A mixture that misses ours before the start by more than this share of its own movement is no stand-in for it.
POOR_FIT = 0.5
# With three others a rank says no more than one in four.
LEAST_OTHERS = 3
# Gaps below this share of the largest number are rounding.
NO_GAP = 1e-9
NOT_ARRIVED = "重みの計算が最適な点に届きませんでした。比べる地区か期間を見直してください。"


@dataclass(frozen=True)
class SyntheticControl:
    """合成の比較地区の結果. weights: share of each donor, in the order of `donors`, summing to 1. gap: (periods,), ours minus the mixture.

    fit_before, fit_after: root mean squared gap. ratio: after / before, what the placebos are ranked by. rank: 1 when ours is the
    largest of `compared` areas, ties against ours; p_value: rank / compared, never below 1 / compared.
    """

    donors: tuple[str, ...]
    weights: Floats
    mixture: Floats
    gap: Floats
    fit_before: float
    fit_after: float
    ratio: float
    placebo_ratios: Floats
    rank: int
    compared: int
    p_value: float
    is_poor_fit: bool
    estimate: Estimate

    @property
    def sentence(self) -> str:
        """What the page says beside the picture."""
        told = f"同じ計算を{self.compared}地区すべてで行うと、この地区の差は大きい方から{self.rank}番目です。"
        poor = "始める前の動きをよく再現できていないため、差の大きさは読めません。" if self.is_poor_fit else ""
        return told + poor


def simplex_weights(donors: Floats, target: Floats) -> Floats:
    """Weights >= 0 with sum 1 that bring donors @ w nearest to target. donors: (rows, k), target: (rows,), shape (k,).

    With w on the simplex the miss is B w, B = donors - target; the minimiser of |B u|² + (sum u - 1)² over u >= 0 is a multiple of the
    wanted w, so that one call of NNLS is exact. Whether it arrived is checked by the optimality conditions: a solver that stops at
    equal weights without a word once gave a badly wrong gap. Raises NoAnswer when it did not arrive.
    """
    missed = donors - target[:, None]
    scale = float(np.abs(missed).max())
    if scale == 0:
        return np.full(donors.shape[1], 1 / donors.shape[1])
    b = missed / scale
    rows, wanted = np.vstack((b, np.ones(b.shape[1]))), np.append(np.zeros(len(b)), 1.0)
    try:
        solution, _ = nnls(rows, wanted, maxiter=50 * b.shape[1] + 100)
    except RuntimeError as stuck:
        raise NoAnswer(NOT_ARRIVED) from stuck
    weights = np.asarray(solution / solution.sum())
    slope = b.T @ (b @ weights)
    if slope.min() < float(weights @ slope) - OPTIMAL * max(1.0, float((b**2).sum(axis=0).max())):
        raise NoAnswer(NOT_ARRIVED)
    return weights


def synthetic_control(
    protocol: OpenedProtocol,
    outcome: npt.ArrayLike,
    *,
    names: Sequence[str],
    ours: str,
    before: int,
    matched_on: npt.ArrayLike | None = None,
    importance: npt.ArrayLike | None = None,
) -> SyntheticControl:
    """Compares one area with a mixture of others (Abadie et al. 2010), matched on the outcome of every period before the start.

    outcome: (areas, periods), without gaps. names: (areas,). ours: the area that started. before: number of periods before the start.
    matched_on: (areas, k), what the mixture is to be like instead of those outcomes, each item told in standard deviations between
    the areas; importance: (k,), how much each counts, all alike unless said.
    Placebos: each other area in turn, with ours left out. Raises NoAnswer for fewer than three others, two periods before or one after.
    """
    check_opened(protocol)
    table = numbers(outcome, "結果の指標")
    _check_table(table, names, ours, before)
    alike = table[:, :before] if matched_on is None else _items(matched_on, importance, areas=len(names))
    us = list(names).index(ours)
    others = [k for k in range(len(names)) if k != us]
    weights, gap = _gap(table, alike, us, others)
    size = float(np.abs(table).max())
    placebos = np.array([_ratio(_gap(table, alike, k, [o for o in others if o != k])[1], before, size) for k in others])
    own = _ratio(gap, before, size)
    # Areas with the same ratio as ours count as larger: where nothing moved anywhere ours is no exception.
    rank = 1 + int((placebos >= own).sum())
    fit = float(np.sqrt((gap[:before] ** 2).mean()))
    return SyntheticControl(
        donors=tuple(names[k] for k in others),
        weights=weights,
        mixture=table[us] - gap,
        gap=gap,
        fit_before=fit,
        fit_after=float(np.sqrt((gap[before:] ** 2).mean())),
        ratio=own,
        placebo_ratios=placebos,
        rank=rank,
        compared=len(names),
        p_value=rank / len(names),
        is_poor_fit=fit > POOR_FIT * float(table[us, :before].std()) and fit > 0,
        estimate=estimated(
            protocol,
            method="合成の比較地区",
            estimand="始めた地区の、始めた後の平均の差",
            value=float(gap[before:].mean()),
            se=float("nan"),
            people=len(names),
            at_most=Grade.C,
            why_no_error="1地区だけの比較なので、幅ではなく、ほかの地区での順位を示します。",
        ),
    )


def _check_table(table: Floats, names: Sequence[str], ours: str, before: int) -> None:
    if table.ndim != 2 or table.shape[0] != len(names) or not np.isfinite(table).all():
        raise NoAnswer("地区×時期の表に、欠けか行の過不足があります。全地区の全時期をそろえてください。")
    if ours not in names or len(set(names)) != len(names):
        raise NoAnswer(f"「{ours}」が地区の一覧にないか、同じ名前の地区が2つあります。")
    if len(names) < 1 + LEAST_OTHERS:
        raise NoAnswer(f"比べる地区が少なすぎます。少なくとも{LEAST_OTHERS}つのほかの地区が要ります。")
    if before < 2 or table.shape[1] - before < 1:
        raise NoAnswer(
            f"始める前が{before}期、後が{table.shape[1] - before}期です。前は2期以上、後は1期以上が要ります。"
        )


def _items(matched_on: npt.ArrayLike, importance: npt.ArrayLike | None, *, areas: int) -> Floats:
    """(areas, k), each item in standard deviations, times the root of its importance: squared misses then weigh as told."""
    items = columns(matched_on, "そろえる項目", rows=areas)
    spread = items.std(axis=0, ddof=1)
    if (spread == 0).any():
        raise NoAnswer("どの地区も同じ値の項目があります。比べる役に立たないので、その項目を外してください。")
    counts = np.ones(items.shape[1]) if importance is None else floats(importance, "項目の重み")
    if len(counts) != items.shape[1] or (counts < 0).any() or not counts.any():
        raise NoAnswer("項目の重みは、項目の数だけ、0以上で渡してください。")
    return np.asarray(items / spread * np.sqrt(counts))


def _gap(table: Floats, alike: Floats, us: int, others: list[int]) -> tuple[Floats, Floats]:
    weights = simplex_weights(alike[others].T, alike[us])
    return weights, np.asarray(table[us] - table[others].T @ weights)


def _ratio(gap: Floats, before: int, size: float) -> float:
    """After over before; an area that its mixture reproduces exactly counts as infinitely far once it moves at all."""
    first, later = (float(np.sqrt((part**2).mean())) for part in (gap[:before], gap[before:]))
    # What is left of an exact fit is the last digit of floating point, and a ratio of such digits means nothing.
    nothing = NO_GAP * size
    if first > nothing:
        return later / first
    return float("inf") if later > nothing else 0.0
