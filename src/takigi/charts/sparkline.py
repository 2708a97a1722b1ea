"""小さな推移: a line of a few periods as small as a word, for desks; its numbers stand beside it."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.lettering import numeral
from takigi.charts.scales import Scale, round_scale

SMALL, HEIGHT = 112.0, 28.0


@dataclass(frozen=True, kw_only=True)
class Sparkline(Chart):
    """小さな推移. `values` from old to new; None is a hole. `periods` says what they are: 「直近6か月」."""

    values: tuple[float | None, ...]
    periods: str
    unit: str = "件"
    missing: str = "記録なし"
    digits: int = 1

    def draw(self, drawing: Drawing) -> None:
        """A line on a ground at zero; the newest value is a dot."""
        top, bottom = drawing.cursor + 5, drawing.cursor + HEIGHT - 4
        y = round_scale(self.values, bottom, top)
        x = Scale(0, max(len(self.values) - 1, 1), 6, drawing.width - 6)
        drawing.line(2, bottom + 2, drawing.width - 2, bottom + 2, Paint.FIRM)
        steps = [
            ("L" if number and self.values[number - 1] is not None else "M", x(number), y(value))
            for number, value in enumerate(self.values)
            if value is not None
        ]
        drawing.path(steps, Paint.INK, 1.8)
        for number, value in enumerate(self.values):
            is_newest = number == len(self.values) - 1
            if value is not None:
                drawing.mark(Shape.CIRCLE, x(number), y(value), 3.2 if is_newest else 1.4, Paint.INK)
            else:
                drawing.hatch(x(number) - 4, top, 8, bottom - top)
        drawing.cursor += HEIGHT

    def svg(self, width: float = SMALL, *, is_alone: bool = False) -> str:
        """As small as a word, unless said otherwise."""
        return super().svg(width, is_alone=is_alone)

    @property
    def newest_words(self) -> str:
        """The newest value with its unit, or why there is none."""
        newest = self.values[-1] if self.values else None
        return self.missing if newest is None else f"{numeral(newest, self.digits)}{self.unit}"

    def summary(self) -> str:
        """All values from old to new."""
        if not self.values:
            return f"{self.title}は、まだ数がありません（{self.as_of_words}）。"
        said = [self.missing if value is None else numeral(value, self.digits) for value in self.values]
        return f"{self.periods}は、古い方から{'、'.join(said)}（{self.unit}）です（{self.as_of_words}）。"

    def table(self) -> ChartTable:
        """The values in their order."""
        said = (self.missing if value is None else f"{numeral(value, self.digits)}{self.unit}" for value in self.values)
        rows = tuple((str(number), words) for number, words in enumerate(said, start=1))
        return ChartTable(f"{self.title}（{self.periods}、古い方から）", ("順", "値"), rows)
