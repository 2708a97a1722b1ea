"""データの確かめ: impossible orders, blanks, values far from all others, and definitions that do not agree."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.table import Column, Link, Table
from takigi.evaluation.queries.behind import finding_records
from takigi.evaluation.queries.quality import QualityPage, quality
from takigi.kernel.era_names import in_japanese
from takigi.screens.asked import page_asked
from takigi.screens.numbers.desk import desk_tabs
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.numbers.records import records_page
from takigi.screens.render import render_screen

COLUMNS = (Column("種類"), Column("記録"), Column("見つかったこと"), Column("どう直すか"))


@require_safe
@only_when_ready
def number_quality(request: Any) -> HttpResponse:
    """What was found, and what was looked for in vain."""
    page = quality(request.viewer)
    context = {
        "heading": "データの確かめ",
        "tabs": desk_tabs(request.viewer, "number_quality"),
        "page": page,
        "table": _table(page),
        "ground": GroundLine(page.because),
        "as_of": in_japanese(page.as_of),
    }
    return render_screen(request, "numbers/quality.html", context)


@require_safe
@only_when_ready
def number_finding(request: Any, check: str) -> HttpResponse:
    """The records behind a finding."""
    found = finding_records(request.viewer, check, page=page_asked(request))
    return records_page(request, found, back=("number_quality", "データの確かめへ戻る"))


def _table(page: QualityPage) -> Table:
    rows = tuple(
        (one.kind.label, one.table, Link(one.sentence, reverse("number_finding", args=[one.key])), one.remedy)
        for one in page.findings
    )
    empty = EmptyState("気になる記録はありません", f"{page.checks}種類の確かめをして、何も見つかりませんでした。")
    return Table("見つかったこと", COLUMNS, rows, empty=empty, has_hidden_caption=True)
