"""段の箱: how wide each column is, how high each box, and where the bands begin and end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from takigi.charts.layered_graph import LayeredGraph, Node
from takigi.charts.layered_order import Order, Stations
from takigi.charts.lettering import LEADING, folded

SIZE = 16.0
INSET, GAP, PASSING, LANE_AIR = 8.0, 14.0, 10.0, 12.0
# Letters a line: the narrowest column still reads, the widest still leaves room for the others.
FEWEST_LETTERS, MOST_LETTERS, MOST_LINES = 6.0, 8.5, 6
NARROW_GAP, WIDE_GAP = 34.0, 76.0
# Between two arrows that bend out of one column.
BULGE_STEP = 14.0


@dataclass(frozen=True)
class Column:
    """Left edge and width of a column."""

    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True)
class Box:
    """A node with its lines broken for its column."""

    tag: tuple[str, ...]
    lines: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.lines) + len(self.tag) + len(self.notes)) * SIZE * LEADING + INSET * 1.5


def columns_of(graph: LayeredGraph, given: Stations, width: float) -> tuple[Column, ...]:
    """Columns as wide as their words ask for; wider when the sheet is, never narrower than can be read."""
    passing = Counter(given.stops[start].column for way in given.ways for start, _ in way.steps)
    beside = Counter(given.stops[way.stops[0]].column for way in given.ways if way.is_beside)
    gaps = [
        (
            min(NARROW_GAP + 2.5 * passing[column], WIDE_GAP)
            if column < given.columns - 1
            else NARROW_GAP * bool(beside[column])
        )
        + BULGE_STEP * max(beside[column] - 1, 0)
        for column in range(given.columns)
    ]
    wished = [_wish(graph, column) for column in range(given.columns)]
    stretch = max(1.0, (width - sum(gaps) - 2) / sum(wished)) if wished else 1.0
    columns, left = [], 1.0
    for wish, gap in zip(wished, gaps, strict=True):
        columns.append(Column(left, wish * stretch))
        left += wish * stretch + gap
    return tuple(columns)


def _wish(graph: LayeredGraph, column: int) -> float:
    lengths = [len(node.words) for node in graph.nodes if node.column == column]
    letters = 1.7 * sqrt(sum(lengths) / len(lengths)) if lengths else 0
    return min(max(letters, FEWEST_LETTERS), MOST_LETTERS) * SIZE + 2 * INSET


def box_of(node: Node, width: float) -> Box:
    """The node's words in lines that fit; what is too long ends in …, and is read out whole."""
    room = width - 2 * INSET
    return Box(
        folded(node.tag, SIZE, room, most=2) if node.tag else (),
        folded(node.words, SIZE, room, most=MOST_LINES),
        tuple(line for note in node.notes for line in folded(note, SIZE, room, most=2)),
    )


Lanes = Mapping[int, tuple[float, float]]
Groups = Sequence[Mapping[int, Sequence[int]]]


def groups_of(given: Stations, order: Order) -> Groups:
    """For each column its stops by lane, from top to bottom."""
    found: list[dict[int, list[int]]] = []
    for column in order:
        lanes: dict[int, list[int]] = defaultdict(list)
        for number in column:
            lanes[given.stops[number].lane].append(number)
        found.append(lanes)
    return found


def is_free(given: Stations, column: Mapping[int, Sequence[int]]) -> bool:
    """Whether nothing in the column belongs to a band, so that it may use the whole height."""
    nodes = [given.stops[number].node for numbers in column.values() for number in numbers]
    return all(node is None or node.band is None for node in nodes)


def room_needed(numbers: Sequence[int], heights: Sequence[float]) -> float:
    """The height of stops that stand below each other."""
    return sum(heights[number] for number in numbers) + sum(apart(a, b, heights) for a, b in pairwise(numbers))


def apart(above: int, below: int, heights: Sequence[float]) -> float:
    """Air between two stops: less where an arrow passes."""
    return GAP if heights[above] > PASSING and heights[below] > PASSING else GAP * 0.6


def lanes_of(given: Stations, groups: Groups, heights: Sequence[float], top: float) -> tuple[Lanes, float]:
    """Top and bottom of each lane, and the bottom of all."""
    needed: dict[int, float] = defaultdict(float)
    whole = 0.0
    for column in groups:
        for lane, numbers in column.items():
            if is_free(given, column):
                whole = max(whole, room_needed(numbers, heights))
            else:
                needed[lane] = max(needed[lane], room_needed(numbers, heights))
    lanes: dict[int, tuple[float, float]] = {}
    at = top
    for lane in sorted(needed):
        lanes[lane] = (at + LANE_AIR, at + LANE_AIR + needed[lane])
        at += needed[lane] + 2 * LANE_AIR
    return lanes, max(at, top + whole + 2 * LANE_AIR)
