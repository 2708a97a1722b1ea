"""地域の値の引き寄せ: small areas borrow strength from all areas (empirical Bayes), and may not be ranked when unsure.

A share of 2 in 3 and one of 60 in 90 are not the same news. Each area's own value is drawn towards the mean of all, the
more the fewer its people. Sources: Efron & Morris 1975; beta-binomial and gamma-Poisson models, their common mean and
strength averaged over what the areas allow (Christiansen & Morris 1997), because with few areas a single best fit is
too sure of itself. The raw x/n always stands beside the drawn value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, betaln, expit, gammaincinv, gammaln, logit

from takigi.statistics.arrays import NoAnswer, numbers
from takigi.statistics.proportions import Interval, checked_confidence
from takigi.statistics.shapes import Bools, Floats

# How much the areas differ cannot be learnt from two of them.
FEWEST_AREAS = 3
# Common means within four standard errors, strengths from hardly any pull (e^-6 of an area) to areas all alike (e^6).
MEANS, STRENGTHS, WIDE = 33, 33, 6.0


@dataclass(frozen=True, eq=False)
class Shrunk:
    """引き寄せた値: arrays of shape (areas,), in the order given."""

    raw: Floats  # NaN without people
    estimate: Floats
    interval: Interval
    own_weight: Floats  # 0 … 1, how far the area's own record counts
    common_mean: float
    strength: float  # the common mean weighs as much as so many people (or so much exposure)


def shrink_shares(x: npt.ArrayLike, n: npt.ArrayLike, *, confidence: float = 0.95) -> Shrunk:
    """Shares x of n of areas, shape (areas,), each drawn towards the common share. Raises NoAnswer below three areas."""
    hits, people = _areas(x, n)
    if (hits > people).any():
        raise NoAnswer("「n人中x人」の x は、n までの数で渡してください。")
    pooled = float((hits.sum() + 0.5) / (people.sum() + 1))
    unsure = max(1 / np.sqrt(people.sum() * pooled * (1 - pooled)), _scatter(hits, people) / (pooled * (1 - pooled)))
    means, strengths = _grid(float(logit(pooled)), unsure, people)
    mean, strength = expit(means)[:, None], strengths[:, None]
    a, b = mean * strength, (1 - mean) * strength
    fit = (betaln(a + hits, b + people - hits) - betaln(a, b)).sum(axis=1)
    # Every common share is equally likely beforehand; the grid is one of log-odds.
    weights = _weights(fit + np.log(mean * (1 - mean))[:, 0], strengths, people)
    size = strength + people
    centre = (a + hits) / size
    estimate, variance = _averaged(weights, centre, centre * (1 - centre) / (size + 1))
    # The beta distribution with this mean and variance.
    heft = estimate * (1 - estimate) / variance - 1
    tail = (1 - checked_confidence(confidence)) / 2
    limits = Interval(*(betaincinv(estimate * heft, (1 - estimate) * heft, at) for at in (tail, 1 - tail)))
    return _shrunk((hits, people), estimate, limits, (weights, mean[:, 0], strengths))


def shrink_rates(counts: npt.ArrayLike, exposure: npt.ArrayLike, *, confidence: float = 0.95) -> Shrunk:
    """Events per unit of exposure of areas, shape (areas,), each drawn towards the common rate. NoAnswer as above."""
    events, time = _areas(counts, exposure)
    pooled = float((events.sum() + 0.5) / time.sum())
    unsure = max(1 / np.sqrt(events.sum() + 0.5), _scatter(events, time) / pooled)
    # A strength of so many expected events, told in exposure.
    means, strengths = _grid(float(np.log(pooled)), unsure, time * pooled)
    mean, strength = np.exp(means)[:, None], strengths[:, None] / np.exp(means)[:, None]
    shape, size = mean * strength + events, strength + time
    fit = gammaln(shape) - gammaln(mean * strength) + mean * strength * np.log(strength) - shape * np.log(size)
    weights = _weights(fit.sum(axis=1) + means, strengths, time * pooled)
    estimate, variance = _averaged(weights, shape / size, shape / size**2)
    tail = (1 - checked_confidence(confidence)) / 2
    limits = Interval(*(gammaincinv(estimate**2 / variance, at) * variance / estimate for at in (tail, 1 - tail)))
    return _shrunk((events, time), estimate, limits, (weights, mean[:, 0], strength[:, 0]))


def _shrunk(
    own: tuple[Floats, Floats], estimate: Floats, limits: Interval, common: tuple[Floats, Floats, Floats]
) -> Shrunk:
    (x, n), (weights, mean, strength) = own, common
    raw, weight = x / np.where(n > 0, n, np.nan), weights @ (n / (n + strength[:, None]))
    return Shrunk(raw, estimate, limits, weight, float(weights @ mean), float(np.exp(weights @ np.log(strength))))


def _areas(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    hits, size = np.atleast_1d(numbers(x, "件数")), np.atleast_1d(numbers(n, "分母"))
    if hits.shape != size.shape or hits.ndim != 1:
        raise NoAnswer("件数と分母は、地域の数だけ並べて渡してください。")
    if not (np.isfinite(hits) & np.isfinite(size) & (hits >= 0) & (size >= 0)).all():
        raise NoAnswer("件数と分母は0以上の数で渡してください。記録のない地域は除いてください。")
    if (size > 0).sum() < FEWEST_AREAS:
        raise NoAnswer(
            f"記録のある地域が{FEWEST_AREAS}つ未満のため、引き寄せる先を決められません。元の値だけを見てください。"
        )
    return hits, size


def _scatter(x: Floats, n: Floats) -> float:
    """How far the mean of the areas' own values may be off, from how they scatter."""
    own = x[n > 0] / n[n > 0]
    return float(own.std(ddof=1) / np.sqrt(own.size))


def _grid(middle: float, unsure: float, size: Floats) -> tuple[Floats, Floats]:
    """Every pair of a common mean (on its own scale) and a strength, as two rows."""
    means = middle + np.linspace(-4, 4, MEANS) * unsure
    typical = float(size[size > 0].mean())
    strengths = typical * np.exp(np.linspace(-WIDE, WIDE, STRENGTHS))
    return np.repeat(means, STRENGTHS), np.tile(strengths, MEANS)


def _weights(fit: Floats, strengths: Floats, size: Floats) -> Floats:
    """How likely each pair is. Beforehand every share of borrowing at an area of typical size is equally likely."""
    typical = float(size[size > 0].mean())
    fit = fit + np.log(strengths) - 2 * np.log(strengths + typical)
    likely: Floats = np.exp(fit - fit.max())
    weights: Floats = likely / likely.sum()
    return weights


def _averaged(weights: Floats, centre: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of each area over all pairs: not knowing the common mean well makes an area less sure too."""
    mean: Floats = weights @ centre
    return mean, weights @ (variance + centre**2) - mean**2


def james_stein_shares(x: npt.ArrayLike, n: int) -> tuple[Floats, float]:
    """Shares of areas with the same n each, drawn together on the arcsine scale, and the factor that is kept.

    The published check of the method (Efron & Morris 1975); areas of different size go through `shrink_shares`.
    """
    scores = np.sqrt(n) * np.arcsin(2 * numbers(x, "件数") / n - 1)
    if scores.ndim != 1 or scores.size <= FEWEST_AREAS:
        raise NoAnswer(f"地域は{FEWEST_AREAS + 1}つ以上並べて渡してください。")
    away = scores - scores.mean()
    factor = max(1 - (scores.size - FEWEST_AREAS) / float((away**2).sum()), 0.0) if away.any() else 0.0
    drawn: Floats = (np.sin((scores.mean() + factor * away) / np.sqrt(n)) + 1) / 2
    return drawn, factor


def may_rank(interval: Interval) -> Bools:
    """(areas, areas) whether one area may be called above or below the other: only where the limits do not overlap."""
    lower, upper = interval
    apart: Bools = (lower[:, None] > upper[None, :]) | (upper[:, None] < lower[None, :])
    return apart


def may_rank_all(interval: Interval) -> bool:
    """Whether a ranking of all areas may be shown: every pair apart, and at least two areas."""
    apart = may_rank(interval)
    return len(apart) > 1 and bool((apart | np.eye(len(apart), dtype=np.bool_)).all())
