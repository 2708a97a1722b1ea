"""節のもと: what every node of an indicator has in common, and what it refuses when it is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What sort of value a node gives."""

    DAY = "day"
    WHOLE = "whole"
    AMOUNT = "amount"
    CODE = "code"
    TRUTH = "truth"

    @property
    def label(self) -> str:
        """The word for it."""
        return _KINDS[self]


_KINDS = {Kind.DAY: "日付", Kind.WHOLE: "整数", Kind.AMOUNT: "数量", Kind.CODE: "区分", Kind.TRUTH: "真偽"}


NUMBERS = frozenset({Kind.WHOLE, Kind.AMOUNT})


class WrongKind(TypeError):
    """The node would mean nothing: a date where a number belongs, say."""


@dataclass(frozen=True)
class Node:
    """One step of a meaning. Nodes are values: two that say the same are equal."""


@dataclass(frozen=True)
class Expression(Node):
    """A node that gives one value, or a reason for having none, for each row."""

    @property
    def kind(self) -> Kind:
        """What sort of value it gives."""
        raise NotImplementedError


class Said(Protocol):
    """Whatever says an expression: a phrase of the language, which the definitions need not know."""

    @property
    def node(self) -> Expression:
        """The expression."""


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it."""
    yield node
    for field in fields(node):
        yield from _inside(getattr(node, field.name))


def _inside(part: object) -> Iterator[Node]:
    if isinstance(part, Node):
        yield from walk(part)
    elif isinstance(part, tuple):
        for one in part:
            yield from _inside(one)


def expect(owner: Node, part: Expression, *kinds: Kind) -> None:
    """Refuse a part that is not of one of these kinds, and say which part of what."""
    name = type(owner).__name__
    if not isinstance(part, Expression):
        raise WrongKind(f"{name} には列か値が要りますが、{type(part).__name__} が渡されました。")
    if part.kind not in kinds:
        wanted = "か".join(kind.label for kind in kinds)
        raise WrongKind(f"{name} には{wanted}が要りますが、{part.kind.label}が渡されました。")


def expect_alike(owner: Node, one: Expression, other: Expression) -> None:
    """Refuse two values that cannot be compared."""
    for part in (one, other):
        expect(owner, part, *Kind)
    if one.kind != other.kind and not {one.kind, other.kind} <= NUMBERS:
        raise WrongKind(f"{type(owner).__name__} では{one.kind.label}と{other.kind.label}をくらべられません。")
