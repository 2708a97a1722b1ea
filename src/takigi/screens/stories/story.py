"""ストーリーのページ: the theory as a picture and as a nested list, with what is known of each box now."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.screens.render import render_screen
from takigi.screens.stories.story_numbers import story_numbers
from takigi.screens.stories.story_parts import dress_story, figure_of


@require_safe
def story(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """What the team believes now. Its numbers come a moment later (`story_counted`): nobody waits for a count to read words."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    is_counted = any(use.indicator and use.ended_on is None for use in uses_of(viewer, story_id))
    parts = dress_story(viewer, page, signs_board(viewer, story_id), is_counted=is_counted)
    return render_screen(request, "stories/story.html", parts)


@require_safe
def story_counted(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """The same picture with this year's numbers at the boxes, and what the records say at the arrows."""
    viewer = request.viewer
    page, uses = story_page(viewer, story_id), uses_of(viewer, story_id)
    numbers = story_numbers(viewer, story_id, uses, is_drawn=False)
    parts = {"figure": figure_of(page, signs_board(viewer, story_id), uses, numbers), "sentence": numbers.sentence}
    return render_screen(request, "stories/_counted.html", parts)
