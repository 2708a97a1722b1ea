"""段の順序: in which order boxes stand in their column, so that few arrows cross. Bands keep their order.

Barycentre sweeps, then swaps of neighbours (Sugiyama, Tagawa, Toda 1981). An arrow over several columns gets a
place of its own in each column between, so that no arrow runs through a box.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from takigi.charts.layered_graph import Arrow, LayeredGraph, Node

SWEEPS = 12
# Stands below every band: what has none in a column of bands, so that it does not push the picture down.
SHARED = 1_000_000

# For each column the numbers of its stops, from top to bottom.
Order = list[list[int]]
Neighbours = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Stop:
    """What stands in a column: a box, or an arrow on its way (`node` is None)."""

    column: int
    lane: int
    node: Node | None = None


@dataclass(frozen=True)
class Way:
    """An arrow with the stops that it touches from left to right; `is_back` when it leads to the left."""

    arrow: Arrow
    stops: tuple[int, ...]
    is_back: bool = False
    is_beside: bool = False

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """Each pair of stops that the arrow joins across a gap; none when it stays in its column."""
        return () if self.is_beside else tuple(zip(self.stops, self.stops[1:], strict=False))


@dataclass(frozen=True)
class Stations:
    """Every stop and every way of a trimmed graph."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    columns: int

    def neighbours(self) -> tuple[Neighbours, Neighbours]:
        """The stops to the left and to the right of each stop."""
        left: dict[int, list[int]] = defaultdict(list)
        right: dict[int, list[int]] = defaultdict(list)
        for way in self.ways:
            for start, end in way.steps:
                right[start].append(end)
                left[end].append(start)
        return left, right


def stations(graph: LayeredGraph) -> Stations:
    """Boxes and arrows of a trimmed graph as stops in columns and lanes."""
    banded = {node.column for node in graph.nodes if node.band is not None}
    stops = [Stop(node.column, _lane(node.band, node.column, banded), node) for node in graph.nodes]
    at = {node.key: number for number, node in enumerate(graph.nodes)}
    ways: list[Way] = []
    for arrow in graph.arrows:
        first, last = graph.nodes[at[arrow.start]], graph.nodes[at[arrow.end]]
        if first.column == last.column:
            ways.append(Way(arrow, (at[first.key], at[last.key]), is_beside=True))
            continue
        left, right = sorted((first, last), key=lambda node: node.column)
        between = range(left.column + 1, right.column)
        band = right.band if left.band is None else left.band
        passed = range(len(stops), len(stops) + len(between))
        stops += [Stop(column, _lane(band, column, banded)) for column in between]
        ways.append(Way(arrow, (at[left.key], *passed, at[right.key]), is_back=left is last))
    return Stations(tuple(stops), tuple(ways), len(graph.columns))


def _lane(band: int | None, column: int, banded: set[int]) -> int:
    # A column without any band is one lane from top to bottom, in which everything may stand anywhere.
    return 0 if column not in banded else SHARED if band is None else band


def ordered(given: Stations) -> Order:
    """The best order found. The same graph always comes out the same."""
    order: Order = [[] for _ in range(given.columns)]
    for number, stop in enumerate(given.stops):
        order[stop.column].append(number)
    for column in order:
        column.sort(key=lambda number: given.stops[number].lane)
    best, fewest = order, crossings(given, order)
    left, right = given.neighbours()
    for sweep in range(SWEEPS):
        order = _swept(given, order, right if sweep % 2 else left, is_leftward=bool(sweep % 2))
        order = _swapped(given, order, left, right)
        count = crossings(given, order)
        if count < fewest:
            best, fewest = order, count
        if not fewest:
            break
    return best


def crossings(given: Stations, order: Order) -> int:
    """How many pairs of arrows cross between the columns."""
    place = _places(order)
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for way in given.ways:
        for start, end in way.steps:
            gaps[given.stops[start].column].append((place[start], place[end]))
    return sum(_inversions(pairs) for pairs in gaps.values())


def _inversions(pairs: list[tuple[int, int]]) -> int:
    seen: list[int] = []
    count = 0
    for _, end in sorted(pairs):
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _places(order: Order) -> dict[int, int]:
    return {number: place for column in order for place, number in enumerate(column)}


def _swept(given: Stations, order: Order, fixed: Neighbours, *, is_leftward: bool) -> Order:
    """Each column ordered by where the neighbours on one side stand on average."""
    new = [list(column) for column in order]
    for column in reversed(new) if is_leftward else new:
        place = _places(new)
        column.sort(key=lambda number: (given.stops[number].lane, _middle(number, fixed, place)))
    return new


def _middle(number: int, fixed: Neighbours, place: Mapping[int, int]) -> float:
    near = fixed.get(number, ())
    return sum(place[one] for one in near) / len(near) if near else place[number]


def _swapped(given: Stations, order: Order, left: Neighbours, right: Neighbours) -> Order:
    """Neighbours of one lane change places as long as that undoes crossings."""
    new = [list(column) for column in order]
    place = _places(new)
    is_better = True
    while is_better:
        is_better = False
        for column in new:
            for at in range(len(column) - 1):
                above, below = column[at], column[at + 1]
                if given.stops[above].lane != given.stops[below].lane:
                    continue
                if _gain(above, below, (left, right), place) > 0:
                    column[at], column[at + 1] = below, above
                    place[above], place[below] = at + 1, at
                    is_better = True
    return new


def _gain(above: int, below: int, sides: Iterable[Neighbours], place: Mapping[int, int]) -> int:
    """How many crossings go when the two change places."""
    gain = 0
    for side in sides:
        for one in side.get(above, ()):
            for other in side.get(below, ()):
                gain += (place[one] > place[other]) - (place[one] < place[other])
    return gain
