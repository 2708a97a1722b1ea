"""予定の図: bars over quarters of fiscal years, a row for each item; hatched where the time is only about so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from takigi.charts.drawing import TEXT, Drawing, Paint, Shape
from takigi.charts.lettering import LEADING, folded, width_of
from takigi.kernel.era_names import in_japanese
from takigi.kernel.fiscal_year import FiscalYear

QUARTERS = ("4-6月", "7-9月", "10-12月", "1-3月")
BAR, AIR, NARROWEST = 10.0, 5.0, 980.0
_LANE = TEXT * LEADING + BAR + AIR
_NAME_SHARE = 0.22
_POINT = 8.0

Strip = TypeVar("Strip")


@dataclass(frozen=True)
class Planned:
    """A piece of the schedule. Without an end it is a point: how long it goes on is not guessed."""

    words: str
    starts_on: date
    ends_on: date | None = None
    is_about: bool = False

    @property
    def told(self) -> str:
        """The piece in words: what, from when to when, and whether only about so."""
        days = in_japanese(self.starts_on) + (f"から{in_japanese(self.ends_on)}まで" if self.ends_on else "")
        return f"{self.words}: {'おおよそ' if self.is_about else ''}{days}"


@dataclass(frozen=True)
class ScheduleRow:
    """An item with its pieces; `notes` are what has no day."""

    name: str
    pieces: tuple[Planned, ...] = ()
    notes: tuple[str, ...] = ()
    href: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """Every piece in words."""
        return tuple(piece.told for piece in self.pieces)


@dataclass(frozen=True)
class Schedule:
    """予定の図. `years` fiscal years from `first` on."""

    title: str
    description: str
    rows: tuple[ScheduleRow, ...]
    first: FiscalYear
    years: int = 3

    @property
    def last_day(self) -> date:
        return FiscalYear(self.first.begins_in + self.years - 1).last_day

    def share(self, day: date) -> float:
        """How far along the schedule a day is, from 0 to 1."""
        begin, end = self.first.first_day, self.last_day
        return (min(max(day, begin), end) - begin).days / (end - begin).days

    def holds(self, piece: Planned) -> bool:
        """Whether the piece has begun before the schedule ends and not ended before it begins."""
        return piece.starts_on <= self.last_day and (piece.ends_on or piece.starts_on) >= self.first.first_day


def lanes_of(
    strips: Iterable[Strip], start: Callable[[Strip], float], end: Callable[[Strip], float]
) -> tuple[tuple[Strip, ...], ...]:
    """Strips below each other where they would meet, beside each other where they would not.

    >>> lanes_of([(0, 2), (1, 3), (4, 5)], lambda one: one[0], lambda one: one[1])
    (((0, 2), (4, 5)), ((1, 3),))
    """
    lanes: list[list[Strip]] = []
    for strip in strips:
        free = next(
            (lane for lane in lanes if all(start(strip) >= end(one) or start(one) >= end(strip) for one in lane)), None
        )
        if free is None:
            lanes.append([strip])
        else:
            free.append(strip)
    return tuple(tuple(lane) for lane in lanes)


@dataclass(frozen=True)
class _Strip:
    piece: Planned
    told: str
    left: float
    right: float
    words_left: float
    words_right: float


def schedule_svg(schedule: Schedule, *, width: float = NARROWEST) -> str:
    """The schedule as SVG; never narrower than its quarters can be read."""
    drawing = Drawing(max(width, NARROWEST))
    start = drawing.width * _NAME_SHARE
    top = _draw_heads(drawing, schedule, start)
    _draw_grid(drawing, schedule, start, top, _total(drawing, schedule, start))
    for row in schedule.rows:
        _draw_row(drawing, schedule, row, start)
    return drawing.svg(schedule.title, schedule.description, role="group")


def _draw_heads(drawing: Drawing, schedule: Schedule, start: float) -> float:
    line, room = TEXT * LEADING, drawing.width - start
    drawing.words(0, line * 0.8, "実施項目", paint=Paint.SOFT)
    for year in range(schedule.years):
        name = FiscalYear(schedule.first.begins_in + year).in_japanese
        middle = start + room * (year + 0.5) / schedule.years
        drawing.words(middle, line * 0.8, name, anchor="middle", paint=Paint.SOFT)
        for quarter, words in enumerate(QUARTERS):
            place = start + room * (year + (quarter + 0.5) / 4) / schedule.years
            drawing.words(place, line * 1.8, words, anchor="middle", paint=Paint.SOFT)
    drawing.cursor = line * 2 + 6
    return drawing.cursor


def _draw_grid(drawing: Drawing, schedule: Schedule, start: float, top: float, bottom: float) -> None:
    room = drawing.width - start
    for number in range(schedule.years * 4):
        x = start + room * number / (schedule.years * 4)
        drawing.line(x, top, x, bottom, Paint.FIRM if number % 4 == 0 else Paint.FAINT)
    drawing.line(0, top, drawing.width, top, Paint.FIRM)


def _total(drawing: Drawing, schedule: Schedule, start: float) -> float:
    return drawing.cursor + sum(_height(drawing, schedule, row, start) for row in schedule.rows)


def _strips(drawing: Drawing, schedule: Schedule, row: ScheduleRow, start: float) -> Sequence[Sequence[_Strip]]:
    room = drawing.width - start
    made = []
    for piece in filter(schedule.holds, row.pieces):
        left = start + room * schedule.share(piece.starts_on)
        right = start + room * schedule.share(piece.ends_on) if piece.ends_on else left
        told = folded(piece.words, TEXT, room - 8, most=1)[0]
        words = width_of(told, TEXT) + 8
        words_left = max(start, min(left, drawing.width - words))
        made.append(_Strip(piece, told, left, max(right, left + _POINT), words_left, words_left + words))
    made.sort(key=lambda one: (one.words_left, one.left))
    return lanes_of(made, lambda one: min(one.left, one.words_left), lambda one: max(one.right, one.words_right))


def _names(row: ScheduleRow, start: float) -> tuple[tuple[str, Paint], ...]:
    lines = [(line, Paint.INK) for line in folded(row.name, TEXT, start - 12)]
    return (*lines, *((line, Paint.SOFT) for note in row.notes for line in folded(note, TEXT, start - 12)))


def _height(drawing: Drawing, schedule: Schedule, row: ScheduleRow, start: float) -> float:
    return max(len(_names(row, start)) * TEXT * LEADING, len(_strips(drawing, schedule, row, start)) * _LANE) + AIR


def _draw_row(drawing: Drawing, schedule: Schedule, row: ScheduleRow, start: float) -> None:
    top, height = drawing.cursor, _height(drawing, schedule, row, start)
    with drawing.opening(row.href, row.name):
        for number, (line, paint) in enumerate(_names(row, start)):
            drawing.words(0, top + (number + 0.8) * TEXT * LEADING, line, paint=paint)
    for number, lane in enumerate(_strips(drawing, schedule, row, start)):
        for strip in lane:
            _draw_strip(drawing, strip, top + number * _LANE)
    drawing.cursor = top + height
    drawing.line(0, drawing.cursor, drawing.width, drawing.cursor, Paint.FAINT)


def _draw_strip(drawing: Drawing, strip: _Strip, top: float) -> None:
    piece = strip.piece
    drawing.words(strip.words_left, top + TEXT * 1.1, strip.told)
    at = top + TEXT * LEADING
    if piece.ends_on is None or strip.right - strip.left <= _POINT:
        drawing.mark(Shape.DIAMOND, strip.left, at + BAR / 2, 5, Paint.INK, hollow=piece.is_about, told=piece.words)
        return
    width = strip.right - strip.left
    if piece.is_about:
        drawing.hatch(strip.left, at, width, BAR)
        edge = ((strip.left, at), (strip.right, at), (strip.right, at + BAR), (strip.left, at + BAR), (strip.left, at))
        drawing.path([("L" if number else "M", x, y) for number, (x, y) in enumerate(edge)], Paint.FIRM)
    else:
        drawing.bar(strip.left, at, width, BAR, Paint.SOFT, told=piece.words)
