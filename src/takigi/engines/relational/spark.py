"""束ねた計算機の集計: Spark, for a prefecture or a nation. Local cores here; a cluster by its address."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.types import (
    BooleanType,
    DataType,
    DateType,
    DecimalType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from takigi.engines.relational.falling import MONTH_TYPES, MONTHS, PERIOD_TYPES, PERIODS, calendar_values

SPARK_TYPES: dict[str, DataType] = {
    "int64": LongType(),
    "date": DateType(),
    "date32[day]": DateType(),
    "string": StringType(),
    "bool": BooleanType(),
    "decimal128(18, 4)": DecimalType(18, 4),
}


CALENDAR_TYPES = {"int64": "BIGINT", "date": "DATE"}


def spark_session(
    master: str = "local[*]", *, memory: str = "4g", scratch: Path | None = None, partitions: int = 4
) -> SparkSession:
    """A session: quiet, without its web page, with days as the calendar has them.

    `partitions`: into how many pieces rows are dealt to be grouped; a nation needs more than a town, so that each fits.
    """
    builder = SparkSession.builder.master(master).appName("takigi")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": memory,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        # An overflow is an error, as in the other engines, and never a quiet NULL.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
    }
    if scratch is not None:
        settings |= {"spark.local.dir": str(scratch), "spark.sql.warehouse.dir": str(scratch / "warehouse")}
    # The bridge to Java reports its own comings and goings, the last of them after the log is closed.
    logging.getLogger("py4j").setLevel(logging.ERROR)
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class SparkDatabase:
    """The fact tables as views of one session."""

    name, dialect = "spark", "pyspark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def see_folder(self, folder: Path) -> None:
        """The tables of a folder: `visits.parquet`, or a folder `visits/` with any number of parts."""
        for path in sorted(folder.iterdir()):
            if path.suffix == ".parquet" or path.is_dir():
                self.session.read.parquet(str(path)).createOrReplaceTempView(path.stem)

    def see_tables(self, tables: Mapping[str, pa.Table]) -> None:
        """Small tables that are in memory as Arrow."""
        for name, table in tables.items():
            types = {field.name: str(field.type) for field in table.schema}
            columns = [column.to_pylist() for column in table.columns]
            self._see_rows(name, types, list(zip(*columns, strict=True)))

    def set_calendar(self, periods: list[tuple[object, ...]], months: list[tuple[object, ...]]) -> None:
        """The calendar as two small views: written out, so that Spark knows how small, and no Python has to start."""
        for name, types, rows in ((PERIODS, PERIOD_TYPES, periods), (MONTHS, MONTH_TYPES, months)):
            told = ", ".join(f"CAST({column} AS {CALENDAR_TYPES[kind]}) AS {column}" for column, kind in types.items())
            values = calendar_values(rows) or f"({', '.join('NULL' for _ in types)})"
            query = f"SELECT {told} FROM VALUES {values} AS t({', '.join(types)}) WHERE {bool(rows)}"  # noqa: S608  # numbers and days of our own
            self.session.sql(query).createOrReplaceTempView(name)

    def _see_rows(self, name: str, types: Mapping[str, str], rows: list[tuple[object, ...]]) -> None:
        # Row by row and not as Arrow: that way leads through pandas, whose newest series pyspark does not know yet.
        schema = StructType([StructField(column, SPARK_TYPES[kind]) for column, kind in types.items()])
        self.session.createDataFrame(rows, schema).createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[Any]:
        """Run one query."""
        return self.session.sql(sql).collect()
