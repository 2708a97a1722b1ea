"""作りものの効果発現経路: any theory at all, for what must hold of every one."""

from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache
from typing import get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from takigi.logic_models.rules.nodes import NODE_TYPES
from takigi.logic_models.rules.theory import Dropped, Link, Loose, Theory

WORDS = st.text("あ漢字A1 　、。「」【】現状課題真因➢・●=@'-\n\t", max_size=12)
LINE = st.text("あ漢字A1 　、。「」【】➢・●=@'-", max_size=12)
KEYS = st.integers(1, 9).map(lambda number: f"n{number}")


def of_type(kind, *, words=WORDS):
    """Any value of a field's type."""
    arms = [one for one in get_args(kind) if one is not type(None)]
    if get_origin(kind) is tuple:
        return st.lists(of_type(arms[0], words=LINE), max_size=3).map(tuple)
    if arms:
        return st.one_of(st.none(), of_type(arms[0]))
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 9)
    if kind is date:
        return st.dates(date(2000, 1, 1), date(2060, 1, 1))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind is str:
        return words
    return built(kind)


def built(kind, **said):
    """Any value of a dataclass, with some fields said."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: said.get(field.name, of_type(hints[field.name])) for field in fields(kind)})


@cache
def any_node(key):
    """Any box of any kind; what it names may or may not be there. Thought out once: that takes longer than drawing one."""

    def one(kind):
        named = {
            name: KEYS if get_type_hints(kind)[name] is str else st.lists(KEYS, max_size=2).map(tuple)
            for name in kind.refers
        }
        return built(kind, key=st.just(key), **named)

    return st.one_of([one(kind) for kind in NODE_TYPES])


@cache
def any_link(key):
    """Any arrow from anywhere to anywhere."""
    return built(Link, key=st.just(key), source=KEYS, target=KEYS)


DROPPED = st.lists(st.builds(Dropped, node=any_node("n20"), why=WORDS), max_size=1)
LOOSE = st.lists(st.builds(Loose, key=st.just("x1"), text=WORDS, why=WORDS), max_size=1)


@st.composite
def theories(draw):
    """A theory with boxes of every kind, arrows between them and to nowhere, dropped boxes and loose words."""
    nodes = tuple(draw(any_node(f"n{number}")) for number in range(1, draw(st.integers(1, 9))))
    links = tuple(draw(any_link(f"l{number}")) for number in range(1, draw(st.integers(1, 5))))
    return Theory(title=draw(WORDS), nodes=nodes, links=links, dropped=tuple(draw(DROPPED)), loose=tuple(draw(LOOSE)))
