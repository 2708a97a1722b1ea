"""空欄の種類: which missing kinds an expression can come to, told before any row is read."""

from __future__ import annotations

from dataclasses import fields
from functools import singledispatch

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import (
    Column,
    CountOf,
    Exists,
    Expression,
    First,
    IfMissing,
    IsKnown,
    IsMissing,
    Last,
    LookedUp,
    Node,
    SumOf,
    Surely,
)

NONE: frozenset[MissingKind] = frozenset()


@singledispatch
def blanks(node: Node) -> frozenset[MissingKind]:
    """The kinds of its parts: an expression is missing where one of its parts is."""
    parts = [getattr(node, field.name) for field in fields(node)]
    return NONE.union(*(blanks(part) for part in parts if isinstance(part, Expression)))


@blanks.register
def _(node: Column) -> frozenset[MissingKind]:
    return frozenset(node.may_miss)


@blanks.register(Surely)
@blanks.register(IsKnown)
@blanks.register(IsMissing)
@blanks.register(Exists)
@blanks.register(CountOf)
@blanks.register(SumOf)
def _(node: Expression) -> frozenset[MissingKind]:
    return NONE


@blanks.register(First)
@blanks.register(Last)
def _(node: First | Last) -> frozenset[MissingKind]:
    return blanks(node.value) | {MissingKind.NOT_APPLICABLE}


@blanks.register
def _(node: LookedUp) -> frozenset[MissingKind]:
    return blanks(node.value) | {MissingKind.NOT_SET}


@blanks.register
def _(node: IfMissing) -> frozenset[MissingKind]:
    return blanks(node.other) if blanks(node.of) else NONE


def in_order(kinds: frozenset[MissingKind]) -> list[MissingKind]:
    """Always in the same order."""
    return sorted(kinds, key=lambda kind: kind.rank)
