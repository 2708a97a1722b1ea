"""本人のページ: one person's file as known today, or as it was known on a day."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.custody.queries.annotations import annotations_of
from takigi.people.queries.files import person_file
from takigi.screens.people.known_on import known_on_of
from takigi.screens.people.person_page import dress_person
from takigi.screens.render import render_screen


@require_safe
def person(request: Any, person_id: uuid.UUID) -> HttpResponse:
    """One person in full; without a ground, a page that does not exist."""
    asked = known_on_of(request.GET.get("known_on", ""), today=request.viewer.on)
    file = person_file(request.viewer, person_id, known_on=asked.day)
    annotations = annotations_of(request.viewer.municipality_id, file.person_id)
    context = {**dress_person(request.viewer, file, asked), "annotations": annotations}
    return render_screen(request, "people/person.html", context)
