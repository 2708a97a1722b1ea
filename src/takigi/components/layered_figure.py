"""段の図の部品: boxes and arrows with their title and sentences, and every arrow as words for whoever opens them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.charts.layered_drawing import layered_svg
from takigi.charts.layered_graph import Arrow, LayeredGraph, Look, Node, Stroke
from takigi.components.base import Component


@dataclass(frozen=True)
class LayeredFigure(Component):
    """段の図. On a narrow screen it is moved sideways; the same stands below it as a list."""

    template_name: ClassVar[str] = "components/layered_figure.html"

    graph: LayeredGraph

    @property
    def picture(self) -> SafeString:
        # The room of charts escapes every word that it writes; its tests hold it to that.
        return SafeString(layered_svg(self.graph))

    @property
    def told_arrows(self) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in self.graph.trimmed().arrows if arrow.told)

    @classmethod
    def examples(cls) -> Iterator["LayeredFigure"]:
        nodes = (
            Node(key="a", column=0, band=0, words="ご本人・家族", look=Look.SHADED, href="#a"),
            Node(key="b", column=0, band=1, words="包括", tag="自分たち", look=Look.STRONG, href="#b"),
            Node(key="c", column=1, band=0, words="訪問で道を示す", notes=("いま 月3件", "11月30日現在"), href="#c"),
            Node(
                key="d",
                column=1,
                band=1,
                words="名前がとても長くて一行にも二行にも入らない働きかけの例",
                look=Look.DASHED,
                href="#d",
            ),
            Node(key="e", column=2, words="元の生活を送る", tag="ありたい姿", look=Look.STRONG, href="#e"),
        )
        strokes = (Stroke.DOTTED, Stroke.DASHED, Stroke.SOLID, Stroke.PALE, Stroke.CROSSED)
        ends = (("a", "c"), ("b", "d"), ("c", "e"), ("d", "e"), ("d", "c"))
        arrows = tuple(
            Arrow(start=start, end=end, stroke=stroke, is_strong=stroke is Stroke.SOLID, told=f"矢印 {start} → {end}")
            for (start, end), stroke in zip(ends, strokes, strict=True)
        )
        yield cls(
            LayeredGraph(
                title="転んでも、元の生活へ",
                description="矢印は5本です。",
                columns=("誰に", "どう働きかける", "ありたい姿"),
                bands=("ご本人・家族", "包括"),
                nodes=nodes,
                arrows=arrows,
                key=tuple(zip(strokes, ("仮説", "確かめ中", "支えられた", "弱い", "否定"), strict=True)),
            )
        )
        yield cls(LayeredGraph(title="まだ何もない図", description="箱はまだありません。", columns=("誰に",), nodes=()))
