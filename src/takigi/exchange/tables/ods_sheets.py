"""ODSの下見: where a sheet of an OpenDocument table ends and which cells are calculated.

Repeated cells are written once with a count; a few bytes may stand for a billion cells.
"""

from __future__ import annotations

import zipfile
from array import array
from pathlib import Path
from xml.parsers import expat

from takigi.exchange.tables.xlsx_sheets import Scan
from takigi.exchange.tables.zip_files import damaged

_CHUNK = 1 << 20
_COLUMNS = 1 << 14


class _Walk:
    """Counts rows and columns of one sheet while its XML passes by."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.is_inside = False
        self.row = self.height = self.column = self.rows = self.columns = 0
        self.places = array("Q")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.is_inside = attributes.get("table:name") == self.sheet
            self.row = self.height = 0
        elif not self.is_inside:
            return
        elif tag == "table:table-row":
            self.row += self.height
            self.height = int(attributes.get("table:number-rows-repeated", "1"))
            self.column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        first = self.column
        self.column += int(attributes.get("table:number-columns-repeated", "1"))
        if "table:formula" in attributes:
            self.places.append((self.row + 1) * _COLUMNS + min(first, _COLUMNS - 1))
        if "office:value-type" in attributes or "calcext:value-type" in attributes:
            self.rows = max(self.rows, self.row + self.height)
            self.columns = max(self.columns, self.column)


def scan_ods(path: Path, sheet: str, *, name: str) -> Scan:
    """Walk through the sheet's XML once. Refuses a document that is no XML or declares entities."""
    walk = _Walk(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EntityDeclHandler = _refuse_entity
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (KeyError, ValueError, expat.ExpatError, zipfile.BadZipFile):
        raise damaged(name) from None
    return Scan(walk.rows, walk.columns, walk.places)


def _refuse_entity(*_: object) -> None:
    raise ValueError("entity")
