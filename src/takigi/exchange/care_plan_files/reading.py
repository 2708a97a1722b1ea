"""受け取ったファイルの読み取り: rows of a transferred file, whatever is wrong with them said and never guessed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from takigi.exchange.care_plan_files.columns import Column
from takigi.exchange.problems import Problem
from takigi.exchange.tables.refusals import UnreadableFile

_VERSION = re.compile(r"\d{6}")
_KANA = re.compile("[ぁ-んァ-ヶ]")


def rows_of(
    content: bytes, columns: Sequence[Column], problems: list[Problem], *, title: str
) -> Iterator[tuple[int, list[str]]]:
    """Row number and fields of every row that has the layout's number of fields; a row of headings is passed over.

    Refuses a file that is not MS932, whose quotation marks do not close, or that mixes editions of the layout.
    """
    versions: set[str] = set()
    for row_no, texts in enumerate(_parsed(content, title), start=1):
        if not texts or (row_no == 1 and not _VERSION.fullmatch(texts[0])):
            continue
        versions.add(texts[0])
        if len(versions) > 1:
            raise UnreadableFile(
                "mixed_versions",
                f"「{title}」の中に、版のちがう行（{'と'.join(sorted(versions))}）が混ざっています。送り元に、版をそろえて出し直してもらってください。",
            )
        if len(texts) != len(columns):
            sentence = f"項目が{len(texts)}個あります。この様式は{len(columns)}個です。この行は読みません。送り元に確かめてください。"
            problems.append(Problem(row_no, "", "", "transfer_columns", sentence, is_blocking=True))
            continue
        yield row_no, texts


def has_key(row_no: int, key: tuple[Any, ...], problems: list[Problem]) -> bool:
    """Whether the row says whom and which day it is about; otherwise it is listed and left out."""
    if all(key):
        return True
    sentence = (
        "保険者番号、被保険者番号、日付のどれかが空欄か、読めません。だれの行か分からないため、この行は読みません。"
    )
    problems.append(Problem(row_no, "", "", "transfer_key", sentence, is_blocking=True))
    return False


def _parsed(content: bytes, title: str) -> Iterator[list[str]]:
    if _is_utf8(content):
        raise _not_ms932(title)
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError:
        raise _not_ms932(title) from None
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        raise UnreadableFile(
            "broken_quotes",
            f'「{title}」の中に、閉じていない「"」があります。送り元に出し直してもらってください。',
        ) from None


def _is_utf8(content: bytes) -> bool:
    """Whether the file is UTF-8: much of that could be read as MS932 too, as kanji that nobody wrote."""
    if content.startswith(codecs.BOM_UTF8):
        return True
    try:
        return bool(_KANA.search(content.decode()))
    except UnicodeDecodeError:
        return False


def _not_ms932(title: str) -> UnreadableFile:
    sentence = (
        f"「{title}」はShift_JIS（MS932）で書かれていません。ケアプランデータ連携の形式で出し直してもらってください。"
    )
    return UnreadableFile("not_ms932", sentence)
