"""段の配置: where each box stands and which way each arrow takes, in pixels. Numbers only; nothing is drawn here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from takigi.charts.layered_boxes import (
    BULGE_STEP,
    LANE_AIR,
    PASSING,
    Box,
    Column,
    Groups,
    Lanes,
    apart,
    box_of,
    columns_of,
    groups_of,
    is_free,
    lanes_of,
    room_needed,
)
from takigi.charts.layered_graph import Arrow, LayeredGraph, Node
from takigi.charts.layered_order import Neighbours, Stations, Way, ordered, stations

ROUNDS = 10
# An arrow that passes a column should do so straight; a box may give way.
STRAIGHT = 4.0
PORT_INSET, PORT_GAP, HEAD = 9.0, 13.0, 8.0
# Arrows within a column bend out, the longer ones around the shorter.
NEAREST_BULGE = 16.0

Point = tuple[float, float]


@dataclass(frozen=True)
class PlacedNode:
    """A box in its place."""

    node: Node
    box: Box
    left: float
    top: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.box.height


@dataclass(frozen=True)
class PlacedArrow:
    """An arrow: a start, then three points for each bend. Its head is at the last point and looks `is_leftward` or not."""

    arrow: Arrow
    points: tuple[Point, ...]
    is_leftward: bool


@dataclass(frozen=True)
class Placed:
    """The whole picture in places; `lanes` are name, top and bottom of each band."""

    columns: tuple[Column, ...]
    lanes: tuple[tuple[str, float, float], ...]
    nodes: tuple[PlacedNode, ...]
    arrows: tuple[PlacedArrow, ...]
    top: float
    bottom: float

    def lowered(self, by: float) -> Placed:
        """The same, so many pixels further down: room for headings whose height is known only when the columns stand."""
        return Placed(
            self.columns,
            tuple((name, start + by, end + by) for name, start, end in self.lanes),
            tuple(replace(one, top=one.top + by) for one in self.nodes),
            tuple(replace(one, points=tuple((x, y + by) for x, y in one.points)) for one in self.arrows),
            self.top + by,
            self.bottom + by,
        )


def placed(graph: LayeredGraph, *, width: float = 0.0, top: float = 0.0) -> Placed:
    """Every box and arrow of a trimmed graph. With `width` the columns stretch to it; they never become unreadable."""
    given = stations(graph)
    columns = columns_of(graph, given, width)
    boxes = [box_of(stop.node, columns[stop.column].width) if stop.node else None for stop in given.stops]
    heights = [box.height if box else PASSING for box in boxes]
    groups = groups_of(given, ordered(given))
    lanes, bottom = lanes_of(given, groups, heights, top)
    centres = _settled(given, groups, heights, lanes, (top + LANE_AIR, bottom - LANE_AIR))
    nodes = tuple(
        PlacedNode(stop.node, box, columns[stop.column].left, centre - box.height / 2, columns[stop.column].width)
        for stop, box, centre in zip(given.stops, boxes, centres, strict=True)
        if stop.node and box
    )
    named = tuple(
        (graph.bands[lane] if 0 <= lane < len(graph.bands) else "", start - LANE_AIR, end + LANE_AIR)
        for lane, (start, end) in lanes.items()
    )
    return Placed(columns, named, nodes, _arrows(given, columns, centres, heights), top, bottom)


def _settled(
    given: Stations, groups: Groups, heights: Sequence[float], lanes: Lanes, whole: tuple[float, float]
) -> list[float]:
    """The middle of each stop: as near to its neighbours as order, air and band allow."""
    left, right = given.neighbours()
    centres = [0.0] * len(given.stops)
    rooms = [{lane: whole if is_free(given, column) else lanes[lane] for lane in column} for column in groups]
    for column, room in zip(groups, rooms, strict=True):
        for lane, numbers in column.items():
            start = (sum(room[lane]) - room_needed(numbers, heights)) / 2
            _stand(numbers, [start] * len(numbers), heights, room[lane], centres)
    for number in range(ROUNDS):
        is_leftward, is_last = bool(number % 2), number >= ROUNDS - 2
        pairs = list(zip(groups, rooms, strict=True))
        for column, room in reversed(pairs) if is_leftward else pairs:
            for lane, numbers in column.items():
                wished = [_wish(one, centres, left, right, is_leftward=is_leftward, is_last=is_last) for one in numbers]
                _stand(numbers, wished, heights, room[lane], centres)
    return centres


def _wish(
    number: int,
    centres: Sequence[float],
    left: Neighbours,
    right: Neighbours,
    *,
    is_leftward: bool,
    is_last: bool,
) -> float:
    mine = (right if is_leftward else left).get(number, ())
    other = (left if is_leftward else right).get(number, ())
    near = [*mine, *other] if is_last or not mine else list(mine)
    return sum(centres[one] for one in near) / len(near) if near else centres[number]


def _stand(
    numbers: Sequence[int],
    wished: Sequence[float],
    heights: Sequence[float],
    room: tuple[float, float],
    centres: list[float],
) -> None:
    """Put stops as near to their wishes as possible, in order and inside the room (pool adjacent violators)."""
    offsets = [0.0]
    for above, below in pairwise(numbers):
        offsets.append(offsets[-1] + heights[above] + apart(above, below, heights))
    pools: list[tuple[float, float, int]] = []
    for number, wish, offset in zip(numbers, wished, offsets, strict=True):
        weight = STRAIGHT if heights[number] <= PASSING else 1.0
        value, count = wish - heights[number] / 2 - offset, 1
        while pools and pools[-1][0] > value:
            before, heft, many = pools.pop()
            value, weight, count = (before * heft + value * weight) / (heft + weight), heft + weight, many + count
        pools.append((value, weight, count))
    tops = [value for value, _, count in pools for _ in range(count)]
    lowest = room[1] - room_needed(numbers, heights)
    for number, top, offset in zip(numbers, tops, offsets, strict=True):
        centres[number] = max(room[0], min(top, lowest)) + offset + heights[number] / 2


def _arrows(
    given: Stations, columns: Sequence[Column], centres: Sequence[float], heights: Sequence[float]
) -> tuple[PlacedArrow, ...]:
    ports = _ports(given, centres, heights)
    bent = _bent(given, ports)
    return tuple(_arrow(given, number, way, columns, bent) for number, way in enumerate(given.ways))


Ports = Mapping[tuple[int, int, bool], float]


def _ports(given: Stations, centres: Sequence[float], heights: Sequence[float]) -> Ports:
    """At which height each way touches each stop (way, stop, on its right side): in the order of where they come from."""
    sides: dict[tuple[int, bool], list[tuple[float, int]]] = defaultdict(list)
    for number, way in enumerate(given.ways):
        for start, end in way.steps:
            sides[start, True].append((centres[end], number))
            sides[end, False].append((centres[start], number))
        if way.is_beside:
            for one, other in (way.stops, way.stops[::-1]):
                sides[one, True].append((centres[other], number))
    ports = {}
    for (stop, is_right), touching in sides.items():
        room = max(heights[stop] - 2 * PORT_INSET, 0.0)
        step = min(PORT_GAP, room / max(len(touching) - 1, 1))
        first = centres[stop] - step * (len(touching) - 1) / 2
        for place, (_, number) in enumerate(sorted(touching)):
            ports[number, stop, is_right] = first + place * step
    return ports


@dataclass(frozen=True)
class _Bent:
    """Where the arrows of a picture touch their boxes, and how far those within a column bend out."""

    ports: Ports
    bulges: Mapping[int, float]
    widest: Mapping[int, float]


def _bent(given: Stations, ports: Ports) -> _Bent:
    """No two arrows of a column lie on each other: the longer ones go around the shorter."""
    spans: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, way in enumerate(given.ways):
        if way.is_beside:
            one, other = way.stops
            spans[given.stops[one].column].append((abs(ports[number, one, True] - ports[number, other, True]), number))
    bulges = {
        number: NEAREST_BULGE + BULGE_STEP * place
        for ways in spans.values()
        for place, (_, number) in enumerate(sorted(ways))
    }
    return _Bent(ports, bulges, {column: NEAREST_BULGE + BULGE_STEP * len(ways) for column, ways in spans.items()})


def _arrow(given: Stations, number: int, way: Way, columns: Sequence[Column], bent: _Bent) -> PlacedArrow:
    if way.is_beside:
        one, other = way.stops
        right = columns[given.stops[one].column].right
        start, end = (right, bent.ports[number, one, True]), (right, bent.ports[number, other, True])
        out = right + bent.bulges[number]
        pulls = (out, start[1]), (out, end[1])
        return PlacedArrow(way.arrow, (start, *pulls, end), is_leftward=True)
    points: list[Point] = []
    for one, other in way.steps:
        column = given.stops[one].column
        start = columns[column].right, bent.ports[number, one, True]
        end = columns[given.stops[other].column].left, bent.ports[number, other, False]
        # Through the column before, if the arrow only passes it.
        points += [points[-1], start, start] if points else [start]
        # What goes on to the next column rises and falls beyond what bends out of this one.
        middle = min((start[0] + end[0]) / 2 + bent.widest.get(column, 0.0) / 3, end[0] - HEAD)
        points += [(middle, start[1]), (middle, end[1]), end]
    return PlacedArrow(way.arrow, tuple(points[::-1] if way.is_back else points), is_leftward=way.is_back)
