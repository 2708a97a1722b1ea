"""セルの見張り: formulas, characters outside the standard, and cells that stand under no heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from takigi.exchange.problems import Problem
from takigi.exchange.tables.shapes import Cell, RawRow, Row

# ="0012345678" is how systems keep Excel from eating zeros: a plain text, not a calculation.
_QUOTED_TEXT = re.compile(r'="([^"]*)"')
_FORMULA = re.compile(r"=.+|[+\-@].*[(!|].*", re.DOTALL)
# 〓 is what systems print for a character they do not have.
_OUTSIDE = re.compile(r"[\ue000-\uf8ff\ufffd〓\U000f0000-\U0010fffd]")
_SUSPECT = re.compile(r"(?:^|\x1f)[\s\"']*[=+\-@]|[\ue000-\uf8ff\ufffd〓\U000f0000-\U0010fffd]")

_FORMULA_SENTENCE = (
    "このセルには計算式が入っています。計算の結果は取り込めません。"
    "Excelで列をコピーし、「値の貼り付け」で値に直してから保存し直してください。"
)


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def under_headers(raw: RawRow, headers: tuple[str, ...], *, is_csv: bool, columns: int) -> Row | None:
    """The row under its headings with what is wrong with its cells, or None when it is blank.

    `columns` is how many cells the line of headings had, with those that have no name.
    """
    cells, width = raw.cells, len(headers)
    problems: list[Problem] = []
    if is_csv:
        suspects = bool(_SUSPECT.search("\x1f".join(map(str, cells))))
    else:
        suspects = bool(_OUTSIDE.search("".join(cell for cell in cells if isinstance(cell, str))))
    if suspects:
        cells = [_unquoted(cell) for cell in cells] if is_csv else cells
        problems += _problems(raw, cells, headers, is_csv=is_csv)
    elif raw.formulas:
        problems += _problems(raw, cells, headers, is_csv=False)
    if len(cells) > width:
        problems += _beyond(raw.row_no, cells[width:], columns - width if is_csv else len(cells), width)
    elif len(cells) < width:
        if is_csv and any(not is_blank(cell) for cell in cells):
            problems.append(_too_short(raw.row_no, len(cells), width))
        cells = [*cells, *[""] * (width - len(cells))]
    if not problems and all(is_blank(cell) for cell in cells):
        return None
    return Row(raw.row_no, tuple(cells[:width]), tuple(problems))


def _unquoted(cell: Cell) -> Cell:
    quoted = _QUOTED_TEXT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return quoted[1] if quoted else cell


def _problems(raw: RawRow, cells: Sequence[Cell], headers: tuple[str, ...], *, is_csv: bool) -> Iterator[Problem]:
    for place, (header, cell) in enumerate(zip(headers, cells, strict=False)):
        if place in raw.formulas or (is_csv and isinstance(cell, str) and _FORMULA.fullmatch(cell.strip())):
            yield Problem(raw.row_no, header, str(cell), "formula", _FORMULA_SENTENCE, is_blocking=True)
        if isinstance(cell, str) and (found := _OUTSIDE.findall(cell)):
            yield Problem(raw.row_no, header, cell, "outside_characters", _outside(found), is_blocking=False)


def _outside(found: list[str]) -> str:
    names = "、".join("〓" if sign == "〓" else f"U+{ord(sign):04X}" for sign in dict.fromkeys(found))
    return (
        f"外字か、置き換えられた文字（{names}）があります。このままでは正しく表示されません。"
        "取込の後で、本人の画面で正しい文字に直してください。"
    )


def _beyond(row_no: int, cells: Sequence[Cell], nameless: int, width: int) -> Iterator[Problem]:
    """Cells to the right of the last heading: an unquoted comma has shifted the row, or a note stands there."""
    filled = [(place, str(cell)) for place, cell in enumerate(cells) if str(cell).strip()]
    if not filled:
        return
    place, value = filled[-1]
    if place >= nameless:
        sentence = (
            f"見出しは{width}列ですが、この行は{width + place + 1}列あります。住所などの中の区切り文字で列がずれているかもしれません。"
            '区切り文字を含む値を「"」で囲むか、Excel形式で書き出し直してください。'
        )
        yield Problem(row_no, "", value, "too_many_cells", sentence, is_blocking=True)
    else:
        sentence = f"見出しのない{width + place + 1}列目に値があります。この値は読みません。必要であれば見出しを付けてください。"
        yield Problem(row_no, "", value, "value_without_header", sentence, is_blocking=False)


def _too_short(row_no: int, width: int, wanted: int) -> Problem:
    sentence = (
        f"見出しは{wanted}列ですが、この行は{width}列しかありません。足りない列は空欄として読みます。"
        "値の中の改行で行が分かれていないか確かめてください。"
    )
    return Problem(row_no, "", "", "too_few_cells", sentence, is_blocking=False)
