"""集計表: cells and every sum among them: margins, districts within areas, a part and its whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import NoAnswer, Whole, whole

Cell = tuple[str, ...]
TOTAL = "計"


@dataclass(frozen=True)
class Axis:
    """表の軸: its leaves, groups of leaves that are published as well (nested areas), and the name of the whole."""

    leaves: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total: str = TOTAL

    @property
    def wholes(self) -> dict[str, tuple[str, ...]]:
        """Every published sum along this axis and the leaves in it; the whole comes first."""
        return {self.total: self.leaves, **self.groups}

    @property
    def names(self) -> tuple[str, ...]:
        """Totals, groups, leaves, in the order in which tables print them."""
        return (*self.wholes, *self.leaves)


@dataclass(frozen=True)
class Sum:
    """合計の関係: the cell `total` is the sum of the cells `parts` (places in the table)."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """一枚の表: names and true values (n,) of all cells, totals included, and the sums that everybody can do."""

    cells: tuple[Cell, ...]
    values: Whole
    sums: tuple[Sum, ...]

    @cached_property
    def places(self) -> dict[Cell, int]:
        """Place of each cell by its name."""
        return {cell: place for place, cell in enumerate(self.cells)}

    @cached_property
    def totals(self) -> frozenset[int]:
        """Places of the cells that are a sum of others."""
        return frozenset(one.total for one in self.sums)

    def place(self, *names: str) -> int:
        """Place of the cell; raises NoAnswer naming what there is."""
        if names not in self.places:
            raise NoAnswer(f"表に「{'・'.join(names)}」という欄はありません。")
        return self.places[names]


def crossed(counts: npt.ArrayLike, *axes: Axis | Sequence[str]) -> Table:
    """A table of any number of axes with all of its margins. counts: leaves only, one dimension per axis, whole and >= 0.

    Raises NoAnswer for a shape that does not fit the axes, negative counts, or a group with an unknown leaf.
    """
    inner = whole(counts, "人数")
    sides = [axis if isinstance(axis, Axis) else Axis(tuple(axis)) for axis in axes]
    twice = sorted({name for side in sides for name in side.names if side.names.count(name) > 1})
    if twice:
        raise NoAnswer(f"同じ軸に同じ名前の見出しが2つあります（{'、'.join(twice)}）。「計」は合計の名前です。")
    if inner.shape != tuple(len(axis.leaves) for axis in sides):
        raise NoAnswer("表の行と列の数が、見出しの数と合いません。")
    if (inner < 0).any():
        raise NoAnswer("人数は0以上の整数で渡してください。")
    for position, axis in enumerate(sides):
        inner = _with_wholes(inner, position, axis)
    cells = tuple(product(*(axis.names for axis in sides)))
    places = {cell: place for place, cell in enumerate(cells)}
    sums = tuple(
        Sum(places[cell], tuple(places[(*cell[:position], leaf, *cell[position + 1 :])] for leaf in leaves))
        for position, axis in enumerate(sides)
        for whole, leaves in axis.wholes.items()
        for cell in cells
        if cell[position] == whole
    )
    return Table(cells, inner.ravel(), sums)


def _with_wholes(inner: Whole, position: int, axis: Axis) -> Whole:
    """Puts the sums of this axis before its leaves."""
    unknown = {leaf for leaves in axis.groups.values() for leaf in leaves} - set(axis.leaves)
    if unknown:
        raise NoAnswer(f"まとまりの中に、見出しにない名前があります（{'、'.join(sorted(unknown))}）。")
    wholes = [
        inner.take([axis.leaves.index(leaf) for leaf in leaves], axis=position).sum(axis=position, keepdims=True)
        for leaves in axis.wholes.values()
    ]
    return np.concatenate([*wholes, inner], axis=position)
