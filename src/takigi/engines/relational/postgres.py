"""町のサーバーの集計: PostgreSQL, the fact tables in a schema of a server that the town already has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import psycopg
import pyarrow as pa
from psycopg import sql

from takigi.engines.relational.falling import MONTH_TYPES, MONTHS, PERIOD_TYPES, PERIODS

COLUMN_TYPES = {
    "int64": "bigint",
    "date32[day]": "date",
    "date": "date",
    "string": "text",
    "bool": "boolean",
    "decimal128(18, 4)": "numeric(18, 4)",
}


class PostgresDatabase:
    """One connection. Fact tables that are loaded here are its own and go when it goes."""

    name, dialect = "postgres", "postgres"

    def __init__(self, conninfo: str = "", *, schema: str | None = None, **where: Any) -> None:
        self.session = psycopg.connect(conninfo, autocommit=True, **where)
        if schema:
            self._ask(sql.SQL("SET search_path TO {}").format(sql.Identifier(schema)))

    def load(self, tables: Mapping[str, pa.Table]) -> None:
        """Take Arrow tables in, row by row through COPY."""
        for name, table in tables.items():
            types = {field.name: str(field.type) for field in table.schema}
            columns = [column.to_pylist() for column in table.columns]
            self._fill(name, types, list(zip(*columns, strict=True)))

    def set_calendar(self, periods: list[tuple[object, ...]], months: list[tuple[object, ...]]) -> None:
        """The calendar as two small tables."""
        self._fill(PERIODS, PERIOD_TYPES, periods)
        self._fill(MONTHS, MONTH_TYPES, months)

    def _fill(self, name: str, types: Mapping[str, str], rows: Sequence[tuple[object, ...]]) -> None:
        table = sql.Identifier("pg_temp", name)
        columns = [sql.SQL("{} " + COLUMN_TYPES[kind]).format(sql.Identifier(one)) for one, kind in types.items()]
        self._ask(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
        self._ask(sql.SQL("CREATE TEMP TABLE {} ({})").format(sql.Identifier(name), sql.SQL(", ").join(columns)))
        with self.session.cursor() as into, into.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
            for row in rows:
                copy.write_row(row)
        self._ask(sql.SQL("ANALYZE {}").format(table))

    def _ask(self, statement: sql.Composed) -> None:
        self.session.execute(statement)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run one query."""
        return self.session.execute(query.encode()).fetchall()

    def close(self) -> None:
        """End the connection."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
