"""事実の表の形: fact rows as Arrow tables and Parquet files, with one schema told by the fact table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from takigi.indicators.drawings import Cell, Row
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Kind, why_column
from takigi.indicators.tables import FactTable

ARROW_TYPES = {
    Kind.DAY: pa.date32(),
    Kind.WHOLE: pa.int64(),
    Kind.AMOUNT: pa.decimal128(18, 4),
    Kind.CODE: pa.string(),
    Kind.TRUTH: pa.bool_(),
}
KINDS_BY_CODE = {kind.code: kind for kind in MissingKind}


class NotAFact(ValueError):
    """A row does not fit its fact table."""


def schema_of(table: FactTable) -> pa.Schema:
    """The Arrow schema of a fact table, the columns that say why a blank is blank included."""
    return pa.schema([(name, ARROW_TYPES[kind]) for name, kind in table.stored_columns().items()])


def arrow_table(table: FactTable, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table. Refuses a blank where the table allows none, or of a kind that it does not know."""
    stored: dict[str, list[object]] = {name: [] for name in table.stored_columns()}
    for row in rows:
        for name, value in _stored(table, row):
            stored[name].append(value)
    schema = schema_of(table)
    return pa.table([_array(table, schema.field(name), stored[name]) for name in schema.names], schema=schema)


def _array(table: FactTable, field: pa.Field, values: list[object]) -> pa.Array:
    try:
        return pa.array(values, field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise NotAFact(f"{table.name} の「{field.name}」に、{field.type} として書けない値があります。") from error


def _stored(table: FactTable, row: Row) -> Iterator[tuple[str, object]]:
    for name, column in table.columns.items():
        if name not in row:
            raise NotAFact(f"{table.name} の行に「{name}」がありません（要るのは {'、'.join(table.columns)}）。")
        cell = row[name]
        if cell is None:
            raise NotAFact(
                f"{table.name} の「{name}」が None です。空欄は、その理由（MissingKind.NOT_SET など）で書きます。"
            )
        if isinstance(cell, MissingKind) and cell not in column.may_miss:
            known = "、".join(kind.label for kind in column.may_miss) or "なし"
            raise NotAFact(f"{table.name} の「{name}」は「{cell.label}」にできません（空欄の種類: {known}）。")
        yield name, None if isinstance(cell, MissingKind) else cell
        if column.says_why:
            yield why_column(name), cell.code if isinstance(cell, MissingKind) else None


def fact_rows(table: FactTable, stored: pa.Table) -> list[Row]:
    """The rows of an Arrow table as the reference engine reads them, blanks as their kind."""
    return [dict(_told(table, row)) for row in stored.to_pylist()]


def _told(table: FactTable, row: Mapping[str, Cell | None]) -> Iterator[tuple[str, Cell]]:
    for name, column in table.columns.items():
        cell = row[name]
        if cell is not None:
            yield name, cell
        elif not column.may_miss:
            raise NotAFact(f"{table.name} の「{name}」が空です（空欄にできない列です）。")
        else:
            why = row[why_column(name)] if column.says_why else None
            yield name, KINDS_BY_CODE[str(why)] if why is not None else column.may_miss[0]


def write_facts(folder: Path, table: FactTable, rows: Iterable[Row]) -> Path:
    """A fact table as one Parquet file in a folder."""
    path = folder / f"{table.name}.parquet"
    pq.write_table(arrow_table(table, rows), path)
    return path
