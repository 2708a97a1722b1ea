"""受け渡しのファイル: names, encoding and line ends of the files that care offices exchange."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from takigi.exchange.care_plan_files.columns import Cell, Column, cells_of
from takigi.exchange.ms932 import SUBSTITUTE, Replacement, in_ms932

# The edition that brought the files of prevention plans (介護予防), as read in the published layout.
CSV_VERSION = "202407"
UNVERIFIED = (
    "このファイルは、公開されている項目の並びをもとに作りました。まだ正式な仕様書との照合が必要です。"
    "はじめて使うときは、受け取る側の1件で、項目の位置と文字を確かめてください。"
)
# 総合事業 has codes with letters: 通所型サービス（独自） is A6.
_OFFICE_NO, _SERVICE = re.compile(r"[0-9A-Za-z]{10}"), re.compile(r"[0-9A-Z]{2}")


class IncompleteSheet(ValueError):
    """The sheet lacks what the file is found by. The text says what to fill in."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """From whom to whom: office numbers of ten signs and service codes of two, digits or capitals (11, 46, A6)."""

    sender_no: str
    sender_service: str
    receiver_no: str
    receiver_service: str

    def __post_init__(self) -> None:
        for number in (self.sender_no, self.receiver_no):
            if not _OFFICE_NO.fullmatch(number):
                raise IncompleteSheet(
                    f"事業所番号は10けたです（いまの値は「{number}」）。事業所の設定で直してください。"
                )
        for code in (self.sender_service, self.receiver_service):
            if not _SERVICE.fullmatch(code):
                raise IncompleteSheet(
                    f"サービス種類コードは、11やA6のような2けたの半角の数字か大文字です（いまの値は「{code}」）。"
                )

    def file_name(self, prefix: str, at: datetime) -> str:
        """The name by which the receiving program knows the file."""
        ends = (self.sender_no, self.sender_service, self.receiver_no, self.receiver_service)
        return f"{prefix}_{'_'.join(ends)}_{at:%Y%m%d%H%M%S}.CSV"


@dataclass(frozen=True)
class TransferFile:
    """One file, and the signs that MS932 could not write in it."""

    name: str
    content: bytes
    replaced: tuple[Replacement, ...]


@dataclass(frozen=True)
class Transfer:
    """The files that travel together. `remarks` are sentences about values that the file cannot say.

    `is_verified` stays False until somebody has compared the layout with the official specification.
    """

    files: tuple[TransferFile, ...]
    remarks: tuple[str, ...] = ()
    is_verified: bool = False
    note: str = UNVERIFIED

    @property
    def replaced(self) -> tuple[Replacement, ...]:
        return tuple(one for file in self.files for one in file.replaced)


def check_complete(sheet: Any, required: Sequence[Column]) -> None:
    """Refuse, naming every field that is missing, a sheet that the receiver could not file."""
    missing = [one.name for one, cell in zip(required, cells_of(sheet, required, []), strict=True) if not cell.text]
    if missing:
        raise IncompleteSheet(
            f"データ連携のファイルに欠かせない項目が空欄です：{'、'.join(missing)}。入れてから、もう一度お試しください。"
        )


def written(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> TransferFile:
    """Rows as MS932 with CRLF; free text in quotation marks, an empty field without."""
    replaced: list[Replacement] = []
    lines = []
    for row_no, cells in enumerate(rows, start=1):
        texts = []
        for column, cell in zip(columns, cells, strict=True):
            fitting, pairs = _fitting(cell.text)
            replaced += [Replacement(row_no, column.name, sign, instead) for sign, instead in pairs]
            texts.append(_quoted(fitting) if cell.is_quoted and fitting else fitting)
        lines.append(",".join(texts) + "\r\n")
    return TransferFile(name, "".join(lines).encode("cp932"), tuple(replaced))


def _fitting(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text as the receiver can read it: no private signs even where MS932 would have room for them."""
    plain = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) != "Cc")
    private = dict.fromkeys((sign for sign in plain if unicodedata.category(sign) == "Co"), SUBSTITUTE)
    fitting, pairs = in_ms932("".join(private.get(sign, sign) for sign in plain))
    return fitting, [*private.items(), *pairs]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\n", "\r\n") + '"'
