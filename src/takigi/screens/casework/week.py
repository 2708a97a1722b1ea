"""わたしの週: what is late, then day by day."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.casework.queries.board import my_week
from takigi.casework.queries.personnel import handed_to
from takigi.components.ground_line import GroundLine
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.screens.casework.cards import dress_card
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.render import render_screen

WEEKDAYS = "月火水木金土日"


@require_safe
def week(request: Any) -> HttpResponse:
    """One's own cases that are late or fall due within seven days, and the visits one goes along to."""
    viewer = request.viewer
    found, handed = my_week(viewer), handed_to(viewer)
    days = [
        (f"{in_short_japanese(day)}（{WEEKDAYS[day.weekday()]}）", [dress_card(card, viewer) for card in cards])
        for day, cards in found.days
    ]
    context = {
        "heading": "わたしの週",
        "tabs": desk_tabs(viewer, "cases_week"),
        "ground": GroundLine(("主担当機関でこのケースを担当しているため",)),
        "handed": [dress_card(card, viewer) for card in handed],
        "late": [dress_card(card, viewer) for card in found.late],
        "days": days,
        "along": [dress_card(card, viewer) for card in found.along],
        "is_empty": not handed and not found.late and not any(cards for _, cards in found.days),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "casework/week.html", context)
