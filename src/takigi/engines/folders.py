"""事実のフォルダ: checks that a folder holds what a question needs, and reads it for the reference engine."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from takigi.engines.arrow import fact_rows, schema_of
from takigi.engines.questions import Question
from takigi.engines.reference.evaluation import FactRows
from takigi.indicators.nodes import Column, Node, Related, Rows, walk, why_column
from takigi.indicators.tables import FactTable

# What the town had decided, beside the tables: from which day on, which setting, which value.
WAYS, WAYS_COLUMNS = "ways.csv", ["from_on", "key", "value"]


class NoFacts(ValueError):
    """The folder does not hold what is asked. The sentence says what is missing."""


def needed(question: Question) -> dict[str, set[str]]:
    """Which columns of which tables a question reads."""
    roots: list[Node] = [part for one in question.counters for part in (one.rows, one.test, one.of)]
    roots += [one.on(counter.rows) for counter in question.counters for one in question.breakdowns]
    nodes = [node for root in roots for node in walk(root)]
    table_of = {node.source: node.table for node in nodes if isinstance(node, Rows | Related)}
    columns: dict[str, set[str]] = {table: set() for table in table_of.values()}
    for node in nodes:
        if isinstance(node, Column):
            told = {node.name, why_column(node.name)} if node.says_why else {node.name}
            columns[table_of[node.source]] |= told
    return columns


def check_folder(folder: Path, question: Question) -> None:
    """Refuse a folder without the tables or columns that the question needs, naming them."""
    if not folder.is_dir():
        raise NoFacts(f"{folder} というフォルダはありません。事実の表（Parquet）のあるフォルダを書いてください。")
    wanted = needed(question)
    absent = [table for table in sorted(wanted) if _first_file(folder, table) is None]
    if absent:
        raise NoFacts(f"{folder} に {'、'.join(f'{one}.parquet' for one in absent)} がありません。")
    for table, columns in sorted(wanted.items()):
        there = set(_schema(folder, table).names)
        if columns - there:
            raise NoFacts(
                f"{table}.parquet に {'、'.join(sorted(columns - there))} という列がありません"
                f"（あるのは {'、'.join(sorted(there))}）。古い版の事実かもしれません。"
            )


def rows_of_folder(folder: Path, tables: Iterable[FactTable]) -> FactRows:
    """The tables that are there as plain rows: for small towns and for checking the other engines."""
    return FactRows({name: fact_rows(table, stored) for name, (table, stored) in _read(folder, tables).items()})


def arrow_of_folder(folder: Path, tables: Iterable[FactTable]) -> dict[str, pa.Table]:
    """The tables that are there as Arrow, for a database that is filled from here."""
    return {name: stored for name, (_, stored) in _read(folder, tables).items()}


def write_ways(folder: Path, decisions: Iterable[tuple[date, str, str]]) -> Path:
    """The town's decisions beside its facts, so that whoever counts there counts as the town does."""
    path = folder / WAYS
    with path.open("w", encoding="utf-8", newline="") as into:
        csv.writer(into, lineterminator="\n").writerows([WAYS_COLUMNS, *decisions])
    return path


def read_ways(path: Path) -> list[tuple[date, str, str]]:
    """The decisions of such a file, oldest first; none where there is no file. Refuses a line that is no decision."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines)
    if head != WAYS_COLUMNS:
        raise NoFacts(f"{path.name} の見出しは {','.join(WAYS_COLUMNS)} です（いまは {','.join(head)}）。")
    return sorted((_decision(path, number, row) for number, row in enumerate(rows, start=2)), key=lambda one: one[0])


def _decision(path: Path, number: int, row: list[str]) -> tuple[date, str, str]:
    try:
        from_on, key, value = row
        return date.fromisoformat(from_on), key, value
    except ValueError as error:
        raise NoFacts(
            f"{path.name} の{number}行目が読めません。2026-04-01,agree_within_days,60 のように書きます。"
        ) from error


def _read(folder: Path, tables: Iterable[FactTable]) -> dict[str, tuple[FactTable, pa.Table]]:
    found: dict[str, tuple[FactTable, pa.Table]] = {}
    for table in tables:
        if _first_file(folder, table.name) is not None:
            columns = schema_of(table).names
            parts = [pq.read_table(path, columns=columns) for path in _files(folder, table.name)]
            found[table.name] = (table, pa.concat_tables(parts))
    return found


def _files(folder: Path, table: str) -> list[Path]:
    alone = folder / f"{table}.parquet"
    return [alone] if alone.is_file() else sorted((folder / table).glob("**/*.parquet"))


def _first_file(folder: Path, table: str) -> Path | None:
    return next(iter(_files(folder, table)), None)


def _schema(folder: Path, table: str) -> pa.Schema:
    return pq.read_schema(_files(folder, table)[0])
