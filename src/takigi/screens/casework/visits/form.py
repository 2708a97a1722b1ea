"""訪問の記録: the one form, and its confirmation with everything that stands in the way said at once."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.casework.actions.visit_drafts import discard_draft, open_revision, save_draft
from takigi.casework.actions.visits import confirm_visit, keep_as_note
from takigi.casework.queries.visits import VisitDesk, check_may_visit, visit_desk, visit_file
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_fields import FIELD_OF, Kind
from takigi.casework.rules.visit_merging import Change, read_value
from takigi.casework.rules.visits import Remark, VisitNotReady
from takigi.components.button import Button, ButtonKind
from takigi.components.confirm import Confirmation
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.visits.dress import dress_desk
from takigi.screens.casework.visits.wire import id_of
from takigi.screens.render import render_screen
from takigi.screens.stories.from_visits import bring_reaction


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """The form with the draft in it; sent, the confirmation."""
    if request.method != "POST":
        return _page(request, visit_desk(request.viewer, case_id))
    check_may_visit(request.viewer, case_id)
    try:
        _save_what_was_posted(request, case_id)
        draft_id = id_of(request.POST.dict())
        if "keep_as_note" in request.POST:
            keep_as_note(by=request.viewer, draft_id=draft_id)
            messages.success(request, "書いたことを、経過記録に残しました。")
            return redirect("case", case_id)
        visit_id = confirm_visit(
            by=request.viewer,
            draft_id=draft_id,
            case_id=case_id,
            seen_version=_seen_version(request),
            accepts_doubts="accepts_doubts" in request.POST,
        )
    except VisitNotReady as error:
        desk = visit_desk(request.viewer, case_id)
        return _page(request, desk, error.remarks, may_keep_as_note=error.may_keep_as_note)
    except CaseRefused as error:
        return _page(request, visit_desk(request.viewer, case_id), (Remark(str(error)),))
    bring_reaction(request.viewer, visit_id)
    messages.success(request, "訪問を確定しました。")
    return redirect("visit_record", case_id, visit_id)


def _page(
    request: Any, desk: VisitDesk, remarks: tuple[Remark, ...] = (), *, may_keep_as_note: bool = False
) -> HttpResponse:
    context = dress_desk(request.viewer, desk, remarks, may_keep_as_note=may_keep_as_note)
    return render_screen(request, "casework/visits/form.html", context, status=422 if remarks else 200)


def _seen_version(request: Any) -> int | None:
    """The version that stood on the screen. Without a script the fields themselves were compared just now."""
    seen = request.POST.get("seen_version", "") if request.POST.get("is_saved") == "yes" else ""
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else None


def _save_what_was_posted(request: Any, case_id: uuid.UUID) -> None:
    """Without a script the form brings its fields along; with one, they have been saved as they were typed."""
    if request.POST.get("is_saved") == "yes":
        return
    seen = _seen(request.POST.get("seen", ""))
    changes = []
    for name, field in FIELD_OF.items():
        posted = request.POST.getlist(name) if field.kind is Kind.MANY else request.POST.get(name, "")
        value, (version, was) = read_value(name, posted), seen.get(name, (0, [] if field.kind is Kind.MANY else ""))
        if value != read_value(name, was):
            changes.append(Change(name, value, version, 1))
    if changes:
        save_draft(
            by=request.viewer,
            case_id=case_id,
            draft_id=id_of(request.POST.dict()),
            editor=str(id_of(request.POST.dict(), "editor")),
            changes=changes,
        )


def _seen(written: str) -> dict[str, tuple[int, Any]]:
    try:
        seen = json.loads(written or "{}")
        return {name: (int(version), value) for name, (version, value) in seen.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise CaseRefused("ページを開きなおしてください。書いたことは残っています。") from error


@require_http_methods(["GET", "HEAD", "POST"])
def visit_discard(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """下書きを取りやめる, after what will be lost was said."""
    desk = visit_desk(request.viewer, case_id)
    if request.method == "POST":
        try:
            discard_draft(by=request.viewer, draft_id=desk.draft_id)
            messages.success(request, "訪問の下書きを取りやめました。")
        except CaseRefused as error:
            messages.warning(request, str(error))
        return redirect("case", case_id)
    question = Confirmation(
        "訪問の下書きを取りやめますか",
        what_happens=("この訪問は記録されません。ケースの状態はそのままです。",),
        what_is_lost=(f"この下書きに書いたこと（{len(desk.entries)}項目）",),
        button=Button("下書きを取りやめる", ButtonKind.DANGER),
        back_href=reverse("visit", args=[case_id]),
        back_label="やめて下書きへ戻る",
    )
    context = {**head_parts(request.viewer, desk.head), "question": question}
    return render_screen(request, "casework/visits/discard.html", context)


@require_POST
def visit_revise(request: Any, case_id: uuid.UUID, visit_id: uuid.UUID) -> HttpResponse:
    """訪問を直す: opens a correction with what was confirmed in it."""
    visit_file(request.viewer, case_id, visit_id)
    try:
        open_revision(by=request.viewer, visit_id=visit_id)
    except CaseRefused as error:
        messages.warning(request, str(error))
        return redirect("visit_record", case_id, visit_id)
    return redirect("visit", case_id)
