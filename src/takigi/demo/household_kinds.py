"""世帯のかたち: who lives with whom. Households are drawn from the stock until nobody is left over."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from takigi.demo.age_counts import Stock, spread_over_ages
from takigi.demo.dealing import Dealer
from takigi.demo.towns import HouseholdMix, TownPlan

LABELS = {
    "single": "一人暮らし",
    "couple": "夫婦のみ",
    "nuclear": "夫婦と未婚の子",
    "one_parent": "ひとり親と未婚の子",
    "three_generations": "三世代",
    "others": "その他",
}


class Member(NamedTuple):
    """One member before a name is given."""

    role: str
    sex: str
    age: int


# How far each age leans to being the first person of such a household: (men, women) by five-year band.
_NEVER = ((0.0, 0.0),)
_LEANINGS = {
    "single": _NEVER * 3 + ((1, 1), (9, 8), (8, 6), (5, 3), (4, 2.5), (4, 2.5), (4, 2.5), (4, 2.5), (4, 3))
    + ((4, 5), (4, 7), (4, 8), (4, 10), (5, 13), (6, 18), (6, 20), (6, 20), (6, 20)),
    "couple": _NEVER * 4 + ((0.3, 0), (3, 0), (3, 0), (2, 0), (1.5, 0), (2, 0), (3, 0), (6, 0))
    + ((9, 0), (11, 0), (12, 0), (12, 0), (12, 0), (9, 0), (5, 0), (2, 0), (1, 0)),
    "nuclear": _NEVER * 4 + ((0.2, 0), (2, 0), (6, 0), (9, 0), (10, 0), (10, 0), (9, 0), (7, 0))
    + ((6, 0), (5, 0), (5, 0), (5, 0), (4, 0), (2, 0), (1, 0)) + _NEVER * 2,
    "one_parent": _NEVER * 4 + ((0, 0.3), (0.2, 1), (0.4, 3), (0.7, 5), (1, 6), (1, 6), (1, 5), (1, 3))
    + ((1, 3), (1, 3), (2, 5), (2, 7), (3, 10), (4, 12), (4, 10), (3, 8), (3, 8)),
    "three_generations": _NEVER * 11 + ((1, 0), (4, 1), (7, 2), (8, 4), (8, 6), (8, 8), (6, 8), (4, 6), (2, 2), (0, 0)),
    "others": _NEVER * 4 + ((2, 2),) * 4 + ((2, 2),) * 8 + ((3, 5),) * 5,
}  # fmt: skip

# Weights of first persons are worked out anew after so many households: the stock changes little in between.
_WEIGHED_ANEW_EVERY = 40


class Households:
    """Draws households one after another; the last one leaves the stock empty."""

    def __init__(self, plan: TownPlan, rng: Random) -> None:
        self._rng = rng
        self._stock = Stock(plan)
        self._kinds = Dealer(_shares(plan.mix), rng)
        self._leanings = {kind: _grown_up(spread_over_ages(leaning)) for kind, leaning in _LEANINGS.items()}
        self._weighed: dict[str, tuple[int, list[tuple[str, int]], list[float]]] = {}
        self._drawn = 0
        self._growing: dict[str, Callable[[list[Member]], None]] = {
            "couple": self._add_spouse,
            "nuclear": self._add_spouse_and_children,
            "one_parent": self._add_children,
            "three_generations": self._add_young_family,
            "others": self._add_relative,
        }

    def __iter__(self) -> Iterator[tuple[str, list[Member]]]:
        while self._stock.left:
            self._drawn += 1
            kind = self._kinds.deal()
            first = self._take_first(kind)
            if first is None:
                kind, first = "single", self._take_first("single")
            members = [Member("世帯主", *(first or self._take_last()))]
            if kind in self._growing and first is not None:
                self._growing[kind](members)
            yield _settled_kind(members, kind), members

    def _take_first(self, kind: str) -> tuple[str, int] | None:
        since, people, weights = self._weighed.get(kind, (0, [], []))
        for _ in range(3):
            if not weights or self._drawn - since > _WEIGHED_ANEW_EVERY:
                since, (people, weights) = self._drawn, self._stock.weighed(self._leanings[kind])
                self._weighed[kind] = (since, people, weights)
                if not weights:
                    return None
            sex, age = people[min(bisect(weights, self._rng.random() * weights[-1]), len(people) - 1)]
            if self._stock.take(self._rng, sex, age, age) is not None:
                return sex, age
            weights = []
        return None

    def _take_last(self) -> tuple[str, int]:
        """Whoever is left when every kind of household has run out of first persons."""
        taken = self._stock.take_anyone(self._rng, "1", 0, 200)
        if taken is None:
            raise AssertionError("the stock counts somebody whom no row holds")
        return taken

    def _add(self, members: list[Member], role: str, sex: str, youngest: int, oldest: int) -> bool:
        taken = self._stock.take_anyone(self._rng, sex, youngest, oldest)
        if taken is not None:
            members.append(Member(role, *taken))
        return taken is not None

    def _add_spouse(self, members: list[Member], role: str = "配偶者") -> None:
        of = members[-1]
        # Wives are on the whole a little younger than their husbands.
        lower, upper = (of.age - 7, of.age + 3) if of.sex == "1" else (of.age - 3, of.age + 7)
        sex = "2" if of.sex == "1" else "1"
        age = self._stock.take(self._rng, sex, max(lower, 20), max(upper, 22))
        if age is not None:
            members.append(Member(role, sex, age))

    def _add_spouse_and_children(self, members: list[Member]) -> None:
        self._add_spouse(members)
        self._add_children(members)

    def _add_children(self, members: list[Member], role: str = "子") -> None:
        parents = ("世帯主", "配偶者") if role == "子" else ("子", "子の配偶者")
        parent = min(member.age for member in members if member.role in parents)
        if parent > 54:
            for _ in range(2 if self._rng.random() < 0.2 else 1):
                self._add(members, role, self._sex(), parent - 40, parent - 20)
            return
        for _ in range(self._children_due()):
            self._add(members, role, self._sex(), parent - 40, min(parent - 19, 24))

    def _children_due(self) -> int:
        """How many children a family has, so that as families are used up all children find one."""
        mothers = self._stock.count("2", 27, 50)
        children = self._stock.count("1", 0, 19) + self._stock.count("2", 0, 19)
        mean = children / max(mothers * 0.60, 1)
        return max(1, min(int(mean * (0.6 + 0.8 * self._rng.random()) + self._rng.random()), 5))

    def _add_young_family(self, members: list[Member]) -> None:
        if self._rng.random() < 0.62:
            self._add_spouse(members)
        grandparent = min(member.age for member in members)
        if self._add(members, "子", "1", max(grandparent - 38, 26), max(grandparent - 20, 30)):
            self._add_spouse(members, "子の配偶者")
            self._add_children(members, "孫")

    def _add_relative(self, members: list[Member]) -> None:
        age = members[0].age
        for role in ("兄弟姉妹", "同居人")[: 1 if self._rng.random() < 0.7 else 2]:
            self._add(members, role, self._sex(), max(age - 12, 18), age + 8)

    def _sex(self) -> str:
        return "1" if self._rng.random() < 0.51 else "2"


def _shares(mix: HouseholdMix) -> list[tuple[str, float]]:
    return [(kind, getattr(mix, kind)) for kind in LABELS]


def _grown_up(leanings: dict[str, list[float]]) -> dict[str, list[float]]:
    """Nobody under 18 is the first person of a household."""
    return {sex: [0.0] * 18 + by_age[18:] for sex, by_age in leanings.items()}


def _settled_kind(members: list[Member], kind: str) -> str:
    """What the household has become, where somebody looked for was no longer there."""
    if len(members) == 1:
        return "single"
    roles = {member.role for member in members}
    if kind == "three_generations" and "孫" not in roles:
        return "others"
    return "couple" if kind == "nuclear" and roles == {"世帯主", "配偶者"} else kind
