"""変わる情報の一覧: people of the register whose facts the file changes."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.imports import changes_of
from takigi.people.queries.imports import import_page as page_of
from takigi.screens.imports.filters import filters_of
from takigi.screens.imports.line_pages import dress_changes
from takigi.screens.render import render_screen


@require_safe
def import_changes(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """A page of them, before and after."""
    page, asked = page_of(request.viewer, batch_id), filters_of(request)
    found = changes_of(request.viewer, batch_id, page=asked.page)
    return render_screen(request, "imports/lines.html", dress_changes(page, found))
