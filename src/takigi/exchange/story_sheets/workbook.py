"""ストーリーのブック: every page as a sheet; the template's own columns first, numbers of boxes in grey at the right."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types

from takigi.exchange.forms.fitting import lines_in
from takigi.exchange.story_sheets.fields import as_text
from takigi.exchange.story_sheets.finding import Rows, key_heading
from takigi.exchange.story_sheets.pages import KEPT, SHARED, TACTICS, TEMPLATE, Page
from takigi.exchange.story_sheets.reading import TITLE, StoryReading, read_story
from takigi.exchange.story_sheets.register_pages import register_pages
from takigi.exchange.story_sheets.template_pages import template_pages
from takigi.exchange.tables.kinds import TEXT, ZIP, kind_of
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.workbooks import open_workbook
from takigi.logic_models.rules.theory import Theory

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = "ＭＳ ゴシック"
_A4, _A3 = 9, 8
_LIMIT_BYTES = 20 << 20
# Points; Excel draws no row higher than 409.
_LINE, _HIGHEST = 13.5, 409.0


def pages_of(theory: Theory) -> tuple[Page, ...]:
    """Every sheet of the workbook, in order."""
    return (*template_pages(theory), *register_pages(theory))


def story_workbook(theory: Theory) -> bytes:
    """The theory as an Excel workbook: 実行プラン, モニタリング, 課題解決ストーリー, and sheets for all that these cannot hold."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": theory.title, "author": ""})
        for page in pages_of(theory):
            _Sheet(book, page).write()
    return out.getvalue()


def read_workbook(path: Path, *, name: str) -> StoryReading:
    """Read a workbook of ours or one that a person made. Refuses with UnreadableFile what is no workbook at all."""
    kind = kind_of(path, name=name, limit_bytes=_LIMIT_BYTES)
    if kind == TEXT:
        raise UnreadableFile(
            "unknown_kind",
            f"「{name}」はExcelのブックではありません。実行プランや課題解決ストーリーの表があるブック（.xlsx）を選んでください。",
        )
    is_zip = kind == ZIP
    titles = open_workbook(path, name=name, sheet=None, is_zip=is_zip).sheets
    return read_story({title: _rows(path, name, title, is_zip=is_zip) for title in titles})


def _rows(path: Path, name: str, title: str, *, is_zip: bool) -> Rows:
    book = open_workbook(path, name=name, sheet=title, is_zip=is_zip)
    return [(row.row_no, [_said(cell) for cell in row.cells]) for row in book.rows() if any(row.cells)]


def _said(cell: object) -> str:
    """A cell as text: days without their time, whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n")
    return as_text(cell) if hasattr(cell, "isoformat") else str(cell)


def rows_of(page: Page) -> Rows:
    """The page as it will be read again: title, headings, lines, each with its row number."""
    is_template = page.name in TEMPLATE
    rows: list[list[str]] = [[f"{TITLE}{page.title}"]] if is_template else []
    for number in range(_head_rows(page)):
        heads = [column.heads[min(number, len(column.heads) - 1)] for column in page.columns]
        is_last = number == _head_rows(page) - 1
        keyed = [key_heading(column) if is_last else "" for column in page.columns if column.name != TACTICS]
        rows.append([*heads, *(keyed if is_template else [])])
    for line in page.lines:
        keys = [cell.key for column, cell in zip(page.columns, line, strict=True) if column.name != TACTICS]
        rows.append([*(cell.text for cell in line), *(keys if is_template else [])])
    return list(enumerate(rows, start=1))


def _head_rows(page: Page) -> int:
    return max(len(column.heads) for column in page.columns)


class _Sheet:
    """One sheet while it is written."""

    def __init__(self, book: Any, page: Page) -> None:
        self.page, self.rows = page, rows_of(page)
        self.sheet = book.add_worksheet(page.name)
        self.top = (1 if page.name in TEMPLATE else 0) + _head_rows(page)
        named = [
            next((c for one, c in zip(page.columns, line, strict=True) if one.name == "audience"), None)
            for line in page.lines
        ]
        self.blocks = _runs([(cell.key or SHARED) if cell else number for number, cell in enumerate(named)])
        common = {"font_name": _FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
        lined = {**common, "border": 1, "border_color": "#5A5A5A"}
        self.plain = book.add_format({**lined, "num_format": "@"})
        self.head = book.add_format(
            {**lined, "bold": True, "bg_color": "#ECECEC", "align": "center", "valign": "vcenter"}
        )
        self.title = book.add_format({**common, "bold": True, "font_size": 13, "text_wrap": False})
        self.grey = book.add_format({"font_name": _FONT, "font_size": 8, "font_color": "#8A8A8A", "num_format": "@"})

    def write(self) -> None:
        """Headings, lines, merged cells, paper."""
        is_template = self.page.name in TEMPLATE
        top = self.top
        width = len(self.page.columns)
        for row_no, texts in self.rows:
            for column, text in enumerate(texts):
                self.sheet.write_string(row_no - 1, column, text, self._look(row_no - 1, column, top, width))
            self.sheet.set_row(row_no - 1, self._height(row_no - 1, texts))
        if is_template:
            self._merge_heads()
            self._merge_audiences(top)
            self.sheet.set_column(width, width + width - 1, 7)
        for place, one in enumerate(self.page.columns):
            self.sheet.set_column(place, place, one.width)
        self._set_paper(top, is_template=is_template)

    def _height(self, row: int, texts: Sequence[str]) -> float:
        """As high as its text: a program that opens the file does not measure it again."""
        if self.page.name == KEPT or (row == 0 and self.page.name in TEMPLATE):
            return _LINE + 6
        shared = self._rows_of_name(row)
        lines = [
            -(-lines_in(text, one.width - 1) // (shared if one.name == "audience" else 1))
            for one, text in zip(self.page.columns, texts, strict=False)
        ]
        return min(max(lines, default=1) * _LINE + 4, _HIGHEST)

    def _rows_of_name(self, row: int) -> int:
        """How many rows the name of the audience in this row is merged over."""
        return next((end - start + 1 for start, end in self.blocks if start <= row - self.top <= end), 1)

    def _look(self, row: int, column: int, top: int, width: int) -> Any:
        if row == 0 and self.page.name in TEMPLATE:
            return self.title
        if column >= width or self.page.name == KEPT:
            return self.grey
        return self.head if row < top else self.plain

    def _merge_heads(self) -> None:
        """アウトカム stands once over its steps."""
        first = [column.heads[0] for column in self.page.columns]
        if _head_rows(self.page) > 1:
            for start, end in _runs(first):
                if end > start:
                    self.sheet.merge_range(1, start, 1, end, first[start], self.head)

    def _merge_audiences(self, top: int) -> None:
        """誰に stands once for all its rows; the numbers at the right stand in each."""
        at = next(number for number, column in enumerate(self.page.columns) if column.name == "audience")
        for start, end in self.blocks:
            if end > start:
                self.sheet.merge_range(top + start, at, top + end, at, self.page.lines[start][at].text, self.plain)

    def _set_paper(self, top: int, *, is_template: bool) -> None:
        self.sheet.freeze_panes(top, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A3 if is_template else _A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, top - 1)
        if self.page.lines and self.page.name != KEPT:
            self.sheet.print_area(0, 0, top + len(self.page.lines) - 1, len(self.page.columns) - 1)


def _runs(values: Sequence[object]) -> list[tuple[int, int]]:
    """First and last place of each run of equal values."""
    runs: list[tuple[int, int]] = []
    for at, value in enumerate(values):
        if runs and values[runs[-1][1]] == value:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
