"""段の図を描く: the placed boxes and arrows as SVG. Strokes and edges tell what colours only repeat; all of it prints in grey."""

from __future__ import annotations

from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.layered_boxes import INSET, SIZE
from takigi.charts.layered_graph import LayeredGraph, Look, Stroke
from takigi.charts.layered_places import HEAD, Placed, PlacedArrow, PlacedNode, Point, placed
from takigi.charts.lettering import LEADING, folded, width_of

DASHES = {
    Stroke.BOND: "",
    Stroke.DOTTED: "2 5",
    Stroke.DASHED: "9 5",
    Stroke.SOLID: "",
    Stroke.PALE: "",
    Stroke.CROSSED: "10 4 2 4",
}
PAINTS = {Stroke.BOND: Paint.FIRM, Stroke.PALE: Paint.FIRM, Stroke.CROSSED: Paint.FIRM}
THIN, STRONG, TO_HIT = 1.6, 3.4, 14.0
HEADING_AIR, SAMPLE, BADGE_AIR = 10.0, 64.0, 8.0
# How much wider than it has to be a picture for a sheet is tried.
WIDER = (1.12, 1.25, 1.4, 1.55)


def layered_svg(graph: LayeredGraph, *, width: float = 0.0) -> str:
    """The picture as SVG, at least as wide as can be read. Boxes can be opened by pointer and by key, arrows by pointer."""
    trimmed = graph.trimmed()
    return _svg(_drawn(trimmed, width), trimmed) if trimmed.nodes else ""


def layered_sheet(graph: LayeredGraph, *, across: float, down: float) -> str:
    """The same for a sheet of this shape, its letters as large as they can be: wider columns make lower boxes."""
    trimmed = graph.trimmed()
    if not trimmed.nodes:
        return ""
    natural = _drawn(trimmed, 0.0)
    tried = [natural, *(_drawn(trimmed, natural.width * wider) for wider in WIDER)]
    return _svg(max(tried, key=lambda one: min(across / one.width, down / one.cursor)), trimmed)


def _svg(drawing: Drawing, graph: LayeredGraph) -> str:
    return drawing.svg(graph.title, graph.description, role="group")


def _drawn(trimmed: LayeredGraph, width: float) -> Drawing:
    first = placed(trimmed, width=width)
    drawing = Drawing(max(width, max(column.right for column in first.columns) + _overhang(first)))
    top = _draw_headings(drawing, trimmed, first)
    full = first.lowered(top)
    for _, _, bottom in full.lanes[:-1]:
        drawing.line(0, bottom, drawing.width, bottom, Paint.FAINT)
    for arrow in sorted(full.arrows, key=lambda one: one.arrow.is_strong):
        _draw_arrow(drawing, arrow)
    for node in full.nodes:
        _draw_node(drawing, node)
    drawing.cursor = full.bottom
    _draw_key(drawing, trimmed)
    return drawing


def _overhang(full: Placed) -> float:
    return 1 + max(0.0, *(x - full.columns[-1].right for arrow in full.arrows for x, _ in arrow.points), 0.0)


def _draw_headings(drawing: Drawing, graph: LayeredGraph, full: Placed) -> float:
    lowest = 0.0
    for heading, column in zip(graph.columns, full.columns, strict=True):
        lines = [line for part in heading.split("\n") for line in folded(part, SIZE, column.width + INSET, most=2)]
        for number, line in enumerate(lines):
            baseline = (number + 0.8) * SIZE * LEADING
            drawing.words(column.left + column.width / 2, baseline, line, anchor="middle", paint=Paint.SOFT)
            lowest = max(lowest, (number + 1) * SIZE * LEADING)
    drawing.line(0, lowest + 4, drawing.width, lowest + 4, Paint.FIRM)
    return lowest + HEADING_AIR


def _draw_node(drawing: Drawing, one: PlacedNode) -> None:
    node = one.node
    with drawing.opening(node.href, node.told):
        fill = Paint.SHADE if node.look is Look.SHADED else Paint.SHEET
        drawing.bar(one.left, one.top, one.width, one.box.height, fill, told=node.told)
        corners = ((one.left, one.top), (one.right, one.top), (one.right, one.bottom), (one.left, one.bottom))
        edge = [("L" if number else "M", x, y) for number, (x, y) in enumerate((*corners, corners[0], corners[1]))]
        is_strong = node.look is Look.STRONG
        drawing.path(
            edge, Paint.INK if is_strong else Paint.FIRM, 2.6 if is_strong else 1.2, "6 4" * (node.look is Look.DASHED)
        )
        lines = [(line, Paint.SOFT) for line in one.box.tag] + [(line, Paint.INK) for line in one.box.lines]
        lines += [(line, Paint.SOFT) for line in one.box.notes]
        for number, (line, paint) in enumerate(lines, start=1):
            baseline = one.top + INSET * 0.5 + (number - 0.28) * SIZE * LEADING
            drawing.words(one.left + INSET, baseline, line, paint=paint)


def _draw_arrow(drawing: Drawing, one: PlacedArrow) -> None:
    arrow = one.arrow
    paint, width = PAINTS.get(arrow.stroke, Paint.INK), STRONG if arrow.is_strong else THIN
    tip = one.points[-1]
    if arrow.stroke is Stroke.BOND:
        drawing.curve(one.points, paint, 1)
        return
    into = HEAD * 0.7 if one.is_leftward else -HEAD * 0.7
    with drawing.opening(arrow.href, arrow.told, is_for_keys=False):
        drawing.curve((*one.points[:-1], (tip[0] + into, tip[1])), paint, width, DASHES[arrow.stroke])
        _draw_head(drawing, tip, paint, width, is_leftward=one.is_leftward)
        x, y = _middle(one.points)
        _draw_mark(drawing, arrow.stroke, x, y)
        if arrow.badge:
            drawing.words(x, y - BADGE_AIR, arrow.badge, anchor="middle")


def _draw_head(drawing: Drawing, tip: Point, paint: Paint, width: float, *, is_leftward: bool) -> None:
    back, half = (HEAD if is_leftward else -HEAD), HEAD * 0.45 + width * 0.4
    drawing.area((tip, (tip[0] + back, tip[1] - half), (tip[0] + back, tip[1] + half)), paint)


def _draw_mark(drawing: Drawing, stroke: Stroke, x: float, y: float) -> None:
    if stroke is Stroke.DASHED:
        drawing.mark(Shape.CIRCLE, x, y, 4.2, Paint.INK, hollow=True)
    elif stroke is Stroke.SOLID:
        drawing.mark(Shape.CIRCLE, x, y, 4.4, Paint.INK)
    elif stroke is Stroke.PALE:
        drawing.mark(Shape.TRIANGLE, x, y, 4.6, Paint.FIRM, hollow=True)
    elif stroke is Stroke.CROSSED:
        drawing.path((("M", x - 5, y - 5), ("L", x + 5, y + 5), ("M", x + 5, y - 5), ("L", x - 5, y + 5)), Paint.INK, 2)


def _middle(points: tuple[Point, ...]) -> Point:
    """A point on the arrow: half way through its first bend, where it has just left its box."""
    a, b, c, d = points[:4]
    x, y = ((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip(a, b, c, d, strict=True))
    return x, y


def _draw_key(drawing: Drawing, graph: LayeredGraph) -> None:
    """What each stroke means, in as many lines as it takes."""
    x, y = 0.0, drawing.cursor + SIZE * 1.4
    for stroke, words in graph.key:
        width = SAMPLE + width_of(words, SIZE) + 28
        if x and x + width > drawing.width:
            x, y = 0.0, y + SIZE * 1.7
        drawing.path((("M", x + 2, y), ("L", x + SAMPLE - 16, y)), PAINTS.get(stroke, Paint.INK), THIN, DASHES[stroke])
        _draw_mark(drawing, stroke, x + SAMPLE / 2 - 8, y)
        drawing.words(x + SAMPLE - 8, y + SIZE * 0.36, words)
        x += width
    for badge, words in graph.badges:
        told = f"{badge} {words}"
        if x and x + width_of(told, SIZE) > drawing.width:
            x, y = 0.0, y + SIZE * 1.7
        drawing.words(x, y + SIZE * 0.36, told)
        x += width_of(told, SIZE) + 28
    drawing.cursor = y + SIZE if graph.key else drawing.cursor
