"""道のりの人数: how many came to each station of the way, and where and why the others left it."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint
from takigi.charts.lanes import Lane, draw_lanes
from takigi.charts.lettering import numeral
from takigi.charts.scales import Scale, round_scale


@dataclass(frozen=True)
class Leaving:
    """Why people did not come to the next station, and how many."""

    words: str
    count: int


@dataclass(frozen=True)
class Station:
    """One station of the way: how many came to it; `left` is who did not go on from here. None is a missing count."""

    name: str
    count: int | None
    missing: str = ""
    left: tuple[Leaving, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Flow(Chart):
    """道のりの人数. Every station counts people of the one before it; who is lost without a reason is said too."""

    stations: tuple[Station, ...]
    unit: str = "人"

    def draw(self, drawing: Drawing) -> None:
        """A bar for each station, below each other."""
        lanes = [Lane(one.name, self._lines(number)) for number, one in enumerate(self.stations)]
        draw_lanes(
            drawing, lanes, self._scale, lambda t: numeral(t, 0), lambda n, x, y: self._draw_bar(drawing, n, x, y)
        )

    def _scale(self, start: float, end: float) -> Scale:
        return round_scale([one.count for one in self.stations], start, end, whole=True, wanted=3)

    def _draw_bar(self, drawing: Drawing, number: int, x: Scale, y: float) -> None:
        station = self.stations[number]
        if station.count is not None:
            told = f"{station.name} {station.count:,}{self.unit}"
            drawing.bar(x.start, y - 10, x(station.count) - x.start, 20, Paint.FAINT, edge=Paint.FIRM, told=told)
            drawing.line(x(station.count), y - 11, x(station.count), y + 11, Paint.INK, width=3)

    def _counts(self, number: int) -> str:
        station = self.stations[number]
        if station.count is None:
            return station.missing or "まだ数がありません"
        before = self.stations[number - 1].count if number else None
        return (
            f"{before:,}{self.unit}中{station.count:,}{self.unit}"
            if before is not None
            else f"{station.count:,}{self.unit}"
        )

    def _lines(self, number: int) -> tuple[str, ...]:
        return (self._counts(number), *self._leavings(number))

    def _leavings(self, number: int) -> tuple[str, ...]:
        """Who left after this station: with reasons, and those of whom no reason is known."""
        station = self.stations[number]
        said = tuple(f"（{one.words} {one.count:,}{self.unit}）" for one in station.left)
        following = self.stations[number + 1].count if number + 1 < len(self.stations) else None
        if station.count is None or following is None:
            return said
        silent = station.count - following - sum(one.count for one in station.left)
        return (*said, f"（理由の記録なし {silent:,}{self.unit}）") if silent > 0 else said

    def summary(self) -> str:
        """How many began, how many came to the last station."""
        counted = [number for number, one in enumerate(self.stations) if one.count is not None]
        if not counted:
            return f"{self.title}は、まだ数がありません（{self.as_of_words}）。"
        first, last = self.stations[counted[0]], self.stations[counted[-1]]
        if first is last:
            return f"「{first.name}」は{first.count:,}{self.unit}です（{self.as_of_words}）。"
        return (
            f"「{first.name}」の{first.count:,}{self.unit}のうち、「{last.name}」まで進んだのは"
            f"{last.count:,}{self.unit}です（{self.as_of_words}）。"
        )

    def table(self) -> ChartTable:
        """Each station with its count and who left after it."""
        rows = tuple(
            (
                one.name,
                self._counts(number),
                "、".join(words.strip("（）") for words in self._leavings(number)) or "なし",
            )
            for number, one in enumerate(self.stations)
        )
        return ChartTable(self.title, ("段", "人数", "次へ進まなかった方"), rows)
