"""数え上げ: an edition taken apart into plain counters, so that an engine has nothing to decide, only to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, reduce

from takigi.indicators.blanks import blanks, in_order
from takigi.indicators.definition import CountItself, Edition
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import (
    ALWAYS,
    AsOf,
    AtMost,
    Both,
    CountDistinct,
    Expression,
    IsKnown,
    IsMissing,
    Measure,
    Not,
    OfValues,
    Rows,
    SumUp,
    Surely,
    WrongKind,
)


class How(Enum):
    """What a counter makes of the rows that pass its test."""

    ROWS = "rows"
    DISTINCT = "distinct"
    SUM = "sum"
    VALUES = "values"  # how often each value occurs: enough for exact means and quantiles, and it can be added up


@dataclass(frozen=True)
class Counter:
    """Something to count. Counters add up over persons, which is what makes a quick refresh possible."""

    rows: Rows
    how: How
    test: Expression
    of: Expression = ALWAYS

    def __hash__(self) -> int:
        # A counter is looked up for every answer, and its condition may be a tall tree: it is walked once.
        return self._mark

    @cached_property
    def _mark(self) -> int:
        return hash((self.rows, self.how, self.test, self.of))

    def __reduce__(self) -> tuple[type[Counter], tuple[Rows, How, Expression, Expression]]:
        # Another process hashes words otherwise: the mark stays here.
        return Counter, (self.rows, self.how, self.test, self.of)


@dataclass(frozen=True)
class Parts:
    """The counters of one edition."""

    numerator: Counter
    denominator: Counter | None
    waiting: Counter | None
    left_out: tuple[Counter, ...]
    # Rows that stand in the denominator while it cannot be said whether they belong to the numerator, by kind.
    unknown: tuple[tuple[MissingKind, Counter], ...]
    counters: tuple[Counter, ...] = field(init=False)

    def __post_init__(self) -> None:
        optional = [one for one in (self.denominator, self.waiting) if one is not None]
        every = (self.numerator, *optional, *self.left_out, *(counter for _, counter in self.unknown))
        object.__setattr__(self, "counters", tuple(dict.fromkeys(every)))


def parts_of(edition: Edition) -> Parts:
    """Take an edition apart. Order: left out first (it is final), then waiting, then counted."""
    numerator, base = edition.numerator, edition.base
    assert numerator is not None  # noqa: S101  # an edition without one cannot be built
    asked = _asked(edition, numerator, base)
    stands = _stands(edition, numerator)
    counts = _all(stands, asked, Surely(numerator.meeting))
    if isinstance(numerator, OfValues):
        counts = _all(counts, IsKnown(numerator.value))
    return Parts(
        numerator=_counter(numerator, counts),
        denominator=_denominator(edition),
        waiting=_waiting(edition, base),
        left_out=tuple(_left_out(edition, base)),
        unknown=tuple(_unknown(numerator, _all(stands, asked))),
    )


def _asked(edition: Edition, numerator: Measure, base: Measure) -> Expression:
    """A numerator out of the same rows lies inside its denominator, so that no share exceeds the whole."""
    same = not isinstance(edition.denominator, CountItself) and numerator.rows == base.rows
    return Surely(base.meeting) if same and base.meeting != ALWAYS else ALWAYS


def _denominator(edition: Edition) -> Counter | None:
    if not isinstance(edition.denominator, Measure):
        return None
    if isinstance(edition.denominator, OfValues) and not isinstance(edition.denominator, SumUp):
        raise WrongKind("分母には件数、実人数か合計を使ってください。")
    return _counter(
        edition.denominator, _all(_stands(edition, edition.denominator), Surely(edition.denominator.meeting))
    )


def _waiting(edition: Edition, base: Measure) -> Counter | None:
    complete = _complete(edition)
    if complete == ALWAYS:
        return None
    return _people(base, _all(_not_left_out(edition, len(edition.leaves_out)), Not(complete), Surely(base.meeting)))


def _left_out(edition: Edition, base: Measure) -> Iterator[Counter]:
    for number, one in enumerate(edition.leaves_out):
        yield _people(base, _all(_not_left_out(edition, number), Surely(one.when.node), Surely(base.meeting)))


def _unknown(numerator: Measure, asked: Expression) -> Iterator[tuple[MissingKind, Counter]]:
    for kind in in_order(blanks(numerator.meeting)):
        yield kind, _people(numerator, _all(asked, IsMissing(numerator.meeting, kind)))
    if isinstance(numerator, OfValues):
        met = _all(asked, Surely(numerator.meeting))
        for kind in in_order(blanks(numerator.value)):
            yield kind, _people(numerator, _all(met, IsMissing(numerator.value, kind)))


def _stands(edition: Edition, measure: Measure) -> Expression:
    # Leaving out and waiting are about the rows of the base; a numerator from other records has none of its own.
    if measure.rows.source != edition.base.rows.source:
        return ALWAYS
    return _all(_not_left_out(edition, len(edition.leaves_out)), _complete(edition))


def _not_left_out(edition: Edition, before: int) -> Expression:
    return _all(*(Not(Surely(one.when.node)) for one in edition.leaves_out[:before]))


def _complete(edition: Edition) -> Expression:
    return Surely(AtMost(edition.waits_until.node, AsOf())) if edition.waits_until is not None else ALWAYS


def _all(*conditions: Expression) -> Expression:
    needed = [one for one in conditions if one not in {ALWAYS, Surely(ALWAYS)}]
    return reduce(Both, needed) if needed else ALWAYS


def _counter(measure: Measure, test: Expression) -> Counter:
    if isinstance(measure, CountDistinct):
        return Counter(measure.rows, How.DISTINCT, test, measure.each)
    if isinstance(measure, SumUp):
        return Counter(measure.rows, How.SUM, test, measure.value)
    if isinstance(measure, OfValues):
        return Counter(measure.rows, How.VALUES, test, measure.value)
    return Counter(measure.rows, How.ROWS, test)


def _people(measure: Measure, test: Expression) -> Counter:
    """Who is left out or waits is counted as the measure counts: rows, or different persons."""
    if isinstance(measure, CountDistinct):
        return Counter(measure.rows, How.DISTINCT, test, measure.each)
    return Counter(measure.rows, How.ROWS, test)
