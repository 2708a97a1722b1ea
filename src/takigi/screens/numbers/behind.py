"""数の中身: one part of one number, down to its records."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.evaluation.queries.behind import behind
from takigi.evaluation.rules import FactsRefused
from takigi.indicators.catalogue import UnknownIndicator
from takigi.screens.asked import page_asked
from takigi.screens.numbers.addresses import LISTED_ELSEWHERE, number_of
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.numbers.records import records_page


@require_safe
@only_when_ready
def number_behind(request: Any, indicator_key: str) -> HttpResponse:
    """What was shown is noted with its ground by the query itself. A number that cannot be is a page that does not exist."""
    number, periods = number_of(indicator_key, request.GET, on=request.viewer.on)
    if indicator_key in LISTED_ELSEWHERE:
        period = next(iter(periods))
        asked = urlencode({"from": period.first_day.isoformat(), "until": period.last_day.isoformat()})
        return redirect(f"{reverse(LISTED_ELSEWHERE[indicator_key])}?{asked}")
    try:
        found = behind(request.viewer, number, periods=periods, page=page_asked(request))
    except (UnknownIndicator, FactsRefused, LookupError) as error:
        raise Http404 from error
    return records_page(request, found, back=("number", "この指標へ戻る"), args=(indicator_key,))
