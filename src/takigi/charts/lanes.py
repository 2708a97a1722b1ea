"""横の列: things below each other, each with its name, its mark on a common scale and its numbers in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from takigi.charts.drawing import TEXT, Drawing, Paint
from takigi.charts.lettering import LEADING, folded, width_of
from takigi.charts.scales import Scale

# Below this width names and numbers stand above their mark instead of beside it.
SIDE_BY_SIDE = 480.0
MARK_ROOM = 32.0


@dataclass(frozen=True)
class Lane:
    """One line of the picture: its name, and what is said of it, each sentence on a line of its own."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """The field of the marks: its scale, and the heights through which a line may go without crossing words."""

    x: Scale
    spans: tuple[tuple[float, float], ...]

    def line(self, drawing: Drawing, value: float, paint: Paint, *, width: float = 1, dash: str = "") -> None:
        """A line at a value, from the first lane to the last."""
        for top, bottom in self.spans:
            drawing.line(self.x(value), top, self.x(value), bottom, paint, width=width, dash=dash)


@dataclass(frozen=True)
class Columns:
    """Where names, marks and numbers stand: beside each other, or marks below the words on a narrow sheet."""

    width: float

    @property
    def is_wide(self) -> bool:
        return self.width >= SIDE_BY_SIDE

    @property
    def start(self) -> float:
        return self.width * 0.31 if self.is_wide else 10.0

    @property
    def end(self) -> float:
        return self.width * 0.6 if self.is_wide else self.width - 10

    def fold(self, lane: Lane) -> FoldedLane:
        """Name and numbers in the lines in which they will stand, and how high that is."""
        left, right = (self.start - 16, self.width - self.end - 14) if self.is_wide else (self.width, self.width)
        names = folded(lane.name, TEXT, left, most=3)
        numbers = tuple(line for words in lane.words for line in folded(words, TEXT, right))
        lines = max(len(names), len(numbers)) if self.is_wide else len(names) + len(numbers)
        return FoldedLane(names, numbers, max(lines, 1) * TEXT * LEADING + (10 if self.is_wide else MARK_ROOM + 2))

    def spans(self, top: float, lanes: Sequence[FoldedLane]) -> Iterator[tuple[float, float]]:
        """The whole height beside the words; only the room of each mark below them."""
        bottoms = list(accumulate((lane.height for lane in lanes), initial=top))[1:]
        if self.is_wide:
            yield top, max(bottoms, default=top)
        else:
            yield from ((bottom - MARK_ROOM, bottom) for bottom in bottoms)


@dataclass(frozen=True)
class FoldedLane:
    """A lane with its lines broken."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    height: float


def draw_lanes(
    drawing: Drawing,
    lanes: Sequence[Lane],
    scale: Callable[[float, float], Scale],
    tick_words: Callable[[float], str],
    draw_mark: Callable[[int, Scale, float], None],
) -> Field:
    """Draw every lane; `scale` makes the scale for a field, `draw_mark` draws one lane's mark at a height."""
    columns = Columns(drawing.width)
    x = scale(columns.start, columns.end)
    _draw_ticks(drawing, x, tick_words)
    # The grid lies under the marks, so its length must be known before they are drawn.
    broken = [columns.fold(lane) for lane in lanes]
    field = Field(x, tuple(columns.spans(drawing.cursor, broken)))
    for tick in x.ticks:
        field.line(drawing, tick, Paint.FIRM if tick == x.ticks[0] else Paint.FAINT)
    for number, lane in enumerate(broken):
        draw_mark(number, x, _write_lane(drawing, columns, lane))
        drawing.cursor += lane.height
        drawing.line(0, drawing.cursor, drawing.width, drawing.cursor, Paint.FAINT)
    return field


def _draw_ticks(drawing: Drawing, x: Scale, tick_words: Callable[[float], str]) -> None:
    baseline = drawing.cursor + TEXT * 1.2
    right = -10.0
    for tick in x.ticks:
        words = tick_words(tick)
        half = width_of(words, TEXT) / 2
        place = min(max(x(tick), half), drawing.width - half)
        if place - half > right + 6:
            drawing.words(place, baseline, words, anchor="middle", paint=Paint.SOFT)
            right = place + half
    drawing.cursor = baseline + 8


def _write_lane(drawing: Drawing, columns: Columns, lane: FoldedLane) -> float:
    """Write name and numbers; give back the height at which the mark stands."""
    line = TEXT * LEADING
    if not columns.is_wide:
        _write_lines(drawing, 0, drawing.cursor + 4, lane.names, Paint.INK)
        _write_lines(drawing, 0, drawing.cursor + 4 + len(lane.names) * line, lane.numbers, Paint.SOFT)
        return drawing.cursor + lane.height - MARK_ROOM / 2
    middle = drawing.cursor + lane.height / 2
    _write_lines(drawing, 0, middle - len(lane.names) * line / 2, lane.names, Paint.INK)
    _write_lines(drawing, columns.end + 14, middle - len(lane.numbers) * line / 2, lane.numbers, Paint.INK)
    return middle


def _write_lines(drawing: Drawing, x: float, top: float, lines: Sequence[str], paint: Paint) -> None:
    for number, line in enumerate(lines):
        drawing.words(x, top + (number + 0.75) * TEXT * LEADING, line, paint=paint)
