"""庁外に出せる表: an indicator by years and one breakdown as Excel, small groups closed as for the public, its notes below."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from takigi.evaluation.queries.shown import notes_of, shown
from takigi.evaluation.queries.standing import standing
from takigi.exchange.writers import write_table_xlsx
from takigi.indicators.breakdowns import possible_for
from takigi.indicators.catalogue import UnknownIndicator, indicator
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.kernel.era_names import in_japanese
from takigi.screens.files_out import as_file
from takigi.screens.numbers.periods import recent_years
from takigi.screens.numbers.ready import only_when_ready

HEADINGS = ("指標", "年度", "内訳", "区分", "数")


@require_safe
@only_when_ready
def number_table(request: Any, indicator_key: str) -> HttpResponse:
    """Its name holds the indicator's key and the day."""
    viewer = request.viewer
    try:
        found = indicator(indicator_key)
    except UnknownIndicator as error:
        raise Http404 from error
    by = [one for one in possible_for(found, ALL) if one.key == request.GET.get("by")]
    told = standing(viewer, [indicator_key], periods=recent_years(viewer.on), by=by)
    lines = shown(viewer, told, leaves_office=True)
    label = by[0].label if by else ""
    rows = [
        (line.label, line.period.label, label if line.split else "全体", "・".join(line.cell), line.words)
        for line in lines
    ]
    edition = found.editions[-1]
    below = [
        f"{in_japanese(told.as_of)}現在",
        f"数えるもの: {edition.counts}",
        *([f"割るもの: {edition.out_of}"] if edition.out_of else []),
        *notes_of(lines),
    ]
    content = write_table_xlsx(HEADINGS, [*rows, *((note, "", "", "", "") for note in below)], sheet="数")
    name = f"{indicator_key}-{told.as_of:%Y%m%d}.xlsx"
    return as_file(content, name)
