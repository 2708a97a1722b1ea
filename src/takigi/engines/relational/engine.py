"""関係データベースの集計: asks the queries of a question and puts the rows that come back into their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import ibis

from takigi.engines.questions import Question
from takigi.engines.relational.counting import NO_VALUE, Query, queries
from takigi.engines.relational.falling import calendar
from takigi.engines.tallies import Cell, Mark, Place, Results, Tallies, exact
from takigi.indicators.answers import Number
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Kind

Rowset = Iterable[Sequence[object]]


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

    def tally(self, question: Question) -> Tallies:
        """Count everything that the question needs."""
        counts: dict[Place, Number] = {}
        self.database.set_calendar(*calendar(question))
        for one in written(question, self.database.dialect):
            _place(counts, question, one.query, self.database.rows(one.sql))
        return Tallies({place: number for place, number in counts.items() if number})


def _place(counts: dict[Place, Number], question: Question, query: Query, rows: Rowset) -> None:
    """Add the rows of a query to the counts, once for each split that they answer."""
    width = len(query.split)
    first_number = 1 + width + query.has_value
    choices = [(at, _positions(question, query, at)) for at in query.answers]
    for row in rows:
        marks = [_mark(row[1 + at], kind) for at, kind in enumerate(query.kinds)]
        value = exact(row[1 + width]) if query.has_value else None
        period = int(row[0])  # type: ignore[call-overload]  # the database's whole number
        for at, positions in choices:
            cell: Cell = tuple(marks[position] for position in positions)
            for counter, number in zip(query.counters, row[first_number:], strict=True):
                if number:
                    place = (counter, at, period, cell, value)
                    counts[place] = counts.get(place, 0) + exact(number)


def _positions(question: Question, query: Query, at: int) -> list[int]:
    return [query.split.index(breakdown) for breakdown in question.splits[at]]


def _mark(word: object, kind: Kind) -> Mark:
    word = str(word)
    if word.startswith(NO_VALUE):
        return MissingKind(word.removeprefix(NO_VALUE))
    if kind is Kind.TRUTH:
        return word == "1"
    return int(word) if kind is Kind.WHOLE else word
