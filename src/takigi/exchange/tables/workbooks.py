"""ブック: xlsx, xls and ods, looked at before they are unpacked and read in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from takigi.exchange.tables.ods_sheets import scan_ods
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import RawRow
from takigi.exchange.tables.xlsx_sheets import LIMIT_CELLS, Scan, scan_xlsx
from takigi.exchange.tables.zip_files import ODS, XLSX, damaged, kind_of_zip, locked

XLS = "xls"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20
_CHILD = Path(__file__).with_name("workbook_child.py")


@dataclass(frozen=True)
class Workbook:
    """A workbook that is safe to open, and the sheet in it that was asked for."""

    path: Path
    name: str
    kind: str
    sheet: str
    sheets: tuple[str, ...]
    scan: Scan | None

    def rows(self) -> Iterator[RawRow]:
        """Every row down to the last filled one, with Excel's row number."""
        answers = _asked(self.path, self.name, self.sheet)
        extent = next(answers)
        _check_extent(extent["rows"], extent["columns"], self.name, self.sheet)
        cells = (row for lines in answers for row in lines)
        formulas = self.scan.formulas() if self.scan is not None else iter(())
        place = next(formulas, None)
        for row_no, row in enumerate(cells, start=1):
            calculated = []
            while place is not None and place[0] <= row_no:
                if place[0] == row_no:
                    calculated.append(place[1])
                place = next(formulas, None)
            yield RawRow(row_no, row, tuple(calculated))


def open_workbook(path: Path, *, name: str, sheet: str | None, is_zip: bool) -> Workbook:
    """Look before opening: archive, password, sheets, extent. Refuses with the sentence for each."""
    kind = kind_of_zip(path, name=name) if is_zip else _kind_of_ole(path, name)
    scans = scan_ods(path, name=name) if kind == ODS else {}
    for title, scan in scans.items():
        _check_extent(scan.rows, scan.columns, name, title)
    sheets = tuple(next(_asked(path, name, ""))["sheets"])
    chosen = _chosen(sheet, sheets, name)
    if kind == XLSX:
        scans[chosen] = scan_xlsx(path, chosen, name=name)
        _check_extent(scans[chosen].rows, scans[chosen].columns, name, chosen)
    return Workbook(path, name, kind, chosen, sheets, scans.get(chosen))


def _kind_of_ole(path: Path, name: str) -> str:
    """An xlsx with a password hides in the same container as an old xls."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _ENCRYPTED in rest + chunk:
                raise locked(name)
            rest = chunk[-len(_ENCRYPTED) :]
    return XLS


def _asked(path: Path, name: str, sheet: str) -> Iterator[Any]:
    """What the reader answers, a line at a time. Refuses the file when the reader gives up or falls over."""
    command = [sys.executable, "-P", str(_CHILD), str(path), sheet, str(LIMIT_CELLS)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:  # our own reader, with a path that we made
        try:
            for line in reader.stdout or ():
                answer = json.loads(line, object_hook=_with_dates)
                if isinstance(answer, dict) and "refusal" in answer:
                    raise locked(name)
                yield answer
            reader.wait()
        finally:
            # Whoever has seen enough closes this generator; the reader must not wait for the rest to be taken.
            if reader.poll() is None:
                reader.kill()
    if reader.returncode:
        raise damaged(name)


def _with_dates(found: dict[str, Any]) -> Any:
    if "on" in found:
        return date.fromisoformat(found["on"])
    return datetime.fromisoformat(found["at"]) if "at" in found else found


def _chosen(wanted: str | None, sheets: tuple[str, ...], name: str) -> str:
    if not sheets:
        raise UnreadableFile("no_table", f"「{name}」には表のシートがありません。表のあるブックを選んでください。")
    if wanted is None:
        return sheets[0]
    if wanted not in sheets:
        names = "、".join(f"「{sheet}」" for sheet in sheets)
        raise UnreadableFile(
            "wrong_sheet", f"「{name}」に「{wanted}」というシートはありません。{names}の中から選んでください。"
        )
    return wanted


def _check_extent(rows: int, columns: int, name: str, sheet: str) -> None:
    if rows * columns > LIMIT_CELLS:
        raise UnreadableFile(
            "too_wide",
            f"「{name}」の「{sheet}」シートは{rows}行×{columns}列まで使われていて、広すぎて読めません。"
            "表から離れたセルに値が残っていないか確かめ、表の外の行と列を削除して保存し直してください。",
        )
