"""書きかけの読み取り: the theory while sheets are read into it. What two cells say differently is kept beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from takigi.exchange.story_sheets.fields import Unread, value_of
from takigi.exchange.story_sheets.problems import CellProblem
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.theory import Dropped, Link, Loose, Theory, keys_taken, next_keys

_KEY, _ARROW = re.compile(r"[a-z][0-9]+"), "l"


class Book:
    """The boxes and arrows so far, and everything that is to be said about the file."""

    def __init__(self, base: Theory) -> None:
        self.base = base
        self.title = base.title
        self.nodes: dict[str, Node] = {node.key: node for node in base.nodes}
        self.links: dict[str, Link] = {link.key: link for link in base.links}
        self.dropped = list(base.dropped)
        self.loose = list(base.loose)
        self.problems: list[CellProblem] = []
        self.notices: list[str] = []
        self._taken = keys_taken(base)
        self._changed: dict[tuple[str, str], Any] = {}

    def fresh(self, letter: str) -> str:
        """A key that nothing has or had."""
        key = next_keys(self._taken, letter=letter)[0]
        self._taken.add(key)
        return key

    def brought_or_fresh(self, brought: str, letter: str) -> str:
        """The key that the file brings along, where it is written as ours are; else a fresh one. Keys stand in addresses."""
        is_ours = _KEY.fullmatch(brought) and (brought[0] == _ARROW) == (letter == _ARROW)
        if not is_ours:
            return self.fresh(letter)
        self._taken.add(brought)
        return brought

    def add(self, node: Node, *, after: str = "") -> str:
        """A new box, behind the one after which it stands in its column."""
        if after not in self.nodes:
            self.nodes[node.key] = node
            return node.key
        ordered = list(self.nodes.values())
        at = next(number for number, one in enumerate(ordered) if one.key == after) + 1
        self.nodes = {one.key: one for one in (*ordered[:at], node, *ordered[at:])}
        return node.key

    def put(self, key: str, **said: Any) -> None:
        """Fields of a box, as a sheet says them for the first time."""
        changed: Any = replace(self.nodes[key], **said)
        self.nodes[key] = changed

    def join(self, source: str, target: str) -> None:
        """A new arrow, unless there is one."""
        if not any((link.source, link.target) == (source, target) for link in self.links.values()):
            key = self.fresh("l")
            self.links[key] = Link(key=key, source=source, target=target)

    def set_field(self, key: str, name: str, value: Any, where: CellProblem) -> None:
        """A field as a cell says it. If another cell has already said otherwise, the first stays and the second is kept aside."""
        one = self.nodes.get(key) or self.links.get(key)
        if one is None or name not in {field.name for field in fields(one)}:
            return
        if self._changed.get((key, name), value) != value:
            self.problems.append(
                replace(
                    where,
                    sentence="同じ箱のことばが、2つのセルでちがいます。先のセルを採り、こちらは置き場所待ちに残しました。",
                )
            )
            self.keep_aside("\n".join(value) if isinstance(value, tuple) else str(value), f"{where.address}のことば")
            return
        self._changed[key, name] = value
        changed: Any = replace(one, **{name: value})
        if isinstance(changed, Node):
            self.nodes[key] = changed
        else:
            self.links[key] = changed

    def read_field(self, key: str, name: str, text: str, where: CellProblem) -> None:
        """A field from what stands in its cell; what cannot be read is said, and the words are kept aside."""
        one = self.nodes.get(key) or self.links.get(key)
        if one is None:
            return
        try:
            value = value_of(type(one), name, text)
        except Unread as unread:
            self.problems.append(replace(where, sentence=f"{unread}もとのままにしました。"))
            self.keep_aside(text, where.address)
            return
        self.set_field(key, name, value, where)

    def keep_aside(self, text: str, why: str) -> None:
        """Words that fit nowhere yet."""
        if text.strip():
            self.loose.append(Loose(key=self.fresh("x"), text=text, why=why))

    def drop(self, keys: Iterable[str], why: str) -> None:
        """Boxes that stand in the sheets no longer; they can be taken back."""
        for key in keys:
            node = self.nodes.pop(key, None)
            if node is not None:
                self.dropped.append(Dropped(node=node, why=why))

    def theory(self) -> Theory:
        """The theory as read."""
        return replace(
            self.base,
            title=self.title,
            nodes=tuple(self.nodes.values()),
            links=tuple(self.links.values()),
            dropped=tuple(self.dropped),
            loose=tuple(self.loose),
        )
