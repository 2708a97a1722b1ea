"""板の一列: the further cards of one column, page by page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.board import CARDS, case_board, column_cards
from takigi.casework.rules.states import Stage
from takigi.components.pager import Pager
from takigi.kernel.turning import page_in
from takigi.screens.asked import number_asked, page_asked
from takigi.screens.casework.cards import dress_card
from takigi.screens.render import render_screen


@require_safe
def case_column(request: Any, stage: str) -> HttpResponse:
    """All cases of one column. Filters stand in the address."""
    if stage not in set(Stage):
        raise Http404
    viewer, agency_id, mine = request.viewer, number_asked(request, "agency"), request.GET.get("mine") == "1"
    found = case_board(viewer, agency_id=agency_id, mine=mine)
    column = next(one for one in found.columns if one.stage == stage)
    page = page_in(page_asked(request), column.count, CARDS)
    cards = column_cards(viewer, Stage(stage), agency_id=agency_id, mine=mine, page=page)
    address = f"?{'mine=1' if found.is_mine_only else f'agency={found.agency_id}'}"
    context = {
        "heading": f"{column.stage.label}のケース",
        "back": (reverse("cases"), "板へ戻る"),
        "cards": [dress_card(card, viewer) for card in cards],
        "pager": Pager(page, column.count, CARDS, address),
    }
    return render_screen(request, "casework/column.html", context)
