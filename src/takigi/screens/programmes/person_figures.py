"""前と後の図: one picture for each test that was measured twice or more in the same way, in large print."""

from takigi.access.grounds import Viewer
from takigi.charts.before_after import BeforeAfter, Better, Occasion
from takigi.components.chart import ChartFigure
from takigi.instruments.changes import Change
from takigi.instruments.physical_tests import Better as BetterOfTest
from takigi.programmes.queries.episodes import EpisodePage
from takigi.programmes.queries.measurements import PersonGraph, before_and_after, person_graphs


def person_figures(viewer: Viewer, page: EpisodePage) -> list[ChartFigure]:
    """The pictures for the kitchen table; what was measured once only, or in unlike ways, has none."""
    pairs = before_and_after(page.measurements)
    # A picture would compare what the words beside it refuse to compare.
    alike = {(pair.test, pair.side) for pair in pairs if isinstance(pair.found, Change)}
    graphs = [graph for graph in person_graphs(page.measurements) if len(graph.points) > 1]
    return [ChartFigure(_chart(graph, viewer)) for graph in graphs if (graph.test, graph.side) in alike]


def _chart(graph: PersonGraph, viewer: Viewer) -> BeforeAfter:
    is_time = graph.test.unit == "秒"
    side = f"（{graph.side.label}）" if graph.side else ""
    return BeforeAfter(
        title=f"{graph.test.label}{side}",
        as_of=viewer.on,
        unit=graph.test.unit,
        digits=graph.test.decimals,
        better=Better.SMALLER if graph.test.better is BetterOfTest.LOWER else Better.LARGER,
        better_words=("短いほど良い" if is_time else "小さいほど良い")
        if graph.test.better is BetterOfTest.LOWER
        else ("長いほど良い" if is_time else "大きいほど良い"),
        smaller="短く" if is_time else "小さく",
        larger="長く" if is_time else "大きく",
        occasions=tuple(
            Occasion(
                name=point.timepoint.label,
                on=point.on,
                value=float(point.value) if point.value is not None else None,
                missing="" if point.value is not None else point.in_words,
            )
            for point in graph.points
        ),
    )
