"""緊急の閲覧の一覧: waiting for review first. For the secretariat and the auditor."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.queries import review_queue
from takigi.components.both_era_date import BothEraDate
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Link, Table
from takigi.screens.administration.pages import tabs
from takigi.screens.emergencies.words import state_tag
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("開いた日時", "開いた職員", "理由", "ふりかえりの期限", "状態")))
EMPTY = EmptyState("緊急の閲覧は、まだありません", "だれかが緊急に記録を開くと、ここに出ます。")


@require_safe
def emergencies(request: Any) -> HttpResponse:
    """The queue."""
    viewer = request.viewer
    cards = review_queue(viewer)
    names = administration.names(viewer, {card.staff_id for card in cards})
    rows = tuple(
        (
            Link(moment_in_words(card.opened_at), reverse("emergency_review", args=[card.reading_id])),
            names[card.staff_id],
            card.reason,
            BothEraDate(card.review_due_on),
            state_tag(card, viewer.on),
        )
        for card in cards
    )
    table = Table("緊急の閲覧", COLUMNS, rows, EMPTY, has_hidden_caption=True)
    context = {"heading": "緊急の閲覧", "tabs": tabs(viewer, "emergencies"), "table": table}
    return render_screen(request, "administration/table.html", context)
