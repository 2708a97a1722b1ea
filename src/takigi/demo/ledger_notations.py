"""台帳の書きぶり: the many ways in which exports write one and the same value, none of them wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from random import Random

from takigi.demo.ledger_lines import Line, Value
from takigi.kernel.codes import APPLICATION_TYPE, CARE_LEVEL, SEX
from takigi.kernel.era_names import in_japanese, in_short_japanese

Cell = str | int | date

_WIDE = str.maketrans(
    "0123456789.-/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "０１２３４５６７８９．－／ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
)
_HALF_KANA = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF65, 0xFFA0)}
_HALF_KANA |= {"\u3099": "ﾞ", "\u309a": "ﾟ", "　": " "}
_ERA_DIGITS = {"明": "1", "大": "2", "昭": "3", "平": "4", "令": "5"}
_FIRST_SERIAL_DAY = date(1927, 5, 18)

DATES = frozenset(
    {
        "birth",
        "status_on",
        "application_on",
        "decided_on",
        "valid_from",
        "valid_until",
        "changed_on",
        "insured_since",
        "corrected_on",
    }
)


def in_half_kana(text: str) -> str:
    """ﾊﾝｶｸ ｶﾅ, as most exports write readings.

    >>> in_half_kana("ガッコウ　ペン")
    'ｶﾞｯｺｳ ﾍﾟﾝ'
    """
    return "".join(_HALF_KANA.get(sign, sign) for sign in unicodedata.normalize("NFD", text))


def in_wide(text: str) -> str:
    """Digits, letters and signs in full width."""
    return text.translate(_WIDE)


def _era_parts(day: date) -> tuple[str, int]:
    era = in_japanese(day)[0]
    year = in_short_japanese(day)[1:].split(".")[0]
    return era, int(year)


def _abbreviated(day: date) -> str:
    era, year = _era_parts(day)
    return f"{era}{year:02d}.{day.month:02d}.{day.day:02d}"


def _era_digits(day: date) -> str:
    era, year = _era_parts(day)
    return f"{_ERA_DIGITS[era]}{year:02d}{day.month:02d}{day.day:02d}"


_DATE_STYLES: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "kanji": in_japanese,
    "short": in_short_japanese,
    "abbreviated": _abbreviated,
    "era_digits": _era_digits,
    "digits": lambda day: f"{day:%Y%m%d}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "wide": lambda day: in_wide(in_short_japanese(day)),
}


@lru_cache(maxsize=1 << 17)
def written_date(day: date, style: str) -> str:
    """A day in one of the styles that cities use."""
    return _DATE_STYLES[style](day)


def partial_date(day: date, precision: str) -> str:
    """What is known of a birth: 昭和12年4月, or 昭和12年."""
    year, _, rest = in_japanese(day).partition("年")
    return f"{year}年{rest.partition('月')[0]}月" if precision == "month" else f"{year}年"


class Scribe:
    """Writes lines as cells: in one plain way, or with the mixture of ways that years and hands leave behind."""

    def __init__(self, rng: Random, *, is_mixed: bool, is_csv: bool) -> None:
        self._rng = rng
        self._is_mixed = is_mixed
        self._is_csv = is_csv
        # Each column has its usual style, as its system wrote it; others have crept in.
        self._usual = {
            item: rng.choice(("kanji", "short", "abbreviated", "digits", "slashes")) for item in sorted(DATES)
        }
        self._usual["birth"] = rng.choice(("kanji", "short", "abbreviated", "era_digits"))

    def cells_of(self, line: Line) -> dict[str, Cell]:
        """The line as it stands in the file."""
        cells: dict[str, Cell] = {}
        for item, value in line.items():
            cells[item] = value if value == "" else self._cell(item, value)
        if line["birth_precision"] != "day" and isinstance(line["birth"], date):
            cells["birth"] = partial_date(line["birth"], str(line["birth_precision"]))
        return cells

    def _cell(self, item: str, value: Value) -> Cell:
        if isinstance(value, date):
            return self._date(item, value)
        if not self._is_mixed:
            return value
        written = _WRITERS.get(item)
        text = written(value, self._rng) if written is not None else value
        # Fields of fixed width leave their blanks behind.
        return f"{text}　" if item in ("name", "address") and self._rng.random() < 0.05 else text

    def _date(self, item: str, day: date) -> Cell:
        if not self._is_mixed:
            return written_date(day, "iso")
        chance = self._rng.random()
        if not self._is_csv and chance < 0.4:
            # Excel's own date, or its serial number where somebody changed the format of the column.
            return day if chance < 0.35 or day < _FIRST_SERIAL_DAY else (day - date(1899, 12, 30)).days
        if chance < 0.85:
            return written_date(day, self._usual[item])
        return written_date(
            day, self._rng.choice(("kanji", "short", "abbreviated", "era_digits", "digits", "slashes", "wide", "iso"))
        )


def _insured_no(text: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.03:
        return in_wide(text)
    return f"'{text}" if chance < 0.05 else text


def _kana(text: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.9:
        return in_half_kana(text)
    return f"{text} " if chance < 0.93 else text


# What a code is written as, the usual ways more often.
_SEXES = {one.value: (*[one.value] * 14, *[one.label] * 4, f"{one.label}性", in_wide(one.value)) for one in SEX.codes}
_LEVELS = {
    one.value: (*[one.label] * 14, *[one.value] * 3, *[in_wide(one.label)] * 2, f"{one.value}:{one.label}")
    for one in CARE_LEVEL.codes
}
_APPLICATION_TYPES = {
    one.value: (*[one.label] * 14, *[one.value] * 4, *[f"{one.label}申請"] * 2) for one in APPLICATION_TYPE.codes
}


def _one_of(written: dict[str, tuple[str, ...]]) -> Callable[[str, Random], str]:
    def write(code: str, rng: Random) -> str:
        ways = written[code]
        return ways[int(rng.random() * len(ways))]

    return write


def _postal(text: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.8:
        return text
    return text.replace("-", "") if chance < 0.95 else f"〒{text}"


def _phone(text: str, rng: Random) -> str:
    return in_wide(text) if rng.random() < 0.04 else text


_WRITERS: dict[str, Callable[[str, Random], str]] = {
    "insured_no": _insured_no,
    "name_kana": _kana,
    "sex": _one_of(_SEXES),
    "level": _one_of(_LEVELS),
    "application_type": _one_of(_APPLICATION_TYPES),
    "postal": _postal,
    "phone": _phone,
}
