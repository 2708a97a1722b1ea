"""短期集中の一回りの頁."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.programmes.queries.episodes import episode_page
from takigi.screens.programmes.before_after_page import dress_before_after
from takigi.screens.programmes.episode_page import dress_episode
from takigi.screens.render import render_screen


@require_safe
def episode(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """One person's course; without a ground, a page that does not exist."""
    context = dress_episode(request.viewer, episode_page(request.viewer, episode_id))
    return render_screen(request, "programmes/episode.html", context)


@require_safe
def before_after(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """本人に見せる: before and after in plain words, large, and ready for paper."""
    context = dress_before_after(request.viewer, episode_page(request.viewer, episode_id))
    return render_screen(request, "programmes/before_after.html", context)
