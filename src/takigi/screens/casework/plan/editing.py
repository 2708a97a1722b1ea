"""計画書を書く: saves itself as a draft; a row more or less works without a script; two people in it lose nothing."""

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import Unseen
from takigi.casework.actions.plans import begin_plan
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.casework.queries.plans import PlanFile, first_plan, plan_of
from takigi.casework.rules.states import CaseRefused
from takigi.components.button import Button, ButtonKind
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.organisations.queries import names_of_staff
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.plan.boxes import Boxes
from takigi.screens.casework.plan.drafts import BESIDE, Saved, as_opened, save_typed, was_of
from takigi.screens.casework.plan.dress import dress_plan
from takigi.screens.casework.plan.reading import plan_page
from takigi.screens.casework.plan.written import typed_in
from takigi.screens.render import render_screen

# Whoever saved within this time is said to be writing too.
STILL_WRITING = timedelta(minutes=10)
FORM, RENEWS = "casework/plan/_form.html", "plan-form"


@require_POST
def plan_begin(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """計画書を書きはじめる, filled from what is known; a draft that is there goes on."""
    head = head_to_change(request.viewer, case_id)
    sheet = first_plan(request.viewer, case_id)
    plan_id = begin_plan(by=request.viewer, case_id=head.case_id, sheet=sheet, on=request.viewer.on)
    return redirect("plan", case_id, plan_id)


def plan_in(viewer: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> PlanFile:
    """A plan of this case; Unseen for one of another."""
    file = plan_of(viewer, plan_id)
    if file.case_id != case_id:
        raise Unseen
    return file


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """A draft to write in, or an agreed plan to read."""
    viewer = request.viewer
    head = head_to_change(viewer, case_id) if request.method == "POST" else case_head(viewer, case_id)
    file = plan_in(viewer, case_id, plan_id)
    if request.method != "POST":
        if file.line.consented_on or not head.may_record:
            return plan_page(request, head, file)
        return _page(request, head, as_opened(file))
    typed, was = _sent(request)
    asked, taken = request.POST.get("row", ""), request.POST.get("taken", "")
    try:
        saved = save_typed(viewer, file, typed, was, row=asked, taken=taken)
    except CaseRefused as refusal:
        return _page(request, head, Saved(file, typed, was), str(refusal))
    go = request.POST.get("go", "")
    if asked or saved.errors or saved.theirs:
        return _page(request, head, saved, asked=asked)
    if go == "consent":
        return redirect("plan_consent", case_id, plan_id)
    messages.success(request, "下書きを保存しました。")
    return redirect("plan", case_id, plan_id)


def _sent(request: Any) -> tuple[dict[str, str], dict[str, str]]:
    sent = typed_in(request.POST)
    return {name: text for name, text in sent.items() if name not in BESIDE}, was_of(request.POST.get("was", ""))


@require_POST
def plan_save(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """The page saves itself: answers with the state of the draft only, so that nobody's cursor jumps."""
    viewer = request.viewer
    head_to_change(viewer, case_id)
    file = plan_in(viewer, case_id, plan_id)
    typed, was = _sent(request)
    try:
        saved = save_typed(viewer, file, typed, was)
    except CaseRefused as refusal:
        return render_screen(
            request, "casework/plan/_draft.html", _draft(request, Saved(file, typed, was), str(refusal))
        )
    # The page still shows what was typed: it is compared with that, except where the other's words wait to be read.
    remembered = {name: was.get(name, "") if name in saved.theirs else text for name, text in typed.items()}
    return render_screen(request, "casework/plan/_draft.html", _draft(request, replace(saved, was=remembered)))


def _draft(request: Any, saved: Saved, refusal: str = "") -> dict[str, Any]:
    viewer, file = request.viewer, saved.file
    at, by = localtime(file.saved_at), file.saved_by_id
    is_shared = by != viewer.staff_id and file.saved_at > viewer.at - STILL_WRITING
    other = names_of_staff(viewer.municipality_id, {by}).get(by, "") if is_shared else ""
    return {
        "draft": SavedDraft(
            DraftState.EMPTY if refusal else DraftState.SAVED, f"{at:%H:%M}", (other,) if other else ()
        ),
        "was": json.dumps(saved.was, ensure_ascii=False),
        "refusal": refusal,
        "has_theirs": bool(saved.theirs),
        "wrong": len(saved.errors),
    }


def _page(request: Any, head: CaseHead, saved: Saved, refusal: str = "", *, asked: str = "") -> HttpResponse:
    ids = [head.case_id, saved.file.line.plan_id]
    here = reverse("plan", args=ids)
    boxes = Boxes(saved.shown, saved.errors, saved.theirs, post=here, renews=RENEWS, fresh=_fresh(saved, asked))
    parts = dress_plan(boxes, saved.file.sheet.checked)
    context = {
        **head_parts(request.viewer, head),
        **_draft(request, saved),
        "title": f"計画書（第{saved.file.line.number}版の下書き）",
        "back": reverse("plans", args=[head.case_id]),
        "here": here,
        "autosave": reverse("plan_save", args=ids),
        # The summary names the boxes; the bar need not say it twice.
        "wrong": 0,
        "has_theirs": False,
        "plan": parts,
        "is_head_open": any(one.error or one.name in saved.theirs for one in parts["head"]),
        "mistakes": boxes.mistakes(*([refusal] if refusal else [])),
        "taken": saved.taken,
        "put_back": Button("元に戻す", name="row", value="back"),
        "save": Button("下書きを保存する", name="go", value="save"),
        "consent": Button("保存して、同意の記録へ", ButtonKind.PRIMARY, name="go", value="consent"),
    }
    status = 200 if request.htmx else 422 if saved.errors else 409 if saved.theirs or refusal else 200
    return render_screen(request, "casework/plan/edit.html", context, part=FORM, status=status)


def _fresh(saved: Saved, asked: str) -> str:
    """The first box of a row that was just added: where the writing goes on."""
    what, _, path = asked.partition(":")
    if what != "add":
        return ""
    start = f"{path}-{int(saved.shown.get(f'{path}-n', '1')) - 1}-"
    return next((name for name in saved.shown if name.startswith(start) and not name.endswith("-n")), "")
