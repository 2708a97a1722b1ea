"""エコマップ: a household in the middle, who holds the case above it, agencies on one side, people and places on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.lettering import LEADING, folded

SIZE, INSET, GAP = 16.0, 10.0, 14.0
# Of the whole width: a side, the open space with the lines, the household.
SIDE, SPACE = 0.29, 0.1


class Line(StrEnum):
    """What is between them; told by the line and its mark, never by a colour."""

    STRONG = "strong"
    USUAL = "usual"
    THIN = "thin"
    STRAINED = "strained"
    BROKEN = "broken"
    ASKED = "asked"


LINE_WORDS = {
    Line.STRONG: "よく頼れる",
    Line.USUAL: "つながりがある",
    Line.THIN: "うすい",
    Line.STRAINED: "うまくいっていない",
    Line.BROKEN: "切れている",
    Line.ASKED: "返事を待っている",
}
DASHES = {Line.THIN: "2 5", Line.ASKED: "9 6", Line.STRAINED: "", Line.BROKEN: "12 6"}
STROKES = {Line.STRONG: 3.4, Line.THIN: 1.2}


@dataclass(frozen=True, kw_only=True)
class Support:
    """One agency, person or place. `notes` stand smaller below: what they do, and with whom of the household."""

    words: str
    notes: tuple[str, ...] = ()
    line: Line = Line.USUAL

    @property
    def told(self) -> str:
        """Everything that stands there, for who listens."""
        return "。".join((self.words, *self.notes, LINE_WORDS[self.line]))


@dataclass(frozen=True, kw_only=True)
class Ecomap:
    """エコマップ. `empty` are chairs in which nobody sits, each a sentence (学校がいません)."""

    title: str
    description: str
    household: tuple[str, ...]
    owner: Support | None = None
    agencies: tuple[Support, ...] = ()
    others: tuple[Support, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """Where a box stands, and its words."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[tuple[str, Paint], ...]

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True)
class EcomapPlaces:
    """Every box of the picture."""

    household: Room
    owner: Room | None
    agencies: tuple[Room, ...]
    others: tuple[Room, ...]
    empty: tuple[Room, ...]

    @property
    def all(self) -> tuple[Room, ...]:
        return (self.household, *((self.owner,) if self.owner else ()), *self.agencies, *self.others, *self.empty)


def ecomap_places(picture: Ecomap, width: float) -> EcomapPlaces:
    """Two columns beside the household, the owner above it, empty chairs in rows below: nothing can meet anything."""
    # A line of an edge is drawn half outside: one pixel of air on each side.
    width -= 2
    side, space = width * SIDE, width * SPACE
    centre = width - 2 * (side + space)
    left = 1 + side + space
    top = 4.0
    owner = None
    if picture.owner:
        owner = _room(_support_lines(picture.owner, centre), left, top, centre)
        top = owner.bottom + 44
    agencies = _column(picture.agencies, 1.0, side)
    others = _column(picture.others, 1 + width - side, side)
    lines = [(line, Paint.INK) for one in picture.household for line in folded(one, SIZE, centre - 2 * INSET, most=2)]
    household = _room(tuple(lines), left, top, centre, least=80)
    lowest = max([household.bottom, *(room.bottom for room in (*agencies, *others))])
    return EcomapPlaces(household, owner, agencies, others, _chairs(picture.empty, lowest + 28, width))


def _support_lines(one: Support, width: float) -> tuple[tuple[str, Paint], ...]:
    words = [(line, Paint.INK) for line in folded(one.words, SIZE, width - 2 * INSET, most=2)]
    notes = [line for note in one.notes for line in folded(note, SIZE, width - 2 * INSET, most=2)]
    return (*words, *((line, Paint.SOFT) for line in notes))


def _room(lines: tuple[tuple[str, Paint], ...], left: float, top: float, width: float, *, least: float = 0.0) -> Room:
    return Room(left, top, width, max(least, len(lines) * SIZE * LEADING + INSET), lines)


def _column(supports: Sequence[Support], left: float, width: float) -> tuple[Room, ...]:
    rooms: list[Room] = []
    for one in supports:
        top = rooms[-1].bottom + GAP if rooms else 4.0
        rooms.append(_room(_support_lines(one, width), left, top, width))
    return tuple(rooms)


def _chairs(sentences: Sequence[str], top: float, width: float) -> tuple[Room, ...]:
    count = max(1, int((width + GAP) // (220 + GAP)))
    each = (width - (count - 1) * GAP) / count
    rooms: list[Room] = []
    for start in range(0, len(sentences), count):
        row = [
            _room(
                tuple((line, Paint.INK) for line in folded(sentence, SIZE, each - 2 * INSET, most=3)),
                1 + place * (each + GAP),
                top,
                each,
            )
            for place, sentence in enumerate(sentences[start : start + count])
        ]
        rooms += row
        top = max(room.bottom for room in row) + GAP
    return tuple(rooms)


def ecomap_svg(picture: Ecomap, *, width: float = 860.0) -> str:
    """The picture as SVG."""
    places = ecomap_places(picture, width)
    drawing = Drawing(width)
    _draw_lines(drawing, picture, places)
    for room, support in zip((*places.agencies, *places.others), (*picture.agencies, *picture.others), strict=True):
        _draw_room(drawing, room, told=support.told)
    if places.owner and picture.owner:
        _draw_room(drawing, places.owner, told=picture.owner.told, edge=3.0)
    _draw_room(drawing, places.household, told="。".join(picture.household), shade=True)
    for room, sentence in zip(places.empty, picture.empty, strict=True):
        _draw_room(drawing, room, told=sentence, dash="6 5")
    drawing.cursor = max(room.bottom for room in places.all) + 4
    _draw_key(drawing, picture)
    return drawing.svg(picture.title, picture.description)


def _draw_room(
    drawing: Drawing, room: Room, *, told: str, edge: float = 1.2, dash: str = "", shade: bool = False
) -> None:
    drawing.bar(room.left, room.top, room.width, room.height, Paint.SHADE if shade else Paint.SHEET, told=told)
    corners = (
        ("M", room.left, room.top),
        ("L", room.right, room.top),
        ("L", room.right, room.bottom),
        ("L", room.left, room.bottom),
        ("L", room.left, room.top),
    )
    drawing.path(corners, Paint.INK if edge > 2 else Paint.FIRM, edge, dash)
    first = room.top + (room.height - len(room.lines) * SIZE * LEADING) / 2
    for number, (line, paint) in enumerate(room.lines, start=1):
        drawing.words(room.left + INSET, first + (number - 0.28) * SIZE * LEADING, line, paint=paint)


def _draw_lines(drawing: Drawing, picture: Ecomap, places: EcomapPlaces) -> None:
    home = places.household
    for supports, rooms, is_left in ((picture.agencies, places.agencies, True), (picture.others, places.others, False)):
        door = home.left if is_left else home.right
        for number, (support, room) in enumerate(zip(supports, rooms, strict=True), start=1):
            at = home.top + home.height * number / (len(rooms) + 1)
            edge = room.right if is_left else room.left
            _draw_bond(drawing, (edge, room.middle), (door, at), support.line)
    if places.owner and picture.owner:
        x = home.left + home.width / 2
        _draw_bond(drawing, (x, places.owner.bottom), (x, home.top), Line.STRONG)


def _draw_bond(drawing: Drawing, start: tuple[float, float], end: tuple[float, float], line: Line) -> None:
    (x1, y1), (x2, y2) = start, end
    drawing.line(x1, y1, x2, y2, Paint.INK, width=STROKES.get(line, 1.8), dash=DASHES.get(line, ""))
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    if line is Line.BROKEN:
        drawing.path((("M", x - 6, y - 6), ("L", x + 6, y + 6), ("M", x + 6, y - 6), ("L", x - 6, y + 6)), Paint.INK, 2)
    elif line is Line.STRAINED:
        drawing.mark(Shape.TRIANGLE, x, y, 6, Paint.INK, hollow=True)


def _draw_key(drawing: Drawing, picture: Ecomap) -> None:
    """What each line that was drawn means."""
    used = [line for line in Line if any(one.line is line for one in (*picture.agencies, *picture.others))]
    x, y = 0.0, drawing.cursor + SIZE * 1.6
    for line in used:
        room = 64 + len(LINE_WORDS[line]) * SIZE + 24
        if x and x + room > drawing.width:
            x, y = 0.0, y + SIZE * 1.8
        _draw_bond(drawing, (x, y - SIZE * 0.35), (x + 52, y - SIZE * 0.35), line)
        drawing.words(x + 62, y, LINE_WORDS[line], paint=Paint.SOFT)
        x += room
    drawing.cursor = y + SIZE * 0.6 if used else drawing.cursor
