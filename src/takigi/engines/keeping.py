"""事実の置き場所: fact tables in a folder, in an order of their own; the rows of some people; and what a table says, as a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from takigi.engines.arrow import arrow_table, fact_rows
from takigi.indicators.drawings import Row
from takigi.indicators.tables import FactTable

# Small groups, in the order of people, so that the rows of one person are found without reading all.
ROWS_A_GROUP = 16_384
_ROWS_AT_A_TIME = 50_000
_BETWEEN, _BLANK = "\x1f", "\x00"


@dataclass(frozen=True)
class KeptTable:
    """What lies in the folder: how many rows, and a digest of what they say, whatever the file's encoding."""

    rows: int
    digest: str


def keep_table(folder: Path, table: FactTable, rows: Iterable[Row]) -> KeptTable:
    """Write a fact table in the order of people and keys."""
    stored = in_order(table, arrow_table(table, rows))
    pq.write_table(stored, _path(folder, table), row_group_size=ROWS_A_GROUP)
    return KeptTable(stored.num_rows, digest_of(table, stored))


def in_order(table: FactTable, stored: pa.Table) -> pa.Table:
    """By person, then by key: whatever order the rows came in."""
    order = [one for one in (table.person, table.key) if one is not None]
    return stored.sort_by([(name, "ascending") for name in dict.fromkeys(order)])


def read_kept(folder: Path, table: FactTable) -> pa.Table:
    """A table of a folder, whole. Raises OSError or ValueError where the file is gone, broken or of another shape."""
    return pq.read_table(_path(folder, table), columns=list(table.stored_columns()))


def every_row(folder: Path, table: FactTable) -> list[Row]:
    """A table of a folder, whole, as the reference engine reads it. For tables that are small."""
    return fact_rows(table, read_kept(folder, table))


def kept_now(folder: Path, table: FactTable) -> KeptTable:
    """What the file says today."""
    stored = in_order(table, read_kept(folder, table))
    return KeptTable(stored.num_rows, digest_of(table, stored))


def digest_of(table: FactTable, stored: pa.Table) -> str:
    """sha256 over names, kinds and every value in their order."""
    told = hashlib.sha256()
    told.update(_BETWEEN.join(f"{name}:{kind}" for name, kind in table.stored_columns().items()).encode())
    for batch in stored.select(list(table.stored_columns())).to_batches(max_chunksize=_ROWS_AT_A_TIME):
        told.update("".join(_lines(batch)).encode())
    return told.hexdigest()


def _lines(batch: pa.RecordBatch) -> Iterator[str]:
    columns = [column.to_pylist() for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield "\n" + _BETWEEN.join(_BLANK if value is None else str(value) for value in values)


def rows_of_people(folder: Path, table: FactTable, people: Iterable[int]) -> list[Row]:
    """The rows of some people, by their numbers, as the reference engine reads them."""
    if table.person is None:
        return []
    wanted = pa.array(sorted(people), pa.int64())
    if not len(wanted):
        return []
    condition = pc.field(table.person).isin(wanted)
    # The groups are in the order of people: those that hold none of them are passed over.
    near = (pc.field(table.person) >= wanted[0]) & (pc.field(table.person) <= wanted[-1])
    found = pq.read_table(_path(folder, table), columns=list(table.stored_columns()), filters=near & condition)
    return fact_rows(table, found)


def _path(folder: Path, table: FactTable) -> Path:
    return folder / f"{table.name}.parquet"
