"""スライドのかたち: titles, tables, boxes and bars in their places, in points, before any program draws them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from takigi.charts.drawing import UNWRITABLE

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 936.0, 74.0, 510.0
TITLE_SIZE, SMALL_SIZE, PANEL_HEADING = 24.0, 10.0, 15.0
# Every line is so many times its letters high, whatever the typeface would like.
LINE = 1.3
PAD_X, PAD_Y = 4.0, 3.0


class Look(StrEnum):
    """What a cell is."""

    HEAD = "head"
    LABEL = "label"
    PLAIN = "plain"


@dataclass(frozen=True)
class Words:
    """One paragraph; a heading among the lines beneath it is strong."""

    text: str
    is_strong: bool = False


Lines = tuple[Words, ...]


def paragraphs(text: str, *, is_strong: bool = False) -> Lines:
    """A text as its paragraphs, without what no file of slides can hold; none for nothing."""
    return tuple(Words(one_line(line), is_strong) for line in text.replace("\r", "").split("\n")) if text else ()


def one_line(text: str) -> str:
    """A text as it stands in one line."""
    return UNWRITABLE.sub("", text.replace("\n", " ")).rstrip()


@dataclass(frozen=True)
class TableCell:
    """A cell over so many columns and rows."""

    lines: Lines
    look: Look = Look.PLAIN
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class FittedTable:
    """A table whose words fit. In `rows` None stands where another cell reaches over. `size` is that of the letters."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[TableCell | None, ...], ...]
    size: float
    heads: int


@dataclass(frozen=True)
class Panel:
    """A box with a heading and lines."""

    left: float
    top: float
    width: float
    height: float
    heading: str
    lines: Lines
    size: float


@dataclass(frozen=True)
class Strip:
    """A bar of the schedule with its words above it; hatched where the time is only about so; a point has no end."""

    left: float
    top: float
    width: float
    words: str
    words_left: float
    words_width: float
    is_about: bool
    is_point: bool


@dataclass(frozen=True)
class Slide:
    """One slide. `note` stands small below the table."""

    title: str
    table: FittedTable | None = None
    panels: tuple[Panel, ...] = ()
    strips: tuple[Strip, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Deck:
    """All slides; `foot` stands at the foot of each."""

    title: str
    foot: str
    slides: tuple[Slide, ...]
