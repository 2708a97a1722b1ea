"""チェックリストを書く: one page in the order of the paper; a mistake costs nothing typed."""

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.checklists import correct_checklist, record_checklist
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.checklists import checklist_of
from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field
from takigi.instruments.checklist_items import BMI_KEY, ITEMS, NATIONAL_FORM
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.checklists.forms import ChecklistForm, as_typed
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
PROMINENT = "とくに確かめる"


@require_http_methods(GET_OR_POST)
def checklist_write(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """A new sheet."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    begin = {"answered_on": "今日", "way": "face", "answered_by": "person"}
    form = ChecklistForm(request.POST or None, viewer=viewer, initial=begin)
    if form.is_valid():
        with refusals_on(form):
            made = record_checklist(by=viewer, case_id=case_id, answers=form.answers())
            messages.success(request, "基本チェックリストを記録しました。")
            return redirect("checklist", case_id, made)
    return _page(request, head, form, title="基本チェックリスト", back=("ケースのページへ戻る", _case_url(head)))


@require_http_methods(GET_OR_POST)
def checklist_correct(request: Any, case_id: uuid.UUID, checklist_id: uuid.UUID) -> HttpResponse:
    """The same sheet once more, to be corrected; the old one stays readable."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    sheet = checklist_of(viewer, case_id, checklist_id)
    form = ChecklistForm(request.POST or None, viewer=viewer, is_correction=True, initial=as_typed(sheet.answers))
    if form.is_valid():
        with refusals_on(form):
            made = correct_checklist(
                by=viewer,
                case_id=case_id,
                checklist_id=checklist_id,
                answers=form.answers(),
                correction=form.cleaned_data["correction"],
            )
            messages.success(request, "基本チェックリストを直しました。前の記録も残っています。")
            return redirect("checklist", case_id, made)
    back = ("結果へ戻る", reverse("checklist", args=[case_id, checklist_id]))
    return _page(request, head, form, title="基本チェックリストを直す", back=back)


def _case_url(head: CaseHead) -> str:
    return reverse("case", args=[head.case_id])


def _page(request: Any, head: CaseHead, form: ChecklistForm, *, title: str, back: tuple[str, str]) -> HttpResponse:
    context = {
        **head_parts(request.viewer, head),
        "title": title,
        "back": back,
        "form": form,
        "answered_on": Field.of(form["answered_on"]),
        "who_answered": [Field.of(form["way"]), Field.of(form["answered_by"])],
        "groups": _groups(form),
        "sizes": [Field.of(form[name], requirement="") for name in ("height_cm", "weight_kg")],
        "correction": Field.of(form["correction"]) if "correction" in form.fields else "",
        "source": NATIONAL_FORM.source,
        "save": Button("記録して結果を見る", ButtonKind.PRIMARY),
    }
    return render_screen(request, "casework/checklists/write.html", context, status=422 if form.errors else 200)


def _groups(form: ChecklistForm) -> list[tuple[str, list[tuple[Field, bool, bool]]]]:
    """The questions under the names of their domains: the field, whether it is prominent, whether sizes go with it."""
    return [
        (
            domain.label,
            [
                (
                    Field.of(form[item.key], requirement=PROMINENT if item.is_prominent else ""),
                    item.is_prominent,
                    item.key == BMI_KEY,
                )
                for item in items
            ],
        )
        for domain, items in groupby(ITEMS, key=lambda item: item.domain)
    ]
