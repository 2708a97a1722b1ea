"""気をつける点の一覧: every problem with row, column, value and what to do."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.imports import problem_kinds, problems_of
from takigi.screens.imports.filters import filters_of
from takigi.screens.imports.line_pages import dress_problems
from takigi.screens.render import render_screen


@require_safe
def import_problems(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """A page of them, narrowed by weight or kind."""
    asked, kinds = filters_of(request), problem_kinds(request.viewer, batch_id)
    found = problems_of(request.viewer, batch_id, blocking=asked.blocking, code=asked.code, page=asked.page)
    context = dress_problems(batch_id, asked, kinds, found)
    return render_screen(request, "imports/lines.html", context)
