"""数え方の節: which rows fall into which period, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from takigi.indicators.nodes.base import NUMBERS, Expression, Kind, Node, WrongKind, expect, walk
from takigi.indicators.nodes.related import Related
from takigi.indicators.nodes.values import ALWAYS, Column, IndexDay, PeriodFirstDay, PeriodLastDay


@dataclass(frozen=True)
class Timing(Node):
    """When a row counts."""


@dataclass(frozen=True)
class OnDay(Timing):
    """起算日による: a row counts in the periods that hold this day; without the day it counts in none."""

    day: Expression

    def __post_init__(self) -> None:
        expect(self, self.day, Kind.DAY)
        _refuse_period(self, self.day)


@dataclass(frozen=True)
class InForce(Timing):
    """期末の状態: a row counts in every period on whose last day (or as-of day, if earlier) it holds. No end: it still does."""

    since: Expression
    until: Expression

    def __post_init__(self) -> None:
        for part in (self.since, self.until):
            expect(self, part, Kind.DAY)
            _refuse_period(self, part)


@dataclass(frozen=True)
class OnePer(Node):
    """ひとりに一件: within each period only the first (or the last) row of each person or case; ties go by the key."""

    each: Expression
    is_last: bool = False

    def __post_init__(self) -> None:
        expect(self, self.each, Kind.WHOLE, Kind.CODE)
        _refuse_period(self, self.each)


@dataclass(frozen=True)
class Rows(Node):
    """対象の記録: rows of a table, dated, and narrowed by a condition."""

    table: str
    source: str
    key: Column
    timing: Timing
    where: Expression = ALWAYS
    one_per: OnePer | None = None

    def __post_init__(self) -> None:
        expect(self, self.where, Kind.TRUTH)
        self.check(self.where)
        self.check(self.timing)
        if self.one_per is not None:
            self.check(self.one_per)
            _refuse_period(self.one_per, self.where)
            if isinstance(self.timing, InForce):
                raise WrongKind("期末の状態には「ひとりに一件」は使えません。起算日のある記録で使ってください。")

    def check(self, part: Node) -> None:
        """Refuse a part that speaks of other records without saying how they belong to these."""
        known = {self.source, *(node.source for node in walk(part) if isinstance(node, Related))}
        strangers = sorted({node.source for node in walk(part) if isinstance(node, Column)} - known)
        if strangers:
            raise WrongKind(
                f"「{self.source}」を数えるのに、つながりのない「{'、'.join(strangers)}」の列が使われています。"
            )


def _refuse_period(owner: Node, part: Node) -> None:
    for node in walk(part):
        if isinstance(node, IndexDay | PeriodFirstDay | PeriodLastDay):
            raise WrongKind(f"{type(owner).__name__} では、期間の日（{type(node).__name__}）はまだ決まっていません。")


@dataclass(frozen=True)
class Measure(Node):
    """A number made of rows."""

    rows: Rows
    # Of the rows, those that count; a row for which this is missing does not, and is reported.
    meeting: Expression

    def __post_init__(self) -> None:
        if not isinstance(self.rows, Rows):
            raise WrongKind(
                f"{type(self).__name__} には、数える記録が要ります。rows(…, dated=…) か in_force(…) で書いてください。"
            )
        expect(self, self.meeting, Kind.TRUTH)
        self.rows.check(self.meeting)


@dataclass(frozen=True)
class CountRows(Measure):
    """件数."""


@dataclass(frozen=True)
class CountDistinct(Measure):
    """実人数: how many different persons (or cases)."""

    each: Expression

    def __post_init__(self) -> None:
        super().__post_init__()
        expect(self, self.each, Kind.WHOLE, Kind.CODE)
        self.rows.check(self.each)


@dataclass(frozen=True)
class OfValues(Measure):
    """A number made of the rows' values."""

    value: Expression

    def __post_init__(self) -> None:
        super().__post_init__()
        expect(self, self.value, *NUMBERS)
        self.rows.check(self.value)


@dataclass(frozen=True)
class SumUp(OfValues):
    """合計."""


@dataclass(frozen=True)
class Mean(OfValues):
    """平均: over the rows whose value is known."""


@dataclass(frozen=True)
class Quantiles(OfValues):
    """中央値・四分位: R type 7 on exact values, over the rows whose value is known. The first one is the answer."""

    at: tuple[Fraction, ...] = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4))

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(not isinstance(one, Fraction | int) for one in self.at):
            raise WrongKind("分位は小数でなく、Fraction(9, 10) のように分数で書いてください。")
        if not self.at or any(not 0 <= one <= 1 for one in self.at):
            raise WrongKind("分位は 0 から 1 までで、ひとつ以上書いてください。")
