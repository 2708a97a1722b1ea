"""ケースのページ: where the case stands, what is next, the way so far, who had it; the sections of the other screens."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.casework.queries.cases import case_file
from takigi.custody.queries.annotations import annotations_of
from takigi.screens.casework.case_page import dress_case
from takigi.screens.render import render_screen


@require_safe
def case(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """One case; without a ground, a page that does not exist."""
    file = case_file(request.viewer, case_id)
    annotations = annotations_of(request.viewer.municipality_id, file.head.person.shown_id)
    context = {**dress_case(request.viewer, file), "annotations": annotations}
    return render_screen(request, "casework/case.html", context)
