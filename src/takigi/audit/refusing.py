"""拒む引き金: one way to let the database itself refuse a row, said once for SQLite and PostgreSQL.

A later migration that rebuilds such a table on SQLite takes its triggers off with the old table: it puts them on again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """One refusal: before `event` on `table`, if `when` holds of `new` (and `old`), the deed ends with the sentence.

    `when` is plain SQL that both databases read alike; `{days:a,b}` stands for the days from b to a.
    """

    name: str
    table: str
    event: str
    when: str
    sentence: str

    def statements(self, vendor: str) -> list[str]:
        """What puts it on."""
        when = _spoken(self.when, vendor)
        if vendor == "sqlite":
            deed = f"select raise(abort, '{self.sentence}') where {when};"
            return [f"create trigger {self.name} before {self.event} on {self.table} for each row begin {deed} end"]
        # Before a deletion there is no new row, and nothing returned would cancel it in silence.
        kept = "old" if self.event == "delete" else "new"
        body = f"begin if {when} then raise exception '{self.sentence}'; end if; return {kept}; end"
        return [
            f"create or replace function {self.name}() returns trigger language plpgsql as $$ {body} $$",
            f"create trigger {self.name} before {self.event} on {self.table} for each row execute function {self.name}()",
        ]

    def removal(self, vendor: str) -> list[str]:
        """What takes it off."""
        if vendor == "sqlite":
            return [f"drop trigger if exists {self.name}"]
        return [f"drop trigger if exists {self.name} on {self.table}", f"drop function if exists {self.name}()"]


def _spoken(when: str, vendor: str) -> str:
    """SQLite learnt `is distinct from` late; its `is` says the same."""
    if vendor == "sqlite":
        when = when.replace(" is not distinct from ", " is ").replace(" is distinct from ", " is not ")
    return _with_days(when, vendor)


def _with_days(when: str, vendor: str) -> str:
    head, sign, rest = when.partition("{days:")
    if not sign:
        return when
    pair, _, tail = rest.partition("}")
    later, earlier = pair.split(",")
    days = f"(julianday({later}) - julianday({earlier}))" if vendor == "sqlite" else f"({later} - {earlier})"
    return head + days + _with_days(tail, vendor)


def install(connection: Any, refusals: Iterable[Refusal]) -> None:
    """Put the refusals on, replacing those of the same names."""
    for refusal in refusals:
        _execute(connection, refusal.removal(connection.vendor) + refusal.statements(connection.vendor))


def remove(connection: Any, refusals: Iterable[Refusal]) -> None:
    """Take them off: for reversing a migration."""
    for refusal in refusals:
        _execute(connection, refusal.removal(connection.vendor))


def _execute(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
