"""年表: what happened in a story in one line of time, the newest first."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.history_line import Event, HistoryLine
from takigi.components.status_tag import StatusTag
from takigi.logic_models.queries.timeline import Happening, Timeline, timeline
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import head_parts

# The page on which such a thing stands with everything about it.
STANDS_ON = {
    Happening.VERSION: "story_versions",
    Happening.APPROVAL: "story_versions",
    Happening.REFLECTION: "learning",
    Happening.DECISION: "learning",
    Happening.MEETING: "story_meetings",
    Happening.FACT: "wood",
    Happening.SIGN: "signs",
}


@require_safe
def story_timeline(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Moves, versions, reflections, decisions, facts and signs in one line."""
    told = timeline(request.viewer, story_id)
    parts = head_parts(request.viewer, told.head, "learning") | {
        "title": "年表",
        "line": _line(told, story_id),
        "back": (reverse("learning", args=[story_id]), "振り返りへ戻る"),
    }
    return render_screen(request, "stories/timeline.html", parts)


def _line(told: Timeline, story_id: uuid.UUID) -> HistoryLine:
    pages = {kind: reverse(name, args=[story_id]) for kind, name in STANDS_ON.items()}
    return HistoryLine(
        tuple(
            Event(one.on, one.text, one.more, StatusTag(one.kind.label), pages.get(one.kind, ""))
            for one in told.entries
        ),
        "まだ出来事がありません。",
    )
