"""ひとつの指標: what it means, its months as the chart that suits them, its years, one breakdown, and ways down."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from takigi.evaluation.queries.standing import standing
from takigi.indicators.breakdowns import possible_for
from takigi.indicators.catalogue import UnknownIndicator, indicator
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.screens.numbers.indicator_page import Asked, dress_indicator
from takigi.screens.numbers.periods import recent_months, recent_years
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.render import render_screen


@require_safe
@only_when_ready
def number(request: Any, indicator_key: str) -> HttpResponse:
    """The page of one indicator; `?by=area` says the breakdown."""
    viewer = request.viewer
    try:
        found = indicator(indicator_key)
    except UnknownIndicator as error:
        raise Http404 from error
    possible = possible_for(found, ALL)
    by = next((one for one in possible if one.key == request.GET.get("by")), possible[0] if possible else None)
    years = standing(viewer, [indicator_key], periods=recent_years(viewer.on), by=[by] if by else [])
    monthly = standing(viewer, [indicator_key], periods=recent_months(viewer.on))
    context = dress_indicator(viewer, Asked(found, possible, by), years, monthly)
    return render_screen(request, "numbers/number.html", context)
