"""ひらく日を読む: 「毎週火 10:00〜11:30」 and the other ways in which a notice board says it."""

from __future__ import annotations

import re
import unicodedata

from takigi.resources.rules.schedules import DAYS, Slot
from takigi.resources.rules.words import ResourceRefused

_TIME = re.compile(r"(\d{1,2})(?::(\d{2})|時(半|\d{1,2}分)?)")
_WEEKS = re.compile(r"第?[1-5](?:[・,、と/]?第?[1-5])*")
_FILLING = re.compile(r"曜日|曜|毎月|毎週|隔月|週|日時|から|まで|[~〜\-・,、/と()\s]|の")


def read_days(text: str) -> tuple[Slot, ...]:
    """One line for each opening: the weekday, the weeks of the month if not every week, and the times.

    >>> [slot.words for slot in read_days("毎週火曜 10時〜11時半\\n第1・3木 13:30-15:00")]
    ['毎週火曜 10:00〜11:30', '第1・第3木曜 13:30〜15:00']
    >>> [slot.words for slot in read_days("土日 9:00〜")]
    ['毎週土曜 9:00〜', '毎週日曜 9:00〜']
    """
    return tuple(slot for line in text.splitlines() if line.strip() for slot in _line(line.strip()))


def _line(said: str) -> list[Slot]:
    plain = unicodedata.normalize("NFKC", said)
    times = [_time(found) for found in _TIME.finditer(plain)]
    left = _TIME.sub("", plain)
    weeks = tuple(sorted({int(digit) for found in _WEEKS.findall(left) for digit in re.findall(r"\d", found)}))
    left = _WEEKS.sub("", left).replace("平日", "月火水木金").replace("毎日", DAYS)
    # 「日曜日」 and 「毎月第1月曜」: what only fills a sentence goes before the signs are read as weekdays.
    days = _FILLING.sub("", left)
    if not days or any(day not in DAYS for day in days) or len(times) > 2:
        raise ResourceRefused(
            f"「{said}」は読めませんでした。「毎週火 10:00〜11:30」「第1・第3木 13:30〜15:00」のように書くか、「日についての覚え書き」に書いてください。"
        )
    starts, ends = (*times, "", "")[:2]
    return [Slot(DAYS.index(day), weeks, starts, ends) for day in dict.fromkeys(days)]


def _time(found: re.Match[str]) -> str:
    hour, minute, half = found.groups()
    if minute is None:
        minute = "30" if half == "半" else f"{int(half.removesuffix('分')):02}" if half else "00"
    if int(hour) > 24 or int(minute) > 59:
        raise ResourceRefused(f"「{found[0]}」という時刻はありません。")
    return f"{int(hour)}:{minute}"
