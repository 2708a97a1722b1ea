"""帳票の枠: a form as rows of boxes on one grid, so that paper and workbook show the same words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

Content = str | int | date

# The grid's unit is about 7.5 mm on both papers.
PORTRAIT, LANDSCAPE = 24, 36
# So many lines stand in the middle of their box; more begin at its top.
FEW_LINES = 3


class Look(StrEnum):
    """What a box is for. The paper and the workbook dress it alike."""

    LABEL = "label"
    HEAD = "head"
    VALUE = "value"
    STRONG = "strong"
    CENTRED = "centred"


@dataclass(frozen=True)
class Box:
    """One box. With `is_continued` it goes on below the box above, without a line between them."""

    content: Content = ""
    span: int = 1
    look: Look = Look.VALUE
    is_continued: bool = False


@dataclass(frozen=True)
class Row:
    """Boxes side by side; at least `height_mm` high, so that there is room for the pen."""

    boxes: tuple[Box, ...]
    height_mm: float = 6.5


@dataclass(frozen=True)
class Grid:
    """Rows under one another. The first `heads` rows are repeated on every page.

    A short grid that `is_kept` is never divided: nobody signs below an empty page.
    """

    rows: tuple[Row, ...]
    heads: int = 0
    is_kept: bool = False

    @property
    def open_below(self) -> tuple[tuple[bool, ...], ...]:
        """For every box of every row: whether it goes on in the row below, so that no line is drawn between."""
        belows = [*(_continued_at(row) for row in self.rows[1:]), set[int]()]
        return tuple(
            tuple(start in below for start in _starts(row)) for row, below in zip(self.rows, belows, strict=True)
        )


def _starts(row: Row) -> list[int]:
    return [0, *accumulate(box.span for box in row.boxes[:-1])]


def _continued_at(row: Row) -> set[int]:
    return {start for start, box in zip(_starts(row), row.boxes, strict=True) if box.is_continued}


@dataclass(frozen=True)
class Heading:
    """The title of a part; never the last thing on a page."""

    text: str


@dataclass(frozen=True)
class Words:
    """A sentence between the boxes."""

    text: str


Block = Grid | Heading | Words


@dataclass(frozen=True)
class Form:
    """A sheet of paper to be filled, printed and signed.

    `whose` stands at the top of every page after the first, because pages get separated. `title` is also
    the title of the file: it never names a person.
    """

    title: str
    blocks: tuple[Block, ...]
    form_no: str = ""
    whose: str = ""
    columns: int = PORTRAIT

    def __post_init__(self) -> None:
        for block in self.blocks:
            for row in block.rows if isinstance(block, Grid) else ():
                if (units := sum(box.span for box in row.boxes)) != self.columns:
                    raise ValueError(f"{self.title}: a row of {units} units on a grid of {self.columns}")


def label(text: str, span: int = 3) -> Box:
    """A shaded box with a name in it."""
    return Box(text, span, Look.LABEL)


def value(content: Content, span: int) -> Box:
    """A box to be read or written in."""
    return Box(content, span)


def row(*boxes: Box, height_mm: float = 6.5) -> Row:
    """Boxes side by side."""
    return Row(boxes, height_mm)


def heads(*columns: tuple[str, int]) -> Row:
    """The headings of a table, with their widths."""
    return Row(tuple(Box(text, span, Look.HEAD) for text, span in columns))


def labelled(text: str, content: Content, *, columns: int = PORTRAIT, label_span: int = 5, height_mm: float = 9) -> Row:
    """A row of its own: what it is, and what there is to say."""
    return Row((label(text, label_span), value(content, columns - label_span)), height_mm)
