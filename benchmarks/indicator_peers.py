"""くらべる相手: the same two questions, written by hand for DuckDB, Polars, pandas and SQLite, as one would write them well.

Each answers with rows of (number of the month, area, band, how many people, how many of them for each measure).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks.indicator_questions import BANDS, MEASURES, SINCE, UNTIL, WITHIN_DAYS
from takigi.indicators.periods import month_number

Rows = list[tuple[Any, ...]]
Peer = Callable[[], Rows]
FIRST_MONTH, MONTHS = month_number(SINCE), month_number(UNTIL) - month_number(SINCE) + 1
YOUNG, MIDDLE, OLD = BANDS

EVERYONE = f"""
WITH met AS (
    SELECT person_id, year(happened_on) * 12 + month(happened_on) - 1 AS month_no,
        {", ".join(f"bool_or(kind = '{kind}') AS {kind}" for kind in MEASURES)}
    FROM events GROUP BY ALL
)
SELECT month_no - {FIRST_MONTH}, area,
    CASE WHEN month_no // 12 - year(birth_on) < 75 THEN '{YOUNG}'
        WHEN month_no // 12 - year(birth_on) < 85 THEN '{MIDDLE}' ELSE '{OLD}' END AS band,
    count(*), {", ".join(f"count(*) FILTER (WHERE {kind})" for kind in MEASURES)}
FROM met JOIN people USING (person_id) GROUP BY ALL
"""  # noqa: S608  # words of this module only
FIRST_GOALS = f"""
WITH goals AS (
    SELECT event_id, person_id, happened_on,
        lag(happened_on) OVER (PARTITION BY person_id ORDER BY happened_on, event_id) AS before
    FROM events WHERE kind = 'goal_set'
), met AS (
    SELECT DISTINCT event_id FROM goals JOIN (
        SELECT person_id, happened_on AS met_on FROM events WHERE kind = 'goal_met'
    ) USING (person_id) WHERE met_on BETWEEN happened_on AND happened_on + {WITHIN_DAYS}
), windows AS (
    SELECT number, first_day, CAST(first_day + INTERVAL 12 MONTH AS DATE) AS next_day FROM (
        SELECT number, CAST(DATE '{SINCE}' + to_months(CAST(number AS INTEGER) - 11) AS DATE) AS first_day
        FROM range({MONTHS}) months(number)
    )
)
SELECT number, area, count(*), count(met.event_id)
FROM goals
JOIN windows ON happened_on >= first_day AND happened_on < next_day AND (before IS NULL OR before < first_day)
JOIN people USING (person_id) LEFT JOIN met USING (event_id) GROUP BY ALL
"""  # noqa: S608  # the same


def duckdb_over(folder: Path, **settings: Any) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables of a folder."""
    connection = duckdb.connect(config=settings)
    for name in ("people", "events"):
        connection.read_parquet(str(folder / name / "*.parquet")).create_view(name)
    return connection


def by_polars(folder: Path) -> Rows:
    """Polars, lazily."""
    day = pl.col("happened_on").dt
    age = pl.col("month_no") // 12 - pl.col("birth_on").dt.year()
    met = (
        pl.scan_parquet(folder / "events/*.parquet")
        .with_columns(month_no=day.year() * 12 + day.month().cast(pl.Int32) - 1)
        .group_by("person_id", "month_no")
        .agg((pl.col("kind") == kind).any().alias(kind) for kind in MEASURES)
    )
    band = pl.when(age < 75).then(pl.lit(YOUNG)).when(age < 85).then(pl.lit(MIDDLE)).otherwise(pl.lit(OLD))
    counted = (
        met.join(pl.scan_parquet(folder / "people/*.parquet"), on="person_id")
        .group_by(pl.col("month_no") - FIRST_MONTH, "area", band.alias("band"))
        .agg(pl.len(), *(pl.col(kind).sum() for kind in MEASURES))
    )
    return counted.collect().rows()


def by_pandas(folder: Path) -> Rows:
    """pandas, in memory."""
    events = pd.read_parquet(folder / "events", columns=["person_id", "happened_on", "kind"])
    people = pd.read_parquet(folder / "people")
    events["month_no"] = pd.to_datetime(events.happened_on).to_numpy().astype("datetime64[M]").astype(int) + 1970 * 12
    for kind in MEASURES:
        events[kind] = events.kind == kind
    kinds = list(MEASURES)
    met = events.groupby(["person_id", "month_no"], sort=False)[kinds].any().reset_index().merge(people, on="person_id")
    age = met.month_no // 12 - pd.to_datetime(met.birth_on).dt.year
    met["band"] = np.select([age < 75, age < 85], [YOUNG, MIDDLE], OLD)
    met["month_no"] -= FIRST_MONTH
    groups = met.groupby(["month_no", "area", "band"], sort=False)
    counted = groups[kinds].sum()
    counted.insert(0, "people", groups.size())
    return list(counted.reset_index().itertuples(index=False, name=None))


ONE_PASS = f"""
WITH met AS (
    SELECT person_id, CAST(substr(happened_on, 1, 4) AS INT) * 12 + CAST(substr(happened_on, 6, 2) AS INT) - 1 AS month_no,
        {", ".join(f"max(kind = '{kind}') AS {kind}" for kind in MEASURES)}
    FROM events GROUP BY 1, 2
)
SELECT month_no - {FIRST_MONTH}, area,
    CASE WHEN month_no / 12 - birth_year < 75 THEN '{YOUNG}'
        WHEN month_no / 12 - birth_year < 85 THEN '{MIDDLE}' ELSE '{OLD}' END,
    count(*), {", ".join(f"sum({kind})" for kind in MEASURES)}
FROM met JOIN people USING (person_id) GROUP BY 1, 2, 3
"""  # noqa: S608  # the same


def write_sqlite(folder: Path, file: Path) -> None:
    """The same tables as a SQLite file, with the index that the question wants."""
    source, into = duckdb_over(folder), sqlite3.connect(file)
    into.execute("CREATE TABLE people (person_id INTEGER PRIMARY KEY, birth_year INT, area TEXT)")
    into.execute("CREATE TABLE events (person_id INT, happened_on TEXT, kind TEXT)")
    for name, columns in (
        ("people", "person_id, year(birth_on), area"),
        ("events", "person_id, CAST(happened_on AS TEXT), kind"),
    ):
        told = source.execute(f"SELECT {columns} FROM {name}")  # noqa: S608  # words from three lines above
        while rows := told.fetchmany(100_000):
            into.executemany(f"INSERT INTO {name} VALUES (?, ?, ?)", rows)  # noqa: S608  # the same
    into.execute("CREATE INDEX of_person ON events (person_id, happened_on, kind)")
    into.commit()
    into.close()


def by_sqlite(file: Path) -> Rows:
    """SQLite, in one pass."""
    connection = sqlite3.connect(file)
    rows = connection.execute(ONE_PASS).fetchall()
    connection.close()
    return rows
