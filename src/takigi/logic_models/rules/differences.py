"""版の違い: what was added, taken out and changed between two theories; as a patch it can be applied and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from takigi.logic_models.rules.document import Document, as_document, from_document, plain
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.theory import Link, Theory

# The lists of a document whose entries carry keys.
LISTS = ("nodes", "links", "dropped", "loose", "differing")
Patch = dict[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """One field of a box or an arrow, before and after, as plain values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """A box or an arrow that is in both, with what is different about it."""

    before: Node | Link
    after: Node | Link
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Difference:
    """版の比べ: from `before` to `after`."""

    title: FieldChange | None
    nodes_added: tuple[Node, ...]
    nodes_removed: tuple[Node, ...]
    nodes_changed: tuple[Changed, ...]
    links_added: tuple[Link, ...]
    links_removed: tuple[Link, ...]
    links_changed: tuple[Changed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return self == Difference(None, (), (), (), (), (), ())


def difference(before: Theory, after: Theory) -> Difference:
    """What became of `before`. A changed order alone is no difference."""
    title = FieldChange("title", before.title, after.title) if before.title != after.title else None
    was, now = {one.key: one for one in before.nodes}, {one.key: one for one in after.nodes}
    old, new = {one.key: one for one in before.links}, {one.key: one for one in after.links}
    return Difference(
        title=title,
        nodes_added=tuple(one for key, one in now.items() if key not in was),
        nodes_removed=tuple(one for key, one in was.items() if key not in now),
        nodes_changed=tuple(_changed(was[key], one) for key, one in now.items() if key in was and was[key] != one),
        links_added=tuple(one for key, one in new.items() if key not in old),
        links_removed=tuple(one for key, one in old.items() if key not in new),
        links_changed=tuple(_changed(old[key], one) for key, one in new.items() if key in old and old[key] != one),
    )


def _changed(before: Node | Link, after: Node | Link) -> Changed:
    names = [field.name for field in fields(after)]
    return Changed(
        before,
        after,
        tuple(
            FieldChange(name, plain(getattr(before, name, None)), plain(getattr(after, name)))
            for name in names
            if getattr(before, name, None) != getattr(after, name)
        ),
    )


def patch_between(before: Theory, after: Theory) -> Patch:
    """The change as plain values, small and reversible. Empty where nothing changed."""
    was, now = as_document(before), as_document(after)
    patch: Patch = {}
    if before.title != after.title:
        patch["title"] = [before.title, after.title]
    for name in LISTS:
        told = _patch_of_list(was.get(name, []), now.get(name, []))
        if told:
            patch[name] = told
    return patch


def _entry_key(entry: Mapping[str, Any]) -> str:
    return str(entry["node"]["key"] if "node" in entry else entry["key"])


def _patch_of_list(was: list[Document], now: list[Document]) -> Patch:
    before, after = {_entry_key(one): one for one in was}, {_entry_key(one): one for one in now}
    entries = {
        key: [before.get(key), after.get(key)]
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    patch: Patch = {"entries": entries} if entries else {}
    if list(before) != list(after):
        patch["order"] = [list(before), list(after)]
    return patch


def inverse(patch: Mapping[str, Any]) -> Patch:
    """The patch that takes `patch` back."""
    turned: Patch = {}
    for name, told in patch.items():
        if name == "title":
            turned[name] = list(reversed(told))
            continue
        turned[name] = {}
        if "entries" in told:
            turned[name]["entries"] = {key: list(reversed(pair)) for key, pair in told["entries"].items()}
        if "order" in told:
            turned[name]["order"] = list(reversed(told["order"]))
    return turned


def applied(theory: Theory, *patches: Mapping[str, Any]) -> Theory:
    """The theory after the patches, one upon the other. Only for the theory that the first was made from."""
    document = as_document(theory)
    for patch in patches:
        if "title" in patch:
            document["title"] = patch["title"][1]
        for name in LISTS:
            if name in patch:
                document[name] = _applied_to_list(document.get(name, []), patch[name])
    return from_document(document)


def _applied_to_list(entries: list[Document], told: Mapping[str, Any]) -> list[Document]:
    by_key = {_entry_key(one): one for one in entries}
    for key, (_, after) in told.get("entries", {}).items():
        if after is None:
            by_key.pop(key, None)
        else:
            by_key[key] = after
    order = told["order"][1] if "order" in told else list(by_key)
    return [by_key[key] for key in order]
