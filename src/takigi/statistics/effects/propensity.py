"""傾向スコア: how likely each was to receive the support, the weights that follow, balance and overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.kernel.labelled import Labelled
from takigi.statistics.arrays import Flags, Floats, NoAnswer, columns, flags, floats
from takigi.statistics.effects.regression import logistic, with_constant

# Austin 2009; evidence.md 5.4. Above it two groups still differ in what was to be evened out.
BALANCED = 0.1


class Target(Labelled):
    """だれについての平均か."""

    ATT = "ATT", "受けた方について"
    ATE = "ATE", "対象の方全員について"
    ATC = "ATC", "受けなかった方について"
    ATO = "ATO", "どちらの群にもなりえた方について"


@dataclass(frozen=True)
class PropensityScores:
    """score, treated: (n,); design: (n, p + 1), with its constant; covariance of the fitted coefficients."""

    score: Floats
    treated: Flags
    design: Floats
    covariance: Floats

    @property
    def score_influence(self) -> Floats:
        """How each one moved the fitted coefficients, shape (n, p + 1)."""
        return np.asarray((self.design * (self.treated - self.score)[:, None]) @ self.covariance * len(self.score))


def two_arms(treated: npt.ArrayLike) -> Flags:
    """The treated as yes and no; raises NoAnswer when one arm is empty."""
    row = np.asarray(treated)
    sides = flags(row, "受けたかどうか", rows=len(row))
    if sides.all() or not sides.any():
        empty = "受けなかった方" if sides.any() else "受けた方"
        raise NoAnswer(f"{empty}が0人のため、比べられません。対象の期間か条件を広げてください。")
    return sides


def propensity_scores(treated: npt.ArrayLike, x: npt.ArrayLike) -> PropensityScores:
    """Logistic regression of having received on x, (n, p) without a constant; all of x known at time zero.

    Raises NoAnswer when an arm is empty or x separates the arms.
    """
    arms = two_arms(treated)
    design = with_constant(columns(x, "そろえる項目", rows=len(arms)))
    fit = logistic(design, arms.astype(float))
    return PropensityScores(fit.fitted, arms, design, fit.covariance)


def weights(scores: PropensityScores, target: Target) -> Floats:
    """Weights that make both arms look like the target group (Rosenbaum 1987; overlap weights Li et al. 2018), shape (n,)."""
    e, t = scores.score, scores.treated
    tilt = {Target.ATT: e, Target.ATE: np.ones_like(e), Target.ATC: 1 - e, Target.ATO: e * (1 - e)}[target]
    return np.asarray(tilt / np.where(t, e, 1 - e))


@dataclass(frozen=True)
class Balance:
    """そろい具合: one item's standardised mean difference before and after, as its absolute value."""

    name: str
    before: float
    after: float

    @property
    def is_even(self) -> bool:
        """Whether the groups no longer differ in it (SMD < .1)."""
        return self.after < BALANCED


def balance(
    x: npt.ArrayLike, treated: npt.ArrayLike, names: Sequence[str], *, weight: Floats | None = None
) -> tuple[Balance, ...]:
    """SMD of every column: difference of means over the standard deviation of the treated before weighting.

    x: (n, p). A yes-or-no column uses sqrt(share (1 - share)). A column in which the treated do not vary and the others differ has
    an infinite SMD; where nobody differs it is 0.
    """
    arms = two_arms(treated)
    table = columns(x, "そろえる項目", rows=len(arms))
    even = np.ones(len(arms)) if weight is None else floats(weight, "重み")
    if len(names) != table.shape[1] or len(even) != len(arms):
        raise NoAnswer(f"名前は項目の数（{table.shape[1]}）だけ、重みは人数（{len(arms)}）だけ渡してください。")
    spread = _spread(table, arms)
    before, after = (_gap(table, arms, row) for row in (np.ones(len(arms)), even))
    with np.errstate(divide="ignore", invalid="ignore"):
        raw, adjusted = (np.where(gap == 0, 0.0, gap / spread) for gap in (before, after))
    return tuple(Balance(name, float(b), float(a)) for name, b, a in zip(names, raw, adjusted, strict=True))


def _spread(table: Floats, arms: Flags) -> Floats:
    inside = table[arms]
    is_share = np.isin(table, (0, 1)).all(axis=0)
    share = inside.mean(axis=0)
    deviation = inside.std(axis=0, ddof=1) if len(inside) > 1 else np.zeros(table.shape[1])
    return np.asarray(np.where(is_share, np.sqrt(np.maximum(share * (1 - share), 0)), deviation))


def _gap(table: Floats, arms: Flags, weight: Floats) -> Floats:
    sides = [np.average(table[side], axis=0, weights=weight[side]) for side in (arms, ~arms)]
    return np.asarray(np.abs(sides[0] - sides[1]))


@dataclass(frozen=True)
class Overlap:
    """重なり: the range of scores that both arms have, who is outside it, and how many people the weights leave of each arm.

    effective: (treated, others), Kish's (sum w)² / sum w².
    """

    lower: float
    upper: float
    treated_outside: int
    others_outside: int
    effective_treated: float
    effective_others: float

    @property
    def sentence(self) -> str:
        """What the page says beside every weighted result."""
        outside = self.treated_outside + self.others_outside
        told = "全員が重なる範囲にいます。" if not outside else f"比べる相手のいない方が{outside}人います。"
        return f"{told}重み付けの後に残る情報は、受けた方{self.effective_treated:.0f}人分、比べる方{self.effective_others:.0f}人分です。"


def overlap(scores: PropensityScores, target: Target) -> Overlap:
    """Whether the two arms can be compared at all; raises NoAnswer when no score lies in both."""
    t, e, w = scores.treated, scores.score, weights(scores, target)
    lower, upper = max(e[t].min(), e[~t].min()), min(e[t].max(), e[~t].max())
    if lower > upper:
        raise NoAnswer("2つの群の傾向スコアに重なりがありません。同じくらい受けやすかった方どうしで比べられません。")
    outside = (e < lower) | (e > upper)
    kish = [float(w[side].sum() ** 2 / (w[side] ** 2).sum()) for side in (t, ~t)]
    return Overlap(float(lower), float(upper), int((outside & t).sum()), int((outside & ~t).sum()), kish[0], kish[1])
