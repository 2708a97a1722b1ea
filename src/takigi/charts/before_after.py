"""測った結果（本人用）: one person's measurement from the start to the end, in large print and plain words.

It compares only what was measured in the same way, blames nobody for a number that grew worse, and calls the mean of others
what it is. It holds no verdict and no probability about a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.charts.base import Chart, ChartTable
from takigi.charts.drawing import Drawing, Paint
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lettering import LEADING, folded, numeral, width_of
from takigi.charts.scales import Scale, round_scale
from takigi.kernel.era_names import in_japanese
from takigi.kernel.labelled import Labelled

LARGE, HUGE = 20.0, 26.0
REFERENCE_DASH = "4 3"


class Better(Labelled):
    """Which way is good for this measurement."""

    SMALLER = "smaller", "小さいほど良い"
    LARGER = "larger", "大きいほど良い"


@dataclass(frozen=True)
class Occasion:
    """測った日: its value, or in words why there is none; `how` says what was different that day (「杖を使って」)."""

    name: str
    on: date
    value: float | None
    missing: str = ""
    how: str = ""
    is_comparable: bool = True


@dataclass(frozen=True)
class Reference:
    """めやす: a mean of others, called what it is."""

    value: float
    words: str = "地域在住の元気な高齢者の平均"


@dataclass(frozen=True, kw_only=True)
class BeforeAfter(Chart):
    """測った結果（本人用）. `smaller` and `larger` are how this measurement is said to change (「短く」「長く」)."""

    unit: str
    occasions: tuple[Occasion, ...]
    better: Better
    better_words: str = ""
    smaller: str = "小さく"
    larger: str = "大きく"
    reference: Reference | None = None
    digits: int = 1

    def draw(self, drawing: Drawing) -> None:
        """For each day its name and a bar with the number at its end; an arrow says which way is good."""
        widest = max((width_of(self._words(one), HUGE) for one in self.occasions if one.value is not None), default=0.0)
        values = [one.value for one in self.occasions]
        reference = self.reference.value if self.reference else None
        x = round_scale([*values, reference], 2, drawing.width - widest - 16)
        for occasion in self.occasions:
            self._draw_occasion(drawing, x, occasion)
        self._draw_arrow(drawing, x)
        draw_key(drawing, self._key(), size=LARGE)

    def _draw_occasion(self, drawing: Drawing, x: Scale, occasion: Occasion) -> None:
        how = f"（{occasion.how}）" if occasion.how else ""
        drawing.paragraph(f"{occasion.name}　{in_japanese(occasion.on)}{how}", size=LARGE)
        if occasion.value is None:
            drawing.paragraph(occasion.missing or "まだ測っていません", size=LARGE, paint=Paint.SOFT, indent=12)
            drawing.cursor += 12
            return
        height = 30.0
        y, end = drawing.cursor + 4, x(occasion.value)
        paint = Paint.SECOND if occasion is self._latest else Paint.FAINT
        drawing.bar(
            x.start, y, end - x.start, height, paint, edge=Paint.INK, told=f"{occasion.name} {self._words(occasion)}"
        )
        if self.reference:
            self._draw_reference(drawing, x(self.reference.value), y, height)
        drawing.words(end + 8, y + height * 0.8, self._words(occasion), size=HUGE, edge=Paint.SHEET)
        drawing.cursor = y + height + 14

    @staticmethod
    def _draw_reference(drawing: Drawing, x: float, top: float, height: float) -> None:
        """The mean of others across one bar, with a light edge so that it is seen on a dark bar too."""
        drawing.line(x, top - 5, x, top + height + 5, Paint.SHEET, width=6)
        drawing.line(x, top - 5, x, top + height + 5, Paint.INK, width=2.6, dash=REFERENCE_DASH)

    def _draw_arrow(self, drawing: Drawing, x: Scale) -> None:
        """← 短いほど良い: the head of the arrow and the word say the same."""
        words = self.better_words or self.better.label
        length = 70.0
        y = drawing.cursor + LARGE * 0.8
        is_left = self.better is Better.SMALLER
        tip, tail = (x.start + 4, x.start + length) if is_left else (x.start + length, x.start + 4)
        inward = 12 if is_left else -12
        drawing.line(tip + inward / 2, y, tail, y, Paint.INK, width=3)
        drawing.area([(tip, y), (tip + inward, y - 8), (tip + inward, y + 8)], Paint.INK)
        drawing.cursor += 2
        for number, line in enumerate(folded(words, LARGE, drawing.width - length - 20)):
            drawing.words(x.start + length + 14, y + LARGE * (0.36 + number * LEADING), line, size=LARGE)
            drawing.cursor += LARGE * LEADING
        drawing.cursor += 8

    def _key(self) -> tuple[KeyEntry, ...]:
        entries = []
        if self.reference:
            mean = f"{self.reference.words} {numeral(self.reference.value, self.digits)}{self.unit}"
            entries.append(KeyEntry(mean, Paint.INK, 2.6, REFERENCE_DASH))
            entries.append(KeyEntry("平均はめやすです。合格や不合格ではありません。"))
        if any(not one.is_comparable for one in self.occasions):
            entries.append(KeyEntry("測り方がちがう日があるため、その日とはくらべません。"))
        return tuple(entries)

    @property
    def _measured(self) -> list[Occasion]:
        return [one for one in self.occasions if one.value is not None]

    @property
    def _latest(self) -> Occasion | None:
        return self._measured[-1] if self._measured else None

    def _words(self, occasion: Occasion) -> str:
        return f"{numeral(occasion.value or 0.0, self.digits)}{self.unit}"

    def summary(self) -> str:
        """First and latest value and the difference, in plain words; nothing about why, and no judgement."""
        if not self._measured:
            return f"{self.title}は、まだ測っていません（{self.as_of_words}）。"
        first, latest = self._measured[0], self._measured[-1]
        head = f"{len(self.occasions)}回のうち{len(self._measured)}回測りました（{self.as_of_words}）。"
        if first is latest:
            return f"{head}{first.name}は{self._words(first)}です。"
        both = f"{first.name}は{self._words(first)}、{latest.name}は{self._words(latest)}です。"
        return head + both + self._difference(first, latest)

    def _difference(self, first: Occasion, latest: Occasion) -> str:
        if not (first.is_comparable and latest.is_comparable):
            return "測り方がちがうため、くらべていません。"
        change = (latest.value or 0.0) - (first.value or 0.0)
        words = numeral(abs(change), self.digits)
        if words == "0":
            return f"{first.name}と同じです。"
        return f"{first.name}より{words}{self.unit}{self.smaller if change < 0 else self.larger}なりました。"

    def table(self) -> ChartTable:
        """Day by day, with the words where there is no number."""
        rows = tuple(
            (
                one.name,
                in_japanese(one.on),
                self._words(one) if one.value is not None else one.missing or "まだ測っていません",
                one.how or "―",
            )
            for one in self.occasions
        )
        return ChartTable(self.title, ("いつ", "日", "結果", "測り方"), rows)
