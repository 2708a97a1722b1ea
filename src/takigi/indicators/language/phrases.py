"""句: something that can be said of a row, and the words that join it to others. A missing value makes a condition missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Never

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import (
    AgeOn,
    AsOf,
    AtMost,
    Band,
    Below,
    Both,
    Choose,
    DaysAfter,
    DaysBetween,
    Either,
    Expression,
    FiscalYearOf,
    IfMissing,
    IndexDay,
    IsKnown,
    IsMissing,
    Minus,
    MonthsAfter,
    Not,
    OneOf,
    PeriodFirstDay,
    PeriodLastDay,
    Plus,
    Same,
    Surely,
    Times,
    Value,
    WrongKind,
    YearOf,
)

Plain = bool | int | Decimal | str | date


def _node(said: Phrase | Plain) -> Expression:
    return said.node if isinstance(said, Phrase) else Value(said)


def condition(said: object) -> Expression:
    """What was said as a condition. `==` gives Python's own True or False, which says nothing of a row."""
    if not isinstance(said, Phrase):
        raise WrongKind(
            f"条件には列についての句が要ります（いまは「{said}」）。== ではなく is_、>= ではなく at_least と書いてください。"
        )
    return said.node


@dataclass(frozen=True)
class Phrase:
    """Something that can be said of a row. `&`, `|` and `~` join conditions."""

    node: Expression

    def at_most(self, other: Phrase | Plain) -> Phrase:
        """以下."""
        return Phrase(AtMost(self.node, _node(other)))

    def at_least(self, other: Phrase | Plain) -> Phrase:
        """以上."""
        return Phrase(AtMost(_node(other), self.node))

    def below(self, other: Phrase | Plain) -> Phrase:
        """未満。日なら「より前」."""
        return Phrase(Below(self.node, _node(other)))

    def above(self, other: Phrase | Plain) -> Phrase:
        """を超える。日なら「より後」."""
        return Phrase(Below(_node(other), self.node))

    def is_(self, other: Phrase | Plain) -> Phrase:
        """と同じ."""
        return Phrase(Same(self.node, _node(other)))

    def is_not(self, other: Phrase | Plain) -> Phrase:
        """と異なる."""
        return ~self.is_(other)

    def is_one_of(self, *others: Plain) -> Phrase:
        """のいずれか."""
        return Phrase(OneOf(self.node, tuple(Value(one) for one in others)))

    def between(self, low: Phrase | Plain, high: Phrase | Plain) -> Phrase:
        """low 以上 high 以下."""
        return self.at_least(low) & self.at_most(high)

    def within_days(self, days: int, *, after: Phrase) -> Phrase:
        """`after` の当日から `days` 日以内（当日は 0 日目）."""
        return days_between(after, self).between(0, days)

    def within_months(self, months: int, *, after: Phrase) -> Phrase:
        """`after` の当日から `months` か月後の同じ日まで（月末にそろえる）."""
        return self.at_least(after) & self.at_most(after.months_after(months))

    def is_known(self) -> Phrase:
        """値がある."""
        return Phrase(IsKnown(self.node))

    def is_missing(self, why: MissingKind) -> Phrase:
        """この理由で値がない."""
        return Phrase(IsMissing(self.node, why))

    def __and__(self, other: Phrase) -> Phrase:
        return Phrase(Both(self.node, condition(other)))

    def __or__(self, other: Phrase) -> Phrase:
        return Phrase(Either(self.node, condition(other)))

    def __invert__(self) -> Phrase:
        return Phrase(Not(self.node))

    def __ge__(self, other: object) -> Never:
        raise WrongKind(
            "くらべるときは、at_least（以上）、at_most（以下）、above（超える）、below（未満）で書いてください。"
        )

    __gt__ = __le__ = __lt__ = __ge__

    def __bool__(self) -> bool:
        """Python's own and, or, not and if ask for this, and would then drop one of two conditions without a word."""
        raise WrongKind("条件は and・or・not ではなく &・|・~ でつないでください（「かつ」「または」「でない」）。")

    def plus(self, other: Phrase | Plain) -> Phrase:
        """足す."""
        return Phrase(Plus(self.node, _node(other)))

    def minus(self, other: Phrase | Plain) -> Phrase:
        """引く."""
        return Phrase(Minus(self.node, _node(other)))

    def times(self, other: Phrase | Plain) -> Phrase:
        """かける."""
        return Phrase(Times(self.node, _node(other)))

    def days_after(self, days: int) -> Phrase:
        """n 日後."""
        return Phrase(DaysAfter(self.node, days))

    def months_after(self, months: int) -> Phrase:
        """n か月後の同じ日（月末にそろえる）."""
        return Phrase(MonthsAfter(self.node, months))

    def fiscal_year(self) -> Phrase:
        """その日の年度（4月から）."""
        return Phrase(FiscalYearOf(self.node))

    def year(self) -> Phrase:
        """その日の暦年."""
        return Phrase(YearOf(self.node))

    def or_if_missing(self, other: Phrase | Plain) -> Phrase:
        """値がないときの代わり."""
        return Phrase(IfMissing(self.node, _node(other)))

    def band(self, bounds: Sequence[int], labels: Sequence[str]) -> Phrase:
        """階級。境ひとつごとに新しい階級が始まる."""
        return Phrase(Band(self.node, tuple(bounds), tuple(labels)))


def days_between(start: Phrase, end: Phrase) -> Phrase:
    """start から end までの日数。同じ日は 0."""
    return Phrase(DaysBetween(start.node, end.node))


def age_on(birth: Phrase, on: Phrase) -> Phrase:
    """法律上の年齢（誕生日の前日に達する）."""
    return Phrase(AgeOn(birth.node, on.node))


def surely(condition: Phrase) -> Phrase:
    """値がなければ「いいえ」とみなす条件."""
    return Phrase(Surely(condition.node))


def choose(when: Phrase, then: Phrase | Plain, otherwise: Phrase | Plain) -> Phrase:
    """条件に合えば then、合わなければ otherwise."""
    return Phrase(Choose(when.node, _node(then), _node(otherwise)))


def always(value: Plain) -> Phrase:
    """いつも同じ値."""
    return Phrase(Value(value))


def index_day() -> Phrase:
    """起算日."""
    return Phrase(IndexDay())


def period_first_day() -> Phrase:
    """期間の初日."""
    return Phrase(PeriodFirstDay())


def period_last_day() -> Phrase:
    """期間の末日."""
    return Phrase(PeriodLastDay())


def as_of() -> Phrase:
    """基準日."""
    return Phrase(AsOf())
