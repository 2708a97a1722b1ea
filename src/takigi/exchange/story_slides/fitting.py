"""スライドに収める: letters as large as fit, long tables on further slides, a row that is too long for one slide divided."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from takigi.charts.lettering import folded
from takigi.exchange.story_slides.deck import (
    BOTTOM,
    LEFT,
    LINE,
    PAD_X,
    PAD_Y,
    RIGHT,
    TOP,
    FittedTable,
    Lines,
    Look,
    Slide,
    TableCell,
    Words,
    paragraphs,
)

# Programs measure letters a little differently; so much room stays free in every line.
_RESERVE = 0.97
NOTE_ROOM = 18.0


@dataclass(frozen=True)
class Group:
    """Rows under one label (誰に), which stands once beside them on each slide."""

    label: Lines
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True)
class Part:
    """What of a group stands on one slide."""

    label: Lines
    rows: tuple[tuple[Lines, ...], ...]
    heights: tuple[float, ...]


def lines_needed(lines: Lines, width: float, size: float) -> int:
    """How many lines the paragraphs take in a cell of this width; rather one too many."""
    room = (width - 2 * PAD_X) * _RESERVE
    return sum(max(1, len(folded(_as_measured(one.text), size, room))) for one in lines)


def _as_measured(text: str) -> str:
    """Signs whose width no program agrees on, and the blanks that indent a line, taken as wide as a full letter."""
    rest = text.lstrip(" 　")
    signs = ("□" if unicodedata.category(sign) in ("So", "Sm") else sign for sign in rest)
    return "□" * (len(text) - len(rest)) + "".join(signs)


def height_of(lines: Lines, width: float, size: float) -> float:
    """The height of a cell that shows all its lines."""
    return lines_needed(lines, width, size) * size * LINE + 2 * PAD_Y


def widths_of(weights: Sequence[float]) -> tuple[float, ...]:
    """Columns that share the slide's width."""
    return tuple((RIGHT - LEFT) * weight / sum(weights) for weight in weights)


def table_slides(
    title: str,
    heads: Sequence[str],
    groups: Sequence[Group],
    weights: Sequence[float],
    sizes: Sequence[float],
    *,
    note: str = "",
) -> tuple[Slide, ...]:
    """A table as slides: the largest letters that take no more slides than the smallest would."""
    widths = widths_of(weights)
    head_lines = tuple(paragraphs(head, is_strong=True) for head in heads)
    found = {size: _pages(head_lines, groups, widths, size) for size in sizes}
    fewest = len(found[sizes[-1]])
    size = next(one for one in sizes if len(found[one]) <= fewest)
    pages = found[size]
    return tuple(
        Slide(numbered(title, number, len(pages)), _table(head_lines, page, widths, size), note=note)
        for number, page in enumerate(pages, start=1)
    )


def numbered(title: str, number: int, count: int) -> str:
    """The title, with which of how many where there are several.

    >>> numbered("実行プラン", 1, 1), numbered("実行プラン", 2, 3)
    ('実行プラン', '実行プラン（2/3）')
    """
    return title if count == 1 else f"{title}（{number}/{count}）"


def _pages(heads: Sequence[Lines], groups: Sequence[Group], widths: Sequence[float], size: float) -> list[list[Part]]:
    room = BOTTOM - TOP - NOTE_ROOM - row_height(heads, widths, size)
    pages: list[list[Part]] = [[]]
    used = 0.0
    for group in groups:
        open_rows: list[tuple[Lines, ...]] = []
        for row in (part for whole in group.rows for part in divided(whole, widths[1:], size, room)):
            height = row_height(row, widths[1:], size)
            label_height = height_of(group.label, widths[0], size)
            mine = sum(row_height(one, widths[1:], size) for one in open_rows)
            if (used or open_rows) and used + max(mine + height, label_height) > room:
                _close(pages, group.label, open_rows, widths, size)
                pages.append([])
                used, open_rows = 0.0, []
            open_rows.append(row)
        used += _close(pages, group.label, open_rows, widths, size)
    return [page for page in pages if page] or [[]]


def _close(
    pages: list[list[Part]], label: Lines, rows: Sequence[tuple[Lines, ...]], widths: Sequence[float], size: float
) -> float:
    """End a group's part on a slide: its last row grows until the label fits beside it. Gives back its height."""
    if not rows:
        return 0.0
    heights = [row_height(row, widths[1:], size) for row in rows]
    heights[-1] += max(0.0, height_of(label, widths[0], size) - sum(heights))
    pages[-1].append(Part(label, tuple(rows), tuple(heights)))
    return sum(heights)


def row_height(row: Sequence[Lines], widths: Sequence[float], size: float) -> float:
    """The height of the highest cell."""
    return max(height_of(lines, width, size) for lines, width in zip(row, widths, strict=True))


def divided(row: tuple[Lines, ...], widths: Sequence[float], size: float, room: float) -> list[tuple[Lines, ...]]:
    """A row in as many rows as a slide needs; paragraphs stay whole unless one alone is too long."""
    if row_height(row, widths, size) <= room:
        return [row]
    cells = [chunks(lines, width, size, room) for lines, width in zip(row, widths, strict=True)]
    count = max(map(len, cells))
    return [tuple(cell[number] if number < len(cell) else () for cell in cells) for number in range(count)]


def chunks(lines: Lines, width: float, size: float, room: float) -> list[Lines]:
    """Paragraphs in portions that are no higher than the room."""
    most = max(1, int((room - 2 * PAD_Y) / (size * LINE)))
    portions: list[list[Words]] = [[]]
    used = 0
    for one in (part for whole in lines for part in _cut(whole, width, size, most)):
        needed = lines_needed((one,), width, size)
        if used and used + needed > most:
            portions.append([])
            used = 0
        portions[-1].append(one)
        used += needed
    return [tuple(portion) for portion in portions]


def _cut(one: Words, width: float, size: float, most: int) -> list[Words]:
    if lines_needed((one,), width, size) <= most:
        return [one]
    pieces = folded(one.text, size, (width - 2 * PAD_X) * _RESERVE)
    return [Words("".join(pieces[at : at + most]), one.is_strong) for at in range(0, len(pieces), most)]


def _table(heads: Sequence[Lines], parts: Sequence[Part], widths: tuple[float, ...], size: float) -> FittedTable:
    rows: list[tuple[TableCell | None, ...]] = [tuple(TableCell(head, Look.HEAD) for head in heads)]
    heights = [row_height(heads, widths, size)]
    for part in parts:
        for number, row in enumerate(part.rows):
            label = TableCell(part.label, Look.LABEL, down=len(part.rows)) if number == 0 else None
            rows.append((label, *(TableCell(lines) for lines in row)))
        heights += part.heights
    return FittedTable(widths, tuple(heights), tuple(rows), size, heads=1)
