"""埋め込みの集計: DuckDB, the engine that comes along; reads a folder of Parquet files, larger than memory if need be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from takigi.engines.relational.falling import MONTH_TYPES, MONTHS, PERIOD_TYPES, PERIODS, calendar_values

COLUMN_TYPES = {"int64": "BIGINT", "date": "DATE"}


class DuckDatabase:
    """One connection with the fact tables in view."""

    name, dialect = "duckdb", "duckdb"

    def __init__(
        self, *, memory_limit: str | None = None, threads: int | None = None, temp: Path | None = None
    ) -> None:
        settings: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        if memory_limit:
            settings["memory_limit"] = memory_limit
        if threads:
            settings["threads"] = threads
        if temp:
            settings["temp_directory"] = str(temp)
        self.duck = duckdb.connect(config=settings)
        self._calendar: object = None

    @classmethod
    def over_folder(cls, folder: Path, **settings: Any) -> DuckDatabase:
        """The tables of a folder: `visits.parquet`, or a folder `visits/` with any number of parts."""
        database = cls(**settings)
        for path in sorted(folder.iterdir()):
            # A folder beside the tables that holds no part of one is nobody's table.
            if path.suffix == ".parquet" or next(path.glob("**/*.parquet"), None) is not None:
                files = path if path.suffix == ".parquet" else path / "**" / "*.parquet"
                database.duck.read_parquet(str(files)).create_view(path.stem)
        return database

    @classmethod
    def over_tables(cls, tables: Mapping[str, pa.Table], **settings: Any) -> DuckDatabase:
        """Tables that are in memory as Arrow."""
        database = cls(**settings)
        for name, table in tables.items():
            database.duck.register(name, table)
        return database

    def set_calendar(self, periods: list[tuple[object, ...]], months: list[tuple[object, ...]]) -> None:
        """The calendar as two small tables, unless they are there already."""
        if self._calendar == (periods, months):
            return
        self._calendar = (periods, months)
        for name, types, rows in ((PERIODS, PERIOD_TYPES, periods), (MONTHS, MONTH_TYPES, months)):
            # Written out: parameters or Arrow would bring pandas in, which takes longer than most questions.
            kinds = [f"{column} {COLUMN_TYPES[kind]}" for column, kind in types.items()]
            self.duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(kinds)})")
            if rows:
                values = calendar_values(rows)
                self.duck.execute(f"INSERT INTO {name} VALUES {values}")  # noqa: S608  # numbers and days of our own

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one query."""
        return self.duck.execute(sql).fetchall()

    def close(self) -> None:
        """Let go of files and memory."""
        self.duck.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
