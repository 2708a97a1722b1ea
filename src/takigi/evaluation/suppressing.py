"""少人数を伏せる: which cells of a breakdown stay closed, and which beside them, so that nobody is found by subtraction. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from takigi.kernel.labelled import Labelled
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.disclosure.release import primary_cells
from takigi.statistics.disclosure.secondary import cells_to_hide
from takigi.statistics.disclosure.tables import TOTAL, Axis, crossed


class Hidden(Labelled):
    """なぜ出ないか."""

    SMALL = "small", "少人数のため"
    BESIDE = "beside", "差し引きで分からないようにするため"


@dataclass(frozen=True)
class Group:
    """One cell of a breakdown: how many in all, and, where they are a part of these, how many of them are counted."""

    whole: int
    part: int | None = None

    def counts(self) -> tuple[int, ...]:
        """What the cell tells: the counted and the others, or the whole alone."""
        return (self.whole,) if self.part is None else (self.part, self.whole - self.part)


@dataclass(frozen=True)
class Rule:
    """From how many people on a cell is shown, and whether the whole of the town is held to it as well.

    `judges_parts`: whether those counted and those not counted must be as many, too, or only both together.
    """

    smallest: int
    holds_for_totals: bool
    judges_parts: bool = True


def hidden_cells(leaves: Mapping[str, Group], groups: Mapping[str, Sequence[str]], rule: Rule) -> dict[str, Hidden]:
    """The cells that stay closed, by name; TOTAL is the whole. `groups`: coarser cells that are shown as well, by their leaves.

    Primary: every count from 1 to smallest - 1. Secondary: the cheapest further cells, until no attacker who knows all the
    others can narrow one down. Where no choice of cells does that, every cell but the whole stays closed.
    """
    names = tuple(leaves)
    counts = tuple(leaves[name].counts() for name in names)
    inner = tuple((name, tuple(parts)) for name, parts in groups.items())
    return dict(_hidden(names, counts, inner, rule))


@lru_cache(maxsize=4096)
def _hidden(
    names: tuple[str, ...],
    counts: tuple[tuple[int, ...], ...],
    groups: tuple[tuple[str, tuple[str, ...]], ...],
    rule: Rule,
) -> tuple[tuple[str, Hidden], ...]:
    if not names:
        return ()
    parts = tuple(str(at) for at in range(len(counts[0])))
    axis = Axis(names, dict(groups))
    table = crossed(counts, axis, parts) if len(parts) > 1 else crossed([one[0] for one in counts], axis)
    small = primary_cells(table, threshold=rule.smallest)
    if not rule.holds_for_totals:
        small = frozenset(place for place in small if table.cells[place][0] != TOTAL)
    if not small:
        return ()
    # The whole of the town is what everybody knows: it is no choice for hiding others.
    costs = [
        1e6 + value if cell[0] == TOTAL else value + 1 for cell, value in zip(table.cells, table.values, strict=True)
    ]
    closed = {table.cells[place][0]: Hidden.SMALL for place in small}
    try:
        beside = cells_to_hide(table, small, span=rule.smallest, costs=costs)
    except NoAnswer:
        every = (*names, *dict(groups))
        return tuple({name: closed.get(name, Hidden.BESIDE) for name in every}.items())
    for place in sorted(beside):
        closed.setdefault(table.cells[place][0], Hidden.BESIDE)
    if not rule.holds_for_totals:
        closed.pop(TOTAL, None)
    return tuple(closed.items())
