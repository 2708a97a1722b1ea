"""事実のフォルダ: checks that a folder holds what a question needs, and reads it for the reference engine."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from takigi.engines.arrow import fact_rows, schema_of
from takigi.engines.questions import Question
from takigi.engines.reference.evaluation import FactRows
from takigi.indicators.nodes import Column, Kind, Node, Related, Rows, walk, why_column
from takigi.indicators.tables import FactTable

# What the town had decided, beside the tables: from which day on, which setting, which value.
WAYS, WAYS_COLUMNS = "ways.csv", ["from_on", "key", "value"]


class NoFacts(ValueError):
    """The folder does not hold what is asked. The sentence says what is missing."""


# How a column of each kind may be stored: as ours are, or as another program writes the same.
FITTING: Mapping[Kind, Callable[[pa.DataType], bool]] = {
    Kind.DAY: pa.types.is_date,
    Kind.WHOLE: pa.types.is_integer,
    Kind.AMOUNT: lambda one: pa.types.is_decimal(one) or pa.types.is_integer(one),
    Kind.CODE: lambda one: any(
        is_text(one) for is_text in (pa.types.is_string, pa.types.is_large_string, pa.types.is_dictionary)
    ),
    Kind.TRUTH: pa.types.is_boolean,
}


def needed(question: Question) -> dict[str, dict[str, Kind]]:
    """Which columns of which tables a question reads, and of which kind they are."""
    roots: list[Node] = [part for one in question.counters for part in (one.rows, one.test, one.of)]
    roots += [one.on(counter.rows) for counter in question.counters for one in question.breakdowns]
    nodes = [node for root in roots for node in walk(root)]
    table_of = {node.source: node.table for node in nodes if isinstance(node, Rows | Related)}
    columns: dict[str, dict[str, Kind]] = {table: {} for table in table_of.values()}
    for node in nodes:
        if isinstance(node, Column):
            columns[table_of[node.source]][node.name] = node.kind
            if node.says_why:
                columns[table_of[node.source]][why_column(node.name)] = Kind.CODE
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
        schema = _schema(folder, table)
        there = set(schema.names)
        if columns.keys() - there:
            raise NoFacts(
                f"{table}.parquet に {'、'.join(sorted(columns.keys() - there))} という列がありません"
                f"（あるのは {'、'.join(sorted(there))}）。古い版の事実かもしれません。"
            )
        for name, kind in sorted(columns.items()):
            if not FITTING[kind](schema.field(name).type):
                raise NoFacts(
                    f"{table}.parquet の {name} は{kind.label}の列ですが、{schema.field(name).type} として書かれています。"
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
    try:
        head, *rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines())) or [[]]
    except UnicodeDecodeError as error:
        raise NoFacts(f"{path.name} は UTF-8 の文字ではありません。UTF-8 で保存しなおしてください。") from error
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
    path = _files(folder, table)[0]
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise NoFacts(f"{path} は Parquet のファイルとして読めません。書き出しなおしてください。") from error
