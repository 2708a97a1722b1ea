"""数のもとの行: the very rows that a counter counted, by whatever tells them apart; on the judge and on a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import ibis

from takigi.engines.questions import Question, Split
from takigi.engines.reference.engine import falling
from takigi.engines.reference.evaluation import FactRows, value_of
from takigi.engines.relational.engine import Database
from takigi.engines.relational.expressions import expression
from takigi.engines.relational.falling import Falling, calendar
from takigi.engines.relational.frames import Frame, Storage
from takigi.engines.relational.looking import Looking
from takigi.engines.tallies import Cell, Mark
from takigi.indicators.counters import Counter
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Expression, Kind

KINDS_BY_RANK = {kind.rank: kind for kind in MissingKind}


@dataclass(frozen=True)
class Place:
    """Where a number stands: what was counted, in which period, and in which cell of which split."""

    counter: Counter
    period: int
    split: Split = ()
    cell: Cell = ()


# Of one row: what was asked to be carried along, blanks as their kind.
Carried = tuple[Mark, ...]


def rows_behind(question: Question, facts: FactRows, place: Place, carry: tuple[Expression, ...]) -> Iterator[Carried]:
    """One line for each row that was counted, told by the reference engine."""
    rows = place.counter.rows
    marks = [one.on(rows) for one in place.split]
    for period, moment in falling(rows, question, facts):
        if period != place.period or value_of(place.counter.test, moment) is not True:
            continue
        if isinstance(value_of(place.counter.of, moment), MissingKind):
            continue
        if tuple(value_of(mark, moment) for mark in marks) == place.cell:
            yield tuple(value_of(one, moment) for one in carry)


def rows_behind_in(
    question: Question, database: Database, place: Place, carry: tuple[Expression, ...]
) -> Iterator[Carried]:
    """The same, told by a database that holds the facts. One query."""
    sql, kinds = _written(question, replace(place, cell=()), carry, database.dialect)
    database.set_calendar(*calendar(question))
    marks = len(place.split)
    for row in database.rows(sql):
        told = tuple(_told(kind, row[2 * at], row[2 * at + 1]) for at, kind in enumerate(kinds))
        if told[:marks] == place.cell and not isinstance(told[marks], MissingKind):
            yield told[marks + 1 :]


@lru_cache(maxsize=64)
def _written(
    question: Question, place: Place, carry: tuple[Expression, ...], dialect: str
) -> tuple[str, tuple[Kind, ...]]:
    """The query and the kinds of its columns. Kept, because one goes down from cell after cell of the same split."""
    rows, counter = place.counter.rows, place.counter
    parts = (*(one.on(rows) for one in place.split), counter.of, *carry)
    storage = Storage([rows, counter.test, *parts], question.as_of)
    frame = Falling(question, storage, Looking(storage)).frame(rows, [counter.test, *parts])
    test = expression(counter.test, frame)
    met = test.value if test.why is None else test.value.fill_null(value=False)
    table = frame.table.filter(met, frame.table.period_no == place.period)
    sql = str(ibis.to_sql(table.select(**_columns(parts, frame.with_table(table))), dialect=dialect))
    return sql, tuple(one.kind for one in parts)


def _columns(parts: tuple[Expression, ...], frame: Frame) -> dict[str, ibis.Value]:
    told = [expression(one, frame) for one in parts]
    return {name: value for at, one in enumerate(told) for name, value in ((f"v{at}", one.value), (f"w{at}", one.rank))}


def _told(kind: Kind, value: object, why: object) -> Mark:
    if why:
        return KINDS_BY_RANK[int(str(why))]
    if kind is Kind.TRUTH:
        return bool(value)
    return value  # type: ignore[return-value]  # the database's own date, number or code
