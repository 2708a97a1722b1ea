"""累積発生: Aalen-Johansen curves for goals that death, moving out or a heavier level may forestall."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer
from takigi.statistics.proportions import wilson
from takigi.statistics.time_to_event.risk_sets import RiskTable, risk_table
from takigi.statistics.time_to_event.survival import LEAST_AT_RISK, Z95


@dataclass(frozen=True)
class IncidenceCurves:
    """One curve per kind of event; each is 0 before the first time.

    times, at_risk, event_free: shape (m,). incidence, se: shape (m, k), share of everyone with that event by then, and its
    standard error. For every line event_free + incidence.sum() is 1.
    """

    times: Floats
    at_risk: Floats
    event_free: Floats
    incidence: Floats
    se: Floats
    table: RiskTable

    @property
    def people(self) -> int:
        """Everyone who came under observation."""
        return self.table.people

    @property
    def hidden_from(self) -> float | None:
        """The first time at which fewer than ten people are still watched; the curve is not drawn from there on."""
        few = np.flatnonzero(self.at_risk < LEAST_AT_RISK)
        return float(self.times[few[0]]) if len(few) else None

    def shown_lines(self) -> int:
        """How many lines from the first may be drawn; 0 when fewer than ten came under observation."""
        few = np.flatnonzero(self.at_risk < LEAST_AT_RISK)
        return int(few[0]) if len(few) else len(self.times)

    def at(self, time: float, *, kind: int) -> "IncidenceAt":
        """The share with event `kind` (1..k) by `time`, with its 95 % limits."""
        if not 1 <= kind <= self.incidence.shape[1]:
            raise NoAnswer(f"出来事の種類は1から{self.incidence.shape[1]}までで渡してください（いまは{kind}）。")
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return IncidenceAt(0.0, 0.0, *limits(0.0, 0.0, people=self.people), self.people)
        share, se = float(self.incidence[place, kind - 1]), float(self.se[place, kind - 1])
        # Those still watched just after the line: the next line's number, none after the last.
        watched = int(self.at_risk[place + 1]) if place + 1 < len(self.times) else 0
        known = self.people - int(self.table.censored[: place + 1].sum())
        return IncidenceAt(share, se, *limits(share, se, people=known), watched)


@dataclass(frozen=True)
class IncidenceAt:
    """One reading: share, standard error, 95 % limits, people still watched after it."""

    share: float
    se: float
    lower: float
    upper: float
    still_watched: int


def limits(share: float, se: float, *, people: int) -> tuple[float, float]:
    """95 % on the log(-log) scale, so that they stay between 0 and 1.

    A share of 0 or 1 has no error there, and yet a width: Wilson's, of the `people` whose end by then is known.
    """
    if not 0 < share < 1:
        low, high = wilson(round(share) * people, people) if people else (0.0, 1.0)
        return float(low), float(high)
    reach = Z95 * se / (share * np.log(share))
    return float(share ** np.exp(-reach)), float(share ** np.exp(reach))


def aalen_johansen(time: npt.ArrayLike, event: npt.ArrayLike, *, kinds: int | None = None) -> IncidenceCurves:
    """CIF_k(t) = sum S(s-) d_k/n over s <= t; ties are ties, nothing is jittered (Aalen & Johansen 1978).

    time: shape (n,), from the assessment or certification, never from the meeting that ended the service. event: shape (n,),
    0 observation ended, 1..k what happened first. The error is the delta method's (Marubini & Valsecchi 1995, eq. 10.12);
    where everyone still at risk has an event its undefined term is multiplied by no remaining risk and counts as nothing.
    """
    table = risk_table(time, event, kinds=kinds)
    n, d = table.at_risk, table.all_events
    event_free = np.cumprod(1 - d / n)
    before = np.concatenate(([1.0], event_free[:-1]))
    incidence = np.cumsum(before[:, None] * table.events / n[:, None], axis=0)
    se = np.column_stack([_errors(table, before, incidence[:, kind], kind) for kind in range(table.events.shape[1])])
    return IncidenceCurves(table.times, n, event_free, incidence, se, table)


def _errors(table: RiskTable, before: Floats, curve: Floats, kind: int) -> Floats:
    """Var F(t) = sum (F(t)-F(s))² d/(n(n-d)) + S² (n-d_k) d_k/n³ - 2 (F(t)-F(s)) S d_k/n², by running sums."""
    n, d, own = table.at_risk, table.all_events, table.events[:, kind]
    spread = np.divide(d, n * (n - d), out=np.zeros_like(d), where=n > d)
    cross = before * own / n**2
    a0, a1, a2 = np.cumsum(spread), np.cumsum(spread * curve), np.cumsum(spread * curve**2)
    b0, b1 = np.cumsum(cross), np.cumsum(cross * curve)
    alone = np.cumsum(before**2 * (n - own) * own / n**3)
    variance = curve**2 * a0 - 2 * curve * a1 + a2 + alone - 2 * (curve * b0 - b1)
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)), dtype=np.float64)


@dataclass(frozen=True)
class RestrictedTimes:
    """平均の期間: of the first `horizon`, how much was spent without any event, and how much after each kind.

    lost: shape (k,). free + sum(lost) is the horizon. se has the same order: free, then each kind.
    """

    free: float
    lost: Floats
    se: Floats
    horizon: float


def restricted_times(curves: IncidenceCurves, *, horizon: float) -> RestrictedTimes:
    """Areas under the curves up to `horizon`; errors by the delta method over the multinomial hazards of each time.

    Raises NoAnswer when nobody was watched that long and someone was still without an event.
    """
    if not horizon > 0:
        raise NoAnswer(f"平均を出す期間は0より長くしてください（いまは{horizon:g}）。")
    if horizon > curves.times[-1] and curves.event_free[-1] > 0:
        raise NoAnswer(
            f"{horizon:g}まで見守った方がいないため、そこまでの平均は出せません（最長は{curves.times[-1]:g}）。"
        )
    inside = curves.times < horizon
    width = np.diff(np.concatenate((curves.times[inside], [horizon])))
    rows = [curves.event_free[inside], *curves.incidence[inside].T]
    first = float(curves.times[inside][0]) if inside.any() else horizon
    areas = [float((row * width).sum()) for row in rows]
    areas[0] += first
    errors = [_area_error(curves, inside, width, kind) for kind in range(-1, curves.incidence.shape[1])]
    return RestrictedTimes(areas[0], np.array(areas[1:]), np.array(errors), horizon)


def _area_error(curves: IncidenceCurves, inside: npt.NDArray[np.bool_], width: Floats, kind: int) -> float:
    """Error of the area under one curve; kind -1 is the curve without any event."""
    table = curves.table
    n, d = table.at_risk[inside], table.all_events[inside]
    before = np.concatenate(([1.0], curves.event_free[inside][:-1]))[: len(n)]
    row = curves.event_free[inside] if kind < 0 else curves.incidence[inside][:, kind]
    to_the_right = width[::-1].cumsum()[::-1]
    beyond = (row * width)[::-1].cumsum()[::-1]
    spread = np.divide(d, n * (n - d), out=np.zeros_like(d), where=n > d)
    if kind < 0:
        return float(np.sqrt((beyond**2 * spread).sum()))
    own = table.events[inside][:, kind]
    later = beyond - row * to_the_right
    direct = before * to_the_right
    variance = later**2 * spread + direct**2 * own * (n - own) / n**3 - 2 * later * direct * own / n**2
    return float(np.sqrt(variance.sum()))


def graduation_sentence(curves: IncidenceCurves, *, at: float, within: str, names: Sequence[str]) -> str:
    """What the screen says about kind 1 (元の生活へ戻る) by the time `at`; `names` are the words for kinds 2..k.

    `within` is the time in words (「1年」). Where fewer than ten are still watched there it says so instead.
    """
    if curves.people < LEAST_AT_RISK:
        return f"見守った方が{curves.people}人のため、割合は示しません（10人から示します）。"
    if curves.hidden_from is not None and at >= curves.hidden_from:
        return f"{within}まで見守っている方が10人未満のため、そこまでの割合は示しません。"
    back = curves.at(at, kind=1)
    seen = curves.incidence.shape[1]
    shares = [curves.at(at, kind=kind).share if kind <= seen else 0.0 for kind in range(2, len(names) + 2)]
    others = [f"{name}{100 * share:.0f}人" for name, share in zip(names, shares, strict=True)]
    rest = f"同じ間に、{'、'.join(others)}。" if others else ""
    return (
        f"{within}以内に元の生活へ戻った方は100人中およそ{100 * back.share:.0f}人"
        f"（幅{100 * back.lower:.0f}〜{100 * back.upper:.0f}人）。{rest}"
    )
