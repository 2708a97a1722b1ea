"""まとめて書く: many rows into one table in one go. A model object for each of 134,000 rows costs half a minute."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models

ROOM_IN_KIB = 65_536


def _as_it_is(value: Any) -> Any:
    return value


def _json(value: Any) -> str:
    # As text for both databases: PostgreSQL reads it into its own form.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _uuid_for_sqlite(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _day_for_sqlite(value: date | str | None) -> str | None:
    # A day that was kept in JSON (a change, its former value) is text already.
    return value.isoformat() if isinstance(value, date) else value


def _writer(field: models.Field) -> Callable[[Any], Any]:
    """How a value of the field is handed to the database."""
    is_sqlite = connection.vendor == "sqlite"
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.JSONField):
        return _json
    if is_sqlite and isinstance(target, models.UUIDField):
        return _uuid_for_sqlite
    if isinstance(target, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if is_sqlite and isinstance(target, models.DateField):
        return _day_for_sqlite
    return _as_it_is


def _fields(model: type[models.Model], columns: Sequence[str]) -> list[models.Field]:
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    return [by_column[column] for column in columns]


def adapted(model: type[models.Model], column: str, value: Any) -> Any:
    """One value as the database takes it, for a statement written by hand."""
    return _writer(_fields(model, [column])[0])(value)


def _given(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """The rows as the database takes them; most columns go as they are."""
    writers = [_writer(field) for field in _fields(model, columns)]
    special = [(place, write) for place, write in enumerate(writers) if write is not _as_it_is]
    given = [list(row) for row in rows]
    for row in given:
        for place, write in special:
            row[place] = write(row[place])
    return given


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add `rows`, each with the values of `columns` in order. Runs in the caller's transaction."""
    given = _given(model, columns, rows)
    if not given:
        return
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        # Names come from the models, values are bound.
        cursor.executemany(f"INSERT INTO {table(model)} ({names}) VALUES ({marks})", given)  # noqa: S608  # as above


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set `columns` of many rows: each of `rows` holds their values in order and then the primary key."""
    pk = model._meta.pk.column
    given = _given(model, [*columns, pk], rows)
    if not given:
        return
    changes = ", ".join(f"{quoted(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        # Names come from the models, values are bound.
        cursor.executemany(f"UPDATE {table(model)} SET {changes} WHERE {quoted(pk)} = %s", given)  # noqa: S608  # as above


def run(sql: str, values: Sequence[Any]) -> int:
    """One statement written by hand; returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def delete_of_batch(model: type[models.Model], batch_id: UUID) -> int:
    """Delete what an import has written into a table; returns how many rows."""
    # Names come from the models, values are bound.
    return run(f"DELETE FROM {table(model)} WHERE batch_id = %s", [adapted(model, "batch_id", batch_id)])  # noqa: S608  # as above


@contextmanager
def room_to_write() -> Iterator[None]:
    """More of SQLite's pages in memory while a whole ledger is written: the write lock is held half as long."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {-ROOM_IN_KIB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {int(usual)}")


def table(model: type[models.Model]) -> str:
    """The table's name as SQL writes it."""
    return quoted(model._meta.db_table)


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return connection.ops.quote_name(name)


def update_each(model: type[models.Model], changes: Iterable[tuple[Any, Mapping[str, Any]]]) -> None:
    """Set different columns in many rows; each change is (key, {column: value as kept in JSON})."""
    alike: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for key, values in changes:
        names = tuple(sorted(values))
        if names:
            alike[names].append([*(values[name] for name in names), key])
    for names, rows in alike.items():
        update_rows(model, names, rows)
