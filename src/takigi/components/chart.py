"""図の部品: a picture with its title and sentences, and the same numbers as a table for whoever opens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.charts.base import NARROW, WIDE, Chart
from takigi.charts.samples import all_samples
from takigi.charts.sparkline import Sparkline
from takigi.components.base import Component
from takigi.components.fold_out import FoldOut
from takigi.components.table import Column, Table


@dataclass(frozen=True)
class ChartFigure(Component):
    """図. Drawn for two widths, of which the page shows the one that fits; no script has to draw anything."""

    template_name: ClassVar[str] = "components/chart.html"

    chart: Chart

    @property
    def wide(self) -> SafeString:
        # The room of charts escapes every word that it writes; its tests hold it to that.
        return SafeString(self.chart.svg(WIDE))

    @property
    def narrow(self) -> SafeString:
        return SafeString(self.chart.svg(NARROW))

    @property
    def numbers(self) -> FoldOut | str:
        """The table of the picture, folded; nothing when there is no number yet."""
        told = self.chart.table()
        if not told.rows:
            return ""
        columns = tuple(Column(heading, is_number=number > 0) for number, heading in enumerate(told.headings))
        return FoldOut("数の表を見る", Table(told.caption, columns, told.rows, has_hidden_caption=True))

    @classmethod
    def examples(cls) -> Iterator["ChartFigure"]:
        for chart in all_samples():
            if not isinstance(chart, Sparkline):
                yield cls(chart)
