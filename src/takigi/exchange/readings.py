"""セルの読み: what one cell of a ledger means, with everything that a person should know about it.

Excel's damage is looked for here: zeros that are gone, numbers written as 1E+09, dates as serial numbers.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from takigi.exchange.tables.shapes import Cell
from takigi.kernel.eras import PartialDate, UnreadableDate, read_date
from takigi.kernel.folding import fold_number

T = TypeVar("T")
# Rows of one ledger repeat few dates and numbers; memory stays bounded all the same.
_SEEN = 1 << 16

_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_POWER_OF_TEN = re.compile(r"\d(\.\d+)?E\+?\d+")
_AS_TEXT = "Excelで列の表示形式を「文字列」にしてから、元のシステムで書き出し直したファイルを取り込んでください。"


class Finding(NamedTuple):
    """Something to look at in a value, not yet tied to a row."""

    code: str
    sentence: str
    is_blocking: bool = True


class Reading(NamedTuple, Generic[T]):
    """What a cell means, and what there is to say about it."""

    value: T
    findings: tuple[Finding, ...] = ()


def shown(cell: Cell) -> str:
    """The cell as the officer sees it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def read_text(cell: Cell) -> Reading[str]:
    """The text exactly as typed; only spaces around it and line breaks in it go."""
    text = shown(cell).strip()
    return Reading(_SPACES.sub(_one_space, text) if _SPACES.search(text) else text)


def _one_space(match: re.Match[str]) -> str:
    """A full-width space between family and given name stays one."""
    return "　" if match[0].strip("　") == "" else " "


def plain(cell: Cell) -> str:
    """The cell for comparing with codes: one width, without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", shown(cell))).removeprefix("'")


def read_insured_no(cell: Cell) -> Reading[str]:
    """被保険者番号: ten digits, or H and nine digits; zeros that Excel took away are put back and said."""
    number = fold_number(shown(cell)).removeprefix("'")
    if not number:
        return Reading("", (Finding("insured_no_missing", _NO_NUMBER),))
    if _POWER_OF_TEN.fullmatch(number) or isinstance(cell, float):
        return Reading(
            "",
            (Finding("number_as_power", f"被保険者番号がExcelで指数の形に変わり、元の桁が失われています。{_AS_TEXT}"),),
        )
    if re.fullmatch(r"H\d{9}", number):
        return Reading(number)
    if not number.isascii() or not number.isdigit() or len(number) > 10 or not number.strip("0"):
        return Reading(
            "",
            (
                Finding(
                    "insured_no_unreadable",
                    "被保険者番号は数字10桁（生活保護のみの方はHと数字9桁）です。番号を被保険者証で確かめて直してください。",
                ),
            ),
        )
    if len(number) == 10:
        return Reading(number)
    return Reading(
        number.zfill(10),
        (
            Finding(
                "leading_zeros_lost",
                f"被保険者番号が{len(number)}桁です。Excelで先頭の0が消えたものとして「{number.zfill(10)}」と読みました。確かめてください。",
                is_blocking=False,
            ),
        ),
    )


_NO_NUMBER = (
    "被保険者番号が空欄です。番号がないとどなたの認定か決められません。"
    "番号を入れるか、番号がまだない方は取込を使わずに画面で登録してください。"
)


@lru_cache(maxsize=256, typed=True)
def read_insurer_no(cell: Cell, ours: str) -> Reading[str]:
    """保険者番号: six digits, and ours. An empty cell means ours."""
    number = fold_number(shown(cell)).removeprefix("'")
    if not number:
        return Reading(ours)
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        return Reading(
            "",
            (
                Finding(
                    "insurer_no_unreadable",
                    f"保険者番号は数字6桁です。この自治体の番号は{ours}です。確かめて直してください。",
                ),
            ),
        )
    findings = []
    if len(number) < 6:
        sentence = f"保険者番号が{len(number)}桁です。先頭の0が消えたものとして「{number.zfill(6)}」と読みました。確かめてください。"
        findings.append(Finding("leading_zeros_lost", sentence, is_blocking=False))
    if number.zfill(6) != ours:
        sentence = (
            f"保険者番号がこの自治体の番号（{ours}）と違います。住所地特例などで他の保険者が認定した方の行は取り込めません。"
            "番号の誤りであれば直し、他の保険者の方であれば行を除いてください。"
        )
        findings.append(Finding("other_insurer", sentence))
    return Reading(number.zfill(6), tuple(findings))


@lru_cache(maxsize=_SEEN, typed=True)
def read_postal(cell: Cell) -> Reading[str]:
    """郵便番号, always written 123-4567. One that cannot be read is left empty, which keeps nobody out."""
    number = fold_number(shown(cell)).removeprefix("〒").removeprefix("'")
    if not number or not number.strip("0"):
        return Reading("")
    if number.isascii() and number.isdigit() and len(number) in (6, 7):
        full = number.zfill(7)
        sentence = (
            f"郵便番号が6桁です。先頭の0が消えたものとして「{full[:3]}-{full[3:]}」と読みました。確かめてください。"
        )
        lost = (Finding("leading_zeros_lost", sentence, is_blocking=False),) if len(number) == 6 else ()
        return Reading(f"{full[:3]}-{full[3:]}", lost)
    sentence = "郵便番号は数字7桁です。空欄として取り込みます。必要であれば直してください。"
    return Reading("", (Finding("postal_unreadable", sentence, is_blocking=False),))


def read_phone(cell: Cell) -> Reading[str]:
    """電話番号 as written; a zero that Excel took from the front is put back and said."""
    text = read_text(cell).value
    if re.fullmatch(r"[1-9]\d{8,9}", text):
        sentence = f"電話番号の先頭の0が消えているようです。「0{text}」と読みました。確かめてください。"
        return Reading(f"0{text}", (Finding("leading_zeros_lost", sentence, is_blocking=False),))
    return Reading(text)


@lru_cache(maxsize=_SEEN, typed=True)
def read_partial_day(cell: Cell) -> Reading[PartialDate | None]:
    """A date that may be known in part, such as a birth."""
    if cell == "" or plain(cell) in ("99999999", "9999-12-31"):
        return Reading(None)
    try:
        read = read_date(cell)
    except UnreadableDate as refusal:
        return Reading(None, (Finding("date_unreadable", str(refusal)),))
    if read is None or not read.warning:
        return Reading(read)
    return Reading(read, (Finding("date_doubtful", read.warning, is_blocking=False),))


@lru_cache(maxsize=_SEEN, typed=True)
def read_day(cell: Cell) -> Reading[date | None]:
    """A date that must be known to the day."""
    read, findings = read_partial_day(cell)
    if read is None:
        return Reading(None, findings)
    if read.exact is None:
        sentence = (
            "年月日まで必要な日付です。月と日を確かめて、令和6年3月31日、R6.3.31、2024-03-31 のように書いてください。"
        )
        return Reading(None, (*findings, Finding("date_incomplete", sentence)))
    return Reading(read.exact, findings)
