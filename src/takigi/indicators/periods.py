"""期間: months, quarters, fiscal years and rolling windows. Always whole months, so that one pass can count them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from takigi.kernel.era_names import year_in_japanese
from takigi.kernel.fiscal_year import FiscalYear


def month_number(day: date) -> int:
    """Months since the year 0, so that months can be subtracted.

    >>> month_number(date(2026, 4, 30)) - month_number(date(2025, 12, 1))
    4
    """
    return day.year * 12 + day.month - 1


def first_of_month(number: int) -> date:
    """The first day of such a month."""
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, order=True)
class Period:
    """From a first day to a last day, both inside."""

    first_day: date
    last_day: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Periods:
    """A row of periods of `length` months, one beginning every `step` months. Windows overlap where length > step.

    >>> [p.label for p in fiscal_years(2025, 2026)]
    ['令和7年度', '令和8年度']
    >>> [str(p.first_day) for p in rolling(12, date(2026, 4, 1), date(2026, 5, 31))]
    ['2025-05-01', '2025-06-01']
    """

    first_month: int
    count: int
    length: int = 1
    step: int = 1

    def __post_init__(self) -> None:
        if self.count < 1 or self.length < 1 or self.step < 1:
            raise ValueError("期間がありません。始まりの月は終わりの月より前にしてください。")

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> Period:
        if not 0 <= number < self.count:
            raise IndexError(number)
        return self._every[number]

    def __iter__(self) -> Iterator[Period]:
        return iter(self._every)

    @cached_property
    def _every(self) -> tuple[Period, ...]:
        """Told once: whoever counts asks for them again and again."""
        return tuple(self._told(number) for number in range(self.count))

    def _told(self, number: int) -> Period:
        begin = self.first_month + number * self.step
        last_day = first_of_month(begin + self.length) - timedelta(days=1)
        return Period(first_of_month(begin), last_day, self._label(begin, last_day))

    def holding(self, day: date) -> range:
        """The numbers of the periods that hold this day."""
        since = month_number(day) - self.first_month
        first = -((self.length - 1 - since) // self.step)
        return range(max(first, 0), min(since // self.step, self.count - 1) + 1)

    @property
    def are_apart(self) -> bool:
        """Whether a day lies in one period at most."""
        return self.length <= self.step

    def _label(self, begin: int, last_day: date) -> str:
        year, month = year_in_japanese(last_day), last_day.month
        if self.length == 12 and self.step == 12 and begin % 12 == 3:
            return FiscalYear(begin // 12).in_japanese
        if self.length == 12 and self.step == 12 and begin % 12 == 0:
            return year
        if self.length == 1:
            return f"{year}{month}月"
        if self.are_apart:
            first_day = first_of_month(begin)
            return f"{year_in_japanese(first_day)}{first_day.month}月～{month}月"
        return f"{year}{month}月までの{self.length}か月"


def months(since: date, until: date) -> Periods:
    """Every month from that of `since` to that of `until`."""
    return Periods(month_number(since), month_number(until) - month_number(since) + 1)


def quarters(since: date, until: date) -> Periods:
    """Quarters (4月・7月・10月・1月から) that touch the days given."""
    first = month_number(since) // 3 * 3
    return Periods(first, (month_number(until) - first) // 3 + 1, 3, 3)


def fiscal_years(first: int, last: int | None = None) -> Periods:
    """年度: from 1 April, named by the year in which they begin."""
    return Periods(first * 12 + 3, (first if last is None else last) - first + 1, 12, 12)


def whole_fiscal_years(since: date, until: date) -> Periods:
    """Every fiscal year that touches the days given."""
    return fiscal_years(FiscalYear.containing(since).begins_in, FiscalYear.containing(until).begins_in)


def calendar_years(first: int, last: int | None = None) -> Periods:
    """暦年."""
    return Periods(first * 12, (first if last is None else last) - first + 1, 12, 12)


def rolling(length: int, since: date, until: date) -> Periods:
    """Windows of `length` months, one ending with each month from that of `since` to that of `until`."""
    first = month_number(since) - length + 1
    return Periods(first, month_number(until) - month_number(since) + 1, length)
