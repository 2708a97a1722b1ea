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


def install(schema_editor: Any) -> None:
    """Put the triggers on the audit tables."""
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(schema_editor: Any) -> None:
    """Take the triggers off: for reversing the migration, and for emptying a test database."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            for verb in ("update", "delete"):
                schema_editor.execute(f"drop trigger if exists {table}_no_{verb}")
        else:
            schema_editor.execute(f"drop trigger if exists {table}_no_change on {table}")
