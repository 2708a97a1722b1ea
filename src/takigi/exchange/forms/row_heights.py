"""行の高さ: how high a row of the workbook must be so that none of its text is hidden, and where its pages end. Pure."""

from __future__ import annotations

from dataclasses import replace

from takigi.exchange.forms.boxes import FEW_LINES, LANDSCAPE, Box, Form, Grid, Look, Row
from takigi.exchange.forms.fitting import lines_in, lines_of
from takigi.exchange.forms.wording import on_paper

UNIT_PX, _PADDING_PX = 28, 8
POINTS = {Look.LABEL: 9, Look.HEAD: 9, Look.VALUE: 10, Look.CENTRED: 10, Look.STRONG: 13}
# A half-width sign is half as wide as its letters are high; a line is higher by what the tallest Japanese typeface asks for.
_PX_PER_POINT, _LINE, _PADDING_PT = 96 / 72, 1.46, 4.0
_POINTS_PER_MM = 72 / 25.4
# Excel draws no row higher than 409 points. A row with more lines goes on in a second one.
_MOST_LINES = 24
MARGINS_INCH = {"left": 0.55, "right": 0.55, "top": 0.6, "bottom": 0.65}
# Excel prints a little larger than it measures.
_RESERVE = 0.97


def row_height(row: Row) -> float:
    """The height, in points, that shows every text of the row and leaves room for the pen."""
    needed = (words_height(on_paper(box.content), box.span, POINTS[box.look]) for box in row.boxes)
    return max(row.height_mm * _POINTS_PER_MM, *needed)


def words_height(text: str, span: int, points: int) -> float:
    """The height, in points, of a text over so many units of the grid."""
    return lines_in(text, _room(span, points)) * points * _LINE + _PADDING_PT


def has_few_lines(row: Row) -> bool:
    """Whether the row's texts stand in the middle of their boxes."""
    return max(len(_lines_of(box)) for box in row.boxes) <= FEW_LINES


def grown(grid: Grid) -> Grid:
    """The grid as a sheet can hold it: a row that is too high goes on in further rows, without a line between them."""
    rows = tuple(part for row in grid.rows for part in _divided(row))
    return replace(grid, rows=rows)


def _divided(row: Row) -> tuple[Row, ...]:
    lines = [_lines_of(box) for box in row.boxes]
    parts = -(-max(map(len, lines)) // _MOST_LINES)
    if parts <= 1:
        return (row,)
    return tuple(
        Row(
            tuple(
                replace(
                    box,
                    content=_joined(said, part) if len(said) > 1 or part else box.content,
                    is_continued=box.is_continued or part > 0,
                )
                for box, said in zip(row.boxes, lines, strict=True)
            ),
            row.height_mm if part == 0 else 0,
        )
        for part in range(parts)
    )


def _joined(lines: list[str], part: int) -> str:
    mine = "".join(lines[part * _MOST_LINES : (part + 1) * _MOST_LINES])
    # The end of the row is the end of the line.
    return mine.removesuffix("\n") if len(lines) > (part + 1) * _MOST_LINES else mine


def _lines_of(box: Box) -> list[str]:
    return lines_of(on_paper(box.content), _room(box.span, POINTS[box.look]))


def _room(span: int, points: int) -> int:
    return int((span * UNIT_PX - _PADDING_PX) / (points * _PX_PER_POINT / 2))


def page_height(form: Form) -> float:
    """How many points of rows fit on one page."""
    paper_inch = 8.27 if form.columns == LANDSCAPE else 11.69
    return (paper_inch - MARGINS_INCH["top"] - MARGINS_INCH["bottom"]) * 72 * _RESERVE
