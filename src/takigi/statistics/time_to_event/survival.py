"""まだ起きていない割合: Kaplan-Meier with Greenwood's error, median, restricted mean. One kind of event only.

Where death or moving out can come first, this curve overstates the goal: use `incidence` for 元の生活へ戻る.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer
from takigi.statistics.time_to_event.risk_sets import risk_table

Z95 = 1.959963984540054
# Below this many people still watched a curve is one person's fate (evidence.md 4).
LEAST_AT_RISK = 10


@dataclass(frozen=True)
class SurvivalCurve:
    """A step function that is 1 before the first time; all rows have shape (m,), one per distinct time.

    survival: share without the event after this time. se: Greenwood; nan once everyone still at risk has had the event.
    lower, upper: 95 % on the log scale (as R's survfit does unless told otherwise); nan where se is.
    """

    times: Floats
    at_risk: Floats
    events: Floats
    survival: Floats
    se: Floats
    lower: Floats
    upper: Floats

    @property
    def hidden_from(self) -> float | None:
        """The first time at which fewer than ten people are still watched; the curve is not drawn from there on."""
        few = np.flatnonzero(self.at_risk < LEAST_AT_RISK)
        return float(self.times[few[0]]) if len(few) else None

    def shown(self) -> "SurvivalCurve":
        """The part that may be drawn; it may be empty."""
        until = int(np.argmax(self.at_risk < LEAST_AT_RISK)) if self.hidden_from is not None else len(self.times)
        rows = (self.times, self.at_risk, self.events, self.survival, self.se, self.lower, self.upper)
        return SurvivalCurve(*(row[:until] for row in rows))

    def at(self, time: float) -> tuple[float, float]:
        """Share without the event at `time`, and its standard error."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return (1.0, 0.0) if place < 0 else (float(self.survival[place]), float(self.se[place]))


def kaplan_meier(time: npt.ArrayLike, event: npt.ArrayLike) -> SurvivalCurve:
    """S(t) = prod(1 - d/n); Greenwood: S² sum d/(n(n-d)) (Kaplan & Meier 1958; Greenwood 1926).

    time: shape (n,). event: shape (n,), 1 where it happened, 0 where observation ended before. Raises NoAnswer for nobody.
    """
    table = risk_table(time, event, kinds=1)
    n, d = table.at_risk, table.events[:, 0]
    survival = np.cumprod(1 - d / n)
    # Where everyone left has the event, S is 0 and its error has no definition: nan, not a false 0.
    hazard_variance = np.divide(d, n * (n - d), out=np.full_like(d, np.nan), where=n > d)
    spread = np.sqrt(np.cumsum(hazard_variance))
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.exp(np.log(survival) - Z95 * spread)
        upper = np.minimum(np.exp(np.log(survival) + Z95 * spread), 1.0)
    return SurvivalCurve(table.times, n, d, survival, survival * spread, lower, upper)


@dataclass(frozen=True)
class MedianTime:
    """中央値: the time by which half have had the event; None where the curve never falls that far."""

    median: float | None
    lower: float | None
    upper: float | None


def median_time(curve: SurvivalCurve, *, share: float = 0.5) -> MedianTime:
    """Where the curve and its limits cross `share` (Brookmeyer & Crowley 1982, limits on the log scale)."""
    return MedianTime(*(_crossing(curve.times, row, share) for row in (curve.survival, curve.lower, curve.upper)))


def _crossing(times: Floats, row: Floats, share: float) -> float | None:
    """First time at or below; a curve that rests exactly on the share is crossed in the middle of that rest."""
    # A share like 5/10 arrives by products of fractions, so that it is never exactly one half.
    near = 1e-9
    below = np.flatnonzero(row <= share + near)
    if not len(below):
        return None
    first = int(below[0])
    further = np.flatnonzero(row < share - near)
    if abs(row[first] - share) <= near and len(further):
        return float((times[first] + times[further[0]]) / 2)
    return float(times[first])


@dataclass(frozen=True)
class RestrictedMean:
    """限られた期間での平均: mean time up to `horizon`, in the unit of the input, with its standard error."""

    mean: float
    se: float
    horizon: float


def restricted_mean(curve: SurvivalCurve, *, horizon: float) -> RestrictedMean:
    """Area under the curve up to `horizon`; variance = sum (area to the right of t)² d/(n(n-d)) (Irwin 1949).

    Raises NoAnswer when nobody was watched that long and someone was still without the event.
    """
    if not horizon > 0:
        raise NoAnswer(f"平均を出す期間は0より長くしてください（いまは{horizon:g}）。")
    if horizon > curve.times[-1] and curve.survival[-1] > 0:
        raise NoAnswer(
            f"{horizon:g}まで見守った方がいないため、そこまでの平均は出せません（最長は{curve.times[-1]:g}）。"
        )
    inside = curve.times < horizon
    edges = np.concatenate(([0.0], curve.times[inside], [horizon]))
    heights = np.concatenate(([1.0], curve.survival[inside]))
    areas = np.diff(edges) * heights
    right_of = areas[::-1].cumsum()[::-1][1:]
    n, d = curve.at_risk[inside], curve.events[inside]
    # Right of the last step to zero lies no area, so that its undefined error weighs nothing.
    variance = np.divide(d, n * (n - d), out=np.zeros_like(d), where=n > d)
    return RestrictedMean(float(areas.sum()), float(np.sqrt((right_of**2 * variance).sum())), horizon)
