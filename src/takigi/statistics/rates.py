"""件数と率の幅: exact Poisson limits for counts, rates per person-time, and the ratio of two rates.

Source: Garwood 1936; the ratio by conditioning on the total (Clopper-Pearson). Units are those of the exposure.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from takigi.statistics.arrays import NoAnswer, alike, numbers
from takigi.statistics.proportions import Interval, checked_confidence, clopper_pearson
from takigi.statistics.shapes import Floats


def poisson_interval(count: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Limits for the mean behind a count of events; shape as given.

    >>> [[round(float(limit), 2) for limit in poisson_interval(n)] for n in (0, 3, 5)]
    [[0.0, 3.69], [0.62, 8.77], [1.62, 11.67]]
    """
    events = numbers(count, "件数")
    if (events < 0).any():
        raise NoAnswer("件数は0以上で渡してください。")
    tail = (1 - checked_confidence(confidence)) / 2
    lower = np.where(events == 0, 0.0, gammaincinv(np.maximum(events, 0.5), tail))
    return Interval(lower, np.asarray(gammaincinv(events + 1, 1 - tail)))


def rate(
    count: npt.ArrayLike, exposure: npt.ArrayLike, *, per: float = 1.0, confidence: float = 0.95
) -> tuple[Floats, Interval]:
    """Events per `per` units of exposure (person-years, person-months), with exact limits. NaN where exposure is 0."""
    events, time = alike(件数=count, 期間=exposure)
    if (time < 0).any():
        raise NoAnswer("観察した期間は0以上で渡してください。")
    scale = per / np.where(time > 0, time, np.nan)
    limits = poisson_interval(events, confidence=confidence)
    return events * scale, Interval(limits.lower * scale, limits.upper * scale)


def rate_ratio(
    count: npt.ArrayLike,
    exposure: npt.ArrayLike,
    other_count: npt.ArrayLike,
    other_exposure: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[Floats, Interval]:
    """How many times the other's rate this one is. Without any event, or without time on either side, nothing can be said: NaN."""
    own, own_time, other, other_time = alike(
        件数=count, 期間=exposure, 相手の件数=other_count, 相手の期間=other_exposure
    )
    if ((own_time < 0) | (other_time < 0)).any():
        raise NoAnswer("観察した期間は0以上で渡してください。")
    share = clopper_pearson(own, own + other, confidence=confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        time = np.where((own_time > 0) & (other_time > 0), other_time, np.nan) / own_time
        lower, upper = share.lower / (1 - share.lower) * time, share.upper / (1 - share.upper) * time
        ratio: Floats = own / other * time
    return ratio, Interval(lower, upper)
