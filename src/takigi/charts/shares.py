"""割合の点: one share with its range for each area. Never in the order of their size: areas are not ranked."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lanes import Lane, draw_lanes
from takigi.charts.portion_words import portion_rows, portion_summary
from takigi.charts.portions import Portion, percent_words
from takigi.charts.scales import Scale

UNRANKED = "並びは名簿の順で、順位ではありません。"
ALL_DASH = "6 4"


@dataclass(frozen=True, kw_only=True)
class Shares(Chart):
    """割合の点. `total` is all areas together, drawn as a line through them."""

    areas: tuple[Portion, ...]
    total: Portion | None = None
    unit: str = "人"
    kind: str = "圏域"

    def draw(self, drawing: Drawing) -> None:
        """A dot with its range for each area, a line for all together, and what they mean."""
        lanes = [Lane(area.name, area.words(self.unit)) for area in self.areas]
        field = draw_lanes(
            drawing,
            lanes,
            lambda start, end: Scale(0, 1, start, end, (0.0, 0.5, 1.0)),
            percent_words,
            lambda number, x, y: self._draw_area(drawing, number, x, y),
        )
        share = self.total.share if self.total else None
        if share is not None and self.total and not self.total.is_small:
            field.line(drawing, share, Paint.SECOND, width=1.6, dash=ALL_DASH)
        draw_key(drawing, self._key())

    def _draw_area(self, drawing: Drawing, number: int, x: Scale, y: float) -> None:
        area = self.areas[number]
        if area.share is None:
            return
        if area.low is not None and area.high is not None:
            drawing.line(x(area.low), y, x(area.high), y, Paint.INK, width=2)
        told = f"{area.name} {'、'.join(area.words(self.unit))}"
        # Few people: a hollow dot, because the dot itself says little.
        drawing.mark(Shape.CIRCLE, x(area.share), y, 5.5, Paint.INK, hollow=area.is_small, told=told)
        if area.smoothed is not None:
            drawing.mark(Shape.DIAMOND, x(area.smoothed), y + 11, 4, Paint.SECOND, hollow=True)

    def _key(self) -> tuple[KeyEntry, ...]:
        entries = [KeyEntry("割合と、本当の割合があると考えられる幅（95%）", Paint.INK, 2, shape=Shape.CIRCLE)]
        if any(area.is_small for area in self.areas):
            entries.append(
                KeyEntry(f"10{self.unit}に満たない{self.kind}", Paint.INK, 2, shape=Shape.CIRCLE, is_hollow=True)
            )
        if any(area.smoothed is not None for area in self.areas):
            entries.append(KeyEntry("全体に寄せてならした値", Paint.SECOND, shape=Shape.DIAMOND, is_hollow=True))
        if self.total is not None and self.total.share is not None and not self.total.is_small:
            words = f"{self.total.name} {self.total.counts(self.unit)}（{percent_words(self.total.share)}）"
            entries.append(KeyEntry(words, Paint.SECOND, 1.6, ALL_DASH))
        return (*entries, KeyEntry(UNRANKED))

    def summary(self) -> str:
        """Of how many, on which day; that the order is no ranking; what few people mean."""
        said = portion_summary(self, self.areas, self.total, self.unit, self.kind)
        first, stop, rest = said.partition("）。")
        return f"{first}{stop}{UNRANKED}{rest}"

    def table(self) -> ChartTable:
        """Name, counts, share, range and smoothed value."""
        return portion_rows(self.title, self.kind, self.areas, self.unit)
