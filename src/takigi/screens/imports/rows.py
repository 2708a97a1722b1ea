"""ファイルの行の一覧: each row as it stood, and what becomes of it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.imports import rows_of
from takigi.screens.imports.filters import filters_of
from takigi.screens.imports.line_pages import dress_rows
from takigi.screens.render import render_screen


@require_safe
def import_rows(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """A page of them, narrowed by what becomes of them."""
    asked = filters_of(request)
    found = rows_of(request.viewer, batch_id, outcome=asked.outcome, page=asked.page)
    return render_screen(request, "imports/lines.html", dress_rows(batch_id, asked, found))
