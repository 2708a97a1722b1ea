"""関係データベースの集計: asks the queries of a question and puts the rows that come back into their places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import ibis

from takigi.engines.questions import Question
from takigi.engines.relational.counting import NO_VALUE, Query, queries
from takigi.engines.relational.falling import calendar
from takigi.engines.tallies import Cell, Mark, Place, Results, Tallies, exact
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Kind

Rowset = Sequence[Sequence[object]]
# Any: while adding up a number, or the values that occur; its counter says which.
Tally = Any


class Database(Protocol):
    """What an engine needs of a database: its dialect, the calendar of a question, and rows for a query."""

    name: str
    dialect: str

    def set_calendar(self, periods: list[tuple[object, ...]], months: list[tuple[object, ...]]) -> None:
        """Put the two small tables of the calendar beside the facts."""

    def rows(self, sql: str) -> Rowset:
        """Run one query."""


@dataclass(frozen=True)
class Written:
    """A query, written out."""

    query: Query
    sql: str


@lru_cache(maxsize=64)
def written(question: Question, dialect: str) -> tuple[Written, ...]:
    """The queries of a question in a dialect. Kept, because a board asks the same question again and again."""
    return tuple(Written(query, str(ibis.to_sql(query.table, dialect=dialect))) for query in queries(question))


class RelationalEngine:
    """関係データベースの集計."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.name = database.name

    def run(self, question: Question) -> Results:
        """Answer a question."""
        return Results(question, self.tally(question), self.name)

    def tally(self, question: Question, *, only: Collection[str] | None = None) -> Tallies:
        """Count everything that the question needs; with `only`, no more than the rows of these tables."""
        counts: dict[Place, dict[int, Tally]] = {}
        self.database.set_calendar(*calendar(question))
        for one in written(question, self.database.dialect):
            if only is not None and one.query.counts not in only:
                continue
            rows = self.database.rows(one.sql)
            for split in one.query.answers:
                _place(counts, question, one.query, rows, split)
        return Tallies.counted(counts)


def _place(counts: dict[Place, dict[int, Tally]], question: Question, query: Query, rows: Rowset, split: int) -> None:
    """Add the rows of a query up to the cells of a split. Runs for every cell that comes back: it has to be quick."""
    marks = [(1 + at, query.kinds[at]) for at in _positions(question, query, split)]
    value_at = 1 + len(query.split)
    numbers_at = value_at + query.has_value
    for row in rows:
        cell: Cell = tuple([_mark(row[at], kind) for at, kind in marks])
        here = counts.setdefault((split, int(row[0]), cell), {})  # type: ignore[call-overload]  # a whole number
        for counter, number in zip(query.counters, row[numbers_at:], strict=True):
            if query.has_value:
                values = here.setdefault(counter, {})
                values[exact(row[value_at])] = values.get(exact(row[value_at]), 0) + exact(number)
            elif number:
                here[counter] = here.get(counter, 0) + exact(number)


def _positions(question: Question, query: Query, at: int) -> list[int]:
    return [query.split.index(breakdown) for breakdown in question.splits[at]]


@lru_cache(maxsize=4096)
def _mark(word: object, kind: Kind) -> Mark:
    word = str(word)
    if word.startswith(NO_VALUE):
        return MissingKind(word.removeprefix(NO_VALUE))
    if kind is Kind.TRUTH:
        return word == "1"
    return int(word) if kind is Kind.WHOLE else word
