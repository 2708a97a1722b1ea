"""取り込み一件: where it stands, what confirming will do, and the next step."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.queries.imports import import_page as page_of
from takigi.people.rules import ImportState
from takigi.screens.imports.next_steps import take_next_step
from takigi.screens.imports.page_parts import dress_page
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """The page of the import's stage; its buttons come back here."""
    if request.method == "POST":
        take_next_step(request, batch_id)
        return redirect("import_page", batch_id)
    page = page_of(request.viewer, batch_id)
    if page.state is ImportState.RECEIVED:
        return redirect("import_columns", batch_id)
    return render_screen(request, "imports/page.html", dress_page(request.viewer, page))
