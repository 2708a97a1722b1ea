"""不完全な日付: a day of which perhaps only the year, or nothing, is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from takigi.kernel.era_names import in_japanese, year_in_japanese


class Precision(StrEnum):
    """How much of the date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: never filled up with 1 January.

    `earliest` and `latest` are the first and the last day it may be; both are None when nothing is known.
    `text` is what was read, `warning` a sentence for the person who has to look at it again.

    >>> PartialDate(date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR, "昭和5年").in_japanese
    '昭和5年（月日不明）'
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    text: str
    warning: str = ""

    @classmethod
    def of(cls, day: date, text: str = "") -> PartialDate:
        """A day that is known exactly."""
        return cls(day, day, Precision.DAY, text or day.isoformat())

    @property
    def exact(self) -> date | None:
        """The day when it is known to the day, else None."""
        return self.earliest if self.precision is Precision.DAY else None

    @property
    def in_japanese(self) -> str:
        """令和6年3月31日, 昭和5年3月（日不明）, 昭和5年（月日不明） or 不詳."""
        if self.earliest is None or self.latest is None:
            return "不詳"
        if self.precision is Precision.DAY:
            return in_japanese(self.earliest)
        month = f"{self.earliest.month}月（日不明）" if self.precision is Precision.MONTH else "（月日不明）"
        return f"{self._year_in_japanese(self.earliest, self.latest)}{month}"

    @staticmethod
    def _year_in_japanese(earliest: date, latest: date) -> str:
        # 大正15年 may still be its last day, which is also 昭和元年: the day before the latest tells the era.
        year = year_in_japanese(earliest)
        return year if year == year_in_japanese(max(earliest, latest - timedelta(days=1))) else f"{earliest.year}年"
