"""経過記録のページ: write on top, read below, fifty to a page; and put an earlier note right."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Unseen
from takigi.casework.actions.notes import replace_note, write_note
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.notes import PAGE, NoteLine, monitoring_of, note_of, notes_of
from takigi.casework.rules.prints import PaperKind
from takigi.components.button import Button, ButtonKind
from takigi.components.pager import Pager
from takigi.kernel.turning import page_in
from takigi.screens.asked import page_asked
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.notes.forms import NoteForm, as_typed
from takigi.screens.casework.notes.monitoring import monitoring_lines
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def notes(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """The notes of a case. Readers read; who records finds the form on top."""
    viewer = request.viewer
    head = head_to_change(viewer, case_id) if request.method == "POST" else case_head(viewer, case_id)
    sheet = open_sheet(request, case_id, "note")
    form = NoteForm(posted_to(request), viewer=viewer, initial={"happened_on": "今日", "kind": "phone"})
    sheet.fill(form)
    if form.is_valid():
        with refusals_on(form):
            sheet.once(request, lambda: write_note(by=viewer, case_id=case_id, words=form.words()))
            messages.success(request, "経過を記録しました。")
            return redirect("notes", case_id)
    lines, total = notes_of(viewer, case_id, page=page_asked(request))
    page = page_in(page_asked(request), total, PAGE)
    context = {
        **head_parts(viewer, head),
        **(sheet.parts(is_posted=form.is_bound) if head.may_record else {}),
        "title": "経過記録",
        "lines": [(line, _put_right(head, line)) for line in lines],
        "total": total,
        "pager": Pager(page, total, PAGE) if total > PAGE else "",
        "periods": monitoring_lines(monitoring_of(viewer, case_id), viewer.on),
        "form": form if head.may_record else None,
        "save": Button("経過を記録する", ButtonKind.PRIMARY),
        "print": reverse("case_print", args=[case_id, PaperKind.NOTES.value]) if head.may_record and total else "",
    }
    return render_screen(request, "casework/notes/notes.html", context, status=422 if form.errors else 200)


def _put_right(head: Any, line: NoteLine) -> str:
    return reverse("note_replace", args=[head.case_id, line.note_id]) if head.may_record else ""


@require_http_methods(GET_OR_POST)
def note_replace(request: Any, case_id: uuid.UUID, note_id: int) -> HttpResponse:
    """記録を直す: the old words stay readable under the new."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    its_case, note = note_of(viewer, note_id)
    if its_case != case_id:
        raise Unseen
    sheet = open_sheet(request, case_id, f"note-{note_id}")
    form = NoteForm(posted_to(request), viewer=viewer, initial=as_typed(note))
    sheet.fill(form)
    if form.is_valid():
        with refusals_on(form):
            sheet.once(request, lambda: replace_note(by=viewer, note_id=note_id, words=form.words()))
            messages.success(request, "記録を直しました。前の記録も残っています。")
            return redirect("notes", case_id)
    context = {
        **head_parts(viewer, head),
        **sheet.parts(is_posted=form.is_bound),
        "title": "記録を直す",
        "form": form,
        "save": Button("この内容に直す", ButtonKind.PRIMARY),
        "back": reverse("notes", args=[case_id]),
    }
    return render_screen(request, "casework/notes/replace.html", context, status=422 if form.errors else 200)
