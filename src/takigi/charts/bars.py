"""人数の棒: counts, or x of n, one bar for each kind of thing, in the order in which they were given."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lanes import Lane, draw_lanes
from takigi.charts.lettering import numeral
from takigi.charts.portion_words import portion_rows, portion_summary
from takigi.charts.portions import Portion, percent_words
from takigi.charts.scales import Scale, round_scale


@dataclass(frozen=True, kw_only=True)
class BarsWithCounts(Chart):
    """人数の棒. All bars are shares or all are counts; a scale cannot be both."""

    bars: tuple[Portion, ...]
    unit: str = "人"
    kind: str = "区分"
    total: Portion | None = None

    def __post_init__(self) -> None:
        if len({bar.whole is None for bar in self.bars if bar.part is not None}) > 1:
            raise ValueError("人数だけの棒と、何人中何人の棒は、ひとつの図に混ぜられません。図を分けてください。")

    @property
    def is_of_shares(self) -> bool:
        return any(bar.whole is not None for bar in self.bars)

    def draw(self, drawing: Drawing) -> None:
        """A bar and its range for each line, then what the bracket means."""
        lanes = [Lane(bar.name, bar.words(self.unit)) for bar in self.bars]
        draw_lanes(drawing, lanes, self._scale, self._tick_words, lambda n, x, y: self._draw_bar(drawing, n, x, y))
        if any(bar.low is not None and bar.is_drawn for bar in self.bars):
            draw_key(drawing, (KeyEntry("本当の割合があると考えられる幅（95%）", Paint.INK, 2),))

    def _scale(self, start: float, end: float) -> Scale:
        if self.is_of_shares:
            return Scale(0, 1, start, end, (0.0, 0.5, 1.0))
        return round_scale([bar.part for bar in self.bars], start, end, whole=True, wanted=3)

    def _tick_words(self, tick: float) -> str:
        return percent_words(tick) if self.is_of_shares else numeral(tick, 0)

    def _draw_bar(self, drawing: Drawing, number: int, x: Scale, y: float) -> None:
        bar = self.bars[number]
        if not bar.is_drawn or bar.part is None:
            return
        value = bar.share if bar.share is not None else float(bar.part)
        told = f"{bar.name} {'、'.join(bar.words(self.unit))}"
        drawing.bar(x.start, y - 9, x(value) - x.start, 18, Paint.FAINT, edge=Paint.FIRM, told=told)
        # Also a bar of no length can be seen: it ends here.
        drawing.line(x(value), y - 11, x(value), y + 11, Paint.INK, width=3)
        if bar.low is not None and bar.high is not None:
            drawing.line(x(bar.low), y, x(bar.high), y, Paint.INK, width=2)
            for end in (bar.low, bar.high):
                drawing.line(x(end), y - 5, x(end), y + 5, Paint.INK, width=2)

    def summary(self) -> str:
        """Of how many altogether or line by line, on which day, and what few people mean."""
        return portion_summary(self, self.bars, self.total, self.unit, self.kind)

    def table(self) -> ChartTable:
        """Name, counts, share and range."""
        return portion_rows(self.title, self.kind, self.bars, self.unit)
