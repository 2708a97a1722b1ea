"""つながりの一覧: my shared cases, what waits for an answer, and a colleague's case for an emergency."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.collaboration.queries.cases import PAGE, SharedLine, cases_of_colleagues, shared_page
from takigi.collaboration.queries.choices import own_agencies
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.pager import Pager
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.asked import page_asked
from takigi.screens.render import render_screen
from takigi.screens.together.desk import STATE_TONES, desk_tabs

COLUMNS = (
    Column("ケース"),
    Column("主担当"),
    Column("わたしの立場"),
    Column("状態"),
    Column("待っていること"),
    Column("わたしの期限"),
)
NONE_YET = "いま関わっている多機関のケースはありません"


@require_safe
def together(request: Any) -> HttpResponse:
    """The desk: what waits for an answer first. `?closed=1` shows the ended ones too; `?page=2` turns on."""
    viewer, also_closed = request.viewer, request.GET.get("closed") == "1"
    found = shared_page(viewer, page=page_asked(request), also_closed=also_closed)
    new = ButtonLink("多機関のケースを開く", reverse("shared_case_new"), ButtonKind.PRIMARY, icon="plus")
    context = {
        "heading": "つながり",
        "tabs": desk_tabs(viewer, "together"),
        "action": new if own_agencies(viewer) else "",
        "waiting": found.waiting,
        "pager": Pager(found.page, found.total, PAGE, "?closed=1" if also_closed else "?")
        if found.total > PAGE
        else "",
        "cases": Table(
            "わたしの多機関のケース",
            COLUMNS,
            tuple(_row(line) for line in found.lines),
            EmptyState(NONE_YET, "役割を頼まれたとき、会議に招かれたとき、自分で開いたときに、ここに並びます。"),
            has_hidden_caption=True,
        ),
        "peers": cases_of_colleagues(viewer),
        "also_closed": also_closed,
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/together.html", context)


def _row(line: SharedLine) -> tuple[Cell, ...]:
    name = f"{line.name}さんの世帯" if line.name else "名前を伏せた世帯"
    return (
        Link(f"{line.case_no}　{name}", reverse("shared_case", args=[line.case_id])),
        f"{line.owner_agency_name}　{line.owner_name or '担当者はこれから決めます'}",
        line.standing.label,
        StatusTag(line.state.label, STATE_TONES[line.state]),
        StatusTag("、".join(line.waits), Tone.NEXT) if line.waits else "ありません",
        BothEraDate(line.due_on) if line.due_on else "ありません",
    )
