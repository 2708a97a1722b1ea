"""相談の次の一歩: introduced, gone there for the first time, how it goes; not found, withdrawn, given up."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.components.ground_line import GroundLine
from takigi.resources.actions import requests as actions
from takigi.resources.queries.requests import RequestPage, check_may_match, request_of_match, request_page
from takigi.resources.queries.unmet import unmet_list
from takigi.resources.rules.requests import LOOKED_AFTER, Accompanied, Standing
from takigi.screens.forms import refusals_on
from takigi.screens.places.form_page import place_form_page
from takigi.screens.places.request_dress import match_row, whose
from takigi.screens.places.request_forms import AttendForm, IntroduceForm, LookForm, NoneForm, PlaceForm, ReasonForm

GET_OR_POST = ["GET", "HEAD", "POST"]


def _answered(request: Any, request_id: uuid.UUID) -> RequestPage:
    page = request_page(request.viewer, request_id)
    if not page.may_answer:
        raise NotPermitted("この相談に書けるのは、生活支援コーディネーターと、ケースを記録できる職員です。")
    return page


def _step_page(
    request: Any, request_id: uuid.UUID, form: PlaceForm, change: Callable[[], object], told: str, **more: Any
) -> HttpResponse:
    if form.is_valid():
        with refusals_on(form):
            change()
            messages.success(request, told)
            return redirect("match_request", request_id)
    back = (reverse("match_request", args=[request_id]), "相談へ戻る")
    return place_form_page(request, form, back=back, template="places/step_form.html", **more)


def _about(request: Any, page: RequestPage, match_id: uuid.UUID | None = None) -> dict[str, Any]:
    """Whose need it is and which place, with the days that are written already: a day is typed beside what it follows."""
    line = next((one for one in page.matches if one.match_id == match_id), None)
    days = match_row(line, may_answer=False)["days"] if line else []
    return {
        "who": whose(request.viewer, page.card),
        "ground": GroundLine(page.because),
        "need": page.card.text,
        "place": line.resource_name if line else "",
        "days": days,
    }


@require_http_methods(GET_OR_POST)
def match_step(request: Any, match_id: str, step: str) -> HttpResponse:
    """紹介した・はじめて行った・やめた."""
    viewer, number = request.viewer, uuid.UUID(match_id)
    request_id = request_of_match(viewer, number)
    page = _answered(request, request_id)
    by = {"by": viewer, "match_id": number}
    if step == "introduce":
        form: PlaceForm = IntroduceForm(request.POST or None, viewer=viewer, initial={"on": "今日"})

        def change() -> None:
            typed = form.cleaned_data
            along = Accompanied(typed["accompanied"]) if typed["accompanied"] else None
            actions.introduce(**by, on=typed["on"], accompanied=along)

        told, words = "紹介した日を書きました。", {"title": "紹介した日を書く", "save": "書く"}
    elif step == "attend":
        form = AttendForm(request.POST or None, viewer=viewer, initial={"on": "今日"})

        def change() -> None:
            typed = form.cleaned_data
            actions.attend_first(**by, on=typed["on"], role_taken=typed["role_taken"])

        told, words = (
            "はじめて行った日を書きました。1か月後に、ようすを聞くよう知らせます。",
            {"title": "はじめて行った日を書く", "save": "書く"},
        )
    else:
        form = ReasonForm(request.POST or None, viewer=viewer)

        def change() -> None:
            actions.give_up_place(**by, reason=form.cleaned_data["reason"])

        told, words = "やめたことを書きました。相談は続いています。", {"title": "この場所をやめる", "save": "やめる"}
    return _step_page(request, request_id, form, change, told, **words, **_about(request, page, number))


@require_http_methods(GET_OR_POST)
def match_look(request: Any, match_id: uuid.UUID, months: int) -> HttpResponse:
    """その後を聞いた."""
    viewer = request.viewer
    request_id = request_of_match(viewer, match_id)
    page = _answered(request, request_id)
    form = LookForm(request.POST or None, viewer=viewer, initial={"on": "今日"})

    def change() -> None:
        typed = form.cleaned_data
        standing = Standing(typed["standing"])
        actions.look_after(
            by=viewer, match_id=match_id, months=months, on=typed["on"], standing=standing, note=typed["note"]
        )

    title = f"{months}か月後のようすを書く" if months in LOOKED_AFTER else "その後のようすを書く"
    about = _about(request, page, match_id)
    return _step_page(request, request_id, form, change, "書きました。", title=title, save="書く", **about)


@require_http_methods(GET_OR_POST)
def match_request_withdraw(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """相談を取りやめる."""
    viewer, page = request.viewer, _answered(request, request_id)
    form = ReasonForm(request.POST or None, viewer=viewer)
    return _step_page(
        request,
        request_id,
        form,
        lambda: actions.withdraw_request(by=viewer, request_id=request_id, reason=form.cleaned_data["reason"]),
        "相談を取りやめました。",
        title="相談を取りやめる",
        save="取りやめる",
        **_about(request, page),
    )


@require_http_methods(GET_OR_POST)
def match_request_none(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """合う場所がなかった: what is missing remains."""
    viewer = request.viewer
    page = request_page(viewer, request_id)
    check_may_match(viewer)
    same = [one for one in unmet_list(viewer) if one.area_name == page.card.area_name]
    known = [(str(one.unmet_id), f"{one.text}（{one.people}人）") for one in same]
    form = NoneForm(request.POST or None, viewer=viewer, known=known)

    def change() -> None:
        joined = form.cleaned_data.get("joined")
        if joined:
            actions.find_none(by=viewer, request_id=request_id, joined=uuid.UUID(joined))
        else:
            actions.find_none(by=viewer, request_id=request_id, unmet=form.words())

    return _step_page(
        request,
        request_id,
        form,
        change,
        "「合う場所がなかった」として終え、足りないものに残しました。",
        title="合う場所がなかった",
        save="足りないものに残して終える",
        explanation="相談はここで終わり、何が足りないかが地区の話し合いのもとになります。終わった相談は、元に戻せません。",
        **_about(request, page),
    )
