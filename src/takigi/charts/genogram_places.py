"""家族図の置き場所: partners beside each other, children below and between them, and nobody on top of anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from takigi.charts.genogram import Genogram, Union

# Room of one person, of which the figure takes the middle and the words what is below.
WIDTH = 148.0


def places_of(family: Genogram) -> dict[str, float]:
    """The middle of each person's room, from left to right; rows are the generations.

    Blocks of partners are laid from the left, children before the parents who stand over them. Whatever is pushed aside
    takes its whole following along, so that nothing that stands already is ever touched.
    """
    laid = _Laying(family.trimmed())
    for block in laid.roots():
        laid.lay(block)
    left = min(laid.places.values(), default=0.0) - WIDTH / 2
    return {key: x - left for key, x in laid.places.items()}


def _blocks(keys: Sequence[str], generations: Mapping[str, int], unions: Sequence[Union]) -> list[tuple[str, ...]]:
    """Partners of one generation in one row without a gap: a person between two partners stands in the middle."""
    block_of: dict[str, list[str]] = {key: [key] for key in keys}
    for union in unions:
        if len(union.partners) < 2:
            continue
        one, other = union.partners
        left, right = block_of[one], block_of[other]
        if left is right or generations[one] != generations[other]:
            continue
        if left[-1] != one and left[0] == one:
            left.reverse()
        if right[0] != other and right[-1] == other:
            right.reverse()
        left.extend(right)
        for key in right:
            block_of[key] = left
    blocks = {tuple(block) for block in block_of.values()}
    return sorted(blocks, key=lambda block: min(keys.index(key) for key in block))


class _Laying:
    """The sheet while people are being laid on it."""

    def __init__(self, family: Genogram) -> None:
        self.places: dict[str, float] = {}
        self._next: dict[int, float] = defaultdict(float)
        self._generation = {one.key: one.generation for one in family.people}
        self._unions = family.unions
        keys = [one.key for one in family.people]
        self._blocks = _blocks(keys, self._generation, family.unions)
        self._block_of = {key: block for block in self._blocks for key in block}

    def roots(self) -> list[tuple[str, ...]]:
        """Blocks without parents on the sheet, the eldest first; those of a row of orphans come one after the other."""
        below = {
            child
            for union in self._unions
            if union.partners
            for child in union.children
            if self._generation[child] > self._generation[union.partners[0]]
        }
        roots = [block for block in self._blocks if not below & set(block)]
        eldest = sorted(roots, key=lambda block: self._generation[block[0]])
        rest = [block for block in self._blocks if block not in eldest]
        return eldest + rest

    def _children(self, block: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Blocks of the children, in the order of their birth, each once; only those that stand further down."""
        own = [union for union in self._unions if set(union.partners) & set(block)]
        keys = [child for union in own for child in union.children]
        lower = [key for key in keys if self._generation[key] > self._generation[block[0]]]
        return list(dict.fromkeys(self._block_of[key] for key in lower))

    def lay(self, block: tuple[str, ...]) -> list[str]:
        """Lay a block and everything below it that does not stand yet; returns whom it laid."""
        if block[0] in self.places:
            return []
        children = self._children(block)
        laid = [key for child in children for key in self.lay(child)]
        middles = [self.places[key] for child in children for key in child if key in self._called_below(block)]
        generation, width = self._generation[block[0]], WIDTH * len(block)
        wanted = (min(middles) + max(middles)) / 2 - width / 2 if middles else self._next[generation]
        left = max(wanted, self._next[generation])
        if left > wanted and laid:
            self._shift(laid, left - wanted)
        for number, key in enumerate(block):
            self.places[key] = left + WIDTH * (number + 0.5)
        self._next[generation] = left + width
        return [*laid, *block]

    def _called_below(self, block: tuple[str, ...]) -> set[str]:
        return {child for union in self._unions if set(union.partners) & set(block) for child in union.children}

    def _shift(self, keys: Sequence[str], by: float) -> None:
        """To the right, where nothing stands yet."""
        for key in keys:
            self.places[key] += by
            generation = self._generation[key]
            self._next[generation] = max(self._next[generation], self.places[key] + WIDTH / 2)
