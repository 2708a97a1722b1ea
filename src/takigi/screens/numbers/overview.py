"""いまの数: every indicator in one line, with this year's figure, the year before, and two years of months as small as a word."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.charts.sparkline import Sparkline
from takigi.components.spark import Spark
from takigi.evaluation.pictures import shown_value
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.told import ShownLine
from takigi.indicators.catalogue import themes
from takigi.indicators.definition import Indicator
from takigi.screens.numbers.desk import desk_tabs, standing_parts
from takigi.screens.numbers.periods import recent_months, recent_years
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.render import render_screen

SPARK_MONTHS = 12

_Lines = dict[str, list[ShownLine]]


@require_safe
@only_when_ready
def numbers(request: Any) -> HttpResponse:
    """The desk. Asks twice: for the years and for the months of all indicators, each in one pass."""
    viewer = request.viewer
    years = standing(viewer, None, periods=recent_years(viewer.on))
    monthly = standing(viewer, None, periods=recent_months(viewer.on))
    by_year, by_month = _by_key(shown(viewer, years)), _by_key(shown(viewer, monthly))
    context = {
        "heading": "数字",
        "tabs": desk_tabs(viewer, "numbers"),
        "years": [period.label for period in reversed(list(years.results.question.periods))][:2],
        "themes": [_theme(label, indicators, by_year, by_month, years.as_of) for label, indicators in themes()],
        **standing_parts(years),
    }
    return render_screen(request, "numbers/overview.html", context)


def _by_key(lines: tuple[ShownLine, ...]) -> _Lines:
    found: _Lines = {}
    for line in lines:
        found.setdefault(line.key, []).append(line)
    return found


def _theme(
    label: str, indicators: Sequence[Indicator], by_year: _Lines, by_month: _Lines, as_of: Any
) -> dict[str, Any]:
    """One theme: what has a number somewhere, and folded behind it what no record feeds yet."""
    waiting = [one for one in indicators if _is_without_number([*by_year[one.key], *by_month[one.key]])]
    return {
        "label": label,
        "rows": [_row(one, by_year[one.key], by_month[one.key], as_of) for one in indicators if one not in waiting],
        "waiting": [_row(one, by_year[one.key], by_month[one.key], as_of) for one in waiting],
    }


def _is_without_number(lines: Sequence[ShownLine]) -> bool:
    """True where no year and no month comes to a number. A number that is hidden is a number."""
    return all(line.hidden is None and (line.answer is None or line.answer.value is None) for line in lines)


def _row(indicator: Indicator, years: list[ShownLine], monthly: list[ShownLine], as_of: Any) -> dict[str, Any]:
    """One indicator. The months are drawn only where some month has a number."""
    values = tuple(None if line.answer is None else shown_value(indicator, line.answer) for line in monthly)
    values = values[-SPARK_MONTHS:]
    line = Sparkline(
        title=indicator.label, as_of=as_of, values=values, periods=f"直近{len(values)}か月", unit=indicator.unit.word
    )
    return {
        "label": indicator.label,
        "url": reverse("number", args=[indicator.key]),
        "years": [line.words for line in reversed(years)][:2],
        "direction": indicator.direction.label if indicator.direction else "",
        "spark": Spark(line) if any(value is not None for value in values) else "",
    }
