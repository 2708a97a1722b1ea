"""まぜこぜの組: groups in which fields are spread and people sit with those they have not met. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from takigi.meetings.rules.words import MeetingsRefused

SMALLEST, LARGEST = 3, 8


@dataclass(frozen=True)
class Guest:
    """来る人: whom, from where, which fields."""

    key: str
    name: str
    agency_id: int | None
    fields: frozenset[str]


@dataclass(frozen=True)
class Mixed:
    """組み分け: the groups, and how many pairs in them meet for the first time."""

    groups: tuple[tuple[Guest, ...], ...]
    new_pairs: int
    pairs: int


def mixed_groups(guests: Sequence[Guest], met: Collection[frozenset[str]], *, size: int, seed: str = "") -> Mixed:
    """Groups of about `size`: the same agency apart, fields spread, as many new pairs as can be.

    `met`: pairs of keys who have sat together before. The same guests and seed give the same groups; another seed another draw.
    Greedy with exchanges: for fifty people in a blink, and good enough that nobody finds a better one by eye.
    """
    if not SMALLEST <= size <= LARGEST:
        raise MeetingsRefused(f"一組は{SMALLEST}人から{LARGEST}人にしてください。")
    if len(guests) < 2 * SMALLEST:
        raise MeetingsRefused(
            f"組に分けるには{2 * SMALLEST}人以上が要ります。いまは{len(guests)}人です。一つの輪で話せます。"
        )
    known = set(met)
    number = max(2, -(-len(guests) // size))
    groups: list[list[Guest]] = [[] for _ in range(number)]
    # The commonest fields first: they are the hardest to spread.
    for guest in sorted(guests, key=lambda one: _order(one, guests, seed)):
        open_groups = [group for group in groups if len(group) < -(-len(guests) // number)]
        min(open_groups, key=lambda group: (_cost_of(guest, group, known), len(group))).append(guest)
    _exchange(groups, known)
    found = [pair for group in groups for pair in combinations(group, 2)]
    new = sum(_pair(*pair) not in known for pair in found)
    return Mixed(tuple(tuple(group) for group in groups), new, len(found))


def _order(one: Guest, guests: Sequence[Guest], seed: str) -> tuple[int, str]:
    shared = sum(bool(one.fields & other.fields) for other in guests)
    # A draw without a random number: the order of the words turned by the seed.
    turned = "".join(chr((ord(sign) * 31 + sum(map(ord, seed))) % 9973 + 32) for sign in one.key)
    return (-shared, turned)


def _pair(one: Guest, other: Guest) -> frozenset[str]:
    return frozenset({one.key, other.key})


def _between(one: Guest, other: Guest, known: set[frozenset[str]]) -> int:
    same_agency = one.agency_id is not None and one.agency_id == other.agency_id
    return 8 * same_agency + 3 * bool(one.fields & other.fields) + 2 * (_pair(one, other) in known)


def _cost_of(guest: Guest, group: Sequence[Guest], known: set[frozenset[str]]) -> int:
    return sum(_between(guest, other, known) for other in group)


def _exchange(groups: list[list[Guest]], known: set[frozenset[str]]) -> None:
    """Two people change places as long as that makes both tables better; it ends, for every exchange costs less."""
    is_better = True
    while is_better:
        is_better = False
        for left, right in combinations(groups, 2):
            is_better = _swap_once(left, right, known) or is_better


def _swap_once(left: list[Guest], right: list[Guest], known: set[frozenset[str]]) -> bool:
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            rest_left, rest_right = left[:i] + left[i + 1 :], right[:j] + right[j + 1 :]
            before = _cost_of(one, rest_left, known) + _cost_of(other, rest_right, known)
            after = _cost_of(other, rest_left, known) + _cost_of(one, rest_right, known)
            if after < before:
                left[i], right[j] = other, one
                return True
    return False
