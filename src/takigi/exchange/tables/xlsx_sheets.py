"""シートの下見: where an xlsx sheet ends and which cells are calculated, in constant memory.

The fast reader allocates a full rectangle up to the last cell and gives a formula's last result without
saying so; both must be known before.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from takigi.exchange.tables.zip_files import BROKEN, damaged, read_part

# A cell takes 32 bytes and its text again as much: so many fit beside the rest of the house.
LIMIT_CELLS = 8_000_000
_CHUNK = 1 << 20
_COLUMNS = 1 << 14
# No sign between two tags may be "<": so no search runs further than the next tag, however odd the file.
_CELL = re.compile(rb"<(?:\w{1,9}:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*(?<!/)>")
_CALCULATED = re.compile(
    rb"<(?:\w{1,9}:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>\s{0,99}<(?:\w{1,9}:)?f[\s/>]"
)
# A piece without any end tag is no sheet that Excel wrote.
_LONGEST_PIECE = 8 << 20
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Scan:
    """The rectangle that a sheet fills, and its formulas by row number."""

    rows: int
    columns: int
    places: array[int] = field(default_factory=lambda: array("Q"), repr=False)

    def formulas(self) -> Iterator[tuple[int, int]]:
        """Row number from 1 and column from 0 of each formula, in the order of the rows."""
        for place in self.places:
            yield divmod(place, _COLUMNS)


def scan_xlsx(path: Path, sheet: str, *, name: str) -> Scan:
    """Read the sheet's XML once from end to end. Refuses a workbook whose parts do not fit together."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_part_of(archive, sheet)) as part:
            return _scan(iter(lambda: part.read(_CHUNK), b""))
    except (KeyError, StopIteration, ET.ParseError, *BROKEN):
        raise damaged(name) from None


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    workbook, relations = _xml(archive, "xl/workbook.xml"), _xml(archive, "xl/_rels/workbook.xml.rels")
    element = next(e for e in workbook.iter() if _tag(e) == "sheet" and e.get("name") == sheet)
    wanted = element.get(_REL) or element.get(_STRICT_REL)
    target = next(e.get("Target", "") for e in relations.iter() if e.get("Id") == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _xml(archive: zipfile.ZipFile, part: str) -> ET.Element:
    content = read_part(archive, part)
    if b"<!DOCTYPE" in content:
        raise ET.ParseError
    return ET.fromstring(content)  # noqa: S314  # entities need a DOCTYPE, which was refused above


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _scan(chunks: Iterator[bytes]) -> Scan:
    columns: set[bytes] = set()
    places = array("Q")
    rows, rest = 0, b""
    for chunk in chunks:
        # Cut behind an end tag: the start of a cell and the formula in it have none between them.
        piece = rest + chunk
        cut = piece.rfind(b"</") if len(piece) < _LONGEST_PIECE else len(piece)
        piece, rest = piece[:cut], piece[cut:]
        rows = max(rows, _look(piece, columns, places))
    rows = max(rows, _look(rest, columns, places))
    width = max((_number(letters) for letters in columns), default=0)
    return Scan(rows, width, array("Q", sorted(set(places))))


def _look(piece: bytes, columns: set[bytes], places: array[int]) -> int:
    cells = _CELL.findall(piece)
    if not cells:
        return 0
    columns.update(letters for letters, _ in cells)
    for letters, row in _CALCULATED.findall(piece) if b"<f" in piece or b":f" in piece else ():
        places.append(int(row) * _COLUMNS + _number(letters) - 1)
    return max(int(row) for _, row in cells)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
