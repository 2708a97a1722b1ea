"""効果発現経路の書きかえ: each change somebody can make, from one theory to the next. Nothing here refuses an unfinished one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from takigi.logic_models.rules.document import types_of, value_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import NODE_TYPE, Node
from takigi.logic_models.rules.states import ASKS_FOR_DECISION
from takigi.logic_models.rules.theory import (
    Dropped,
    Link,
    Theory,
    keys_taken,
    next_keys,
    with_link,
    with_node,
)
from takigi.logic_models.rules.words import LogicModelRefused, NodeKind

Values = Mapping[str, Any]
GONE = "この箱はもうありません。ページを開きなおして、いまの姿を見てください。"


def read_values(kind: type[Any], values: Values) -> dict[str, Any]:
    """Plain values (as forms and documents bring them) as the fields of a box or an arrow. Refuses what fits no field."""
    known = types_of(kind)
    read: dict[str, Any] = {}
    for name, given in values.items():
        if name not in known or name == "key":
            raise LogicModelRefused(f"「{FIELD_LABELS.get(name, name)}」という項目は、ここにはありません。")
        try:
            read[name] = _read(known[name], given)
        except (KeyError, TypeError, ValueError) as error:
            raise LogicModelRefused(
                f"「{FIELD_LABELS[name]}」を読めませんでした。もう一度えらぶか書いてください。"
            ) from error
    if "text" in read:
        # A heading is one line; what follows belongs beneath it.
        first, *rest = read["text"].splitlines() or [""]
        read["text"] = first.strip()
        if rest:
            read["details"] = (*[line for line in rest if line.strip()], *read.get("details", ()))
    return read


def _read(kind: Any, given: Any) -> Any:
    if kind is bool:
        return given in {True, "on", "true", "1", "はい"}
    if kind is str or not isinstance(given, str):
        return value_of(kind, given)
    if str(kind).startswith("tuple"):
        return value_of(kind, [line for line in given.splitlines() if line.strip()])
    if not given.strip():
        return value_of(kind, 0 if kind is int else None)
    return value_of(kind, int(given) if kind is int else given.strip())


def written(theory: Theory, key: str, values: Values) -> Theory:
    """Other words in one box."""
    node = _node(theory, key)
    told = read_values(type(node), values)
    if "details" in told and "details" not in values:
        # Lines that came with the heading stand above those that were there.
        told["details"] += node.details
    return with_node(theory, replace(node, **told))


def retitled(theory: Theory, title: str) -> Theory:
    """Another title."""
    return replace(theory, title=title.strip())


def added(theory: Theory, kind: NodeKind, values: Values, *, after: str = "") -> tuple[Theory, str]:
    """One more box, at the end or after another one, and its key."""
    key = next_keys(keys_taken(theory))[0]
    node = NODE_TYPE[kind](key=key, **read_values(NODE_TYPE[kind], values))
    return moved(replace(theory, nodes=(*theory.nodes, node)), key, after=after), key


def moved(theory: Theory, key: str, *, after: str) -> Theory:
    """The box put after another one; where `after` is not known, it stays where it is."""
    node = _node(theory, key)
    if not after or after == key or theory.node(after) is None:
        return theory
    rest = [one for one in theory.nodes if one.key != key]
    place = next(number for number, one in enumerate(rest) if one.key == after) + 1
    return replace(theory, nodes=(*rest[:place], node, *rest[place:]))


# What a box takes over from the one beside which it is put.
_OF_THE_PLACE = ("audience", "audiences", "is_shared", "level")


def placed(theory: Theory, key: str, *, beside: str, before: bool) -> Theory:
    """The box put before or after another one of its kind, into that one's row and step."""
    node, other = _node(theory, key), _node(theory, beside)
    if key == beside:
        return theory
    if node.kind is not other.kind:
        raise LogicModelRefused(
            f"「{node.kind.label}」の箱は、同じ種類の箱のとなりにだけ動かせます。種類を変えるときは、箱を足して書きうつします。"
        )
    taken = {name: getattr(other, name) for name in _OF_THE_PLACE if hasattr(node, name)}
    rest = [one for one in theory.nodes if one.key != key]
    place = next(number for number, one in enumerate(rest) if one.key == beside) + (not before)
    return replace(theory, nodes=(*rest[:place], replace(node, **taken), *rest[place:]))


def taken_out(theory: Theory, key: str, *, why: str, on: date) -> Theory:
    """The box is given up: it stands among the given-up ideas with its reason, and the arrows to it go with it.

    Refused while an arrow that turned out weak or wrong hangs on it: that one is evidence.
    """
    node = _node(theory, key)
    ends = [link for link in theory.links if key in (link.source, link.target)]
    if any(link.status in ASKS_FOR_DECISION for link in ends):
        raise LogicModelRefused(
            f"「{node.text}」には、弱い・否定と分かったつながりがあります。学びとして残すため、消さずに「中止」や「やめた理由」で示してください。"
        )
    return replace(
        theory,
        nodes=tuple(one for one in theory.nodes if one.key != key),
        links=tuple(link for link in theory.links if link not in ends),
        dropped=(*theory.dropped, Dropped(node=node, why=why.strip(), on=on)),
    )


def taken_back(theory: Theory, key: str) -> Theory:
    """A given-up box stands again, at the end."""
    gone = next((one for one in theory.dropped if one.key == key), None)
    if gone is None:
        raise LogicModelRefused(GONE)
    return replace(
        theory, nodes=(*theory.nodes, gone.node), dropped=tuple(one for one in theory.dropped if one.key != key)
    )


def linked(theory: Theory, source: str, target: str, values: Values) -> tuple[Theory, str]:
    """One more arrow, and its key; the same arrow twice is one."""
    _node(theory, source)
    _node(theory, target)
    same = next((one for one in theory.links if (one.source, one.target) == (source, target)), None)
    if same is not None:
        return link_written(theory, same.key, values), same.key
    key = next_keys(keys_taken(theory), letter="l")[0]
    return with_link(theory, Link(**read_values(Link, values) | {"key": key, "source": source, "target": target})), key


def link_written(theory: Theory, key: str, values: Values) -> Theory:
    """Other words on one arrow."""
    return with_link(theory, replace(_link(theory, key), **read_values(Link, values)))


def unlinked(theory: Theory, key: str) -> Theory:
    """The arrow is taken out. Refused for one that turned out weak or wrong: that one is evidence."""
    link = _link(theory, key)
    if link.status in ASKS_FOR_DECISION:
        raise LogicModelRefused(
            f"「{link.status.label}」と分かったつながりは消しません。学びとして残し、どうするかを「判断」に書いてください。"
        )
    return replace(theory, links=tuple(one for one in theory.links if one.key != key))


def settled(theory: Theory, key: str, *, take_other: bool) -> Theory:
    """食いちがいを決める: the wording that stands is kept, or the other one taken."""
    one = next((one for one in theory.differing if one.key == key), None)
    if one is None:
        raise LogicModelRefused("この食いちがいは、もう決まっています。")
    left = replace(theory, differing=tuple(other for other in theory.differing if other.key != key))
    if not take_other:
        return left
    value = json.loads(one.other)
    if not one.of:
        return retitled(left, value)
    if left.link(one.of) is not None:
        return link_written(left, one.of, {one.field: value})
    node = _node(left, one.of)
    return with_node(left, replace(node, **{one.field: value_of(types_of(type(node))[one.field], value)}))


def brought_in(base: Theory, new: Theory, *, why: str, on: date) -> Theory:
    """A theory that was written elsewhere (an outline, a sheet) upon `base`: what it leaves out is given up, with why.

    What was learnt stays all the same: arrows that turned out weak or wrong, and the boxes they join.
    """
    drawn = {link.key for link in new.links}
    learnt = [link for link in base.links if link.status in ASKS_FOR_DECISION and link.key not in drawn]
    held = {
        key for link in (*new.links, *learnt) if link.status in ASKS_FOR_DECISION for key in (link.source, link.target)
    }
    here = {node.key for node in new.nodes}
    gone = [node for node in base.nodes if node.key not in here]
    known = {one.key for one in base.dropped}
    return replace(
        new,
        nodes=(*new.nodes, *(node for node in gone if node.key in held)),
        links=_as_before(base, (*new.links, *learnt)),
        dropped=(
            *(one for one in base.dropped if one.key not in here),
            *(one for one in new.dropped if one.key not in known),
            *(Dropped(node=node, why=why, on=on) for node in gone if node.key not in held),
        ),
    )


def _as_before(base: Theory, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Arrows in the order that they had, the new ones after them."""
    by_key = {link.key: link for link in links}
    order = [*(link.key for link in base.links if link.key in by_key), *by_key]
    return tuple(by_key[key] for key in dict.fromkeys(order))


def tidied(theory: Theory, key: str) -> Theory:
    """Loose words that have found their place, or are no longer needed, are put away."""
    return replace(theory, loose=tuple(one for one in theory.loose if one.key != key))


def _node(theory: Theory, key: str) -> Node:
    node = theory.node(key)
    if node is None:
        raise LogicModelRefused(GONE)
    return node


def _link(theory: Theory, key: str) -> Link:
    link = theory.link(key)
    if link is None:
        raise LogicModelRefused("このつながりはもうありません。ページを開きなおして、いまの姿を見てください。")
    return link
