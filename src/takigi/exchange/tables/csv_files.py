"""CSV: comma, semicolon or tab, quoted as Excel quotes, read a row at a time."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from takigi.exchange.tables.encodings import errors_for
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import RawRow

_SAMPLE = 1 << 16
DELIMITERS = (",", "\t", ";")


def delimiter_of(path: Path, codec: str) -> str:
    """The sign that cuts the first rows into the most columns of one and the same number."""
    with path.open(encoding=codec, errors=errors_for(codec), newline="") as file:
        sample = file.read(_SAMPLE)
    lines = sample.splitlines(keepends=True)
    if len(sample) == _SAMPLE:
        lines = lines[:-1]
    return max(DELIMITERS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], delimiter: str) -> int:
    widths = Counter(len(row) for row in csv.reader(lines[:200], delimiter=delimiter) if len(row) > 1)
    return max((width * rows for width, rows in widths.items()), default=0)


def rows_of_csv(path: Path, codec: str, delimiter: str, *, name: str) -> Iterator[RawRow]:
    """Every row with the number Excel gives it: a line break inside quotation marks makes no new row.

    Refuses, at the row where it happens, a quotation mark that does not close: from there on
    columns would be read as one.
    """
    row_no = 0
    with path.open(encoding=codec, errors=errors_for(codec), newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for row_no, cells in enumerate(reader, start=1):
                yield RawRow(row_no, cells)
        except csv.Error:
            raise UnreadableFile(
                "broken_quotes",
                f'「{name}」の{row_no + 1}行目に、閉じていない「"」か、「"」で囲んだ値の後ろに余分な文字があります。'
                "その行を直すか、Excel形式で書き出し直してください。",
            ) from None


def about_rows(path: Path) -> int:
    """Line ends in the file: good enough for a progress bar."""
    with path.open("rb") as file:
        lines = 0
        while chunk := file.read(1 << 20):
            lines += chunk.count(b"\n") or chunk.count(b"\r")
    return lines
