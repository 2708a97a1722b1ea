"""手で描いた表を重ねる: a theory from elsewhere, with keys of its own, laid into a story. Nothing of the story goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from takigi.logic_models.rules.nodes import Node, audiences_of
from takigi.logic_models.rules.theory import Link, Theory, by_key, keys_taken, next_keys


def laid_into(base: Theory, drawn: Theory) -> Theory:
    """The story with what was drawn: a box of the same kind, words and audience is the same box, every other one is new.

    Where both say something of one box the story's words stand; lines and blanks are filled from the drawing.
    """
    keys = _keys_in(base, drawn)
    moved = [_moved(node, keys) for node in drawn.nodes]
    told = {node.key: node for node in moved}
    here = {node.key for node in base.nodes}
    return replace(
        base,
        title=base.title or drawn.title,
        nodes=(
            *(_filled(node, told[node.key]) if node.key in told else node for node in base.nodes),
            *(node for node in moved if node.key not in here),
        ),
        links=(*base.links, *_links_beside(base, drawn, keys)),
        dropped=(*base.dropped, *(replace(one, node=_moved(one.node, keys)) for one in drawn.dropped)),
        loose=(*base.loose, *(replace(one, key=keys[one.key]) for one in drawn.loose)),
    )


def _keys_in(base: Theory, drawn: Theory) -> dict[str, str]:
    """Under which key each thing that was drawn stands in the story."""
    there = {_identity(base, node): node.key for node in reversed(base.nodes)}
    taken = keys_taken(base)
    keys: dict[str, str] = {}
    for node in drawn.nodes:
        same = there.pop(_identity(drawn, node), "") if node.text.strip() else ""
        keys[node.key] = same or next_keys(taken)[0]
        taken.add(keys[node.key])
    for many, letter in ((drawn.dropped, "n"), (drawn.loose, "x")):
        for one in many:
            keys[one.key] = next_keys(taken, letter=letter)[0]
            taken.add(keys[one.key])
    return keys


def _identity(theory: Theory, node: Node) -> tuple[object, ...]:
    here = by_key(theory)
    names = frozenset(here[key].text.strip() for key in audiences_of(node) if key in here)
    return node.kind, node.text.strip(), names


def _moved(node: Node, keys: dict[str, str]) -> Node:
    told: dict[str, Any] = {"key": keys[node.key]}
    for name in node.refers:
        value = getattr(node, name)
        told[name] = keys.get(value, "") if isinstance(value, str) else tuple(keys[one] for one in value if one in keys)
    return replace(node, **told)


def _filled(node: Node, drawn: Node) -> Node:
    told: dict[str, Any] = {}
    for field in fields(node):
        ours, theirs = getattr(node, field.name), getattr(drawn, field.name)
        if isinstance(ours, tuple) and field.name not in node.refers:
            told[field.name] = (*ours, *(one for one in theirs if one not in ours))
        elif not ours and theirs and not isinstance(ours, bool):
            told[field.name] = theirs
    return replace(node, **told)


def _links_beside(base: Theory, drawn: Theory, keys: dict[str, str]) -> Iterator[Link]:
    ends = {(link.source, link.target) for link in base.links}
    taken = keys_taken(base)
    for link in drawn.links:
        source, target = keys.get(link.source, ""), keys.get(link.target, "")
        if source and target and (source, target) not in ends:
            key = next_keys(taken, letter="l")[0]
            taken.add(key)
            ends.add((source, target))
            yield replace(link, key=key, source=source, target=target)
