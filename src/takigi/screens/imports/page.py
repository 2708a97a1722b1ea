"""取り込み一件: where it stands, what confirming will do, and the next step."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.exchange.ledger_intake import start_apply, start_check
from takigi.people.queries.imports import import_page as page_of
from takigi.people.rules import ImportState, PeopleRefused
from takigi.screens.imports.page_parts import dress_page
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """The page of the import's stage; its buttons come back here."""
    if request.method == "POST":
        _take_next_step(request, batch_id)
        return redirect("import_page", batch_id)
    page = page_of(request.viewer, batch_id)
    if page.state is ImportState.RECEIVED:
        return redirect("import_columns", batch_id)
    return render_screen(request, "imports/page.html", dress_page(request.viewer, page))


def _take_next_step(request: Any, batch_id: uuid.UUID) -> None:
    """What the pressed button asks for; a refusal is told on the page that comes next.

    Both only queue the work, which the page then watches.
    """
    steps = {"check": start_check, "confirm": start_apply}
    try:
        if step := steps.get(request.POST.get("step", "")):
            step(by=request.viewer, batch_id=batch_id)
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
