"""列と書き方を合わせる: which column is which question, how the answers are written, and what the file leaves out."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.casework.queries.checklist_imports import ImportFile, checklist_import
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.casework.rules.states import CaseRefused
from takigi.components.notice import Notice, NoticeKind
from takigi.exchange.checklist_columns import FIELDS, FIELDS_BY_KEY, NUMBERINGS, suggest_columns
from takigi.exchange.checklist_intake import change_checklist_reading, sampled_file, start_checklist_check
from takigi.people.rules import PeopleRefused
from takigi.screens.casework.checklist_import.column_parts import ChoiceForm, dress_columns
from takigi.screens.imports.forms import ReadingForm
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_import_columns(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """The columns; once they are settled the check begins and its page follows. What was chosen stays chosen when refused."""
    file = checklist_import(request.viewer, file_id)
    choice, form = file.choice, ChoiceForm.of(file.choice, viewer=request.viewer)
    if request.method == "POST":
        step = request.POST.get("step", "check")
        try:
            if step == "reread":
                _reread(request, file_id)
                return redirect("checklist_import", file_id)
            form = ChoiceForm(request.POST, viewer=request.viewer)
            choice = _chosen(request.POST, file)
            if step == "numbers":
                choice = _renumbered(request.POST.get("numbers", ""), choice, file)
            elif form.is_valid():
                start_checklist_check(by=request.viewer, batch_id=file_id, choice=form.onto(choice))
                return redirect("checklist_import", file_id)
        except (CaseRefused, PeopleRefused) as refusal:
            messages.error(request, str(refusal))
    return _page(request, file_id, choice, form)


def _page(request: Any, file_id: uuid.UUID, choice: ImportChoice, form: ChoiceForm) -> HttpResponse:
    try:
        sampled = sampled_file(request.viewer, file_id)
    except CaseRefused as refusal:
        notice = Notice(str(refusal), NoticeKind.DANGER, "チェックリストは何も書かれていません。")
        context = {"heading": "このファイルは読めません", "notice": notice, "file_id": file_id}
        return render_screen(request, "casework/checklist_import/unreadable.html", context, status=422)
    context = dress_columns(sampled, choice, form)
    return render_screen(request, "casework/checklist_import/columns.html", context, status=422 if form.errors else 200)


def _chosen(posted: Any, file: ImportFile) -> ImportChoice:
    """What was chosen on the form; a heading that is not in the file is left out."""
    columns = {field.key: posted.get(f"column_{field.key}", "") for field in FIELDS}
    kept = {key: header for key, header in columns.items() if header in file.headers}
    reverse = frozenset(key for key in posted.getlist("reversed") if key in FIELDS_BY_KEY and key in kept)
    return ImportChoice(columns=kept, reversed_keys=reverse)


def _renumbered(name: str, choice: ImportChoice, file: ImportFile) -> ImportChoice:
    """The questions chosen anew by a published order of numbers; who and when stay as they were chosen."""
    if name not in NUMBERINGS:
        return choice
    found = suggest_columns(file.headers, NUMBERINGS[name])
    who = {key: header for key, header in choice.columns.items() if not FIELDS_BY_KEY[key].is_item}
    items = {key: one for key, one in found.items() if FIELDS_BY_KEY[key].is_item and one not in who.values()}
    return ImportChoice(columns=who | items, reversed_keys=choice.reversed_keys)


def _reread(request: Any, file_id: uuid.UUID) -> None:
    sheet = request.POST.get("sheet", "")
    form = ReadingForm(request.POST, sheets=(sheet, "") if sheet else ())
    if not form.is_valid():
        raise CaseRefused("".join(str(sentence) for bound in form for sentence in bound.errors))
    change_checklist_reading(by=request.viewer, batch_id=file_id, **{"sheet": "", **form.cleaned_data})
