"""だれが見たか: every reading of one person's records, with its ground."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.files import readers_of
from takigi.screens.people.readers import dress_readers
from takigi.screens.render import render_screen


@require_safe
def person_readers(request: Any, person_id: uuid.UUID) -> HttpResponse:
    """Who looked, when and why. It does not open the person's own page."""
    context = dress_readers(person_id, readers_of(request.viewer, person_id), on=request.viewer.on)
    return render_screen(request, "people/readers.html", context)
