"""記録: a table as its author sees it, and how its rows belong to the rows of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from takigi.indicators.language.phrases import Phrase
from takigi.indicators.nodes import ALWAYS, Column, Link, LookedUp, Related
from takigi.indicators.tables import FactTable, Told, UnknownColumn, fact_table


@dataclass(frozen=True, init=False)
class Records:
    """A table of records as the author sees it. A misspelt column fails where it is written, naming the ones there are."""

    table: FactTable
    name: str

    def __init__(
        self,
        table: str | FactTable,
        columns: Mapping[str, Told] | None = None,
        *,
        key: str | None = None,
        person: str | None = "person_id",
        called: str | None = None,
    ) -> None:
        if isinstance(table, str):
            columns = columns or {}
            owner = person if person in columns else None
            table = fact_table(table, columns, key=key or next(iter(columns), ""), person=owner)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "name", called or table.name)

    def __getitem__(self, column: str) -> Phrase:
        return Phrase(self.column(column))

    def column(self, column: str) -> Column:
        """The column as a node."""
        told = self.table.told(column)
        return Column(self.name, column, told.kind, told.may_miss)

    @property
    def key(self) -> Column:
        """The column that makes a row unique."""
        return self.column(self.table.key)

    def again(self, called: str) -> Records:
        """The same table under a second name, to look from one row at others beside it."""
        return Records(self.table, called=called)

    def same_person_as(self, other: Records) -> Linked:
        """Of these records, those of the same person as a row of `other`."""
        return self._linked(other)

    def same(self, column: str, other: Records, column_there: str | None = None) -> Linked:
        """Of these records, those with the same case, episode, … as a row of `other`."""
        return self._linked(other, (column, column_there or column))

    def of(self, other: Records) -> Register:
        """These records as a register: the one row that a row of `other` belongs to. `persons.of(visits)["birth_on"]`."""
        return Register(Linked(self, other, (Link(self.key, other.column(self.table.key)),)))

    def _linked(self, other: Records, *pairs: tuple[str, str]) -> Linked:
        mine, theirs = self.table.person, other.table.person
        if mine is not None and theirs is not None and (mine, theirs) not in pairs:
            pairs = ((mine, theirs), *pairs)
        elif not pairs:
            raise UnknownColumn(f"{self.name} か {other.name} に本人の列がないので、same でつながりを書いてください。")
        return Linked(self, other, tuple(Link(self.column(a), other.column(b)) for a, b in pairs))


@dataclass(frozen=True)
class Linked:
    """Records as they are seen from one row of others."""

    records: Records
    ours: Records
    links: tuple[Link, ...]

    def related(self, where: Phrase | None) -> Related:
        """The node."""
        table = self.records.table.name
        condition = where.node if where is not None else ALWAYS
        return Related(table, self.records.name, self.records.key, self.links, condition)


@dataclass(frozen=True)
class Register:
    """The one row that ours belongs to."""

    linked: Linked

    def __getitem__(self, column: str) -> Phrase:
        return Phrase(LookedUp(self.linked.related(None), self.linked.records.column(column)))
