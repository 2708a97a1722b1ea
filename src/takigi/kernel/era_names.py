"""元号の表: when each era began and ended, and its names in every notation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Era:
    """One era.

    `last` is the last day that may be written in this era. The emperors Meiji and Taisho died on the day on
    which the next era began, so that day belongs to both.
    """

    name: str
    letter: str
    digit: int
    starts: date
    last: date

    @property
    def initial(self) -> str:
        return self.name[0]

    def year_of(self, day: date) -> int:
        return day.year - self.starts.year + 1

    def western_year(self, year: int) -> int:
        return self.starts.year + year - 1

    def in_japanese(self, year: int) -> str:
        """The year with its era; the first year of an era is written 元, never 1."""
        return f"{self.name}{'元' if year == 1 else year}年"


# Source: the edicts and cabinet orders on era names (明治元年は旧暦1月1日にさかのぼる). Oldest first.
ERAS = (
    Era("明治", "M", 1, date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", "T", 2, date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", 3, date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", 4, date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", 5, date(2019, 5, 1), date.max),
)

# Japan counted by the moon until this day; an older date in an era is not the Gregorian day it looks like.
SOLAR_SINCE = date(1873, 1, 1)

_BY_NAME = {spelling: era for era in ERAS for spelling in (era.name, era.initial, era.letter)}
_BY_DIGIT = {era.digit: era for era in ERAS}


def era_named(spelling: str) -> Era:
    """The era written 令和, 令 or R."""
    return _BY_NAME[spelling.upper()]


def era_numbered(digit: int) -> Era | None:
    """The era of a code digit: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和."""
    return _BY_DIGIT.get(digit)


def era_of(day: date) -> Era | None:
    """The era that a day is written in; of two on one day, the new one. None before Meiji."""
    return next((era for era in reversed(ERAS) if era.starts <= day), None)


def in_japanese(day: date) -> str:
    """The day in its era.

    >>> in_japanese(date(2024, 3, 31)), in_japanese(date(2019, 5, 1))
    ('令和6年3月31日', '令和元年5月1日')
    """
    return f"{year_in_japanese(day)}{day.month}月{day.day}日"


def year_in_japanese(day: date) -> str:
    """The year of the day in its era: 令和6年."""
    era = era_of(day)
    return era.in_japanese(era.year_of(day)) if era else f"{day.year}年"


def in_short_japanese(day: date) -> str:
    """The day as it fits into a narrow column.

    >>> in_short_japanese(date(2024, 3, 31))
    'R6.3.31'
    """
    era = era_of(day)
    if era is None:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{era.letter}{era.year_of(day)}.{day.month}.{day.day}"


def in_both_eras(day: date) -> str:
    """The day in its era with the western year beside it.

    >>> in_both_eras(date(2024, 3, 31))
    '令和6年3月31日（2024年）'
    """
    return in_japanese(day) if era_of(day) is None else f"{in_japanese(day)}（{day.year}年）"
