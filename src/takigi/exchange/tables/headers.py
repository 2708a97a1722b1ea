"""見出しの行: found below titles, dates and blank lines, also when it has two storeys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.exchange.tables.cells import is_blank
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import Cell, RawRow

# Titles, printing dates and notes rarely take more lines than this.
LAST_HEADER_ROW = 15
_VALUE_LIKE = re.compile(r"[+-]?[\d,]+(\.\d+)?%?|[MTSHR明大昭平令]?\S{0,2}\d+[./年-]\d+[./月-]\d+日?|H\d{9}")
_YEAR = re.compile(r"(19|20)\d\d")
_JOINT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Header:
    """The headings, the number of their (last) row, how many columns that row has, what to say about them."""

    row_no: int
    names: tuple[str, ...]
    columns: int
    notices: tuple[str, ...]


def find_header(sample: Sequence[RawRow], *, name: str, known: Collection[str]) -> Header:
    """The first row that looks like headings. Refuses a sheet without a table or without headings."""
    width = max((_filled(row.cells) for row in sample), default=0)
    if width < 2:
        raise UnreadableFile(
            "no_table",
            f"「{name}」には、2列以上の表が見つかりません。1行目から{LAST_HEADER_ROW}行目までのどこかに見出しの行がある表を選んでください。",
        )
    known_words = {_folded(word) for word in known}
    candidates = _candidates(sample)
    best = max(candidates, key=lambda c: _known(c[1], known_words), default=None)
    if best is None or _known(best[1], known_words) < 2:
        best = next((c for c in candidates if _looks_like_headers(c[1], width)), None)
    if best is None:
        raise UnreadableFile(
            "no_header",
            f"「{name}」の1行目から{LAST_HEADER_ROW}行目に、見出しの行（「氏名」「生年月日」など）が見つかりません。"
            "見出しの行を入れて書き出し直すか、見出しの行の番号を指定してください（見出しがない表は0）。",
        )
    return _header(*best)


def header_at(sample: Sequence[RawRow], row_no: int, *, name: str) -> Header:
    """The headings in the row that the officer named; 0 names the columns by their number."""
    if row_no == 0:
        columns = max((_extent(row.cells) for row in sample), default=0)
        if columns == 0:
            raise UnreadableFile(
                "no_table", f"「{name}」には値のある行がありません。別のファイルかシートを選んでください。"
            )
        return Header(0, tuple(f"{place}列目" for place in range(1, columns + 1)), columns, ())
    for row in sample:
        if row.row_no == row_no and _filled(row.cells):
            return _header(row_no, [_text(cell) for cell in row.cells])
    raise UnreadableFile("no_header", f"「{name}」の{row_no}行目は空の行です。見出しのある行の番号を指定してください。")


def _candidates(sample: Sequence[RawRow]) -> list[tuple[int, list[str]]]:
    """Rows near the top, each joined with the row below it where the two are one heading of two storeys."""
    candidates = []
    rows = [row for row in sample if row.row_no <= LAST_HEADER_ROW + 1]
    lower_storeys = set()
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if row.row_no in lower_storeys or row.row_no > LAST_HEADER_ROW or _filled(row.cells) == 0:
            continue
        upper = [_text(cell) for cell in row.cells]
        lower = [_text(cell) for cell in below.cells] if below is not None else []
        if below is not None and _is_one_heading(upper, lower):
            lower_storeys.add(below.row_no)
            candidates.append((below.row_no, _joined(upper, lower)))
        else:
            candidates.append((row.row_no, upper))
    return candidates


def _is_one_heading(upper: list[str], lower: list[str]) -> bool:
    """Merged cells leave gaps: the lower row is blank under plain headings, the upper beside a group's first."""
    upper, lower = _even(upper, lower)
    under = [place for place, text in enumerate(lower) if text]
    if len(under) < 2 or sum(map(bool, upper)) < 2 or _value_share(lower) > 0:
        return False
    gaps = [place for place in under if not upper[place]]
    starts = [place for place in under if upper[place]]
    plain = [place for place, text in enumerate(upper) if text and not lower[place]]
    return bool(gaps and plain) and all(place + 1 in gaps for place in starts)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    names, group = [], ""
    for above, below in zip(*_even(upper, lower), strict=True):
        if above:
            group = above if below else ""
        names.append(f"{group}・{below}" if group and below else below or above)
    return names


def _even(upper: list[str], lower: list[str]) -> tuple[list[str], list[str]]:
    width = max(len(upper), len(lower))
    return [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]


def _looks_like_headers(texts: list[str], width: int) -> bool:
    filled = sum(map(bool, texts))
    return filled >= 2 and filled * 10 >= width * 6 and _value_share(texts) < 0.5


def _value_share(texts: list[str]) -> float:
    filled = [text for text in texts if text]
    values = [text for text in filled if _VALUE_LIKE.fullmatch(text) and not _YEAR.fullmatch(text)]
    return len(values) / len(filled) if filled else 0.0


def _known(texts: list[str], known: set[str]) -> int:
    return sum(_folded(text) in known for text in texts if text)


def _header(row_no: int, texts: list[str]) -> Header:
    width = max(place for place, text in enumerate(texts, start=1) if text)
    names: list[str] = []
    repeated: dict[str, list[int]] = {}
    times: dict[str, int] = {}
    for place, text in enumerate(texts[:width], start=1):
        name = text or f"{place}列目（見出しなし）"
        times[name] = times.get(name, 0) + 1
        repeated.setdefault(name, []).append(place)
        names.append(name if times[name] == 1 else _nth(name, times[name], names))
    return Header(row_no, tuple(names), len(texts), tuple(_notices(row_no, repeated)))


def _nth(name: str, time: int, taken: list[str]) -> str:
    while (numbered := f"{name}（{time}つ目）") in taken:
        time += 1
    return numbered


def _notices(row_no: int, repeated: dict[str, list[int]]) -> list[str]:
    notices = [f"{row_no}行目を見出しとして読みました。その上の行は読みません。"] if row_no > 1 else []
    for name, places in repeated.items():
        if len(places) > 1:
            columns = "と".join(f"{place}列目" for place in places)
            notices.append(
                f"見出し「{name}」が{columns}にあります。2つ目からは「{name}（2つ目）」のように区別しました。使う列を確かめてください。"
            )
    return notices


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return re.sub(r"\s*[\r\n]+\s*", "", str(cell)).strip()


def _folded(text: str) -> str:
    return _JOINT.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _extent(cells: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if not is_blank(cell)), default=0)
