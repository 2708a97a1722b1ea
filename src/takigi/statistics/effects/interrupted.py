"""途中で始めた取組の前後: one monthly series, Poisson with population, level, trend and seasons (interrupted time series)."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer, floats, one_of_words, same_length
from takigi.statistics.claims import Grade
from takigi.statistics.effects.estimate import Z95, Estimate, estimated
from takigi.statistics.effects.protocol import OpenedProtocol, check_opened
from takigi.statistics.effects.regression import poisson

# Evidence.md 5.4: a year on either side, or the seasons pass for the change; below five a month the exact question is the right one.
LEAST_POINTS, LEAST_PER_MONTH = 12, 5
# Counts of real life scatter more than Poisson says; "poisson" is for whoever has to repeat an older result.
Spread = Literal["quasi", "poisson"]
# Counts that lie on the curve to the last digit show no spread, and limits from them would be none at all.
NO_SPREAD = 1e-9
# Where the change of level and that of the trend stand among the terms.
LEVEL, TREND = 2, 3


@dataclass(frozen=True)
class RateChange:
    """何倍になったか: ratio with 95 % limits; coefficient and se on the log scale."""

    ratio: float
    lower: float
    upper: float
    coefficient: float
    se: float


@dataclass(frozen=True)
class InterruptedSeries:
    """一本の系列の前後: what moved at the change (level) and, where it was asked for, in each later month (trend).

    Both beyond the trend and the seasons before. names, coefficient, se: every term, shape (p,). fitted, without: expected counts (n,), the second as if nothing had begun.
    dispersion: how much wider than Poisson; autocorrelation: of neighbouring residuals, above .3 the limits are too narrow.
    """

    level: RateChange
    trend: RateChange | None
    names: tuple[str, ...]
    coefficient: Floats
    se: Floats
    fitted: Floats
    without: Floats
    dispersion: float
    autocorrelation: float
    estimate: Estimate


def interrupted_series(
    protocol: OpenedProtocol,
    counts: npt.ArrayLike,
    population: npt.ArrayLike | None = None,
    *,
    starts: int,
    trend_change: bool = False,
    harmonics: int = 2,
    season: int = 12,
    spread: Spread = "quasi",
) -> InterruptedSeries:
    """log E(count) = log population + b0 + b1 t + b2 [t >= starts] + sines and cosines of the season.

    counts, population: (n,), consecutive months, t from 0; without a population it is taken for unchanging. starts: place of the
    first month with the change, counted from 0. trend_change: adds b3 (t - starts)[t >= starts], so that b2 is the step in that first
    month. harmonics: pairs of sine and cosine, 0 for none; season: months of a year. Errors are quasi-Poisson (Pearson dispersion)
    unless spread says "poisson", limits normal (Bernal et al. 2017).
    Raises NoAnswer under 12 months on either side, under about five events a month, or for a population of 0.
    """
    check_opened(protocol)
    one_of_words(spread, get_args(Spread), "spread")
    events = floats(counts, "件数")
    people = np.ones(len(events)) if population is None else floats(population, "人口")
    n = same_length(件数=events, 人口=people)
    _check_length(n, starts, events, people)
    design, names = _design(n, starts, harmonics, season)
    if not trend_change:
        design, names = np.delete(design, TREND, axis=1), (*names[:TREND], *names[TREND + 1 :])
    found = poisson(design, events, offset=np.log(people))
    beta, se = found.fit.coefficient, found.se if spread == "quasi" else found.fit.se
    varies = spread == "poisson" or found.dispersion > NO_SPREAD
    se = se if varies else np.full_like(se, np.nan)
    residual = (events - found.fit.fitted) / np.sqrt(found.fit.fitted)
    changed = design.copy()
    changed[:, LEVEL : TREND + trend_change] = 0
    return InterruptedSeries(
        level=_ratio(beta[LEVEL], se[LEVEL]),
        trend=_ratio(beta[TREND], se[TREND]) if trend_change else None,
        names=names,
        coefficient=beta,
        se=se,
        fitted=found.fit.fitted,
        without=people * np.exp(changed @ beta),
        dispersion=found.dispersion,
        autocorrelation=_neighbours(residual),
        estimate=estimated(
            protocol,
            method="途中で始めた取組の前後（一本の系列）",
            estimand="始めた月の水準の変化（対数）",
            value=float(beta[LEVEL]),
            se=float(se[LEVEL]),
            people=n,
            at_most=Grade.B,
            why_no_error="" if varies else "どの月も線の上にあり、揺れがないため、幅を出せません。",
        ),
    )


def _check_length(n: int, starts: int, events: Floats, people: Floats) -> None:
    before, after = starts, n - starts
    if before < LEAST_POINTS or after < LEAST_POINTS:
        raise NoAnswer(
            f"前が{before}か月、後が{after}か月です。季節と分けて見るには前後とも{LEAST_POINTS}か月以上が要ります。"
            "それまでは、件数の動きをそのまま見てください。"
        )
    if (people <= 0).any():
        raise NoAnswer("人口が0以下の月があります。")
    if events.mean() < LEAST_PER_MONTH:
        raise NoAnswer(
            f"月平均{events.mean():.1f}件では、この方法は使えません（およそ{LEAST_PER_MONTH}件から）。"
            "期間を先に決めて、前後の件数を比べる検定を使ってください。"
        )


def _design(n: int, starts: int, harmonics: int, season: int) -> tuple[Floats, tuple[str, ...]]:
    t = np.arange(n, dtype=np.float64)
    after = (t >= starts).astype(float)
    columns = [np.ones(n), t, after, (t - starts) * after]
    names = ["切片", "月ごとの傾き", "水準の変化", "傾きの変化"]
    for k in range(1, harmonics + 1):
        columns.append(np.sin(2 * np.pi * k * t / season))
        names.append(f"季節の正弦{k}")
        # At half the season a sine of whole months is always 0 and only the cosine is left.
        if 2 * k == season:
            columns.pop()
            names.pop()
        columns.append(np.cos(2 * np.pi * k * t / season))
        names.append(f"季節の余弦{k}")
    return np.column_stack(columns), tuple(names)


def _ratio(coefficient: float, se: float) -> RateChange:
    low, high = coefficient - Z95 * se, coefficient + Z95 * se
    return RateChange(
        float(np.exp(coefficient)), float(np.exp(low)), float(np.exp(high)), float(coefficient), float(se)
    )


def _neighbours(residual: Floats) -> float:
    centred = residual - residual.mean()
    return float((centred[1:] * centred[:-1]).sum() / (centred**2).sum()) if centred.any() else 0.0
