"""ODSの下見: where each sheet of an OpenDocument table ends and which cells are calculated.

Repeated cells are written once with a count; a few bytes may stand for a billion cells.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from takigi.exchange.tables.xlsx_sheets import LIMIT_CELLS, Scan
from takigi.exchange.tables.zip_files import BROKEN, damaged

_CHUNK = 1 << 20
_COLUMNS = 1 << 14


class _Walk:
    """Counts rows and columns of each sheet while the XML passes by."""

    def __init__(self) -> None:
        self.scans: dict[str, Scan] = {}
        self.sheet = ""
        self.row = self.height = self.column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.sheet = attributes.get("table:name", "")
            self.scans[self.sheet] = Scan(0, 0)
            self.row = self.height = 0
        elif tag == "table:table-row":
            self.row += self.height
            self.height = int(attributes.get("table:number-rows-repeated", "1"))
            self.column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell") and self.scans:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        scan, first = self.scans[self.sheet], self.column
        self.column += int(attributes.get("table:number-columns-repeated", "1"))
        is_formula = "table:formula" in attributes
        if not is_formula and not attributes.keys() & {"office:value-type", "calcext:value-type"}:
            return
        rows, columns = max(scan.rows, self.row + self.height), max(scan.columns, self.column)
        self.scans[self.sheet] = replace(scan, rows=rows, columns=columns)
        # A sheet beyond the limit is refused by whoever asked; its formulas need not be written down.
        if is_formula and rows * columns <= LIMIT_CELLS and columns <= _COLUMNS:
            scan.places.extend(
                (row + 1) * _COLUMNS + column
                for row in range(self.row, self.row + self.height)
                for column in range(first, self.column)
            )


def scan_ods(path: Path, *, name: str) -> dict[str, Scan]:
    """Walk through the document once. Refuses a document that is no XML or declares entities.

    The fast reader unpacks all sheets when it opens the file, so all of them are measured.
    """
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EntityDeclHandler = _refuse_entity
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (KeyError, ValueError, expat.ExpatError, *BROKEN):
        raise damaged(name) from None
    return walk.scans


def _refuse_entity(*_: object) -> None:
    raise ValueError("entity")
