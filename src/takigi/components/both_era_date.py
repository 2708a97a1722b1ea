"""両方の年の日付: 令和8年11月23日（2026年）, read by machines as one date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.missing_word import Missing, MissingWord
from takigi.kernel.eras import PartialDate, Precision, in_both_eras


@dataclass(frozen=True)
class BothEraDate(Component):
    """両方の年の日付. Partly known days say what is not known; no day at all is a word."""

    template_name: ClassVar[str] = "components/both_era_date.html"

    day: date | PartialDate | None
    missing: Missing = Missing.NOT_RECORDED

    @property
    def exact(self) -> date | None:
        return self.day.exact if isinstance(self.day, PartialDate) else self.day

    @property
    def words(self) -> str:
        if self.exact is not None:
            return in_both_eras(self.exact)
        if isinstance(self.day, PartialDate) and self.day.earliest:
            return f"{self.day.in_japanese}（{self.day.earliest.year}年）"
        return ""

    @property
    def word_for_none(self) -> MissingWord:
        return MissingWord(self.missing if self.day is None else Missing.UNKNOWN)

    @classmethod
    def examples(cls) -> Iterator["BothEraDate"]:
        yield cls(date(2026, 11, 23))
        yield cls(date(2019, 5, 1))
        yield cls(PartialDate(date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR, "昭和5年"))
        yield cls(PartialDate(None, None, Precision.UNKNOWN, "不詳"))
        yield cls(None)
