"""関係データベースの集計: asks the queries of a question and puts the rows that come back into their places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import ibis

from takigi.engines.questions import Question
from takigi.engines.relational.counting import queries
from takigi.engines.relational.falling import calendar
from takigi.engines.relational.laying import Rowset, lay
from takigi.engines.relational.reading import Reading
from takigi.engines.tallies import Place, Results, Row, Tallies


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
    """A query, written out, and how its rows are read."""

    reading: Reading
    sql: str


@lru_cache(maxsize=64)
def written(question: Question, dialect: str) -> tuple[Written, ...]:
    """The queries of a question in a dialect. Kept, because a board asks the same question again and again."""
    return tuple(Written(query.reading, str(ibis.to_sql(query.table, dialect=dialect))) for query in queries(question))


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
        sheets: tuple[dict[Place, Row], ...] = tuple({} for _ in question.sheets)
        self.database.set_calendar(*calendar(question))
        for one in written(question, self.database.dialect):
            if only is None or one.reading.counts in only:
                lay(sheets[one.reading.sheet], question, one.reading, self.database.rows(one.sql))
        return Tallies(sheets)
