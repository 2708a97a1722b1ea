"""数の場所: which counter stands behind a number that somebody points at, and what each of its rows carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.engines.listing import Carried, Place
from takigi.engines.questions import Asked, Question, Split
from takigi.engines.tallies import Cell
from takigi.evaluation.rules import FactsRefused, Part
from takigi.indicators.catalogue import ALL_TABLES
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.counters import Counter, How
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import ALWAYS, Column, Expression, OnDay, Related, Rows, walk

_TABLES = {one.name: one for one in ALL_TABLES}
# Tables of a case: what they say is seen on the grounds of the case, not on those of the register.
OF_CASES = frozenset(one.name for one in TABLES if "case_id" in one.table.columns)


@dataclass(frozen=True)
class Number:
    """ある数: indicator, period by its number, part, and the cell of a breakdown; an edition where several stand side by side."""

    key: str
    period: int = 0
    part: Part = Part.DENOMINATOR
    split: Split = ()
    cell: Cell = ()
    edition: date | None = None
    kind: MissingKind | None = None
    left_out: str = ""


@dataclass(frozen=True)
class Behind:
    """One row behind a number: whose, of which case if it has one, and when it counts."""

    person: int
    case: int | None
    index_on: date | None
    # What was counted once however many rows it has: the person, say.
    counted: object


def place_of(question: Question, number: Number) -> Place:
    """The counter and the cell of a number. Refuses a part that the indicator does not have, naming those it has."""
    asked = asked_of(question, number)
    counter = _counter(asked, number)
    if counter is None:
        there = "、".join(dict.fromkeys(part.label for part, _ in parts_of(asked)))
        raise FactsRefused(f"「{asked.indicator.label}」に「{number.part.label}」はありません（あるのは {there}）。")
    return Place(counter, number.period, number.split, number.cell)


def asked_of(question: Question, number: Number) -> Asked:
    """The edition that was meant: the one named, or the one in force at the beginning of the period."""
    mine = [asked for asked in question.asked if asked.indicator.key == number.key]
    if not 0 <= number.period < len(question.periods):
        raise FactsRefused("その期間は、この問いにありません。")
    wanted = number.edition or mine[0].indicator.edition_on(question.periods[number.period].first_day).since
    found = next((asked for asked in mine if asked.edition.since == wanted), None)
    if found is None:
        raise FactsRefused("その版は、この指標にありません。")
    return found


def parts_of(asked: Asked) -> Iterator[tuple[Part, Counter]]:
    """Every part of an indicator with its counter."""
    yield Part.NUMERATOR, asked.parts.numerator
    if asked.parts.denominator is not None:
        yield Part.DENOMINATOR, asked.parts.denominator
    if asked.parts.waiting is not None:
        yield Part.WAITING, asked.parts.waiting
    yield from ((Part.LEFT_OUT, one) for one in asked.parts.left_out)
    yield from ((Part.UNKNOWN, one) for _, one in asked.parts.unknown)


def _counter(asked: Asked, number: Number) -> Counter | None:
    if number.part is Part.LEFT_OUT:
        labels = [one.label for one in asked.edition.leaves_out]
        named = dict(zip(labels, asked.parts.left_out, strict=True))
        return named.get(number.left_out or (labels[0] if labels else ""))
    if number.part is Part.UNKNOWN:
        kinds = dict(asked.parts.unknown)
        return kinds.get(number.kind) if number.kind else next(iter(kinds.values()), None)
    if number.part is Part.DENOMINATOR:
        # A count of its own is its own whole.
        return asked.parts.denominator or asked.parts.numerator
    return asked.parts.numerator if number.part is Part.NUMERATOR else asked.parts.waiting


def carried_by(counter: Counter) -> tuple[Expression, ...]:
    """What each row carries along: person, case, day, and what is counted once."""
    rows = counter.rows
    records = _TABLES[rows.table]
    person = _column(rows, records.table.person or rows.key.name)
    case = _column(rows, "case_id") if "case_id" in records.table.columns else person
    each = counter.of if counter.how is How.DISTINCT and counter.of != ALWAYS else rows.key
    return person, case, _day_of(rows), each


def _column(rows: Rows, name: str) -> Column:
    column = _TABLES[rows.table].table.columns[name]
    return Column(rows.source, name, column.kind, column.may_miss)


def _day_of(rows: Rows) -> Expression:
    # Rows in force have no day of their own: they count on the last day of the period.
    return rows.timing.day if isinstance(rows.timing, OnDay) else rows.key


def behind_of(counter: Counter, carried: Carried) -> Behind:
    """A carried row, read."""
    person, case, day, each = carried
    has_case = "case_id" in _TABLES[counter.rows.table].table.columns and not isinstance(case, MissingKind)
    return Behind(
        person=int(str(person)),
        case=int(str(case)) if has_case else None,
        index_on=day if isinstance(day, date) else None,
        counted=each,
    )


def tells_of_cases(counter: Counter) -> bool:
    """Whether standing behind this number says anything that only a case's record says."""
    told = {counter.rows.table}
    for node in (counter.rows, counter.test, counter.of):
        told |= {one.table for one in walk(node) if isinstance(one, Related)}
    return bool(told & OF_CASES)
