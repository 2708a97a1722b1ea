"""報告した数の保全: the database itself refuses to rewrite or remove what was reported, on SQLite and PostgreSQL.

Held are a report, every line of it, and the snapshot that it was counted from. The seal finds who got past this.
A later migration that rebuilds these tables on SQLite takes the triggers off with the old table: it puts them on again.
"""

from typing import Any

SENTENCE = "報告として残した数と写しは、書きかえも削除もできません。新しい報告を残してください。"
_FUNCTION = f"""
create or replace function evaluation_refuse() returns trigger language plpgsql as $$
begin raise exception '{SENTENCE}'; end $$
"""
# Of the snapshots only those that were kept: the ground of today's numbers comes and goes.
_WHEN = {"evaluation_report": "", "evaluation_reportednumber": "", "evaluation_snapshot": "when (old.is_kept)"}
TABLES = tuple(_WHEN)


def _names() -> list[tuple[str, str, str]]:
    return [(f"{table}_no_{verb}", table, verb) for table in TABLES for verb in ("update", "delete")]


def _statements(vendor: str) -> list[str]:
    deed = (
        f"begin select raise(abort, '{SENTENCE}'); end"
        if vendor == "sqlite"
        else "execute function evaluation_refuse()"
    )
    return [
        *([] if vendor == "sqlite" else [_FUNCTION]),
        *(
            f"create trigger {name} before {verb} on {table} for each row {_WHEN[table]} {deed}"
            for name, table, verb in _names()
        ),
    ]


def install(connection: Any) -> None:
    """Put the triggers on."""
    _execute(connection, _statements(connection.vendor))


def remove(connection: Any) -> None:
    """Take the triggers off: for reversing the migration, and for emptying a test database."""
    _execute(
        connection,
        [
            f"drop trigger if exists {name}" + ("" if connection.vendor == "sqlite" else f" on {table}")
            for name, table, _ in _names()
        ],
    )


def _execute(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
