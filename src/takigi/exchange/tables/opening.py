"""表を開く: the one door for a file that somebody chose on the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from takigi.exchange.tables import csv_files, encodings
from takigi.exchange.tables.cells import under_headers
from takigi.exchange.tables.headers import Header, find_header, header_at
from takigi.exchange.tables.kinds import TEXT, ZIP, kind_of
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import RawRow, Row, Table
from takigi.exchange.tables.workbooks import open_workbook

LIMIT_BYTES = 100 << 20
CSV = "csv"
_SAMPLE_ROWS = 60
# Whoever names a row below this is refused as for an empty one; the sample is kept in memory.
_LOWEST_HEADER = 1000


@dataclass(frozen=True)
class _Source:
    """Rows before anybody knows which of them are headings."""

    kind: str
    rows: Callable[[], Iterator[RawRow]]
    about_rows: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def open_table(
    path: Path,
    *,
    name: str,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    known_headers: Collection[str] = (),
    limit_bytes: int = LIMIT_BYTES,
) -> Table:
    """Look at a file and say how its rows will be read; `rows()` of the answer reads them.

    Without `sheet` the first visible sheet is read, without `header_row` the headings are looked for
    (0: there are none), without `encoding` it is found. Refuses with UnreadableFile what is empty, too
    large, locked, damaged, unsafe, no table, or not what was asked for; the sentence says what to do.
    """
    kind = kind_of(path, name=name, limit_bytes=limit_bytes)
    if kind == TEXT:
        source = _csv_source(path, name, encoding)
    else:
        source = _workbook_source(path, name, sheet, is_zip=kind == ZIP)
    header = _header(source, name, header_row, known_headers)
    notices = (*header.notices, *_sheet_notices(source, sheet))
    return Table(
        name=name,
        kind=source.kind,
        headers=header.names,
        header_row=header.row_no,
        encoding=source.encoding,
        encoding_label=encodings.LABELS.get(source.encoding, ""),
        delimiter=source.delimiter,
        sheet=source.sheet,
        sheets=source.sheets,
        about_rows=max(source.about_rows - header.row_no, 0),
        notices=notices,
        read=lambda: _rows_below(source, header),
    )


def _csv_source(path: Path, name: str, encoding: str | None) -> _Source:
    codec = encodings.check(path, encoding, name=name) if encoding else encodings.detect(path, name=name)
    delimiter = csv_files.delimiter_of(path, codec)
    return _Source(
        CSV,
        lambda: csv_files.rows_of_csv(path, codec, delimiter, name=name),
        csv_files.about_rows(path),
        encoding=codec,
        delimiter=delimiter,
    )


def _workbook_source(path: Path, name: str, sheet: str | None, *, is_zip: bool) -> _Source:
    book = open_workbook(path, name=name, sheet=sheet, is_zip=is_zip)
    rows = book.scan.rows if book.scan is not None else 0
    return _Source(book.kind, book.rows, rows, sheet=book.sheet, sheets=book.sheets)


def _header(source: _Source, name: str, header_row: int | None, known: Collection[str]) -> Header:
    sample = list(islice(source.rows(), min(max(_SAMPLE_ROWS, header_row or 0), _LOWEST_HEADER)))
    title = f"{name}」の「{source.sheet}" if source.sheet else name
    try:
        if header_row is None:
            return find_header(sample, name=title, known=known)
        return header_at(sample, header_row, name=title)
    except UnreadableFile as refusal:
        others = [sheet for sheet in source.sheets if sheet != source.sheet]
        if not others:
            raise
        names = "、".join(f"「{sheet}」" for sheet in others)
        raise UnreadableFile(refusal.code, f"{refusal}ほかのシート（{names}）も選べます。") from None


def _sheet_notices(source: _Source, wanted: str | None) -> list[str]:
    if wanted is not None or len(source.sheets) < 2:
        return []
    return [
        f"シートが{len(source.sheets)}枚あります。最初の「{source.sheet}」を読みます。別のシートであれば選び直してください。"
    ]


def _rows_below(source: _Source, header: Header) -> Iterator[Row]:
    is_csv = source.kind == CSV
    for raw in source.rows():
        if raw.row_no <= header.row_no:
            continue
        row = under_headers(raw, header.names, is_csv=is_csv, columns=header.columns)
        if row is not None:
            yield row
