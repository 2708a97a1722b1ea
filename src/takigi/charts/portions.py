"""割合の一行: x of n with its range, and the words in which few people are told without a naked percentage."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.lettering import numeral
from takigi.kernel.few import FEWEST_FOR_A_SHARE


@dataclass(frozen=True)
class Portion:
    """割合の一行: `part` of `whole` with the range in which the true share lies (0–1), or the word why there is none.

    `whole` None is a plain count. `smoothed` is the share drawn toward all areas together, when somebody computed it.
    """

    name: str
    part: int | None
    whole: int | None = None
    low: float | None = None
    high: float | None = None
    missing: str = ""
    smoothed: float | None = None

    @property
    def share(self) -> float | None:
        """The share, when there is anybody to have one."""
        return None if self.part is None or not self.whole else self.part / self.whole

    @property
    def is_drawn(self) -> bool:
        return self.part is not None and self.whole != 0

    @property
    def is_small(self) -> bool:
        return self.whole is not None and 0 < self.whole < FEWEST_FOR_A_SHARE

    def counts(self, unit: str) -> str:
        """「5人中3人」, a plain count, or the word."""
        if self.part is None:
            return self.missing or "まだ数がありません"
        return f"{self.part:,}{unit}" if self.whole is None else f"{self.whole:,}{unit}中{self.part:,}{unit}"

    def words(self, unit: str) -> tuple[str, ...]:
        """Counts first; a percentage only where there are enough people; the range always."""
        if self.part is not None and self.whole == 0:
            return (self.counts(unit), "対象の方がいません")
        if self.share is None:
            return (self.counts(unit),)
        percent = "" if self.is_small else f"（{percent_words(self.share)}）"
        return (self.counts(unit) + percent, *self.range_words())

    def range_words(self) -> tuple[str, ...]:
        """「本当の割合は23〜88%のどこか」."""
        if self.low is None or self.high is None:
            return ()
        ends = f"{numeral(self.low * 100, 0)}〜{percent_words(self.high)}"
        return (f"本当の割合は{ends}のどこか",) if self.is_small else (f"幅 {ends}",)


def percent_words(share: float) -> str:
    """A share in whole percent."""
    return f"{numeral(share * 100, 0)}%"
