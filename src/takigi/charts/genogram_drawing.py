"""家族図を描く: figures, names below them, and the lines of a family. Everything that a line says is also told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.genogram import Figure, Genogram, Relative, Union
from takigi.charts.genogram_places import WIDTH, places_of
from takigi.charts.lettering import LEADING, folded

HALF, SIZE, INSET = 21.0, 16.0, 8.0
# Below the words: the partners' line, the step down, the children's line.
UNDER, BETWEEN = 14.0, 40.0
SHAPES = {Figure.SQUARE: Shape.SQUARE, Figure.CIRCLE: Shape.CIRCLE, Figure.DIAMOND: Shape.DIAMOND}
MARK = {Figure.SQUARE: HALF / 0.884, Figure.CIRCLE: HALF, Figure.DIAMOND: HALF / 1.2}


@dataclass(frozen=True)
class _Row:
    """One generation: where its figures stand and where its words end."""

    middle: float
    bottom: float


@dataclass(frozen=True)
class _Sheet:
    """The drawing, where everybody stands from left to right, and their row."""

    drawing: Drawing
    places: Mapping[str, float]
    row_of: Mapping[str, _Row]


def genogram_svg(family: Genogram, *, width: float = 0.0) -> str:
    """The picture as SVG, at least as wide as can be read; nothing at all where nobody is written."""
    if not family.people:
        return ""
    trimmed, places = family.trimmed(), places_of(family)
    needed = max(places.values()) + WIDTH / 2
    drawing = Drawing(max(width, needed))
    aside = (drawing.width - needed) / 2
    rows = _rows(trimmed)
    sheet = _Sheet(
        drawing,
        {key: x + aside for key, x in places.items()},
        {one.key: rows[one.generation] for one in trimmed.people},
    )
    for number, union in enumerate(trimmed.unions):
        _draw_partners(sheet, union)
        _draw_children(sheet, union, number)
    for one in trimmed.people:
        _draw_relative(sheet, one)
    drawing.cursor = max(row.bottom for row in rows.values()) + UNDER
    return drawing.svg(trimmed.title, trimmed.description)


def _lines(one: Relative) -> list[tuple[str, Paint]]:
    words = [(line, Paint.INK) for line in folded(one.words, SIZE, WIDTH - INSET, most=2)]
    return words + [(line, Paint.SOFT) for note in one.notes for line in folded(note, SIZE, WIDTH - INSET, most=2)]


def _rows(family: Genogram) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    top = 8.0
    for generation in sorted({one.generation for one in family.people}):
        tallest = max(len(_lines(one)) for one in family.people if one.generation == generation)
        middle = top + HALF + 6
        rows[generation] = _Row(middle, middle + HALF + 8 + tallest * SIZE * LEADING)
        top = rows[generation].bottom + UNDER + BETWEEN
    return rows


def _draw_relative(sheet: _Sheet, one: Relative) -> None:
    drawing, x, y = sheet.drawing, sheet.places[one.key], sheet.row_of[one.key].middle
    shape, size = SHAPES[one.figure], MARK[one.figure]
    if one.is_focus:
        drawing.mark(shape, x, y, size * 1.26, Paint.INK, hollow=True)
    drawing.mark(shape, x, y, size, Paint.FIRM if one.is_elsewhere else Paint.INK, hollow=True, told=one.told)
    if one.has_died:
        r = HALF * 0.62
        cross = (("M", x - r, y - r), ("L", x + r, y + r), ("M", x + r, y - r), ("L", x - r, y + r))
        drawing.path(cross, Paint.INK, 1.6)
    for number, (line, paint) in enumerate(_lines(one), start=1):
        base = y + HALF + 8 + (number - 0.28) * SIZE * LEADING
        drawing.words(x, base, line, anchor="middle", paint=paint, edge=Paint.SHEET)


def _is_beside(xs: Sequence[float]) -> bool:
    return len(xs) == 2 and xs[1] - xs[0] <= WIDTH * 1.01


def _draw_partners(sheet: _Sheet, union: Union) -> None:
    """A line between two who stand beside each other; under the words of whoever stands between them."""
    xs = sorted(sheet.places[key] for key in union.partners)
    if len(xs) < 2:
        return
    row, dash = sheet.row_of[union.partners[0]], "6 5" if union.is_ended else ""
    one, other = xs
    y = row.middle if _is_beside(xs) else row.bottom
    if _is_beside(xs):
        sheet.drawing.path((("M", one + HALF, y), ("L", other - HALF, y)), Paint.INK, 1.6, dash)
    else:
        steps = (("M", one, y - 6), ("L", one, y), ("L", other, y), ("L", other, y - 6))
        sheet.drawing.path(steps, Paint.INK, 1.6, dash)
    if union.is_ended:
        for x in ((one + other) / 2 - 12, (one + other) / 2 - 4):
            sheet.drawing.line(x - 4, y + 8, x + 4, y - 8, Paint.INK, width=1.6)


def _draw_children(sheet: _Sheet, union: Union, number: int) -> None:
    if not union.children:
        return
    reach = [sheet.places[key] for key in union.children]
    # Every family's line lies a little apart, so that two that pass each other are not one.
    bar = sheet.row_of[union.children[0]].middle - HALF - 14 - (number % 3) * 7
    xs = sorted(sheet.places[key] for key in union.partners)
    if xs:
        row, start = sheet.row_of[union.partners[0]], sum(xs) / len(xs)
        sheet.drawing.line(start, row.middle if _is_beside(xs) else row.bottom, start, bar, Paint.FIRM, width=1.4)
        reach.append(start)
    sheet.drawing.line(min(reach), bar, max(reach), bar, Paint.FIRM, width=1.4)
    for key in union.children:
        x = sheet.places[key]
        sheet.drawing.line(x, bar, x, sheet.row_of[key].middle - HALF, Paint.FIRM, width=1.4)
