"""話し言葉の日付: days as people type them into a form (きのう, 11/3, 先週の金曜)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from takigi.kernel.date_notations import UnreadableDate, read_date

HOW_TO_SAY = "きのう、11/3、R8.11.3 のように入れてください。"

_DAYS_FROM_TODAY = {
    -2: ("おととい", "一昨日"),
    -1: ("きのう", "昨日", "前日"),
    0: ("きょう", "今日", "本日", "当日"),
    1: ("あした", "あす", "明日", "翌日"),
    2: ("あさって", "明後日"),
}
_WORDS = {word: days for days, words in _DAYS_FROM_TODAY.items() for word in words}
_WEEKS = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_WEEKDAYS = "月火水木金土日"

_DISTANCE = re.compile(r"(?P<number>\d{1,3})(?P<unit>日|週間?)(?P<way>前|後)")
_WEEKDAY = re.compile(rf"(?P<week>{'|'.join(_WEEKS)})の?(?P<weekday>[{_WEEKDAYS}])(?:曜日?)?")
_MONTH_AND_DAY = re.compile(r"(?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2})|月(?P<day_in_kanji>\d{1,2})日?)")


def read_spoken_date(text: str, *, today: date) -> date:
    """The day that was meant on `today`.

    A month and day without a year is the one nearest to today, before or after: on 5 January 12/28 is last
    month, on 20 December 1/10 is next month. Weeks begin on Monday. Anything that `read_date` reads to the day
    is accepted too. Refuses the rest with UnreadableDate.

    >>> monday = date(2026, 11, 23)
    >>> read_spoken_date("きのう", today=monday), read_spoken_date("11/3", today=monday)
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 3))
    >>> read_spoken_date("先週の金曜", today=monday), read_spoken_date("R8.11.3", today=monday)
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 3))
    """
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    if match := _DISTANCE.fullmatch(said):
        days = int(match["number"]) * (1 if match["unit"] == "日" else 7)
        return today + timedelta(days=days if match["way"] == "後" else -days)
    if match := _WEEKDAY.fullmatch(said):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=_WEEKS[match["week"]], days=_WEEKDAYS.index(match["weekday"]))
    if match := _MONTH_AND_DAY.fullmatch(said):
        return _nearest(int(match["month"]), int(match["day"] or match["day_in_kanji"]), today)
    return _to_the_day(text)


def _nearest(month: int, day: int, today: date) -> date:
    candidates = [found for year in range(today.year - 8, today.year + 9) if (found := _day(year, month, day))]
    if not candidates:
        raise UnreadableDate(f"その月日はありません。{HOW_TO_SAY}")
    # Of two equally near, the past one: most dates typed here tell what has happened.
    return min(candidates, key=lambda found: (abs(found - today), found))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _to_the_day(text: str) -> date:
    read = read_date(text)
    if read is None:
        raise UnreadableDate(f"日付が入っていません。{HOW_TO_SAY}")
    if read.exact is None:
        raise UnreadableDate(f"日まで入れてください。{HOW_TO_SAY}")
    return read.exact
