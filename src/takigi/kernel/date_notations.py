"""日付の表記: every way in which ledgers and people write a date, read into a PartialDate or refused.

Digits without any separator are read by their number alone, so that the same cell is always read the same way:

- 8 digits  YYYYMMDD; 00 for the day, or for month and day, means that part is unknown
- 7 digits  era digit and YYMMDD (1 明治, 2 大正, 3 昭和, 4 平成, 5 令和); 00 as above
- 5 digits  an Excel serial (10000 is 1927-05-18); a text that could also be era digit, year and month is warned of
- 4 digits  a western year from 1868 to 2199, else from 2200 (1906-01-08) on an Excel serial
- all zeros nothing was entered
- 6 digits and every other number are refused: YYMMDD, YYYYMM and era years cannot be told apart

A fraction of zeros (45382.0) is dropped; any other fraction is a time of day behind an Excel serial.
"""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from takigi.kernel.era_names import ERAS, SOLAR_SINCE, Era, era_named, era_numbered, in_both_eras
from takigi.kernel.kanji_numbers import digits_for_kanji
from takigi.kernel.partial_dates import PartialDate, Precision

FIRST_YEAR, LAST_YEAR = 1868, 2199

_ERA = "(?P<era>" + "|".join(era.name for era in ERAS) + "|[明大昭平令MTSHR])"
_HEAD = rf"(?:{_ERA}(?P<year>元|\d{{1,2}})|(?P<west>1[89]\d\d|2[01]\d\d))"
_WITH_KANJI = re.compile(rf"{_HEAD}年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日?)?)?")
_WITH_SIGNS = re.compile(rf"{_HEAD}(?:(?P<sign>[./・-])(?P<month>\d{{1,2}})(?:(?P=sign)(?P<day>\d{{1,2}}))?)?")
_RUN_TOGETHER = re.compile(rf"{_ERA}(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")

_UNKNOWN = "(?:不詳|不明|未詳)"
_NOTHING_KNOWN = re.compile(rf"(?:生年月日|年月日|生年|日付)?{_UNKNOWN}")
_REST_UNKNOWN = re.compile(rf"(?<=[年月])\(?(?:(?:月日|日)?{_UNKNOWN}|{_UNKNOWN}(?:月{_UNKNOWN}日|月日|日))\)?$")
_TIME_OF_DAY = re.compile(r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?\)$|[月火水木金土日]曜日?$")
_OTHER_YEAR_BESIDE = re.compile(rf"(?<=[\d年日元])\((?:{_ERA}(?P<year>元|\d{{1,2}})|(?P<west>\d{{4}}))年?\)")
# Hyphens and dashes that input methods and spreadsheets put where a hyphen was meant.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー─"), "-")


class UnreadableDate(ValueError):
    """The value is no date that can be read safely. The text is a sentence for the person who entered it."""


HOW_TO_WRITE = "令和6年3月31日、R6.3.31、2024-03-31 のように書いてください。"


def read_date(value: str | int | float | date | datetime | None) -> PartialDate | None:
    """The date that was written, as far as it is known; None when nothing was entered.

    Refuses with UnreadableDate what is no date, is impossible (R6.2.30), or could mean two dates.

    >>> read_date("昭12.4.1").exact, read_date(45382).exact, read_date("3120401").exact
    (datetime.date(1937, 4, 1), datetime.date(2024, 3, 31), datetime.date(1937, 4, 1))
    >>> read_date("昭和5年").in_japanese, read_date("00000000")
    ('昭和5年（月日不明）', None)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        raise UnreadableDate(f"日付ではない値です。{HOW_TO_WRITE}")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _known(day, text=day.isoformat())
    if isinstance(value, int | float):
        return _read_number(value)
    return _read_text(value)


def from_excel_serial(serial: float) -> date:
    """The day of an Excel serial of the 1900 system; the time of day is dropped.

    Excel believes in 29 February 1900 (serial 60), so the days before it are counted differently.

    >>> from_excel_serial(59), from_excel_serial(61), from_excel_serial(45382.75)
    (datetime.date(1900, 2, 28), datetime.date(1900, 3, 1), datetime.date(2024, 3, 31))
    """
    days = math.floor(serial)
    if days < 1 or days == 60 or days > 2_958_465:
        raise UnreadableDate(f"Excelの日付の番号として正しくありません。{HOW_TO_WRITE}")
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def _read_number(value: int | float) -> PartialDate | None:
    # Bounded before it is turned into digits: Python refuses to write out a number of thousands of them.
    if not 0 <= value < 100_000_000:
        raise UnreadableDate(f"日付ではない数です。{HOW_TO_WRITE}")
    if value == int(value):
        return _read_digits(str(int(value)))
    # A number with a time of day behind it can only have come from Excel.
    if LAST_YEAR < value < 100_000:
        return _known(from_excel_serial(value), text=str(value))
    raise UnreadableDate(f"日付ではない数です。{HOW_TO_WRITE}")


def _read_text(value: str) -> PartialDate | None:
    original = value.strip()
    text = _TIME_OF_DAY.sub("", unicodedata.normalize("NFKC", original))
    text = re.sub(r"\s", "", text).upper().translate(_DASHES)
    text = digits_for_kanji(_WEEKDAY.sub("", re.sub(r"生(?:まれ)?$", "", text)))
    if not text.strip("-0./"):
        return None
    if _NOTHING_KNOWN.fullmatch(text):
        return PartialDate(None, None, Precision.UNKNOWN, original)
    if fraction := re.fullmatch(r"(\d{4,8})\.0+", text):
        text = fraction[1]
    read = _warn_of_era_month(_read_digits(text), text) if text.isdecimal() else _read_written(text)
    return replace(read, text=original) if read else None


def _read_written(text: str) -> PartialDate:
    beside = _OTHER_YEAR_BESIDE.search(text)
    told = _REST_UNKNOWN.sub("", _OTHER_YEAR_BESIDE.sub("", text))
    match = _WITH_KANJI.fullmatch(told) or _WITH_SIGNS.fullmatch(told) or _RUN_TOGETHER.fullmatch(told)
    if match is None:
        serial = re.fullmatch(r"([1-9]\d{3,4})\.\d+", text)
        if serial and int(serial[1]) > LAST_YEAR:
            return _known(from_excel_serial(int(serial[1])), text=text)
        raise UnreadableDate(f"日付として読めません。{HOW_TO_WRITE}")
    parts = match.groupdict()
    era, year = _era_and_year(parts)
    read = _assemble(era, year, int(parts["month"] or 0), int(parts["day"] or 0), text)
    if beside and _western_year(*_era_and_year(beside.groupdict())) != _western_year(era, year):
        raise UnreadableDate("年とかっこの中の年が合いません。どちらが正しいか確かめてください。")
    return read


def _era_and_year(parts: dict[str, str | None]) -> tuple[Era | None, int]:
    if parts["era"] is None:
        return None, int(parts["west"] or 0)
    return era_named(parts["era"]), 1 if parts["year"] == "元" else int(parts["year"] or 0)


def _western_year(era: Era | None, year: int) -> int:
    return era.western_year(year) if era else year


def _read_digits(digits: str) -> PartialDate | None:
    if not digits.strip("0"):
        return None
    if len(digits) == 8:
        return _assemble(None, int(digits[:4]), int(digits[4:6]), int(digits[6:]), digits)
    if len(digits) == 7 and (era := era_numbered(int(digits[0]))):
        return _assemble(era, int(digits[1:3]), int(digits[3:5]), int(digits[5:]), digits)
    if len(digits) in {4, 5} and digits[0] != "0":
        number = int(digits)
        if FIRST_YEAR <= number <= LAST_YEAR:
            return _assemble(None, number, 0, 0, digits)
        if number > LAST_YEAR:
            return _known(from_excel_serial(number), text=digits)
    raise UnreadableDate(f"{len(digits)}桁の数字は日付として読み分けられません。{HOW_TO_WRITE}")


def _warn_of_era_month(read: PartialDate | None, digits: str) -> PartialDate | None:
    """Say so when a serial typed as text could also mean an era digit, a year and a month."""
    if read is None or len(digits) != 5:
        return read
    era, year, month = era_numbered(int(digits[0])), int(digits[1:3]), int(digits[3:])
    if era is None or year < 1 or not 1 <= month <= 12 or era.western_year(year) > min(era.last.year, LAST_YEAR):
        return read
    doubt = f"5桁の数字をExcelの日付の番号として読みました。{era.in_japanese(year)}{month}月のことではないか確かめてください。"
    return replace(read, warning=doubt)


def _assemble(era: Era | None, year: int, month: int, day: int, text: str) -> PartialDate:
    """A date from its parts, where 0 says that the part is unknown."""
    western = _western_year(era, year)
    if era:
        _check_year(era, year)
    if not FIRST_YEAR <= western <= LAST_YEAR:
        raise UnreadableDate(f"{FIRST_YEAR}年から{LAST_YEAR}年までの日付ではありません。年を確かめてください。")
    if month == 0 and day:
        raise UnreadableDate("月が分からず日だけがあります。月を確かめるか、年だけを書いてください。")
    if month > 12:
        raise UnreadableDate("月は1から12までです。月を確かめてください。")
    if month == 0:
        return _within(era, date(western, 1, 1), date(western, 12, 31), Precision.YEAR, text)
    last = monthrange(western, month)[1]
    if day > last:
        raise UnreadableDate(f"その年の{month}月は{last}日までです。日を確かめてください。")
    if day == 0:
        return _within(era, date(western, month, 1), date(western, month, last), Precision.MONTH, text)
    known = date(western, month, day)
    return _within(era, known, known, Precision.DAY, text)


def _check_year(era: Era, year: int) -> None:
    if year < 1:
        raise UnreadableDate(f"{era.name}0年はありません。最初の年は元年か1年と書いてください。")
    # Of a change of era one may not have heard yet, or a system may count on through it; nobody counted 明治 on
    # into 昭和. Such a number is a western year with a digit lost.
    if era.digit <= 2 and era.western_year(year) > ERAS[era.digit].last.year:
        raise UnreadableDate(f"{era.name}は{era.year_of(era.last)}年までです。元号と年を確かめてください。")


def _known(day: date, *, text: str) -> PartialDate:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableDate(f"{FIRST_YEAR}年から{LAST_YEAR}年までの日付ではありません。年を確かめてください。")
    return PartialDate.of(day, text)


def _within(era: Era | None, first: date, last: date, precision: Precision, text: str) -> PartialDate:
    """The part of the span that lies within its era; a span wholly outside is kept, with a warning."""
    span = PartialDate(first, last, precision, text)
    if era is None:
        return span
    if last < era.starts or first > era.last:
        meant = in_both_eras(first) if precision is Precision.DAY else span.in_japanese
        doubt = f"{era.name}の期間の外の日付です。{meant}として読みました。元の日付を確かめてください。"
        return replace(span, warning=doubt)
    span = replace(span, earliest=max(first, era.starts), latest=min(last, era.last))
    if precision is Precision.DAY and any(first == era.last == other.starts for other in ERAS):
        return replace(span, warning=f"改元の日です。{in_both_eras(first)}と同じ日として読みました。")
    if last < SOLAR_SINCE:
        doubt = "明治5年までは旧暦です。月日を新暦に直さずに読みました。元の日付を確かめてください。"
        return replace(span, warning=doubt)
    return span
