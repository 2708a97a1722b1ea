"""版の保全: the database itself refuses to rewrite a version that was agreed upon, on SQLite and PostgreSQL.

A later migration that rebuilds these tables on SQLite takes the triggers off with the old table: it puts them on again.
"""

from typing import Any

SENTENCE = "合意した版は書きかえられません。新しい版を始めてください。"
_KEPT = ("document", "number", "kind", "reason", "given_up", "story_id", "revision")

_REWRITTEN = {
    "sqlite": " or ".join(f"new.{name} is not old.{name}" for name in _KEPT),
    "postgresql": " or ".join(f"new.{name} is distinct from old.{name}" for name in _KEPT),
}
_FUNCTION = f"""
create or replace function logic_models_refuse() returns trigger language plpgsql as $$
begin raise exception '{SENTENCE}'; end $$
"""


def _trigger(vendor: str, name: str, table: str, when: str) -> str:
    deed = (
        f"begin select raise(abort, '{SENTENCE}'); end"
        if vendor == "sqlite"
        else "execute function logic_models_refuse()"
    )
    return f"create trigger {name} before update on {table} for each row {when} {deed}"


def _statements(vendor: str) -> list[str]:
    when = f"when (old.approval <> 'working' and (new.approval = 'working' or {_REWRITTEN[vendor]}))"
    return [
        *([] if vendor == "sqlite" else [_FUNCTION]),
        _trigger(vendor, "logic_models_version_kept", "logic_models_storyversion", when),
        _trigger(vendor, "logic_models_revision_kept", "logic_models_revision", ""),
    ]


_TABLES = {
    "logic_models_version_kept": "logic_models_storyversion",
    "logic_models_revision_kept": "logic_models_revision",
}


def install(connection: Any) -> None:
    """Put the triggers on."""
    _execute(connection, _statements(connection.vendor))


def remove(connection: Any) -> None:
    """Take the triggers off: for reversing the migration."""
    where = "" if connection.vendor == "sqlite" else " on {table}"
    _execute(
        connection,
        [f"drop trigger if exists {name}{where.format(table=table)}" for name, table in _TABLES.items()],
    )


def _execute(connection: Any, statements: Any) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
