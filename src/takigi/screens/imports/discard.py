"""取り込みをやめる: before anything was written."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.exchange.ledger_intake import discard_ledger
from takigi.people.queries.imports import import_page as page_of
from takigi.people.rules import PeopleRefused
from takigi.screens.imports.endings import discard_page
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def import_discard(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """What goes and what stays; then back to the list."""
    page = page_of(request.viewer, batch_id)
    if request.method != "POST":
        return render_screen(request, "imports/discard.html", discard_page(page))
    try:
        discard_ledger(by=request.viewer, batch_id=batch_id)
        messages.success(request, "取り込みをやめました。台帳には何も書かれていません。")
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("imports")
