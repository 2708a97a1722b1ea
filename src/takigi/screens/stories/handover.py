"""引継ぎの資料: why, what is believed, what was tried, what was given up and why, and what is to be done this month."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import Viewer
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.queries.handover import HandoverPack, handover_pack
from takigi.logic_models.rules.picture import told
from takigi.logic_models.rules.states import QuestionState
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.screens.render import render_screen
from takigi.screens.stories.about import arrow_words
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.learning_page import told_decision, told_reflection
from takigi.screens.stories.meetings import waiting_of

# The last ones in full; the rest stands on its own page.
REFLECTIONS = 6
OPEN = (QuestionState.OPEN, QuestionState.GATHERING)


@require_safe
def story_handover(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """One page for whoever comes next, to read and to print."""
    pack = handover_pack(request.viewer, story_id)
    return render_screen(request, "stories/handover.html", _dress(request.viewer, pack))


def _dress(viewer: Viewer, pack: HandoverPack) -> dict[str, Any]:
    page, theory, learning = pack.page, pack.page.theory, pack.learning
    return head_parts(viewer, page.head, "learning") | {
        "title": "引継ぎの資料",
        "version": version_tag(page.version),
        "back": (reverse("learning", args=[page.head.story_id]), "振り返りへ戻る"),
        "as_of": in_both_eras(viewer.on),
        "pack": pack,
        "team": [one for one in page.members if one.is_in(viewer.on)],
        "blocks": blocks_of(theory),
        "arrows": [told(link, theory) for link in theory.links],
        "doubted": [(arrow_words(link, theory), link.status.label) for link in pack.doubted],
        "decisions": [told_decision(one, page) for one in learning.decisions],
        "reflections": [told_reflection(one) | {"line": one} for one in learning.reflections[:REFLECTIONS]],
        "questions": [one for one in pack.wood.questions if one.state in OPEN],
        "comments": [one for one in learning.comments if not one.answer],
        "changes": waiting_of(learning.meetings),
    }
