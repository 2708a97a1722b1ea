"""書きかけの口: what a page sends of a form while it is written. The place is signed: only a form that was shown sends words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from takigi.casework.actions.form_drafts import KeptForm, keep_form, settle_form
from takigi.casework.rules.form_drafts import read_form_value
from takigi.casework.rules.states import CaseRefused
from takigi.screens.casework.visits.wire import (
    body_of,
    changes_of,
    editor_of,
    entries_on_the_wire,
    id_of,
    refusal,
    typed_on_of,
    whole,
)
from takigi.screens.drafts.sheet import place_of

View = Callable[..., HttpResponse]


def _answered(view: View) -> View:
    """A refusal is a sentence that the page can show."""

    @wraps(view)
    def answer(request: Any) -> HttpResponse:
        try:
            return view(request)
        except CaseRefused as error:
            return refusal(error)

    return answer


@require_POST
@_answered
def draft_save(request: Any) -> HttpResponse:
    """What was typed, if anything was, and what stands there now."""
    sent = body_of(request)
    kept = keep_form(
        by=request.viewer,
        place=place_of(sent.get("place")),
        draft_id=id_of(sent),
        editor=editor_of(sent),
        changes=changes_of(sent, read_form_value),
        typed_on=typed_on_of(sent),
    )
    return _told(request, kept, since=whole(sent.get("since", 0)))


@require_POST
@_answered
def draft_settle(request: Any) -> HttpResponse:
    """「こちらを残す」 between two windows of the same writer."""
    sent = body_of(request)
    kept = settle_form(
        by=request.viewer,
        place=place_of(sent.get("place")),
        field_name=str(sent.get("field")),
        keep=[whole(one) for one in sent.get("keep", [])],
        seen=[whole(one) for one in sent.get("seen", [])],
        editor=editor_of(sent),
    )
    return _told(request, kept, since=whole(sent.get("since", 0)))


def _told(request: Any, kept: KeptForm, *, since: int) -> HttpResponse:
    news = {name: entry for name, entry in kept.entries.items() if entry.version > since}
    return JsonResponse(
        {
            "draft": str(kept.draft_id),
            "version": kept.version,
            "entries": entries_on_the_wire(news, {}, request.viewer),
            "conflicts": list(kept.conflicts),
            "ended": "recorded" if kept.is_recorded else "",
        }
    )
