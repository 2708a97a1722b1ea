"""追記のみ: the database itself refuses to change or remove an audit row, on SQLite and PostgreSQL."""

from typing import Any

TABLES = ("audit_event", "audit_sighting")
SENTENCE = "監査記録は追記のみです。変更も削除もできません。"

_POSTGRES_FUNCTION = f"""
create or replace function audit_refuse() returns trigger language plpgsql as $$
begin raise exception '{SENTENCE}'; end $$
"""


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"create trigger {table}_no_{verb} before {verb} on {table} begin select raise(abort, '{SENTENCE}'); end"
            for table in TABLES
            for verb in ("update", "delete")
        ]
    return [_POSTGRES_FUNCTION] + [
        f"create trigger {table}_no_change before update or delete or truncate on {table} "
        "for each statement execute function audit_refuse()"
        for table in TABLES
    ]


def install(connection: Any) -> None:
    """Put the triggers on the audit tables."""
    _execute(connection, _statements(connection.vendor))


def remove(connection: Any) -> None:
    """Take the triggers off: for reversing the migration, and for emptying a test database."""
    if connection.vendor == "sqlite":
        gone = [f"drop trigger if exists {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]
    else:
        gone = [f"drop trigger if exists {table}_no_change on {table}" for table in TABLES]
    _execute(connection, gone)


def _execute(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
