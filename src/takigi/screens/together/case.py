"""多機関のケースのページ: the owner first, then who does what by when, then what may be read, class by class."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.collaboration.queries.cases import shared_file
from takigi.screens.render import render_screen
from takigi.screens.together.case_page import dress_case
from takigi.screens.together.desk import head_parts


@require_safe
def shared_case(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """One case; where nothing connects the viewer with it, a page that does not exist."""
    file = shared_file(request.viewer, shared_id)
    return render_screen(request, "together/case.html", dress_case(request.viewer, file))


@require_safe
def shared_handover(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """引き継ぎ: for the successor: who had the case and why it came on, who was asked and what they said, in order."""
    file = shared_file(request.viewer, shared_id)
    parts = dress_case(request.viewer, file) | head_parts(request.viewer, file.head, "shared_handover")
    return render_screen(request, "together/handover.html", parts)
