"""下書きの口: saves what a page sends, tells it what others wrote, settles differences, confirms what was written away."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from takigi.casework.actions.visit_drafts import Kept, save_draft, settle_difference
from takigi.casework.actions.visits import confirm_visit
from takigi.casework.queries.visits import check_may_visit, names_in, visit_news
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visits import VisitNotReady
from takigi.screens.casework.visits.others import others_at
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
from takigi.screens.stories.from_visits import bring_reaction

View = Callable[..., HttpResponse]


def _answered(view: View) -> View:
    """Seen first, read then; a refusal is a sentence that the page can show."""

    @wraps(view)
    def answer(request: Any, case_id: uuid.UUID) -> HttpResponse:
        check_may_visit(request.viewer, case_id)
        try:
            return view(request, case_id)
        except VisitNotReady as error:
            return JsonResponse(_remarks(error), status=422)
        except CaseRefused as error:
            return refusal(error)

    return answer


def _remarks(error: VisitNotReady) -> dict[str, Any]:
    remarks = [
        {"sentence": one.sentence, "field": one.field, "place": one.place, "is_doubt": one.is_doubt}
        for one in error.remarks
    ]
    return {"sentence": str(error), "remarks": remarks, "may_keep_as_note": error.may_keep_as_note}


@require_POST
@_answered
def visit_save(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """What was typed, if anything was, and the answer: what is new since the page last looked."""
    viewer, sent = request.viewer, body_of(request)
    draft_id, since, changes = id_of(sent), whole(sent.get("since", 0)), changes_of(sent)
    if not changes:
        news = visit_news(viewer, case_id, draft_id, since=since)
        return JsonResponse(
            {
                "draft": str(draft_id),
                "version": news.version,
                "entries": entries_on_the_wire(news.entries, news.names, viewer),
                "others": others_at(viewer, draft_id),
                "visit": _address(case_id, news.confirmed_id),
                "ended": news.ended_as,
            }
        )
    kept = save_draft(
        by=viewer,
        case_id=case_id,
        draft_id=draft_id,
        editor=editor_of(sent),
        changes=changes,
        typed_on=typed_on_of(sent),
    )
    return JsonResponse(_told(request, case_id, kept, since=since))


def _told(request: Any, case_id: uuid.UUID, kept: Kept, *, since: int) -> dict[str, Any]:
    entries = {name: entry for name, entry in kept.entries.items() if entry.version > since}
    return {
        "draft": str(kept.draft_id) if kept.draft_id else None,
        "version": kept.version,
        "entries": entries_on_the_wire(entries, names_in(request.viewer, entries), request.viewer),
        "conflicts": list(kept.conflicts),
        "others": others_at(request.viewer, kept.draft_id) if kept.draft_id else [],
        "visit": _address(case_id, kept.confirmed_id),
        "is_note": kept.is_note,
        "ended": "" if kept.draft_id else "confirmed",
    }


def _address(case_id: uuid.UUID, visit_id: uuid.UUID | None) -> str:
    return reverse("visit_record", args=[case_id, visit_id]) if visit_id else ""


@require_POST
@_answered
def visit_settle(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """「こちらを残す」: the wording that stays where two people differ."""
    sent = body_of(request)
    kept = settle_difference(
        by=request.viewer,
        draft_id=id_of(sent),
        field=str(sent.get("field")),
        keep=[whole(one) for one in sent.get("keep", [])],
        seen=[whole(one) for one in sent.get("seen", [])],
        editor=editor_of(sent),
    )
    return JsonResponse(_told(request, case_id, kept, since=whole(sent.get("since", 0))))


@require_POST
@_answered
def visit_confirm(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """A visit that was confirmed without a network, once its words have arrived. Doubts were shown on the device."""
    sent = body_of(request)
    seen = sent.get("seen_version")
    visit_id = confirm_visit(
        by=request.viewer,
        draft_id=id_of(sent),
        case_id=case_id,
        seen_version=None if seen is None else whole(seen),
        accepts_doubts=sent.get("accepts") is True,
    )
    bring_reaction(request.viewer, visit_id)
    return JsonResponse({"visit": _address(case_id, visit_id)})
