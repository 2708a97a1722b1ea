"""答え: one number with all that belongs to it: out of how many, who was left out, who still waits, and why it is missing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Protocol, TypeVar

from takigi.indicators.definition import Edition
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Mean, OfValues, Quantiles, SumUp

C = TypeVar("C", bound=Hashable)
C_co = TypeVar("C_co", bound=Hashable, covariant=True)
Number = int | Decimal
Counted = Number | Mapping[Number, int]

NOBODY = "分母が 0 のため、割れません"
NOT_YET = "期間がまだ終わっていません"
NO_VALUES = "値のわかる記録がありません"


@dataclass(frozen=True)
class Answer:
    """The answer for one indicator, edition, period and cell. `value` is exact; None exactly where `missing` says why."""

    value: Fraction | None
    numerator: Fraction
    denominator: Fraction | None
    waiting: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    unknown: tuple[tuple[MissingKind, int], ...] = ()
    quantiles: tuple[Fraction, ...] = ()
    missing: MissingKind | None = None
    why: str = ""

    @property
    def n(self) -> int:
        """Out of how many."""
        return int(self.denominator if self.denominator is not None else self.numerator)


def quantile(values: Mapping[Number, int], at: Fraction) -> Fraction:
    """The quantile of values and how often each occurs: linear between closest ranks (R type 7), exact.

    >>> quantile({1: 1, 2: 1, 10: 2}, Fraction(1, 2))
    Fraction(6, 1)
    """
    ordered = sorted(values)
    up_to = list(accumulate(values[one] for one in ordered))
    place = (up_to[-1] - 1) * at
    low = place.numerator // place.denominator

    def ranked(rank: int) -> Fraction:
        return Fraction(next(value for value, upper in zip(ordered, up_to, strict=True) if rank < upper))

    below, above = ranked(low), ranked(min(low + 1, up_to[-1] - 1))
    return below + (above - below) * (place - low)


class PartsOf(Protocol[C_co]):
    """What an answer is put together from: which counter stands for which part (`counters.Parts`)."""

    @property
    def numerator(self) -> C_co: ...
    @property
    def denominator(self) -> C_co | None: ...
    @property
    def waiting(self) -> C_co | None: ...
    @property
    def left_out(self) -> tuple[C_co, ...]: ...
    @property
    def unknown(self) -> tuple[tuple[MissingKind, C_co], ...]: ...


def answer(
    edition: Edition, parts: PartsOf[C], counted: Mapping[C, Counted], whole: Mapping[C, Counted] | None = None
) -> Answer:
    """Divide once, at the end. What was not counted is 0. `whole`: where the denominator is counted, if not in this cell."""

    def number(counter: C | None) -> int:
        found = counted.get(counter, 0) if counter is not None else 0
        return int(found) if isinstance(found, int | Decimal) else sum(found.values())

    denominator = None
    if parts.denominator is not None:
        found = (counted if whole is None else whole).get(parts.denominator, 0)
        denominator = Fraction(found) if isinstance(found, int | Decimal) else Fraction(sum(found.values()))
    value, top, spread = _value(edition, counted.get(parts.numerator, 0), denominator)
    waiting = number(parts.waiting)
    missing, why = _why(value, denominator, waiting)
    return Answer(
        value=value,
        numerator=top,
        denominator=denominator,
        waiting=waiting,
        left_out=tuple(
            (one.label, number(counter)) for one, counter in zip(edition.leaves_out, parts.left_out, strict=True)
        ),
        unknown=tuple((kind, number(counter)) for kind, counter in parts.unknown if number(counter)),
        quantiles=spread,
        missing=missing,
        why=why,
    )


def _value(
    edition: Edition, found: Counted, denominator: Fraction | None
) -> tuple[Fraction | None, Fraction, tuple[Fraction, ...]]:
    """The value, the number above the line, and the quantiles if there are any."""
    measure = edition.numerator
    if isinstance(measure, OfValues) and not isinstance(measure, SumUp):
        values: Mapping[Number, int] = {} if isinstance(found, int | Decimal) else found
        n = sum(values.values())
        if n == 0:
            return None, Fraction(0), ()
        if isinstance(measure, Mean):
            return sum((Fraction(v) * k for v, k in values.items()), Fraction(0)) / n, Fraction(n), ()
        assert isinstance(measure, Quantiles)  # noqa: S101  # the only other one
        spread = tuple(quantile(values, at) for at in measure.at)
        return spread[0], Fraction(n), spread
    assert isinstance(found, int | Decimal)  # noqa: S101  # rows, persons and sums are numbers
    top = Fraction(found)
    if denominator is None:
        return top, top, ()
    return (top / denominator if denominator else None), top, ()


def _why(value: Fraction | None, denominator: Fraction | None, waiting: int) -> tuple[MissingKind | None, str]:
    if value is not None:
        return None, ""
    if waiting:
        return MissingKind.BEING_COUNTED, NOT_YET
    return MissingKind.NOT_APPLICABLE, NO_VALUES if denominator else NOBODY
