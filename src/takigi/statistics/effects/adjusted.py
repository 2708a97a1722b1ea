"""調整した比較: the raw difference, weights, matching, regression and AIPW, each under its own name and never merged."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Flags, Floats, NoAnswer, columns, floats, one_of_words, same_length
from takigi.statistics.claims import Grade
from takigi.statistics.effects.estimate import Estimate, estimated
from takigi.statistics.effects.matching import nearest_neighbours
from takigi.statistics.effects.propensity import PropensityScores, Target, propensity_scores, two_arms, weights
from takigi.statistics.effects.protocol import OpenedProtocol
from takigi.statistics.effects.regression import Fit, Robust, least_squares, with_constant

# One person has no spread, and a width without it would be a false promise.
FEWEST_IN_AN_ARM = 2


@dataclass(frozen=True)
class Groups:
    """比べる2つの群: outcome (n,), treated (n,), x (n, p) known at time zero, without a constant and without a redundant level."""

    outcome: Floats
    treated: Flags
    x: Floats

    @classmethod
    def of(cls, outcome: npt.ArrayLike, treated: npt.ArrayLike, x: npt.ArrayLike | None = None) -> "Groups":
        """Checks lengths, gaps and that both arms have two people or more. Raises NoAnswer."""
        y = floats(outcome, "結果の指標")
        people = same_length(結果=y, 受けたかどうか=np.asarray(treated))
        sides = two_arms(treated)
        if min(sides.sum(), (~sides).sum()) < FEWEST_IN_AN_ARM:
            raise NoAnswer(
                f"受けた方が{int(sides.sum())}人、受けなかった方が{int((~sides).sum())}人です。"
                "1人だけの群では、人による違いが分からないため、幅を出せません。"
            )
        return cls(y, sides, np.empty((people, 0)) if x is None else columns(x, "そろえる項目", rows=people))


def raw_difference(protocol: OpenedProtocol, groups: Groups, *, robust: Robust = "HC2") -> Estimate:
    """Difference of the two means; HC2 is the two-sample error with unequal variances (Welch)."""
    fit = least_squares(with_constant(groups.treated[:, None].astype(float)), groups.outcome, robust=robust)
    return _told(protocol, groups, "そのままの差", Target.ATT, _second(fit), adjusted=False)


def regression_adjusted(protocol: OpenedProtocol, groups: Groups, *, robust: Robust = "HC2") -> Estimate:
    """Coefficient of having received in a least-squares regression with x."""
    design = with_constant(np.column_stack((groups.treated.astype(float), groups.x)))
    fit = least_squares(design, groups.outcome, robust=robust)
    return _told(protocol, groups, "回帰による調整", Target.ATE, _second(fit))


def weighted_difference(protocol: OpenedProtocol, groups: Groups, *, target: Target = Target.ATT) -> Estimate:
    """Hajek means with propensity weights (IPTW). The error is that of the stacked equations: the score is known to be estimated."""
    one_of_words(target, tuple(Target), "target")
    target, scores = Target[target], propensity_scores(groups.treated, groups.x)
    w = weights(scores, target)
    means = [float(np.average(groups.outcome[side], weights=w[side])) for side in (scores.treated, ~scores.treated)]
    influence = _hajek(groups, scores, target, means)
    return _told(protocol, groups, "傾向スコアの重み付け", target, (means[0] - means[1], _spread_of_mean(influence)))


def _hajek(groups: Groups, scores: PropensityScores, target: Target, means: list[float]) -> Floats:
    """Each one's part of the weighted difference, with the part that goes through the fitted score, shape (n,)."""
    e, t, w = scores.score, scores.treated, weights(scores, target)
    part, slope = np.zeros_like(e), np.zeros(scores.design.shape[1])
    # How the weights of the treated and of the others move with the linear predictor.
    moves = {
        Target.ATT: (0 * e, e / (1 - e)),
        Target.ATE: (-(1 - e) / e, e / (1 - e)),
        Target.ATC: (-(1 - e) / e, 0 * e),
        Target.ATO: (-e * (1 - e), e * (1 - e)),
    }[target]
    for side, mean, sign, move in zip((t, ~t), means, (1, -1), moves, strict=True):
        gap = np.where(side, groups.outcome - mean, 0.0)
        size = w[side].mean() * side.mean()
        part += sign * w * gap / size
        slope += sign * (scores.design * (move * gap)[:, None]).mean(axis=0) / size
    return np.asarray(part + scores.score_influence @ slope)


def _spread_of_mean(influence: Floats) -> float:
    return float(np.sqrt((influence**2).mean() / len(influence)))


def matched_difference(
    protocol: OpenedProtocol,
    groups: Groups,
    *,
    with_regression: bool = False,
    caliper: float | None = None,
    both_sides: bool = False,
) -> Estimate:
    """Mean difference of nearest-neighbour pairs, or the regression with x inside them; errors by pairs.

    `caliper` and `both_sides` as in `nearest_neighbours`.
    """
    scores = propensity_scores(groups.treated, groups.x)
    pairs = nearest_neighbours(scores, caliper=caliper, both_sides=both_sides)
    if len(pairs.treated) < 2:
        raise NoAnswer("組が1つしかできないため、幅を出せません。")
    rows = pairs.rows
    pieces = [groups.treated[rows, None].astype(float)] + ([groups.x[rows]] if with_regression else [])
    # A column that no longer varies among the matched says nothing there.
    design = np.column_stack(pieces)
    design = with_constant(design[:, np.ptp(design, axis=0) > 0])
    names = np.tile(np.arange(len(pairs.treated)), 2)
    fit = least_squares(design, groups.outcome[rows], clusters=names)
    method = "似た方との組と回帰" if with_regression else "似た方との組"
    matched = Groups(groups.outcome[rows], groups.treated[rows], groups.x[rows])
    return _told(protocol, matched, method, Target.ATT, _second(fit))


def doubly_robust(protocol: OpenedProtocol, groups: Groups, *, target: Target = Target.ATE) -> Estimate:
    """AIPW (Robins et al. 1994): psi = m1 - m0 + T(Y-m1)/e - (1-T)(Y-m0)/(1-e); the estimate is its mean, the error sd/sqrt(n).

    Outcome models: least squares on x within each arm. Target ATE or ATT.
    """
    one_of_words(target, tuple(Target), "target")
    target, scores = Target[target], propensity_scores(groups.treated, groups.x)
    e, t, y = scores.score, scores.treated, groups.outcome
    m1, m0 = (_arm_model(scores.design, y, side) for side in (t, ~t))
    if target is Target.ATE:
        psi = m1 - m0 + t * (y - m1) / e - ~t * (y - m0) / (1 - e)
        value = float(psi.mean())
        answer = value, float(psi.std(ddof=1) / np.sqrt(len(y)))
        return _told(protocol, groups, "二重に備えた調整（AIPW）", target, answer)
    if target is not Target.ATT:
        raise NoAnswer("この方法は、全員についてか、受けた方についてだけ計算できます。")
    share = t.mean()
    psi = (t - ~t * e / (1 - e)) * (y - m0) / share
    value = float(psi.mean())
    return _told(
        protocol, groups, "二重に備えた調整（AIPW）", target, (value, _spread_of_mean(psi - t * value / share))
    )


def _arm_model(design: Floats, y: Floats, side: Flags) -> Floats:
    """Predictions for everybody from one arm's regression. Raises NoAnswer when the arm is too small for x."""
    if side.sum() <= design.shape[1]:
        raise NoAnswer(
            f"片方の群が{int(side.sum())}人では、{design.shape[1] - 1}個の項目をそろえられません。項目を減らしてください。"
        )
    inside = design[side]
    varies = np.ptp(inside, axis=0) > 0
    varies[0] = True
    return np.asarray(design[:, varies] @ least_squares(inside[:, varies], y[side]).coefficient)


def _second(fit: Fit) -> tuple[float, float]:
    """Coefficient and error of having received, the column after the constant."""
    return float(fit.coefficient[1]), float(fit.se[1])


def _told(
    protocol: OpenedProtocol,
    groups: Groups,
    method: str,
    target: Target,
    answer: tuple[float, float],
    *,
    adjusted: bool = True,
) -> Estimate:
    return estimated(
        protocol,
        method=method,
        estimand=target.label,
        value=answer[0],
        se=answer[1],
        people=len(groups.outcome),
        without_lot=Grade.C if adjusted else Grade.B,
    )
