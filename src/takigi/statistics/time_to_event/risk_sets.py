"""観察中の人数: at each distinct time, how many were still watched and how many events of each kind fell on it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer, Whole, floats, same_length, whole


@dataclass(frozen=True)
class RiskTable:
    """One line per distinct time, in order; kind 0 is censoring (観察の終わり), kinds 1.. are events.

    times: shape (m,), the unit of the input. at_risk: (m,), people whose own time is this one or later.
    events: (m, k), how many events of kind 1..k. censored: (m,).
    """

    times: Floats
    at_risk: Floats
    events: Floats
    censored: Floats

    @property
    def all_events(self) -> Floats:
        """Events of any kind at each time, shape (m,)."""
        return np.asarray(self.events.sum(axis=1), dtype=np.float64)

    @property
    def people(self) -> int:
        """Everyone who came under observation."""
        return int(self.at_risk[0])


def durations(time: npt.ArrayLike) -> Floats:
    """How long each was watched, (n,); raises NoAnswer for a gap, and for an end before its beginning."""
    when = floats(time, "期間")
    if (when < 0).any():
        raise NoAnswer(f"期間が負の方が{int((when < 0).sum())}人います。起点の日と終わりの日を確かめてください。")
    return when


def kinds_of(event: npt.ArrayLike, *, people: int) -> Whole:
    """Event kinds as whole numbers from 0; raises NoAnswer for anything else."""
    kinds = whole(event, "出来事（0は観察の終わり、1、2、… は種類）")
    if kinds.shape != (people,) or kinds.min() < 0:
        raise NoAnswer("出来事の種類は、0（観察の終わり）、1、2、… の整数で、人数分を渡してください。")
    return kinds


def risk_table(time: npt.ArrayLike, event: npt.ArrayLike, *, kinds: int | None = None) -> RiskTable:
    """Counts people and events at each distinct time.

    time: shape (n,), >= 0, any unit. event: shape (n,), 0 censored, 1..k the kind. kinds: k, when not every kind occurs.
    Raises NoAnswer for nobody, a negative time or an unknown kind. Costs one sort of n.
    """
    when = durations(time)
    same_length(期間=when, 出来事=np.asarray(event))
    which = kinds_of(event, people=len(when))
    k = int(which.max()) if kinds is None else kinds
    if which.max() > k:
        raise NoAnswer(f"出来事の種類が{k}より大きい方がいます。")
    times, position = _distinct(when)
    m, width = len(times), max(k, 1)
    counts = np.bincount(position * (width + 1) + which, minlength=m * (width + 1)).reshape(m, width + 1)
    leaving = counts.sum(axis=1)
    at_risk = leaving[::-1].cumsum()[::-1]
    return RiskTable(times, at_risk.astype(float), counts[:, 1:].astype(float), counts[:, 0].astype(float))


def _distinct(when: Floats) -> tuple[Floats, Whole]:
    """Distinct values and each row's place among them; whole days need no sort, which matters at ten million rows."""
    latest = when.max()
    if latest < 4 * len(when) + 1_000 and (when == np.floor(when)).all():
        days = when.astype(np.int64)
        seen = np.flatnonzero(np.bincount(days))
        place = np.zeros(int(latest) + 1, dtype=np.int64)
        place[seen] = np.arange(len(seen))
        return seen.astype(np.float64), place[days]
    times, position = np.unique(when, return_inverse=True)
    return times, position.astype(np.int64)
