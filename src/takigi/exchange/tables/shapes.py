"""表: a file seen as headings and rows, whatever it was saved with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from takigi.exchange.problems import Problem

# A datetime is a date too, so this covers what Excel stores with a time of day.
Cell = str | int | float | date


class RawRow(NamedTuple):
    """A row as it stands in the file, with the columns (from 0) that hold a formula."""

    row_no: int
    cells: Sequence[Cell]
    formulas: tuple[int, ...] = ()


class Row(NamedTuple):
    """A row under the headings: as many cells as headings, an empty cell is an empty text.

    `row_no` is the number that Excel shows for it.
    """

    row_no: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """One sheet of one file, ready to be read from the top as often as wanted.

    `header_row` 0 means that the file has no headings. `notices` are sentences about the
    file as a whole. `about_rows` is for a progress bar and may be a little off.
    """

    name: str
    kind: str
    headers: tuple[str, ...]
    header_row: int
    encoding: str
    encoding_label: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    about_rows: int
    notices: tuple[str, ...]
    read: Callable[[], Iterator[Row]] = field(repr=False, compare=False)

    def rows(self) -> Iterator[Row]:
        """Every row below the headings that is not blank, in constant memory for CSV.

        Opens the file anew. Raises UnreadableFile in the middle of a file whose quotation
        marks do not close: look at all rows before writing the first.
        """
        return self.read()
