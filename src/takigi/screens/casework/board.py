"""個別支援の板: columns of cases, the most pressing first, and the month's visits against the target."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.board import Board, case_board
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.ground_line import GroundLine
from takigi.components.tabs import Tab, Tabs
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import names_of_agencies
from takigi.screens.asked import number_asked
from takigi.screens.casework.cards import dress_card
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.render import render_screen

MINE = "主担当機関でこのケースを担当しているため"
CENTRES = "同じセンターの職員であるため"


@require_safe
def board(request: Any) -> HttpResponse:
    """The board of a centre, or of one's own cases. Which one stands in the address."""
    viewer = request.viewer
    mine = request.GET.get("mine") == "1"
    found = case_board(viewer, agency_id=number_asked(request, "agency"), mine=mine)
    context = {
        "heading": "個別支援",
        "tabs": desk_tabs(viewer, "cases"),
        "views": _views(viewer, found),
        "action": ButtonLink("相談を受け付ける", reverse("case_new"), ButtonKind.PRIMARY, icon="plus"),
        "as_of": in_both_eras(viewer.on),
        "ground": GroundLine((MINE if found.is_mine_only else CENTRES,)),
        "board": found,
        "columns": [_column(viewer, found, column) for column in found.columns],
        "total": sum(column.count for column in found.columns),
        "late": sum(column.late for column in found.columns),
    }
    return render_screen(request, "casework/board.html", context)


def _column(viewer: Any, found: Board, column: Any) -> dict[str, Any]:
    rest = column.count - len(column.cards)
    query = "mine=1" if found.is_mine_only else f"agency={found.agency_id}"
    return {
        "label": column.stage.label,
        "key": column.stage.value,
        "count": column.count,
        "late": column.late,
        "cards": [dress_card(card, viewer) for card in column.cards],
        "rest": rest,
        "rest_url": f"{reverse('case_column', args=[column.stage.value])}?{query}",
    }


def _views(viewer: Any, found: Board) -> Tabs | str:
    if found.agency_id is None:
        return ""
    names = names_of_agencies(viewer.municipality_id, {found.agency_id})
    here = reverse("cases")
    return Tabs(
        "だれのケースか",
        (
            Tab(f"{names[found.agency_id]}のケース", here, is_current=not found.is_mine_only),
            Tab("自分の担当", f"{here}?mine=1", is_current=found.is_mine_only),
        ),
    )
