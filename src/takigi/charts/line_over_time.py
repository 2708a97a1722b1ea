"""推移: one to three series over months or fiscal years, each with its own line, mark and word."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lettering import check_digits, numeral
from takigi.charts.periods import Periods, Step, When
from takigi.charts.time_plot import (
    NO_RECORD,
    Plot,
    Turn,
    draw_holes,
    draw_run,
    draw_turns,
    lay_out,
    missing_words,
    say_nothing_yet,
)

# Told apart without colour: line, mark, and whether the mark is filled.
LOOKS = (
    KeyEntry("", Paint.INK, 2.2, shape=Shape.CIRCLE),
    KeyEntry("", Paint.SECOND, 2.2, "8 4", Shape.SQUARE, is_hollow=True),
    KeyEntry("", Paint.THIRD, 2.2, "2 3", Shape.TRIANGLE),
)


@dataclass(frozen=True)
class TimedValue:
    """One period: its value, or the word why there is none. `part` of `whole` when it is a share."""

    when: When
    value: float | None
    missing: str = ""
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True)
class Series:
    """系列: what is followed, and its values."""

    name: str
    points: tuple[TimedValue, ...]


@dataclass(frozen=True, kw_only=True)
class LineOverTime(Chart):
    """推移. More than three series cannot be told apart in grey and are refused."""

    unit: str
    count_unit: str = "人"
    series: tuple[Series, ...]
    turns: tuple[Turn, ...] = ()
    target: float | None = None
    step: Step = Step.MONTH
    from_zero: bool = True
    most: float | None = None
    digits: int = 1

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= len(LOOKS):
            raise ValueError(
                f"ひとつの図に描ける線は1〜{len(LOOKS)}本です（いまは{len(self.series)}本）。分けて描いてください。"
            )
        for one in self.series:
            self.periods.refuse_twice([point.when for point in one.points])
        check_digits(self.digits)

    @property
    def periods(self) -> Periods:
        return Periods.around(self.step, list(dict.fromkeys(point.when for one in self.series for point in one.points)))

    def values(self, series: Series) -> dict[int, float]:
        """What is known of a series, by its place in the row."""
        slot = self.periods.slot
        return {slot(point.when): point.value for point in series.points if point.value is not None}

    def draw(self, drawing: Drawing) -> None:
        """Axes, holes, the series and marks of changes; then what they mean."""
        known = [self.values(one) for one in self.series]
        everything = [value for values in known for value in values.values()]
        plot = lay_out(
            drawing,
            self.periods,
            [*everything, self.target],
            unit=self.unit,
            from_zero=self.from_zero,
            most=self.most,
            whole=all(value == int(value) for value in everything),
            head=26 if self.turns else 0,
        )
        holes = draw_holes(plot, self._holes(plot.periods)) if any(one.points for one in self.series) else ()
        if not everything:
            say_nothing_yet(plot)
        if self.target is not None:
            drawing.line(
                plot.x.start,
                plot.y(self.target),
                plot.x.end,
                plot.y(self.target),
                Paint.INK,
                width=1.6,
                dash="10 3 2 3",
            )
        lines = [
            _draw_series(plot, self, one, values, look)
            for one, values, look in zip(self.series, known, LOOKS, strict=False)
        ]
        draw_key(drawing, (*lines, *self._target_key(), *draw_turns(plot, self.turns), *holes, *self._cautions()))

    def _holes(self, periods: Periods) -> dict[int, str]:
        """Periods in which no series has a number."""
        told = {periods.slot(point.when): point.missing for one in self.series for point in one.points if point.missing}
        return missing_words(periods, told, (slot for one in self.series for slot in self.values(one)))

    def _target_key(self) -> tuple[KeyEntry, ...]:
        if self.target is None:
            return ()
        return (KeyEntry(f"めやす {numeral(self.target, self.digits)}{self.unit}", Paint.INK, 1.6, "10 3 2 3"),)

    def _cautions(self) -> tuple[KeyEntry, ...]:
        if self.from_zero:
            return ()
        return (KeyEntry("縦の目盛りは0から始まっていません。"),)

    def summary(self) -> str:
        """From when to when, the newest values with their counts, and those of the same month a year before."""
        slots = [slot for one in self.series for slot in self.values(one)]
        if not slots:
            return f"{self.title}は、まだ数がありません（{self.as_of_words}）。"
        periods, last = self.periods, max(slots)
        since = "" if min(slots) == last else f"{periods.word(min(slots))}から{periods.word(last)}までの"
        head = f"{since}{len(set(slots))}{self.step.label}の数です（{self.as_of_words}）。"
        newest = f"最新の{periods.word(last)}は、{self._at(last)}です。"
        before = last - (12 if self.step is Step.MONTH else 1)
        earlier = f"1年前の{periods.word(before)}は、{self._at(before)}でした。"
        has_earlier = self.step is not Step.ORDER and before in slots
        return head + newest + (earlier if has_earlier else "")

    def _at(self, slot: int) -> str:
        """All series in one period, in words."""
        return "、".join(f"{one.name}{self._value_words(one, slot)}" for one in self.series)

    def _value_words(self, series: Series, slot: int) -> str:
        periods = self.periods
        point = next((point for point in series.points if periods.slot(point.when) == slot), None)
        if point is None or point.value is None:
            return f"（{(point and point.missing) or NO_RECORD}）"
        counts = (
            ""
            if point.part is None or point.whole is None
            else f"（{point.whole:,}{self.count_unit}中{point.part:,}{self.count_unit}）"
        )
        return f"{numeral(point.value, self.digits)}{self.unit}{counts}"

    def table(self) -> ChartTable:
        """A row for each period, a column for each series."""
        periods = self.periods
        has_any = any(one.points for one in self.series)
        slots = range(periods.first, periods.last + 1) if has_any else ()
        rows = tuple(
            (periods.word(slot), *(self._value_words(one, slot).strip("（）") for one in self.series)) for slot in slots
        )
        return ChartTable(self.title, ("期間", *(one.name for one in self.series)), rows)


def _draw_series(plot: Plot, chart: LineOverTime, series: Series, values: dict[int, float], look: KeyEntry) -> KeyEntry:
    draw_run(plot, dict(values), look.paint, look.width, look.dash)
    size = min(4.5, max(2.6, plot.pace * 0.3))
    for slot, value in values.items():
        told = f"{series.name} {plot.periods.word(slot)} {numeral(value, chart.digits)}{chart.unit}"
        if look.shape:
            plot.drawing.mark(
                look.shape, plot.x(slot), plot.y(value), size, look.paint, hollow=look.is_hollow, told=told
            )
    return KeyEntry(series.name, look.paint, look.width, look.dash, look.shape, is_hollow=look.is_hollow)
