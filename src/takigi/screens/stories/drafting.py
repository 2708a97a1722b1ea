"""書きかけの用紙: a form of a story that opens with what its writer typed before. The draft goes when the form is kept."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from takigi.components.button import Button
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.logic_models.actions.drafts import drop_draft, keep_draft
from takigi.logic_models.queries.drafts import own_draft
from takigi.logic_models.rules.drafts import FORMS
from takigi.logic_models.rules.words import LogicModelRefused

# Where a form is opened again, if that is not its own name.
OPENED = {"outline": "story_outline", "course": "course_change"}
Done = TypeVar("Done")


def with_draft(request: Any, story_id: uuid.UUID, name: str, form: forms.Form) -> dict[str, Any]:
    """Fills a form that is only opened with its draft, and gives what the page needs to keep on keeping it."""
    draft = own_draft(request.viewer, story_id, name)
    if draft is not None and not form.is_bound:
        form.initial |= _as_typed(form, draft.entries)
    state = DraftState.SAVED if draft else DraftState.EMPTY
    return {
        "draft": {
            "url": reverse("story_draft", args=[story_id, name]),
            "saved": SavedDraft(state, f"{localtime(draft.updated_at):%H:%M}" if draft else ""),
            "drop": Button("下書きを消す") if draft else "",
            "drop_url": reverse("story_draft_drop", args=[story_id, name]),
        }
    }


def kept_at_last(request: Any, story_id: uuid.UUID, name: str, deed: Callable[[], Done]) -> Done:
    """The form is kept, and its draft is gone in the same moment."""
    with transaction.atomic():
        done = deed()
        drop_draft(by=request.viewer, story_id=story_id, form=name)
    return done


def _as_typed(form: forms.Form, entries: Mapping[str, list[str]]) -> dict[str, Any]:
    """The boxes as they were typed, right or wrong; a box that was emptied is empty."""
    told: dict[str, Any] = {}
    for name, field in form.fields.items():
        values = entries.get(name, [])
        is_list = isinstance(field, forms.MultipleChoiceField)
        told[name] = values if is_list else values[-1] if values else ""
    return told


@require_POST
def story_draft(request: Any, story_id: uuid.UUID, form: str) -> HttpResponse:
    """What was typed so far. A refusal is a sentence that the page shows."""
    try:
        keep_draft(by=request.viewer, story_id=story_id, form=form, typed=dict(request.POST.lists()))
    except LogicModelRefused as refusal:
        return JsonResponse({"told": str(refusal)}, status=422)
    return JsonResponse({"clock": f"{localtime(request.viewer.at):%H:%M}"})


@require_POST
def story_draft_drop(request: Any, story_id: uuid.UUID, form: str) -> HttpResponse:
    """下書きを消す: and an empty form."""
    drop_draft(by=request.viewer, story_id=story_id, form=form)
    messages.success(request, "下書きを消しました。")
    return redirect(OPENED.get(form, f"{form}_new") if form in FORMS else "story", story_id)
