"""台帳のファイル: rows into Shift_JIS CSV or Excel, as business systems and hands leave them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from takigi.demo.ledger_notations import Cell
from takigi.exchange.ms932 import in_ms932
from takigi.exchange.writers import write_table_xlsx

CSV, XLSX = "csv", "xlsx"
MS932 = "cp932"


def write_rows(
    path: Path,
    *,
    form: str,
    encoding: str,
    title: Sequence[Sequence[str]],
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """Title lines, headings and rows into a file. CSV is written as it comes, in constant memory."""
    if form == CSV:
        _write_csv(path, encoding, [*title, headers], rows)
    elif form == XLSX:
        first, *others = [*title, headers]
        path.write_bytes(write_table_xlsx(first, _chained(others, rows), sheet="台帳"))
    else:
        raise ValueError("書き出せる形は、csvとxlsxです。どちらかを選んでください。")


def _chained(heads: Iterable[Sequence[Cell]], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield from heads
    yield from rows


def _write_csv(path: Path, encoding: str, heads: Iterable[Sequence[str]], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerows(heads)
        writer.writerows(rows if encoding != MS932 else map(_fitting, rows))


def _fitting(row: Sequence[Cell]) -> Sequence[Cell]:
    """The row with the usual form of characters that Shift_JIS lacks."""
    try:
        "".join(map(str, row)).encode(MS932)
    except UnicodeEncodeError:
        return [in_ms932(cell)[0] if isinstance(cell, str) else cell for cell in row]
    return row
