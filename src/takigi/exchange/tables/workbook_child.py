"""ブックの読み手: runs in a process of its own, because a broken workbook can bring the fast reader down.

Damaged files made it panic, allocate gigabytes or abort; here that costs one file and not the server.
It is started by its path and so imports nothing of this house. It answers on standard output with one
JSON value a line: the sheets, or first the extent and then the rows, a few hundred to the line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

try:
    import resource
except ImportError:  # Windows has no such limits; a reader that goes wild is only its own process there.
    resource = None  # type: ignore[assignment]  # the name is asked for below

LIMIT_MEMORY = 2 << 30
LIMIT_SECONDS = 300
ROWS_A_LINE = 250


def main(path: str, sheet: str, limit_cells: str) -> None:
    """List the sheets when none is named, else write the rows of the one that is."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_SECONDS, LIMIT_SECONDS))
    try:
        with CalamineWorkbook.from_path(path) as book:
            answers = _rows(book, sheet, int(limit_cells)) if sheet else _sheets(book)
            for answer in answers:
                line = json.dumps(answer, ensure_ascii=False, default=_as_json)
                sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    except PasswordError:
        sys.stdout.buffer.write(b'{"refusal": "password"}\n')


def _sheets(book: CalamineWorkbook) -> Iterator[object]:
    """Visible worksheets in the book's order; hidden ones only when there is nothing else."""
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
    yield {"sheets": [sheet.name for sheet in visible or tables]}


def _rows(book: CalamineWorkbook, title: str, limit_cells: int) -> Iterator[object]:
    sheet = book.get_sheet_by_name(title)
    yield {"rows": sheet.height, "columns": sheet.width}
    if sheet.height * sheet.width > limit_cells:
        return
    # The reader gives rows from the sheet's first, but columns only from the first filled one.
    left: list[object] = [""] * (sheet.start[1] if sheet.start else 0)
    rows = (left + [usual(cell) for cell in row] for row in sheet.iter_rows())
    while lines := list(islice(rows, ROWS_A_LINE)):
        yield lines


def usual(value: object) -> object:
    """A value as a cell: a whole number without .0, a midnight as a date, a time or a duration as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    return str(value) if isinstance(value, time | timedelta) else value


def _as_json(value: object) -> object:
    """JSON has no dates; they travel in an object with one key, which no cell is."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main(*sys.argv[1:])
