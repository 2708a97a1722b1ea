"""効果発現経路: the story as a graph of boxes and arrows. Every sheet of the template is a view of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from takigi.logic_models.rules.nodes import Audience, Node, audiences_of
from takigi.logic_models.rules.words import (
    AssumptionState,
    Importance,
    LinkStatus,
    LinkStrength,
    NodeKind,
    Plausibility,
)

OneKind = TypeVar("OneKind", bound=Node)


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """前提: what has to hold for the arrow to work, and by when that is looked at."""

    text: str
    if_wrong: str = ""
    how_to_check: str = ""
    check_on: date | None = None
    state: AssumptionState = AssumptionState.UNCHECKED


@dataclass(frozen=True, kw_only=True)
class Rival:
    """別の説明: what else could have brought the change about."""

    text: str
    plausibility: Plausibility | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """つながり: from one box to another, across audiences if need be, in circles if need be."""

    key: str
    source: str
    target: str
    mechanism: str = ""
    strength: LinkStrength = LinkStrength.UNVERIFIED
    status: LinkStatus = LinkStatus.HYPOTHESIS
    importance: Importance | None = None
    assumptions: tuple[Assumption, ...] = ()
    rivals: tuple[Rival, ...] = ()
    last_reviewed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """やめた案: a box that was taken out, with the reason. It can be taken back."""

    node: Node
    why: str = ""
    on: date | None = None

    @property
    def key(self) -> str:
        """The key of the box."""
        return self.node.key


@dataclass(frozen=True, kw_only=True)
class Loose:
    """置き場所の決まらない言葉: a line or a cell that fits nowhere yet. Said, and kept."""

    key: str
    text: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Differing:
    """食いちがい: what somebody else wrote at the same time into `field` of the box or arrow `of`. Waits until one decides.

    `other` is a plain value, as documents hold it.
    """

    key: str
    of: str
    field: str
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class Theory:
    """効果発現経路 as a whole. The order of nodes and links is the order in which they are shown."""

    title: str = ""
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    loose: tuple[Loose, ...] = ()
    differing: tuple[Differing, ...] = ()

    def of(self, kind: type[OneKind]) -> tuple[OneKind, ...]:
        """The boxes of one kind, in order: `theory.of(Activity)`."""
        return tuple(node for node in self.nodes if isinstance(node, kind))

    def node(self, key: str) -> Node | None:
        """The box of a key, if there is one."""
        return next((node for node in self.nodes if node.key == key), None)

    def link(self, key: str) -> Link | None:
        """The arrow of a key, if there is one."""
        return next((link for link in self.links if link.key == key), None)

    def row(self, audience: Audience | str, kind: type[OneKind]) -> tuple[OneKind, ...]:
        """What stands in one audience's row of the template. What is shared stands in none: see `shared`."""
        key = audience if isinstance(audience, str) else audience.key
        return tuple(node for node in self.of(kind) if key in audiences_of(node))

    def shared(self, kind: type[OneKind]) -> tuple[OneKind, ...]:
        """【共通】: the causes, issues and ideal states that are printed on every row."""
        return tuple(
            node
            for node in self.of(kind)
            if getattr(node, "is_shared", False) or (node.kind is NodeKind.IDEAL and not audiences_of(node))
        )

    def into(self, key: str) -> tuple[Link, ...]:
        """The arrows that end at a box."""
        return tuple(link for link in self.links if link.target == key)

    def out_of(self, key: str) -> tuple[Link, ...]:
        """The arrows that begin at a box."""
        return tuple(link for link in self.links if link.source == key)


def by_key(theory: Theory) -> dict[str, Node]:
    """The boxes under their keys."""
    return {node.key: node for node in theory.nodes}


def keys_taken(theory: Theory) -> set[str]:
    """Every key that is or was in use, so that none means two things."""
    return {
        one.key for many in (theory.nodes, theory.links, theory.dropped, theory.loose, theory.differing) for one in many
    }


def next_keys(taken: Iterable[str], how_many: int = 1, *, letter: str = "n") -> list[str]:
    """Fresh keys, counted on from the highest number in use.

    >>> next_keys({"n1", "n7", "t3"}, 2)
    ['n8', 'n9']
    """
    used = [int(key[1:]) for key in taken if key[:1] == letter and key[1:].isdecimal()]
    return [f"{letter}{max(used, default=0) + step}" for step in range(1, how_many + 1)]


def reaches(theory: Theory, start: str) -> set[str]:
    """Every key that arrows lead to from `start`, however far; `start` itself only if they come round."""
    ways: dict[str, list[str]] = {}
    for link in theory.links:
        ways.setdefault(link.source, []).append(link.target)
    found: set[str] = set()
    edge = list(ways.get(start, ()))
    while edge:
        key = edge.pop()
        if key not in found:
            found.add(key)
            edge += ways.get(key, ())
    return found


def with_node(theory: Theory, node: Node) -> Theory:
    """The theory with the box in place of the one that has its key, or at the end."""
    if theory.node(node.key) is None:
        return replace(theory, nodes=(*theory.nodes, node))
    return replace(theory, nodes=tuple(node if one.key == node.key else one for one in theory.nodes))


def with_link(theory: Theory, link: Link) -> Theory:
    """The theory with the arrow in place of the one that has its key, or at the end."""
    if theory.link(link.key) is None:
        return replace(theory, links=(*theory.links, link))
    return replace(theory, links=tuple(link if one.key == link.key else one for one in theory.links))
