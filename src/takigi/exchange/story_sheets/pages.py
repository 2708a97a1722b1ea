"""表のかたち: sheets as rows of cells, each cell bound to the box and the field that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLAN, MONITORING, STORY = "実行プラン", "モニタリング", "課題解決ストーリー"
LINKS, DOUBTS, SCHEDULE, DETAILS, KEPT = "つながり", "前提と別の説明", "予定", "くわしい欄", "控え"
TEMPLATE = (PLAN, MONITORING, STORY)
SHARED = "（共通）"
# 「text」 is the heading alone, 「words」 the heading with the lines beneath it.
TEXT, WORDS, TACTICS = "text", "words", "tactics"

_LONGEST = 32_000
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and of which field of which box; without a key it belongs to nothing yet."""

    text: str = ""
    key: str = ""
    field: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the template: `name` for the program, `heads` in the rows of headings, and how wide it is on paper."""

    name: str
    heads: tuple[str, ...]
    width: int


@dataclass(frozen=True)
class Page:
    """One sheet: lines of cells, in the order of the columns. `title` stands above the headings."""

    name: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[Cell, ...], ...]
    title: str = ""

    def cells(self) -> Iterator[tuple[Column, Cell]]:
        """Every cell with its column, line by line."""
        for line in self.lines:
            yield from zip(self.columns, line, strict=True)


# What the cells of a page say, by box and field.
Expected = Mapping[tuple[str, str], str]


def expected_of(page: Page) -> Expected:
    """What a page would say if nobody changed it."""
    return {(cell.key, cell.field): cell.text for _, cell in page.cells() if cell.key}


def writable(text: str) -> str:
    """The text as a cell can hold it: line ends of one kind, nothing that a workbook cannot carry."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", plain)[:_LONGEST]


def column_letter(number: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
