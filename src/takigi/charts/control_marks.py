"""管理図の線と点: how the middle, the limits and the signals are drawn and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from takigi.charts.drawing import TEXT, Paint, Shape, box_of
from takigi.charts.key import KeyEntry
from takigi.charts.periods import When
from takigi.charts.time_plot import Plot, draw_run

LETTERS = "アイウエオカキクケコ"
LIMIT_DASH, CENTRE_WIDTH = "6 4", 1.2


@dataclass(frozen=True)
class Phase:
    """期間の区切り: from `begins` on (None: from the first point) with its own middle and limits; `words` say why it began."""

    begins: When | None
    centre: float | None
    lower: float | None = None
    upper: float | None = None
    words: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class ControlPoint:
    """One period: its value, or the word why there is none. `part` of `whole` when it is a share."""

    when: When
    value: float | None
    missing: str = ""
    signal: str = ""
    part: int | None = None
    whole: int | None = None
    lower: float | None = None
    upper: float | None = None


class Limiting(Protocol):
    """What these marks need to know of the chart."""

    @property
    def points(self) -> Sequence[ControlPoint]: ...
    @property
    def phases(self) -> Sequence[Phase]: ...
    @property
    def values(self) -> dict[int, float]: ...
    @property
    def unit(self) -> str: ...
    @property
    def centre_word(self) -> str: ...
    def words(self, value: float) -> str: ...
    def is_possible(self, value: float) -> bool: ...


def all_limits(chart: Limiting) -> list[float]:
    """Every limit that was given, of phases and of points."""
    ends = [
        *((phase.lower, phase.upper) for phase in chart.phases),
        *((point.lower, point.upper) for point in chart.points),
    ]
    return [limit for pair in ends for limit in pair if limit is not None]


def draw_limits(plot: Plot, chart: Limiting) -> tuple[KeyEntry, ...]:
    """The middle and the limits of each phase; what no value can reach is not drawn."""
    for phase, (first, last) in zip(chart.phases, _stretches(plot, chart.phases), strict=True):
        left, right = plot.x(first - 0.5), plot.x(last + 0.5)
        if phase.centre is not None:
            y = plot.y(phase.centre)
            plot.drawing.line(left, y, right, y, Paint.INK, width=CENTRE_WIDTH)
        for limit in (phase.lower, phase.upper):
            if limit is not None and chart.is_possible(limit):
                plot.drawing.line(left, plot.y(limit), right, plot.y(limit), Paint.SOFT, width=1.4, dash=LIMIT_DASH)
    _draw_own_limits(plot, chart)
    return _limit_key(chart)


def _stretches(plot: Plot, phases: Sequence[Phase]) -> list[tuple[int, int]]:
    periods = plot.periods
    begins = [periods.first if phase.begins is None else periods.slot(phase.begins) for phase in phases]
    ends = [*(begin - 1 for begin in begins[1:]), *([periods.last] if begins else [])]
    return list(zip(begins, ends, strict=True))


def _draw_own_limits(plot: Plot, chart: Limiting) -> None:
    """Limits that change from point to point, as steps."""
    for side in ("lower", "upper"):
        steps: list[tuple[str, float, float]] = []
        before = None
        for point in chart.points:
            limit, slot = getattr(point, side), plot.periods.slot(point.when)
            if limit is not None and chart.is_possible(limit):
                steps.append(("L" if before == slot - 1 else "M", plot.x(slot - 0.5), plot.y(limit)))
                steps.append(("L", plot.x(slot + 0.5), plot.y(limit)))
                before = slot
        plot.drawing.path(steps, Paint.SOFT, 1.4, LIMIT_DASH)


def _limit_key(chart: Limiting) -> tuple[KeyEntry, ...]:
    latest = chart.phases[-1] if chart.phases else Phase(None, None)
    newest = "いまの" if len(chart.phases) > 1 else ""
    entries = []
    if latest.centre is not None:
        words = f"{newest}{chart.centre_word} {chart.words(latest.centre)}"
        entries.append(KeyEntry(words, Paint.INK, CENTRE_WIDTH))
    if latest.upper is not None or latest.lower is not None:
        ends = [limit for limit in (latest.lower, latest.upper) if limit is not None and chart.is_possible(limit)]
        named = "と".join(chart.words(limit) for limit in ends)
        entries.append(KeyEntry(f"{newest}揺れの限界 {named}", Paint.SOFT, 1.4, LIMIT_DASH))
    elif all_limits(chart):
        entries.append(KeyEntry("揺れの限界（点ごとの人数による）", Paint.SOFT, 1.4, LIMIT_DASH))
    return tuple(entries)


def draw_points(plot: Plot, chart: Limiting) -> tuple[KeyEntry, ...]:
    """The series; a signal is another shape, with a letter when there are signals of several kinds."""
    draw_run(plot, dict(chart.values), Paint.INK, 2)
    size = min(4.5, max(2.6, plot.pace * 0.3))
    kinds = list(dict.fromkeys(point.signal for point in chart.points if point.signal and point.value is not None))
    lettered = _first_of_each_run(plot, chart) if len(kinds) > 1 else set()
    for point in chart.points:
        if point.value is None:
            continue
        slot = plot.periods.slot(point.when)
        x, y = plot.x(slot), plot.y(point.value)
        told = f"{plot.periods.word(slot)} {chart.words(point.value)}" + (f"（{point.signal}）" if point.signal else "")
        shape, paint, more = (Shape.DIAMOND, Paint.SIGNAL, 2) if point.signal else (Shape.CIRCLE, Paint.INK, 0)
        plot.drawing.mark(shape, x, y, size + more, paint, told=told)
    for slot, kind in sorted(lettered):
        _letter(plot, chart.values, slot, LETTERS[kinds.index(kind) % len(LETTERS)])
    ordinary = KeyEntry("値" if not kinds else "いつもの点", Paint.INK, 2, shape=Shape.CIRCLE)
    letters = [f"{LETTERS[n % len(LETTERS)]} " if len(kinds) > 1 else "" for n in range(len(kinds))]
    signals = (
        KeyEntry(f"{letter}合図: {kind}", Paint.SIGNAL, shape=Shape.DIAMOND)
        for letter, kind in zip(letters, kinds, strict=True)
    )
    return (ordinary, *signals) if chart.values else ()


def _first_of_each_run(plot: Plot, chart: Limiting) -> set[tuple[int, str]]:
    """Where a run of one kind of signal begins: the place of its first point, and the kind."""
    kinds = {plot.periods.slot(point.when): point.signal for point in chart.points if point.value is not None}
    return {(slot, kind) for slot, kind in kinds.items() if kind and kinds.get(slot - 1) != kind}


def _letter(plot: Plot, values: dict[int, float], slot: int, letter: str) -> None:
    """The letter of a kind of signal, where the line is not: below a point that rises, above any other."""
    x, y = plot.x(slot), plot.y(values[slot])
    above, below = (x, y - 12), (x + 4, y + TEXT + 6)
    is_rising = values.get(slot + 1, values[slot]) > values[slot]
    for place in (below, above) if is_rising else (above, below):
        box = box_of(*place, letter, anchor="middle")
        if plot.drawing.is_free(box) and box.bottom <= plot.bottom:
            plot.drawing.words(*place, letter, anchor="middle", paint=Paint.SIGNAL, edge=Paint.SHEET)
            return
