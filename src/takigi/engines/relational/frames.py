"""作業表: a table on its way to being counted, and under which names it carries columns and what was looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import ibis
import ibis.expr.types as ir

from takigi.indicators.nodes import Column, Kind, Node, Related, Rows, walk, why_column

TYPES = {
    Kind.DAY: "date",
    Kind.WHOLE: "int64",
    Kind.AMOUNT: "decimal(18, 4)",
    Kind.CODE: "string",
    Kind.TRUTH: "boolean",
}


@dataclass(frozen=True)
class Told:
    """A value, and the rank of the kind that it is missing by: 0 where it is there; None where it always is."""

    value: ir.Value
    why: ir.Value | None = None

    @property
    def rank(self) -> ir.Value:
        """The rank as a column, also where nothing is ever missing."""
        return ibis.literal(0, "int8") if self.why is None else self.why


@dataclass(frozen=True)
class Frame:
    """A table with the names of what it carries. Looked-up values are carried as columns, like any other."""

    table: ir.Table
    # (source, column) → the name it has here.
    names: dict[tuple[str, str], str]
    # A looking node → the names of its value and of the rank by which it is missing.
    looked: dict[Node, tuple[str, str | None]] = field(default_factory=dict)
    as_of: date | None = None
    # Names of the columns that hold the index day and the period's days, once they are known.
    days: dict[type, str] = field(default_factory=dict)

    def with_table(self, table: ir.Table) -> Frame:
        """The same names over another table."""
        return Frame(table, self.names, self.looked, self.as_of, self.days)

    def column(self, node: Column) -> Told:
        """A column of the records."""
        value = self.table[self.names[node.source, node.name]]
        if not node.may_miss:
            return Told(value)
        bare = ibis.literal(node.may_miss[0].rank, "int8")
        if node.says_why:
            code = self.table[self.names[node.source, node.why_name]]
            ranks = [(code == kind.code, ibis.literal(kind.rank, "int8")) for kind in node.may_miss[1:]]
            bare = ibis.cases(*ranks, else_=bare)
        return Told(value, value.isnull().ifelse(bare, ibis.literal(0, "int8")))


class Storage:
    """The fact tables that a set of nodes needs, with just the columns that are used."""

    def __init__(self, nodes: list[Node], as_of: date) -> None:
        self.as_of = as_of
        self._columns: dict[str, dict[str, Kind]] = {}
        self._number: dict[str, int] = {}
        every = list(dict.fromkeys(inner for node in nodes for inner in walk(node)))
        table_of = {one.source: one.table for one in every if isinstance(one, Rows | Related)}
        for node in every:
            if isinstance(node, Column):
                columns = self._columns.setdefault(node.source, {})
                columns[node.name] = node.kind
                if node.says_why:
                    columns[why_column(node.name)] = Kind.CODE
        self._tables = table_of

    def frame(self, source: str) -> Frame:
        """The records that go by this name, freshly read, every column under a name of its own."""
        number = self._number.setdefault(source, len(self._number))
        columns = self._columns[source]
        stored = ibis.table({name: TYPES[kind] for name, kind in columns.items()}, name=self._tables[source])
        names = {(source, name): f"s{number}_{name}" for name in columns}
        table = stored.select(**{names[source, name]: stored[name] for name in columns})
        return Frame(table, names, as_of=self.as_of)
