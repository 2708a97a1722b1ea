"""板の一列: the further cards of one column, page by page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.board import CARDS, case_board, column_cards
from takigi.casework.rules.states import Stage
from takigi.components.pager import Pager
from takigi.screens.casework.cards import dress_card
from takigi.screens.render import render_screen


@require_safe
def case_column(request: Any, stage: str) -> HttpResponse:
    """All cases of one column. Filters stand in the address."""
    if stage not in set(Stage):
        raise Http404
    viewer, asked = request.viewer, request.GET.get("agency", "")
    agency_id, mine = int(asked) if asked.isdecimal() else None, request.GET.get("mine") == "1"
    found = case_board(viewer, agency_id=agency_id, mine=mine)
    column = next(one for one in found.columns if one.stage == stage)
    pages = max(1, -(-column.count // CARDS))
    typed = request.GET.get("page", "1")
    page = min(int(typed), pages) if typed.isdecimal() and int(typed) else 1
    cards = column_cards(viewer, Stage(stage), agency_id=agency_id, mine=mine, page=page)
    address = f"?{'mine=1' if found.is_mine_only else f'agency={found.agency_id}'}"
    context = {
        "heading": f"{column.stage.label}のケース",
        "back": (reverse("cases"), "板へ戻る"),
        "cards": [dress_card(card, viewer) for card in cards],
        "pager": Pager(page=page, pages=pages, total=column.count, size=CARDS, address=address),
    }
    return render_screen(request, "casework/column.html", context)
