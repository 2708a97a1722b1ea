"""開示・訂正の請求の画面: the list by due dates, receiving one, and one with its steps and its copy."""

import hashlib
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.ground_line import GroundLine
from takigi.custody.actions.requests import Paper, keep_digest, receive_request
from takigi.custody.queries.requests import check_may_receive, record_requests, request_copy, request_file
from takigi.custody.rules.requests import Asker, RequestKind, Step
from takigi.exchange.forms.paper import form_pdf
from takigi.exchange.forms.workbook import form_workbook
from takigi.exchange.record_papers.record_copy import TITLE, record_copy_form
from takigi.people.queries.asked import person_of_number
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.pages import tabs
from takigi.screens.custody.request_forms import STEPS, ReceiveForm
from takigi.screens.custody.request_pages import dress_request, requests_table
from takigi.screens.custody.request_steps import take_step
from takigi.screens.files_out import as_file
from takigi.screens.forms import refusals_on
from takigi.screens.imprints import imprint_of
from takigi.screens.render import render_screen

WRITERS = {"pdf": form_pdf, "xlsx": form_workbook}
UNKNOWN = "この番号の人は見つかりません。番号をもう一度確かめてください。"


@require_safe
def requests(request: Any) -> HttpResponse:
    """Open ones first, by their due dates."""
    viewer = request.viewer
    lines = record_requests(viewer)
    context = {
        "heading": "開示・訂正の請求",
        "tabs": tabs(viewer, "record_requests"),
        "action": ButtonLink("請求を受け付ける", reverse("record_request_new"), ButtonKind.PRIMARY),
        "table": requests_table(lines, on=viewer.on),
    }
    return render_screen(request, "custody/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Any) -> HttpResponse:
    """The person is named by a number on the paper; nobody is searched for here."""
    viewer = request.viewer
    check_may_receive(viewer)
    form = ReceiveForm(request.POST or None, viewer=viewer, initial={"received_on": "今日", "asker": Asker.SELF.value})
    if form.is_valid():
        typed = form.cleaned_data
        person_id = person_of_number(viewer.municipality_id, typed["number"])
        if person_id is None:
            form.add_error("number", UNKNOWN)
        with refusals_on(form):
            if person_id:
                paper = Paper(
                    person_id=person_id,
                    kind=RequestKind(typed["kind"]),
                    received_on=typed["received_on"],
                    asker=Asker(typed["asker"]),
                    asker_name=typed["asker_name"],
                    proof=typed["proof"],
                    scope=typed["scope"],
                )
                made = receive_request(by=viewer, paper=paper)
                messages.success(request, "請求を受け付けました。決定の期限は、今日のページにも出ます。")
                return redirect("record_request", made)
    back = reverse("record_requests"), "請求の一覧へ戻る"
    return form_page(request, form, "請求を受け付ける", "請求を受け付ける", back)


@require_safe
def request_page(request: Any, paper_id: uuid.UUID) -> HttpResponse:
    """What was asked, what was done, what may be done now."""
    file = request_file(request.viewer, paper_id)
    return render_screen(request, "custody/request.html", dress_request(file, on=request.viewer.on))


@require_http_methods(["GET", "HEAD", "POST"])
def request_step(request: Any, paper_id: uuid.UUID, step: str) -> HttpResponse:
    """One step of a request: its form, and the request after it."""
    viewer, file = request.viewer, request_file(request.viewer, paper_id)
    wanted = next((one for one in STEPS if one.value == step), None)
    if wanted is None or wanted not in file.may:
        raise Http404
    form_type, save, told = STEPS[wanted]
    form = form_type(request.POST or None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            take_step(viewer, file, wanted, form.cleaned_data)
            messages.success(request, f"「{wanted.label}」と記録しました。")
            return redirect("record_request", paper_id)
    back = reverse("record_request", args=[paper_id]), "請求のページへ戻る"
    return form_page(request, form, save, save, back, explanation=told)


@require_safe
def request_preview(request: Any, paper_id: uuid.UUID) -> HttpResponse:
    """開示用の写しの下見: what would leave, others masked; opening it is recorded."""
    file, copy = request_copy(request.viewer, paper_id)
    context = {
        "heading": "写しの中身を確かめる",
        "ground": GroundLine((file.because,)),
        "back_href": reverse("record_request", args=[paper_id]),
        "masked": copy.masked,
        "sections": [
            (
                f"{one.room}｜{one.title}（{len(one.records)}件）",
                [DefinitionList(tuple(Fact(label, words) for label, words in told.facts)) for told in one.records],
            )
            for one in copy.sections
            if one.records
        ],
    }
    return render_screen(request, "custody/request_preview.html", context)


@require_POST
def request_copy_file(request: Any, paper_id: uuid.UUID, ending: str) -> HttpResponse:
    """The copy as PDF or Excel; its digest is kept with the request, its name names nobody."""
    viewer = request.viewer
    if ending not in WRITERS:
        raise Http404
    file, copy = request_copy(viewer, paper_id)
    content = WRITERS[ending](record_copy_form(file, copy), imprint_of(viewer))
    if Step.HANDED_OVER in file.may:
        keep_digest(by=viewer, request_id=paper_id, digest=hashlib.sha256(content).hexdigest(), kind=ending)
    return as_file(content, f"{TITLE}_{file.line.number}.{ending}")
