"""相談を受け付ける: find the person first, then write down what was said."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.casework.actions.intake import add_consultation, take_consultation
from takigi.casework.queries.cases import check_may_receive, open_case_of
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.people.queries.files import person_file
from takigi.screens.casework.case_form import case_form_page, head_to_change
from takigi.screens.casework.intake.forms import ConsultationForm
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def case_new(request: Any) -> HttpResponse:
    """相談は人から始まる: the way to the person."""
    return render_screen(request, "casework/new.html", {"heading": "相談を受け付ける"})


@require_http_methods(GET_OR_POST)
def case_new_of(request: Any, person_id: uuid.UUID) -> HttpResponse:
    """The consultation of one person. With a case that goes on already, its page."""
    viewer = request.viewer
    check_may_receive(viewer)
    now_open = open_case_of(viewer, person_id)
    if now_open:
        messages.info(request, "この方のケースは続いています。相談は、このケースに記録できます。")
        return redirect("case", now_open)
    file = person_file(viewer, person_id)
    form = ConsultationForm(request.POST or None, viewer=viewer, initial={"held_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            case_id = take_consultation(by=viewer, person_id=person_id, agency_id=form.agency_id, told=form.told())
            messages.success(request, "相談を受け付けました。")
            return redirect("case", case_id)
    context = {
        "heading": "相談を受け付ける",
        "who": PersonName(file.name, file.name_kana, file.birth, viewer.on),
        "ground": GroundLine(file.because),
        "back": (reverse("person", args=[person_id]), "本人のページへ戻る"),
        "form": form,
        "save": Button("相談を受け付ける", ButtonKind.PRIMARY),
    }
    return render_screen(request, "casework/new_of.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
def case_consultation(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """続けての相談."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = ConsultationForm(request.POST or None, viewer=viewer, asks_centre=False, initial={"held_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            add_consultation(by=viewer, case_id=case_id, told=form.told())
            messages.success(request, "相談を記録しました。")
            return redirect("case", case_id)
    return case_form_page(request, head, form, title="相談を記録する", save="記録する")
