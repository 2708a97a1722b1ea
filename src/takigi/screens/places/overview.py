"""地域の机のはじめの頁: needs waiting, places to confirm, what is missing where."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.ground_line import GroundLine
from takigi.kernel.era_names import in_both_eras
from takigi.resources.queries.cards import may_keep_cards, resource_list, to_confirm
from takigi.resources.queries.requests import because_of_lists, open_requests, to_be_looked_after
from takigi.resources.queries.unmet import unmet_list
from takigi.screens.places.desk import desk_tabs
from takigi.screens.places.dress import card_of
from takigi.screens.places.request_dress import request_row
from takigi.screens.render import render_screen

FIRST = 5


@require_safe
def places(request: Any) -> HttpResponse:
    """いまのようす."""
    viewer = request.viewer
    cards = open_requests(viewer)
    looks = to_be_looked_after(viewer, within=viewer.on + timedelta(days=14))
    confirm = [card for card, _ in to_confirm(viewer)]
    missing, everything = unmet_list(viewer), resource_list(viewer)
    context = {
        "heading": "地域",
        "tabs": desk_tabs(viewer, "places"),
        "ground": GroundLine(because_of_lists(viewer)) if any(one.person for one in (*cards, *looks)) else "",
        "rows": [request_row(viewer, one) for one in cards[:FIRST]],
        "looks": [request_row(viewer, one) for one in looks[:FIRST]],
        "looks_left": max(0, len(looks) - FIRST),
        "open": len(cards),
        "waiting": sum(not one.taken_by for one in cards),
        "confirm": [card_of(one) for one in confirm[:FIRST]],
        "to_confirm": len(confirm),
        "total": len(everything),
        "missing": [
            (one.text, reverse("unmet_need", args=[one.unmet_id]), f"{one.area_name or '町の全体'}　{one.people}人の声")
            for one in missing[:FIRST]
        ],
        "unmet": len(missing),
        "keeps": may_keep_cards(viewer),
        "action": ButtonLink("場所をさがす", reverse("place_list"), ButtonKind.PRIMARY, icon="search"),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/overview.html", context)
