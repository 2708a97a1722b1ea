"""事実の表: what a fact table holds, told once for every engine. Pseudonymous: no names, no free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes.base import Kind
from takigi.indicators.nodes.values import kind_of_type, why_column


class UnknownColumn(KeyError):
    """There is no such column. The sentence names the ones there are."""

    def __str__(self) -> str:
        # A KeyError prints its sentence in quotation marks, as if it were a key.
        return str(self.args[0])


@dataclass(frozen=True)
class FactColumn:
    """A column: its kind of value, and why it may be blank (the first reason is what a bare blank means)."""

    kind: Kind
    may_miss: tuple[MissingKind, ...] = ()
    label: str = ""

    @property
    def says_why(self) -> bool:
        """Whether a second column tells the kinds of blank apart."""
        return len(self.may_miss) > 1


Told = type[bool] | type[int] | type[Decimal] | type[str] | type[date] | FactColumn


def column(of: type, *may_miss: MissingKind, label: str = "") -> FactColumn:
    """A column of a Python type; never blank unless a missing kind is named.

    >>> column(Decimal, MissingKind.NOT_MEASURED, MissingKind.NOT_APPLICABLE).says_why
    True
    """
    return FactColumn(kind_of_type(of), may_miss, label)


def blank(of: type, *, label: str = "") -> FactColumn:
    """A column that may be left empty; an empty one is 未設定."""
    return column(of, MissingKind.NOT_SET, label=label)


@dataclass(frozen=True)
class FactTable:
    """One table: its columns, the key that makes a row unique, and whose it is (None: nobody's, such as a resource)."""

    name: str
    columns: Mapping[str, FactColumn]
    key: str
    person: str | None = "person_id"
    label: str = ""

    def __post_init__(self) -> None:
        for wanted, role in ((self.key, "鍵"), (self.person, "本人の列")):
            if wanted is None:
                continue
            if wanted not in self.columns:
                known = "、".join(self.columns)
                raise UnknownColumn(f"{self.name} の{role}「{wanted}」という列はありません（あるのは {known}）")
            if self.columns[wanted].may_miss and wanted == self.key:
                raise ValueError(f"{self.name} の鍵「{wanted}」は空欄にできません。")

    def told(self, column: str) -> FactColumn:
        """What is told of a column. Refuses one that is not there, naming those that are."""
        if column not in self.columns:
            known = "、".join(self.columns)
            raise UnknownColumn(f"{self.name} に「{column}」という列はありません（あるのは {known}）")
        return self.columns[column]

    def stored_columns(self) -> dict[str, Kind]:
        """Every column as it is stored, those that say why a blank is blank included."""
        stored: dict[str, Kind] = {}
        for name, one in self.columns.items():
            stored[name] = one.kind
            if one.says_why:
                stored[why_column(name)] = Kind.CODE
        return stored


def fact_table(name: str, columns: Mapping[str, Told], *, key: str, person: str | None, label: str = "") -> FactTable:
    """A table from plain Python types and columns told in full."""
    told = {n: one if isinstance(one, FactColumn) else column(one) for n, one in columns.items()}
    return FactTable(name, told, key, person, label)
