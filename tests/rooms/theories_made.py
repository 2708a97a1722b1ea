"""試験の効果発現経路: theories of every shape for property tests, and one small clean one."""

from __future__ import annotations

import types
import typing
from datetime import date
from enum import Enum
from functools import cache

from hypothesis import strategies as st

from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.nodes import NODE_TYPES, Bar, Node
from takigi.logic_models.rules.theory import Assumption, Differing, Dropped, Link, Loose, Rival, Theory

WORDS = (
    "訪問",
    "声かけ",
    "風呂に入りたい",
    "畑",
    "言える",
    "会議",
    "事例",
    "回覧板",
    "散歩",
    "合言葉",
    "・中黒",
    "課題: 名前",
    "#n2",
)
KEYS = tuple(f"n{number}" for number in range(1, 9))
texts = st.lists(st.sampled_from(WORDS), max_size=3).map("".join)
lines = st.lists(texts.filter(bool), max_size=3).map(tuple)
days = st.dates(date(2024, 4, 1), date(2027, 3, 31))
keys = st.sampled_from(KEYS)


def values(kind: object, name: str = "") -> st.SearchStrategy:
    """Values of a field's type; keys where the field names other boxes."""
    arms = [one for one in typing.get_args(kind) if one is not type(None)]
    if isinstance(kind, types.UnionType):
        return st.none() | values(arms[0])
    if typing.get_origin(kind) is tuple:
        if arms[0] is str:
            return st.lists(keys, max_size=3, unique=True).map(tuple) if name == "keys" else lines
        return st.lists(values(arms[0]), max_size=2, unique=True).map(tuple)
    if kind is str:
        return st.just("") | keys if name == "keys" else texts
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 5)
    if kind is date:
        return days
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return made(kind)


@cache
def made(kind: type, **fixed: object) -> st.SearchStrategy:
    """Boxes, arrows and their parts, filled in anyhow. Thought out once: that takes longer than drawing one."""
    refers = getattr(kind, "refers", {})
    asked = {
        name: values(hint, "keys" if name in refers else "")
        for name, hint in types_of(kind).items()
        if name not in fixed
    }
    return st.builds(kind, **asked, **{name: st.just(value) for name, value in fixed.items()})


@cache
def nodes_of(key: str) -> st.SearchStrategy[Node]:
    return st.sampled_from(NODE_TYPES).flatmap(lambda kind: made(kind, key=key))


LINKS = st.builds(
    lambda number, source, target, rest: Link(
        **(vars(rest) | {"key": f"l{number}", "source": source, "target": target})
    ),
    st.integers(1, 9),
    keys,
    keys,
    made(Link, key="l1", source="n1", target="n1"),
)


@st.composite
def theories(draw: st.DrawFn) -> Theory:
    """A theory with arrows to anywhere, given-up boxes and loose words."""
    used = draw(st.lists(keys, unique=True, max_size=6))
    nodes = [draw(nodes_of(key)) for key in used]
    links = draw(st.lists(LINKS, max_size=5, unique_by=lambda link: link.key))
    gone = [key for key in KEYS if key not in used]
    dropped = (
        [
            Dropped(node=draw(nodes_of(key)), why=draw(texts))
            for key in draw(st.lists(st.sampled_from(gone), unique=True, max_size=2))
        ]
        if gone
        else []
    )
    loose = [Loose(key=f"x{number}", text=draw(texts.filter(bool))) for number in range(1, draw(st.integers(1, 3)))]
    return Theory(title=draw(texts), nodes=tuple(nodes), links=tuple(links), dropped=tuple(dropped), loose=tuple(loose))


__all__ = ["KEYS", "Assumption", "Bar", "Differing", "Rival", "made", "nodes_of", "texts", "theories"]
