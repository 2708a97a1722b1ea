"""計算の節: numbers, days, ages, bands. There is no division here: shares are divided once, exactly, at the end."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.indicators.nodes.base import NUMBERS, Expression, Kind, WrongKind, expect, expect_alike


@dataclass(frozen=True)
class Number(Expression):
    """A node between two numbers; whole when both are."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect(self, self.left, *NUMBERS)
        expect(self, self.right, *NUMBERS)

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE if self.left.kind == self.right.kind == Kind.WHOLE else Kind.AMOUNT


@dataclass(frozen=True)
class Plus(Number):
    """足す."""


@dataclass(frozen=True)
class Minus(Number):
    """引く."""


@dataclass(frozen=True)
class Times(Number):
    """かける: a number with a whole number, so that four decimals stay four decimals."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.left.kind == self.right.kind == Kind.AMOUNT:
            raise WrongKind("Times では数量どうしはかけられません。どちらかを整数にしてください。")


@dataclass(frozen=True)
class DaysBetween(Expression):
    """日数: from start to end; the same day is 0, an end before the start is negative."""

    start: Expression
    end: Expression

    def __post_init__(self) -> None:
        expect(self, self.start, Kind.DAY)
        expect(self, self.end, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE


@dataclass(frozen=True)
class DaysAfter(Expression):
    """n 日後."""

    day: Expression
    days: int

    def __post_init__(self) -> None:
        expect(self, self.day, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class MonthsAfter(Expression):
    """n か月後の同じ日: clamped to the end of a shorter month (31 January + 1 = 28 February)."""

    day: Expression
    months: int

    def __post_init__(self) -> None:
        expect(self, self.day, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class AgeOn(Expression):
    """法律上の年齢: reached on the day before the birthday (年齢計算ニ関スル法律, 民法143条). Before birth: −1 or less."""

    birth: Expression
    on: Expression

    def __post_init__(self) -> None:
        expect(self, self.birth, Kind.DAY)
        expect(self, self.on, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE


@dataclass(frozen=True)
class YearOf(Expression):
    """暦年: the calendar year of a day. Two of them subtracted are the age that is reached within a year."""

    day: Expression

    def __post_init__(self) -> None:
        expect(self, self.day, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE


@dataclass(frozen=True)
class FiscalYearOf(Expression):
    """年度: named by the calendar year in which it begins, 1 April."""

    day: Expression

    def __post_init__(self) -> None:
        expect(self, self.day, Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE


@dataclass(frozen=True)
class Choose(Expression):
    """どちらか: `then` where the condition is true, `otherwise` where it is false; missing where it is missing."""

    when: Expression
    then: Expression
    otherwise: Expression

    def __post_init__(self) -> None:
        expect(self, self.when, Kind.TRUTH)
        if self.then.kind != self.otherwise.kind:
            expect_alike(self, self.then, self.otherwise)

    @property
    def kind(self) -> Kind:
        return Kind.AMOUNT if self.then.kind != self.otherwise.kind else self.then.kind


@dataclass(frozen=True)
class IfMissing(Expression):
    """なければ: another value in place of a missing one."""

    of: Expression
    other: Expression

    def __post_init__(self) -> None:
        if self.of.kind != self.other.kind:
            raise WrongKind(f"IfMissing では{self.of.kind.label}の代わりに{self.other.kind.label}は置けません。")

    @property
    def kind(self) -> Kind:
        return self.of.kind


@dataclass(frozen=True)
class Band(Expression):
    """階級: the label of the band into which a number falls; each bound begins a new band."""

    of: Expression
    bounds: tuple[int, ...]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        expect(self, self.of, *NUMBERS)
        if list(self.bounds) != sorted(set(self.bounds)) or not self.bounds:
            raise WrongKind("Band の境は小さい順に、ひとつ以上書いてください。")
        if len(self.labels) != len(self.bounds) + 1:
            raise WrongKind(f"Band の境が {len(self.bounds)} なら名前は {len(self.bounds) + 1} 要ります。")

    @property
    def kind(self) -> Kind:
        return Kind.CODE
