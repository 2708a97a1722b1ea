"""試験の集計: the engines by name, each ready to answer over a few drawn tables."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import pytest
from pyspark.sql import SparkSession

from takigi.engines.arrow import arrow_table
from takigi.engines.questions import Question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine
from takigi.engines.relational.postgres import PostgresDatabase
from takigi.engines.relational.spark import SparkDatabase, spark_session
from takigi.engines.tallies import Results
from takigi.indicators.drawings import Drawing, Row
from takigi.indicators.tables import FactTable

Tables = Mapping[str, tuple[FactTable, Sequence[Row]]]


def tables_of(drawings: Sequence[Drawing]) -> Tables:
    """Drawn tables by name."""
    return {one.table.name: (one.table, one.rows) for one in drawings}


def tables_for(question: Question, every: Sequence[FactTable], drawings: Sequence[Drawing] = ()) -> Tables:
    """The tables that a question looks at, empty but for what is drawn; the others only cost time."""
    names = {rows.table for rows in question.by_rows}.union(*question.looked_into.values())
    return {one.name: (one, ()) for one in every if one.name in names} | tables_of(drawings)


def with_reference(tables: Tables, question: Question) -> Results:
    """Plain Python."""
    return ReferenceEngine(FactRows({name: rows for name, (_, rows) in tables.items()})).run(question)


def with_duckdb(tables: Tables, question: Question) -> Results:
    """DuckDB over Arrow tables in memory."""
    stored = {name: arrow_table(table, rows) for name, (table, rows) in tables.items()}
    with DuckDatabase.over_tables(stored, threads=1) as database:
        return RelationalEngine(database).run(question)


@cache
def postgres() -> PostgresDatabase:
    """One connection to the server of this run; each question brings its own tables."""
    return PostgresDatabase(**json.loads(os.environ["TAKIGI_TEST_POSTGRES"]), dbname="postgres")


def with_postgres(tables: Tables, question: Question) -> Results:
    """The PostgreSQL server that `--database postgres` starts."""
    postgres().load({name: arrow_table(table, rows) for name, (table, rows) in tables.items()})
    return RelationalEngine(postgres()).run(question)


@cache
def spark() -> SparkSession:
    """One session for the whole run: starting it takes longer than most questions."""
    return spark_session("local[*]", memory="1g")


def with_spark(tables: Tables, question: Question) -> Results:
    """Spark on the cores of this machine."""
    database = SparkDatabase(spark())
    database.see_tables({name: arrow_table(table, rows) for name, (table, rows) in tables.items()})
    return RelationalEngine(database).run(question)


Engine = Callable[[Tables, Question], Results]
# Those that run everywhere, in the everyday tests.
EVERYDAY: dict[str, Engine] = {"reference": with_reference, "duckdb": with_duckdb}
ENGINES: dict[str, Engine] = EVERYDAY | {"postgres": with_postgres, "spark": with_spark}
# The stages of the test command in which the others run.
STAGES = {"postgres": pytest.mark.postgres, "spark": pytest.mark.spark}
ON_EVERY_ENGINE = [pytest.param(name, marks=[STAGES[name]] if name in STAGES else []) for name in ENGINES]
