"""予定の図の部品: bars over quarters with their title and sentence; moved sideways on a narrow screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.charts.schedule import Planned, Schedule, ScheduleRow, schedule_svg
from takigi.components.base import Component
from takigi.kernel.fiscal_year import FiscalYear


@dataclass(frozen=True)
class ScheduleFigure(Component):
    """予定の図. What is only about so is hatched or white; every piece stands below in words too."""

    template_name: ClassVar[str] = "components/schedule_figure.html"

    schedule: Schedule

    @property
    def picture(self) -> SafeString:
        # The room of charts escapes every word that it writes; its tests hold it to that.
        return SafeString(schedule_svg(self.schedule))

    @classmethod
    def examples(cls) -> Iterator["ScheduleFigure"]:
        rows = (
            ScheduleRow(
                "短い集中の教室",
                (
                    Planned("【協議】病院との打合せ", date(2025, 1, 6), date(2025, 3, 28)),
                    Planned("【予算】見積り", date(2025, 7, 1), date(2025, 9, 30), is_about=True),
                    Planned("【契約】始める～", date(2026, 4, 1)),
                ),
                href="#classes",
            ),
            ScheduleRow("とても長い名前の実施項目が入ったときの折り返しの見本", notes=("時期はまだ決まっていません",)),
        )
        yield cls(Schedule("三年の予定", "実施項目は2件、予定は3件です。", rows, FiscalYear(2024)))
        yield cls(Schedule("まだ何もない予定", "予定はまだありません。", (), FiscalYear(2026)))
