"""同時の編集の合わせ方: what two people made of one theory, box by box and field by field. No word of either is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from takigi.logic_models.rules.document import plain
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.sequences import merge_keys, merge_sequences
from takigi.logic_models.rules.theory import Differing, Link, Theory, keys_taken, next_keys

Keyed = TypeVar("Keyed", bound=Node | Link)


@dataclass(frozen=True)
class Conflict:
    """食いちがい: where two people wrote differently at the same time, told to whoever saved second."""

    of: str
    field: str
    said: str


@dataclass(frozen=True)
class Merged:
    """The theory of both, the conflicts, and the keys that had to be counted on because both had used them."""

    theory: Theory
    conflicts: tuple[Conflict, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass
class _Desk:
    """What is being put together."""

    taken: set[str]
    conflicts: list[Conflict]
    differing: list[Differing]

    def keep_other(self, of: str, field: str, value: Any) -> None:
        """Mine beside theirs, until one of them decides."""
        other = json.dumps(plain(value), ensure_ascii=False)
        if not any((one.of, one.field, one.other) == (of, field, other) for one in self.differing):
            key = next_keys(self.taken, letter="d")[0]
            self.taken.add(key)
            self.differing.append(Differing(key=key, of=of, field=field, other=other))
        self.conflicts.append(Conflict(of, field, "同時に書きかえられました。両方を残してあります。"))


def merge(base: Theory, mine: Theory, theirs: Theory) -> Merged:
    """`mine`, made from `base`, brought into `theirs`, which was saved meanwhile."""
    if base == theirs:
        return Merged(mine)
    mine, renamed = _with_fresh_keys(base, mine, theirs)
    desk = _Desk(keys_taken(theirs) | keys_taken(mine) | keys_taken(base), [], _together(base, mine, theirs))
    title = _scalar(desk, ("", "title"), base.title, mine.title, theirs.title)
    nodes = _merge_keyed(desk, base.nodes, mine.nodes, theirs.nodes)
    links = _merge_keyed(desk, base.links, mine.links, theirs.links)
    here = {node.key for node in nodes}
    theory = Theory(
        title=title,
        nodes=nodes,
        links=links,
        # A box that one took out and the other went on writing stands again, and is no longer among the given up.
        dropped=tuple(one for one in _union(base.dropped, mine.dropped, theirs.dropped) if one.key not in here),
        loose=_union(base.loose, mine.loose, theirs.loose),
        differing=tuple(desk.differing),
    )
    return Merged(theory, tuple(desk.conflicts), tuple(renamed.items()))


def _together(base: Theory, mine: Theory, theirs: Theory) -> list[Differing]:
    return list(_union(base.differing, mine.differing, theirs.differing))


def _by_key(many: Sequence[Any]) -> dict[str, Any]:
    return {one.key: one for one in many}


def _union(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """By key: what either added, without what either took out; a changed entry wins over an unchanged one."""
    was, own, other = _by_key(base), _by_key(mine), _by_key(theirs)
    keys = merge_keys(list(was), list(own), list(other))
    return tuple(
        own[key]
        if key in own and own[key] != was.get(key) and other.get(key) == was.get(key)
        else other.get(key, own.get(key))
        for key in keys
        if key in own or key in other
    )


def _merge_keyed(
    desk: _Desk, base: Sequence[Keyed], mine: Sequence[Keyed], theirs: Sequence[Keyed]
) -> tuple[Keyed, ...]:
    was, own, other = _by_key(base), _by_key(mine), _by_key(theirs)
    kept: dict[str, Keyed] = {}
    for key in dict.fromkeys([*other, *own]):
        one = _one_of(desk, was.get(key), own.get(key), other.get(key))
        if one is not None:
            kept[key] = one
    order = merge_keys(list(was), list(own), list(other))
    return tuple(kept[key] for key in dict.fromkeys([*order, *kept]) if key in kept)


def _one_of(desk: _Desk, was: Keyed | None, own: Keyed | None, other: Keyed | None) -> Keyed | None:
    if own is not None and other is not None:
        return other if own == other else _merge_fields(desk, was, own, other)
    left = own if own is not None else other
    if was is None or left is None:
        return left
    if left == was:
        return None
    desk.conflicts.append(Conflict(left.key, "", "一方が消し、もう一方が書きかえました。消さずに残してあります。"))
    return left


def _merge_fields(desk: _Desk, was: Keyed | None, own: Keyed, other: Keyed) -> Keyed:
    merged: dict[str, Any] = {}
    for field in fields(other):
        before = getattr(was, field.name) if was is not None else field.default
        mine, theirs = getattr(own, field.name), getattr(other, field.name)
        if isinstance(theirs, tuple):
            together: Callable[..., tuple[Any, ...]] = (
                merge_keys if isinstance(other, Node) and field.name in other.refers else merge_sequences
            )
            merged[field.name] = together(before, mine, theirs)
        else:
            merged[field.name] = _scalar(desk, (other.key, field.name), before, mine, theirs)
    return replace(other, **merged)


def _scalar(desk: _Desk, place: tuple[str, str], before: Any, mine: Any, theirs: Any) -> Any:
    if mine in (theirs, before):
        return theirs
    if theirs == before:
        return mine
    # Whoever emptied a field had nothing to say against the words that came meanwhile.
    if theirs in ("", None):
        return mine
    if mine not in ("", None):
        desk.keep_other(*place, mine)
    return theirs


def _with_fresh_keys(base: Theory, mine: Theory, theirs: Theory) -> tuple[Theory, dict[str, str]]:
    """My additions under keys that nobody else used meanwhile."""
    before, others = keys_taken(base), keys_taken(theirs)
    same: dict[str, Any] = {one.key: one for many in _with_keys(theirs) for one in many}
    taken = before | others | keys_taken(mine)
    renamed: dict[str, str] = {}
    for key, one in ((one.key, one) for many in _with_keys(mine) for one in many):
        if key not in before and key in others and same.get(key) != one:
            renamed[key] = next_keys(taken, letter=key[:1])[0]
            taken.add(renamed[key])
    return (renamed_keys(mine, renamed), renamed) if renamed else (mine, {})


def _with_keys(theory: Theory) -> tuple[Sequence[Any], ...]:
    return theory.nodes, theory.links, theory.loose, theory.differing


def renamed_keys(theory: Theory, names: Mapping[str, str]) -> Theory:
    """The same theory with other keys, wherever they are named."""

    def new(key: str) -> str:
        return names.get(key, key)

    def node(one: Node) -> Node:
        told: dict[str, Any] = {"key": new(one.key)}
        for name in one.refers:
            value = getattr(one, name)
            told[name] = new(value) if isinstance(value, str) else tuple(new(key) for key in value)
        return replace(one, **told)

    return replace(
        theory,
        nodes=tuple(node(one) for one in theory.nodes),
        links=tuple(replace(o, key=new(o.key), source=new(o.source), target=new(o.target)) for o in theory.links),
        dropped=tuple(replace(one, node=node(one.node)) for one in theory.dropped),
        loose=tuple(replace(one, key=new(one.key)) for one in theory.loose),
        differing=tuple(replace(one, key=new(one.key), of=new(one.of)) for one in theory.differing),
    )
