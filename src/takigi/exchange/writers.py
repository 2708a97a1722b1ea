"""表の書き出し: Excel and CSV in which every value is a value. Nothing that is written can start a calculation."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types

from takigi.exchange.ms932 import Replacement, in_ms932
from takigi.exchange.problems import Problem

Value = str | int | float | date | None

UTF8, MS932 = "utf-8-sig", "cp932"
# A spreadsheet calculates what begins with one of these; an apostrophe in front makes it a text.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 6, 60
# Signs that a sheet's name may not have, with what is written instead.
_SHEET_NAME = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")
_LONGEST_TEXT = 32_767
_LAST_ROW = 1_048_576
_FIRST_EXCEL_DAY = date(1900, 3, 1)


@dataclass(frozen=True)
class WrittenCsv:
    """A CSV file and the signs that had to be replaced in it."""

    content: bytes
    replaced: tuple[Replacement, ...]


def write_table_csv(
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    encoding: str = UTF8,
    is_for_spreadsheets: bool = True,
) -> WrittenCsv:
    """A CSV with Excel's line ends and quotation marks, in UTF-8 with BOM or in MS932.

    What MS932 cannot write becomes its usual form if there is one, else 〓, and is listed. With
    `is_for_spreadsheets` a text that would start a calculation gets an apostrophe in front; switch it
    off only for a file that no spreadsheet opens.
    """
    if encoding not in (UTF8, MS932):
        raise ValueError("書き出せる文字コードは、UTF-8（BOM付き）とMS932です。どちらかを選んでください。")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    replaced: list[Replacement] = []
    for row_no, row in enumerate(chain([headers], rows), start=1):
        texts = [_as_text(value, is_guarded=is_for_spreadsheets) for value in row]
        writer.writerow(_for_ms932(texts, row_no, headers, replaced) if encoding == MS932 else texts)
    return WrittenCsv(out.getvalue().encode(encoding), tuple(replaced))


def _for_ms932(texts: list[str], row_no: int, headers: Sequence[str], replaced: list[Replacement]) -> list[str]:
    written = []
    for place, text in enumerate(texts):
        fitting, pairs = in_ms932(text)
        column = headers[place] if place < len(headers) else f"{place + 1}列目"
        replaced += [Replacement(row_no, column, sign, instead) for sign, instead in pairs]
        written.append(fitting)
    return written


def _as_text(value: Value, *, is_guarded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if is_guarded and value.startswith(_STARTS_A_FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def write_table_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Value]], *, sheet: str = "一覧") -> bytes:
    """A workbook with one sheet: headings that stay in sight, columns as wide as their values, texts as texts.

    Refuses more rows than a sheet can hold.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        _write_sheet(book, headers, rows, sheet=sheet)
    return out.getvalue()


def problems_workbook(problems: Iterable[Problem], *, file_name: str = "") -> bytes:
    """取込で見つかった問題の一覧: row, column, value and what to do, to work through with the file beside it.

    What a sheet cannot hold is left out, and the last row says so.
    """
    listed = (_listed(problem, file_name) for problem in problems)
    rows = list(islice(listed, _LAST_ROW - 2))
    if next(listed, None) is not None:
        rows.append(
            _remark(
                "これより後の問題は1枚のシートに収まりません。ここまでを直し、もう一度確かめてください。", file_name
            )
        )
    if not rows:
        rows.append(_remark("問題は見つかりませんでした。", file_name))
    headers = ("行", "列（見出し）", "値", "扱い", "内容と直し方", "ファイル")
    return write_table_xlsx(headers, rows, sheet="取込の問題")


def _listed(problem: Problem, file_name: str) -> tuple[Value, ...]:
    weight = "直すまで取り込めません" if problem.is_blocking else "確かめてください"
    return (problem.row_no, problem.column or "（行全体）", problem.value, weight, problem.sentence, file_name)


def _remark(sentence: str, file_name: str) -> tuple[Value, ...]:
    return (None, "", "", "", sentence, file_name)


# Inline texts in constant memory; and no text is ever taken for a formula, a link or a number.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy/mm/dd",
}


def _write_sheet(book: Any, headers: Sequence[str], rows: Iterable[Sequence[Value]], *, sheet: str) -> None:
    page = book.add_worksheet(sheet_name(sheet))
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    widths = [_width(header) for header in headers]
    for place, header in enumerate(headers):
        page.write_string(0, place, header, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last >= _LAST_ROW:
            raise ValueError(f"1枚のシートに書けるのは{_LAST_ROW - 1}行までです。条件で絞ってから書き出してください。")
        for place, value in enumerate(row):
            _write(page, last, place, value, plain)
            if last <= 1000 and place < len(widths):
                widths[place] = max(widths[place], _width(value))
    for place, width in enumerate(widths):
        page.set_column(place, place, min(max(width + 2, _NARROWEST), _WIDEST))
    page.freeze_panes(1, 0)
    if headers:
        page.autofilter(0, 0, last, len(headers) - 1)


def sheet_name(title: str) -> str:
    """The title as a sheet may be called: no sign that Excel forbids, and 31 signs as Excel counts them (𠮷 is two)."""
    name = title.translate(_SHEET_NAME)
    while len(name.encode("utf-16-le")) > 62:
        name = name[:-1]
    return name


def _write(page: Any, row: int, column: int, value: Value, plain: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_EXCEL_DAY:
        page.write_datetime(row, column, value)
    elif isinstance(value, int | float) and abs(value) < 1e15:
        page.write_number(row, column, value, plain)
    else:
        page.write_string(row, column, _as_text(value, is_guarded=False)[:_LONGEST_TEXT], plain)


def _width(value: Value) -> int:
    """How many half-width signs the widest line of the value takes."""
    lines = _as_text(value, is_guarded=False).splitlines() or [""]
    return max(sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in line) for line in lines)
