"""ブック: xlsx, xls and ods through calamine, after a look at how much they would unpack to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from takigi.exchange.tables.cells import usual
from takigi.exchange.tables.ods_sheets import scan_ods
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import Cell, RawRow
from takigi.exchange.tables.xlsx_sheets import LIMIT_CELLS, Scan, scan_xlsx
from takigi.exchange.tables.zip_files import ODS, XLSX, damaged, kind_of_zip, locked

XLS = "xls"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20


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
        with _opened(self.path, self.name) as book:
            yield from _numbered(self._loaded(book), self.scan)

    def _loaded(self, book: CalamineWorkbook) -> CalamineSheet:
        try:
            sheet = book.get_sheet_by_name(self.sheet)
        except CalamineError:
            raise damaged(self.name) from None
        _check_extent(sheet.height, sheet.width, self.name, self.sheet)
        return sheet


def open_workbook(path: Path, *, name: str, sheet: str | None, is_zip: bool) -> Workbook:
    """Look before opening: archive, password, sheets, extent. Refuses with the sentence for each."""
    kind = kind_of_zip(path, name=name) if is_zip else _kind_of_ole(path, name)
    scans = scan_ods(path, name=name) if kind == ODS else {}
    for title, scan in scans.items():
        _check_extent(scan.rows, scan.columns, name, title)
    with _opened(path, name) as book:
        sheets = _table_sheets(book)
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


def _opened(path: Path, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise locked(name) from None
    except (CalamineError, OSError, ValueError):
        raise damaged(name) from None


def _table_sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Visible worksheets in the book's order; hidden ones only when there is nothing else."""
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
    return tuple(sheet.name for sheet in visible or tables)


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


def _numbered(sheet: CalamineSheet, scan: Scan | None) -> Iterator[RawRow]:
    formulas = scan.formulas() if scan is not None else iter(())
    place = next(formulas, None)
    # The reader gives rows from the sheet's first, but columns only from the first filled one.
    left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    for row_no, cells in enumerate(sheet.iter_rows(), start=1):
        calculated = []
        while place is not None and place[0] <= row_no:
            if place[0] == row_no:
                calculated.append(place[1])
            place = next(formulas, None)
        yield RawRow(row_no, left + [usual(cell) for cell in cells], tuple(calculated))
