"""取り込みをやめる・取り消す: what goes and what stays, before it does."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.checklist_imports import undo_checklists
from takigi.casework.queries.checklist_imports import checklist_import
from takigi.casework.rules.states import CaseRefused
from takigi.components.button import Button, ButtonKind
from takigi.components.confirm import Confirmation
from takigi.exchange.checklist_intake import discard_checklist_file
from takigi.people.rules import PeopleRefused
from takigi.screens.casework.checklist_import.dress import dress_import
from takigi.screens.forms import refusals_on
from takigi.screens.imports.forms import UndoReason
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_import_undo(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """What will go, and the reason."""
    file, form = checklist_import(request.viewer, file_id), UndoReason(request.POST or None)
    form.fields["reason"].help_text = "例: 違う年度のファイルだった"
    if form.is_valid():
        with refusals_on(form):
            gone = undo_checklists(by=request.viewer, batch_id=file_id, reason=form.cleaned_data["reason"])
            messages.success(request, f"取り消しました。{gone:,}人のチェックリストがなくなりました。")
            return redirect("checklist_import", file_id)
    context = {
        "heading": "取り込みを取り消す",
        "facts": dress_import(file, used=0)["facts"],
        "written": file.findings.get("written", 0),
        "form": form,
        "undo": Button("この取り込みを取り消す", ButtonKind.DANGER),
        "back": reverse("checklist_import", args=[file_id]),
    }
    status = 422 if form.errors else 200
    return render_screen(request, "casework/checklist_import/undo.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_import_discard(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """Before anything was written; then back to the list."""
    file = checklist_import(request.viewer, file_id)
    if request.method == "POST":
        try:
            discard_checklist_file(by=request.viewer, batch_id=file_id)
            messages.success(request, "取り込みをやめました。何も書かれていません。")
        except (CaseRefused, PeopleRefused) as refusal:
            messages.error(request, str(refusal))
        return redirect("checklist_imports")
    back = reverse("checklist_import", args=[file_id])
    happens = ("チェックリストの記録は変わりません。", "取り込もうとしたことは、監査の記録に残ります。")
    lost = ("読んだ行と、見つかった気をつける点の一覧。", "受け取ったファイルの写し。元のファイルはそのままです。")
    button = Button("取り込みをやめる", ButtonKind.DANGER)
    context = {
        "heading": "取り込みをやめる",
        "facts": dress_import(file, used=0)["facts"],
        "confirmation": Confirmation("この取り込みをやめますか", happens, lost, button, back),
        "back": back,
    }
    return render_screen(request, "imports/discard.html", context)
