"""並びの合わせ方: two people's changes of one list, both kept. A line that each rewrote stands there in both wordings."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def merge_sequences(base: Sequence[Item], mine: Sequence[Item], theirs: Sequence[Item]) -> tuple[Item, ...]:
    """What both made of `base`: every addition of either, nothing that one of them took out.

    >>> merge_sequences(["a", "b", "c"], ["a", "B", "c"], ["a", "b", "c", "d"])
    ('a', 'B', 'c', 'd')
    >>> merge_sequences(["a", "b"], ["a", "x"], ["a", "y"])
    ('a', 'y', 'x')
    """
    if tuple(mine) == tuple(theirs) or tuple(base) == tuple(mine):
        return tuple(theirs)
    if tuple(base) == tuple(theirs):
        return tuple(mine)
    kept_mine, added_mine = _changes(base, mine)
    kept_theirs, added_theirs = _changes(base, theirs)
    merged: list[Item] = []
    for place in range(len(base) + 1):
        others = added_theirs.get(place, [])
        merged += others
        merged += [one for one in added_mine.get(place, []) if one not in others]
        if place in kept_mine and place in kept_theirs:
            merged.append(base[place])
    return tuple(merged)


def merge_keys(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The same for keys, each of which stands in a list once."""
    return tuple(dict.fromkeys(merge_sequences(base, mine, theirs)))


def _changes(base: Sequence[Item], now: Sequence[Item]) -> tuple[set[int], dict[int, list[Item]]]:
    """Which places of `base` are still there, and what was put in before which place."""
    kept: set[int] = set()
    added: dict[int, list[Item]] = {}
    for deed, begin, end, first, last in SequenceMatcher(None, base, now, autojunk=False).get_opcodes():
        if deed == "equal":
            kept.update(range(begin, end))
        elif first < last:
            added.setdefault(begin, []).extend(now[first:last])
    return kept, added
