"""時の図の土台: the field in which values stand over time, with its axes, holes and marks of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from takigi.charts.drawing import TEXT, Drawing, Paint
from takigi.charts.key import KeyEntry, draw_flag
from takigi.charts.lettering import numeral, width_of
from takigi.charts.periods import Periods, When, draw_periods
from takigi.charts.scales import Scale, round_scale

# What stands in the table and the key where a period was not named at all.
NO_RECORD = "記録なし"


@dataclass(frozen=True)
class Turn:
    """進路の変わり目: from this period on something is done or counted differently."""

    when: When
    words: str


@dataclass(frozen=True)
class Plot:
    """The field: its two scales, and its upper and lower edge."""

    drawing: Drawing
    periods: Periods
    x: Scale
    y: Scale
    top: float
    bottom: float

    @property
    def pace(self) -> float:
        return self.periods.pace(self.x)


def lay_out(
    drawing: Drawing,
    periods: Periods,
    values: Iterable[float | None],
    *,
    unit: str,
    from_zero: bool,
    most: float | None,
    whole: bool,
    head: float = 0,
) -> Plot:
    """Draw both axes and open the field between them; `head` is room for flags above it."""
    height = 230.0 if drawing.width >= 480 else 190.0
    top = drawing.cursor + head + TEXT * 1.9
    bottom = top + height
    y = round_scale(values, bottom, top, from_zero=from_zero, whole=whole, most=most)
    names = [numeral(tick, y.digits) for tick in y.ticks]
    left = max(width_of(name, TEXT) for name in names) + 10
    drawing.words(0, drawing.cursor + TEXT * 1.1, f"（{unit}）", paint=Paint.SOFT)
    for tick, name in zip(y.ticks, names, strict=True):
        drawing.line(left, y(tick), drawing.width, y(tick), Paint.FIRM if tick == y.ticks[0] else Paint.FAINT)
        drawing.words(left - 6, y(tick) + TEXT * 0.34, name, anchor="end", paint=Paint.SOFT)
    x = periods.scale(left + 4, drawing.width - 2)
    draw_periods(drawing, periods, x, bottom)
    return Plot(drawing, periods, x, y, top, bottom)


def draw_holes(plot: Plot, missing: dict[int, str]) -> tuple[KeyEntry, ...]:
    """Hatch every period without a number, and say for each word which periods they are."""
    for run in _runs(missing):
        left = plot.x(run[0]) - plot.pace / 2
        plot.drawing.hatch(left, plot.top, plot.pace * len(run), plot.bottom - plot.top)
    kinds = dict.fromkeys(missing.values())
    return tuple(
        KeyEntry(f"{kind}: {_stretches(plot.periods, [s for s in missing if missing[s] == kind])}", is_hatch=True)
        for kind in kinds
    )


def _runs(slots: Iterable[int]) -> list[list[int]]:
    """Neighbouring places together."""
    runs = groupby(enumerate(sorted(slots)), lambda pair: pair[1] - pair[0])
    return [[slot for _, slot in run] for _, run in runs]


def _stretches(periods: Periods, slots: Sequence[int]) -> str:
    """Periods as stretches: 「令和8年4月〜6月」 would hide the year, so both ends are written out."""
    runs = _runs(slots)
    words = [periods.word(run[0]) + (f"〜{periods.word(run[-1])}" if len(run) > 1 else "") for run in runs]
    return "、".join(words[:3]) + (f" ほか{len(words) - 3}か所" if len(words) > 3 else "")


def draw_turns(plot: Plot, turns: Sequence[Turn]) -> tuple[KeyEntry, ...]:
    """A broken line where each change begins, its number above it and its words in the key."""
    height, right = plot.top - 14, -100.0
    for number, turn in enumerate(turns):
        x = plot.x(plot.periods.slot(turn.when)) - plot.pace / 2
        plot.drawing.line(x, plot.top - 3, x, plot.bottom, Paint.INK, width=1.2, dash="3 3")
        # Two changes close to each other: the flag of the second moves aside, its line stays.
        place = min(max(x, right + 24, 11), plot.drawing.width - 11)
        draw_flag(plot.drawing, place, height, str(number + 1))
        right = place
    return tuple(
        KeyEntry(f"{plot.periods.word(plot.periods.slot(turn.when))}から: {turn.words}", flag=str(number + 1))
        for number, turn in enumerate(turns)
    )


def draw_run(plot: Plot, values: dict[int, float | None], paint: Paint, width: float, dash: str = "") -> None:
    """A line through neighbouring periods; a period without a number breaks it."""
    steps: list[tuple[str, float, float]] = []
    for slot in sorted(values):
        value = values[slot]
        if value is not None:
            before = values.get(slot - 1)
            steps.append(("M" if before is None else "L", plot.x(slot), plot.y(value)))
    plot.drawing.path(steps, paint, width, dash)


def say_nothing_yet(plot: Plot) -> None:
    """Words in the empty field."""
    plot.drawing.notice(plot.x.start, plot.x.end, (plot.top + plot.bottom) / 2, "まだ数がありません")


def missing_words(periods: Periods, told: dict[int, str], known: Iterable[int]) -> dict[int, str]:
    """Each period of the row without a number: the word that was told, else that there is no record."""
    there = set(known)
    return {slot: told.get(slot) or NO_RECORD for slot in range(periods.first, periods.last + 1) if slot not in there}
