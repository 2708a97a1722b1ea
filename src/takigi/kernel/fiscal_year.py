"""年度: the municipal year, from 1 April to 31 March."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.era_names import year_in_japanese


@dataclass(frozen=True, order=True)
class FiscalYear:
    """One municipal year, named by the calendar year in which it begins.

    >>> FiscalYear.containing(date(2026, 3, 31))
    FiscalYear(begins_in=2025)
    >>> FiscalYear(2025).in_japanese, FiscalYear(2019).in_japanese, FiscalYear(2018).in_japanese
    ('令和7年度', '令和元年度', '平成30年度')
    >>> date(2026, 4, 1) in FiscalYear(2025)
    False
    """

    begins_in: int

    @classmethod
    def containing(cls, day: date) -> FiscalYear:
        return cls(day.year if day.month >= 4 else day.year - 1)

    def __contains__(self, day: date) -> bool:
        return FiscalYear.containing(day) == self

    @property
    def first_day(self) -> date:
        return date(self.begins_in, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.begins_in + 1, 3, 31)

    @property
    def next(self) -> FiscalYear:
        return FiscalYear(self.begins_in + 1)

    @property
    def previous(self) -> FiscalYear:
        return FiscalYear(self.begins_in - 1)

    @property
    def in_japanese(self) -> str:
        # Asked on 1 May, not 1 April: the year that began as 平成31年度 is called 令和元年度.
        return f"{year_in_japanese(date(self.begins_in, 5, 1))}度"
