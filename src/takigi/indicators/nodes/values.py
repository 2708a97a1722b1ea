"""値の節: a constant, a column, and the days that only the question knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes.base import Expression, Kind, WrongKind

Plain = bool | int | Decimal | str | date

# How many decimals an amount has, here and in every engine.
DECIMALS = 4

KIND_OF: dict[type, Kind] = {
    bool: Kind.TRUTH,
    int: Kind.WHOLE,
    Decimal: Kind.AMOUNT,
    str: Kind.CODE,
    date: Kind.DAY,
}


def kind_of_type(of: type) -> Kind:
    """The kind of a Python type. Binary floats are refused: 18.5 must not be a little less than 18.5."""
    if of not in KIND_OF:
        known = "、".join(known.__name__ for known in KIND_OF)
        raise WrongKind(f"{of.__name__} は使えません（使えるのは {known}）。小数は Decimal で書いてください。")
    return KIND_OF[of]


@dataclass(frozen=True)
class Value(Expression):
    """A constant."""

    value: Plain
    # Python holds True and 1 for equal; an engine that met one must not answer for the other.
    of: Kind = field(init=False, default=Kind.TRUTH)

    def __post_init__(self) -> None:
        if isinstance(self.value, datetime):
            raise WrongKind("時刻は使えません。日付で書いてください。")
        if isinstance(self.value, Decimal) and self.value != round(self.value, DECIMALS):
            raise WrongKind(f"小数は {DECIMALS} 桁までです（{self.value}）。")
        object.__setattr__(self, "of", kind_of_type(type(self.value)))

    @property
    def kind(self) -> Kind:
        return self.of


# The condition of whoever sets none.
ALWAYS = Value(value=True)


@dataclass(frozen=True)
class Column(Expression):
    """A column of the records that go by the name `source`."""

    source: str
    name: str
    of: Kind
    # Why it may be blank; the first is what a blank without a word means. Empty: it never is.
    may_miss: tuple[MissingKind, ...] = ()

    @property
    def kind(self) -> Kind:
        return self.of

    @property
    def says_why(self) -> bool:
        """Whether a second column says which kind a blank is of."""
        return len(self.may_miss) > 1

    @property
    def why_name(self) -> str:
        """The name of that column."""
        return why_column(self.name)


def why_column(name: str) -> str:
    """The column that says why another is blank.

    >>> why_column("tug_s")
    'tug_s__why'
    """
    return f"{name}__why"


@dataclass(frozen=True)
class IndexDay(Expression):
    """起算日: the day that puts a row into its period."""

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class PeriodFirstDay(Expression):
    """The first day of the period that is being counted."""

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class PeriodLastDay(Expression):
    """The last day of the period that is being counted."""

    @property
    def kind(self) -> Kind:
        return Kind.DAY


@dataclass(frozen=True)
class AsOf(Expression):
    """基準日: the day as of which the whole question is asked."""

    @property
    def kind(self) -> Kind:
        return Kind.DAY


# What only the question knows; a look into other records cannot wait for it.
OF_THE_PERIOD = (IndexDay, PeriodFirstDay, PeriodLastDay)
