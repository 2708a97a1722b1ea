"""図の見かた: what each line and mark means, in words, with the numbers that belong to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from takigi.charts.drawing import TEXT, Drawing, Paint, Shape
from takigi.charts.lettering import LEADING, folded, width_of

SAMPLE, GAP = 34.0, 20.0


@dataclass(frozen=True)
class KeyEntry:
    """One sample with its words; without a sample it is a note across the sheet."""

    words: str
    paint: Paint = Paint.INK
    width: float = 0
    dash: str = ""
    shape: Shape | None = None
    is_hollow: bool = False
    is_hatch: bool = False
    is_band: bool = False
    flag: str = ""

    @property
    def has_sample(self) -> bool:
        return bool(self.width or self.shape or self.is_hatch or self.is_band or self.flag)


def draw_key(drawing: Drawing, entries: Iterable[KeyEntry], *, size: float = TEXT) -> None:
    """Samples beside each other as far as they fit, notes each on lines of their own."""
    left, line_height = 0.0, size * LEADING
    drawing.cursor += size * 0.5
    for entry in entries:
        indent = SAMPLE if entry.has_sample else 0.0
        width = indent + width_of(entry.words, size)
        if left and (left + width > drawing.width or not entry.has_sample):
            left, drawing.cursor = 0.0, drawing.cursor + line_height
        baseline = drawing.cursor + size
        _draw_sample(drawing, entry, left, baseline)
        lines = folded(entry.words, size, drawing.width - left - indent)
        for number, line in enumerate(lines):
            drawing.words(left + indent, baseline + number * line_height, line, size=size)
        drawing.cursor += (len(lines) - 1) * line_height
        if len(lines) > 1 or not entry.has_sample:
            left, drawing.cursor = 0.0, drawing.cursor + line_height
        else:
            left += width + GAP
    drawing.cursor += line_height if left else 0.0


def _draw_sample(drawing: Drawing, entry: KeyEntry, left: float, baseline: float) -> None:
    middle, right = baseline - TEXT * 0.36, left + SAMPLE - 8
    centre = (left + right) / 2
    if entry.is_band:
        drawing.bar(left, middle - 7, right - left, 14, Paint.FAINT)
    if entry.is_hatch:
        drawing.hatch(left, middle - 7, right - left, 14)
    if entry.width:
        drawing.line(left, middle, right, middle, entry.paint, width=entry.width, dash=entry.dash)
    if entry.shape:
        drawing.mark(entry.shape, centre, middle, 5, entry.paint, hollow=entry.is_hollow)
    if entry.flag:
        draw_flag(drawing, centre, middle, entry.flag)


def draw_flag(drawing: Drawing, x: float, y: float, sign: str) -> None:
    """A sign in a ring: the same above the picture and in the key."""
    drawing.mark(Shape.CIRCLE, x, y, 11, Paint.INK, hollow=True)
    drawing.words(x, y + TEXT * 0.36, sign, anchor="middle")
