"""ストーリーのページ: the theory as a picture and as a nested list, with what is known of each box now."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.screens.render import render_screen
from takigi.screens.stories.story_parts import dress_story


@require_safe
def story(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """What the team believes now."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    return render_screen(request, "stories/story.html", dress_story(viewer, page, signs_board(viewer, story_id)))
