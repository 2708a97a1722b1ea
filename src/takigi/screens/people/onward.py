"""次のページ: where to go after a change that may have ended the ground for looking."""

import uuid

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.people.queries.files import is_seen


def page_after(viewer: Viewer, person_id: uuid.UUID) -> str:
    """The person's page, or the search once the person has moved out of the viewer's sight."""
    return reverse("person", args=[person_id]) if is_seen(viewer, person_id) else reverse("people")
