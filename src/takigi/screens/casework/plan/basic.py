"""利用者基本情報を書く: a long sheet in folds; what the register and the visit know stands there already."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.plans import keep_basic_sheet
from takigi.casework.queries.plans import basic_sheet as query
from takigi.casework.rules.states import CaseRefused
from takigi.components.button import Button, ButtonKind
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.plan.basic_dress import dress_basic
from takigi.screens.casework.plan.boxes import Boxes
from takigi.screens.casework.plan.drafts import BESIDE
from takigi.screens.casework.plan.rows import changed_rows
from takigi.screens.casework.plan.written import Reading, flat, typed_in
from takigi.screens.drafts.sheet import Sheet, open_sheet, posted_to
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def basic_sheet(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """Kept as a new version each time; a row more or less changes the page only."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    base = query(viewer, case_id)
    sheet = open_sheet(request, case_id, "basic")
    if posted_to(request) is None:
        return _page(request, head, sheet, flat(base) | sheet.texts, {})
    typed = {name: text for name, text in typed_in(request.POST).items() if name not in BESIDE}
    if asked := request.POST.get("row", ""):
        typed, taken = changed_rows(typed, asked, request.POST.get("taken", ""))
        return _page(request, head, sheet, typed, {}, taken=taken)
    reading = Reading(viewer.on, {})
    written = reading.sheet(typed, base)
    if reading.errors:
        return _page(request, head, sheet, typed, reading.errors)
    try:
        sheet.once(request, lambda: keep_basic_sheet(by=viewer, case_id=case_id, sheet=written, on=viewer.on))
    except CaseRefused as refusal:
        return _page(request, head, sheet, typed, {}, refusal=str(refusal))
    messages.success(request, "利用者基本情報を残しました。前のものも残っています。")
    return redirect("plans", case_id)


def _page(
    request: Any,
    head: Any,
    sheet: Sheet,
    written: dict[str, str],
    errors: dict[str, str],
    *,
    refusal: str = "",
    taken: str = "",
) -> HttpResponse:
    boxes = Boxes(written, errors)
    context = {
        **head_parts(request.viewer, head),
        **sheet.parts(is_posted=posted_to(request) is not None),
        "title": "利用者基本情報",
        "back": reverse("plans", args=[head.case_id]),
        "parts": dress_basic(boxes),
        "mistakes": boxes.mistakes(*([refusal] if refusal else [])),
        "taken": taken,
        "put_back": Button("元に戻す", name="row", value="back"),
        "save": Button("この内容で残す", ButtonKind.PRIMARY, name="go", value="save"),
    }
    status = 422 if errors or refusal else 200
    return render_screen(request, "casework/plan/basic.html", context, status=status)
