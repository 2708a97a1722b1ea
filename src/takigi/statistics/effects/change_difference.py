"""変化の差: how much more one group changed than another, plainly or among areas alike in given items, with each area's influence."""

import numpy as np

from takigi.statistics.arrays import Flags, Floats, NoAnswer
from takigi.statistics.effects.regression import least_squares, logistic, with_constant


def plain_difference(change: Floats, own: Flags, other: Flags) -> tuple[float, Floats]:
    """Mean change of `own` minus that of `other`, and each unit's influence on it; all (n,)."""
    value = float(change[own].mean() - change[other].mean())
    return value, _mean_influence(change, own) - _mean_influence(change, other)


def _mean_influence(values: Floats, side: Flags) -> Floats:
    return np.asarray(np.where(side, (values - values[side].mean()) / side.mean(), 0.0))


def alike_difference(change: Floats, own: Flags, other: Flags, x: Floats) -> tuple[float, Floats]:
    """The same among units alike in x, (n, k): doubly robust (Sant'Anna & Zhao 2020, panel), for trends that depend on x.

    Right when either the outcome regression of `other` or the propensity score is. Raises NoAnswer when a group is too small for
    x or x separates the groups.
    """
    inside = own | other
    table = with_constant(x[inside])
    varies = np.ptp(table, axis=0) > 0
    varies[0] = True
    design, y, d = table[:, varies], change[inside], own[inside].astype(float)
    if min(d.sum(), (1 - d).sum()) <= design.shape[1]:
        raise NoAnswer("始めた地区か比べる地区が、そろえる項目の数に比べて少なすぎます。項目を減らしてください。")
    score = logistic(design, d)
    e = score.fitted
    outcome = least_squares(design[d == 0], y[d == 0])
    missed = y - design @ outcome.coefficient
    weight = e * (1 - d) / (1 - e)
    eta1, eta0 = float(np.average(missed, weights=d)), float(np.average(missed, weights=weight))
    # How each unit moved the outcome regression and the propensity score.
    bread = np.linalg.inv((design * (1 - d)[:, None]).T @ design / len(d))
    by_outcome = (design * ((1 - d) * missed)[:, None]) @ bread
    by_score = (design * (d - e)[:, None]) @ score.covariance * len(d)
    first = d * (missed - eta1) - by_outcome @ (design * d[:, None]).mean(axis=0)
    second = weight * (missed - eta0) + by_score @ (design * (weight * (missed - eta0))[:, None]).mean(axis=0)
    second -= by_outcome @ (design * weight[:, None]).mean(axis=0)
    influence = np.zeros(len(change))
    influence[inside] = (first / d.mean() - second / weight.mean()) * len(change) / len(d)
    return eta1 - eta0, influence
