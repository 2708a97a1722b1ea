"""相談の画面: needs that wait, one need with its candidates, and every step until a year after."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.field import Field
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.resources.actions import requests as actions
from takigi.resources.queries.requests import (
    RequestPage,
    because_of_lists,
    candidates_of,
    check_may_ask,
    ended_requests,
    may_ask,
    open_requests,
    request_page,
    to_be_looked_after,
)
from takigi.resources.rules.requests import Standing
from takigi.resources.rules.words import ResourceRefused
from takigi.screens.forms import refusals_on
from takigi.screens.places.desk import desk_tabs
from takigi.screens.places.form_page import place_form_page
from takigi.screens.places.request_dress import candidate_rows, match_row, need_facts, request_row, stage_tag, whose
from takigi.screens.places.request_forms import CONDITIONS, AnswerForm, NamelessNeedForm
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
NONE_WAITING = EmptyState("待っている相談はありません", "ケースのページの「地域の場所」から送られると、ここに出ます。")
SHOWN, MORE = 8, 30
LOOKS_AHEAD = timedelta(days=14)


@require_safe
def match_requests(request: Any) -> HttpResponse:
    """相談: what is open, whom to ask how it goes, and what has ended."""
    viewer = request.viewer
    cards = open_requests(viewer)
    looks = to_be_looked_after(viewer, within=viewer.on + LOOKS_AHEAD)
    ended = ended_requests(viewer)
    context = {
        "heading": "場所をさがす相談",
        "tabs": desk_tabs(viewer, "match_requests"),
        "ground": GroundLine(because_of_lists(viewer)) if any(one.person for one in (*cards, *looks, *ended)) else "",
        "rows": [request_row(viewer, one) for one in cards],
        "none": "" if cards else NONE_WAITING,
        "looks": [request_row(viewer, one) for one in looks],
        "ended": [request_row(viewer, one) for one in ended],
        "action": ButtonLink("名前のない相談を書く", reverse("match_request_new"), icon="plus")
        if may_ask(viewer)
        else "",
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/requests.html", context)


@require_safe
def match_request(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """一つの相談, with candidates for whoever chooses."""
    return _page(request, request_page(request.viewer, request_id), AnswerForm(viewer=request.viewer))


def _page(request: Any, page: RequestPage, answer: AnswerForm) -> HttpResponse:
    context = _dressed(request.viewer, page, answer, wants_more="more" in request.GET)
    return render_screen(request, "places/request.html", context, status=422 if answer.errors else 200)


def _dressed(viewer: Any, page: RequestPage, answer: AnswerForm, *, wants_more: bool) -> dict[str, Any]:
    card, number = page.card, [page.card.request_id]
    is_open = card.closed_on is None
    found = candidates_of(viewer, page) if page.may_match and is_open and not card.is_gone else None
    total = len(found.matched.candidates) if found else 0
    return {
        "heading": "場所をさがす相談",
        "page": page,
        "who": whose(viewer, card),
        "stage": stage_tag(card),
        "ground": GroundLine(page.because),
        "case_url": reverse("case", args=[card.case_id]) if card.case_id and not page.may_match else "",
        "gone": Notice("台帳では、この方は町にいません。相談と知らせは止まっています。", NoticeKind.WARNING)
        if card.is_gone
        else "",
        "received": in_both_eras(card.received_on),
        "facts": need_facts(page),
        "name_line": _name_line(page),
        "words": [
            (
                one.text,
                one.written_by,
                f"{in_short_japanese(localdate(one.written_at))} {localtime(one.written_at):%H:%M}",
            )
            for one in page.words
        ],
        "answer": Field.of(answer["text"], requirement="") if page.may_answer else "",
        "answer_url": reverse("match_request_answer", args=number),
        "send": Button("返事を送る" if page.may_match else "送る"),
        "take": Button("わたしがさがします", ButtonKind.PRIMARY)
        if page.may_match and is_open and not card.taken_by
        else "",
        "take_url": reverse("match_request_take", args=number),
        "matches": [match_row(one, may_answer=page.may_answer) for one in page.matches],
        "again": _again(page),
        "candidates": candidate_rows(found, most=MORE if wants_more else SHOWN) if found else [],
        "has_candidates": found is not None,
        "total": total,
        "more": "?more=1#candidates" if not wants_more and total > SHOWN else "",
        "shut_out": [(one.place.name, "、".join(one.because)) for one in found.matched.shut_out[:MORE]]
        if found
        else [],
        "choose_url": reverse("match_request_choose", args=number),
        "choose": Button("この場所を選ぶ"),
        "none_url": reverse("match_request_none", args=number) if page.may_match and is_open else "",
        "withdraw_url": reverse("match_request_withdraw", args=number) if page.may_answer and is_open else "",
        "unname_url": reverse("match_request_unname", args=number) if page.may_withdraw_name else "",
        "unname": Button("名前を伝える同意を取りやめる"),
        "closed": f"{in_both_eras(card.closed_on)}　{page.closed_note}".strip() if card.closed_on else "",
        "unmet_url": reverse("unmet_need", args=[page.unmet_id]) if page.unmet_id else "",
    }


def _again(page: RequestPage) -> str:
    """The way to a new need from one whose place did not last, for whoever records the case."""
    card = page.card
    has_stopped = any(look.standing is Standing.STOPPED for one in page.matches for look in one.looked_after[-1:])
    is_over = has_stopped or (card.closed_on is not None and not card.places)
    sends = page.may_answer and not page.may_match and card.case_id is not None and not card.is_gone
    return reverse("case_place", args=[card.case_id]) if is_over and sends else ""


def _name_line(page: RequestPage) -> str:
    if not page.card.is_of_case:
        return "ケースのない相談です。だれのことかは、どこにも書かれていません。"
    if page.is_name_told and page.consent_on:
        return f"名前は、本人の同意（{in_short_japanese(page.consent_on)}）を得て、生活支援コーディネーターに伝わっています。"
    return "名前は、生活支援コーディネーターには伝わっていません。"


@require_http_methods(GET_OR_POST)
def match_request_new(request: Any) -> HttpResponse:
    """名前のない相談を書く: for somebody who rang up or was met, without a case."""
    viewer = request.viewer
    check_may_ask(viewer, None)
    form = NamelessNeedForm(request.POST or None, viewer=viewer, initial={"source": "person"})
    if form.is_valid():
        with refusals_on(form):
            number = actions.ask_for_place(by=viewer, words=form.words())
            messages.success(request, "相談を書きとめました。")
            return redirect("match_request", number)
    back = (reverse("match_requests"), "相談の一覧へ戻る")
    told = "だれのことか分からない言葉で書きます。ケースのある方は、ケースのページの「地域の場所」から送ります。"
    return place_form_page(
        request,
        form,
        title="名前のない相談を書く",
        save="相談を書きとめる",
        back=back,
        explanation=told,
        groups=form.GROUPS,
        folded=(CONDITIONS,),
    )


@require_POST
def match_request_answer(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """やりとりに書く; what was written stays in its field while there is something to mend."""
    viewer, form = request.viewer, AnswerForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return _page(request, request_page(viewer, request_id), form)
    text = form.cleaned_data["text"]
    return _done(
        request,
        request_id,
        lambda: actions.answer_request(by=viewer, request_id=request_id, text=text),
        "送りました。",
    )


@require_POST
def match_request_take(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """引き受ける."""
    told = "引き受けました。相談した人に、さがす人として名前が出ます。"
    return _done(request, request_id, lambda: actions.take_request(by=request.viewer, request_id=request_id), told)


@require_POST
def match_request_unname(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """名前を伝える同意の取りやめ."""
    viewer, told = request.viewer, "同意の取りやめを書きました。いまから、名前は伝わりません。"
    return _done(request, request_id, lambda: actions.withdraw_name(by=viewer, request_id=request_id), told)


@require_POST
def match_request_choose(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """場所を選ぶ; what was shown with it is kept."""
    viewer = request.viewer
    page = request_page(viewer, request_id)
    try:
        place = uuid.UUID(request.POST.get("resource", ""))
    except ValueError:
        messages.warning(request, "場所を一つ選んでください。")
        return redirect("match_request", request_id)
    rows = candidate_rows(candidates_of(viewer, page), most=SHOWN)
    shown = [(row["name"], row["reasons"]) for row in rows]
    told = "選びました。本人と話して、紹介した日を書いてください。"
    return _done(
        request,
        request_id,
        lambda: actions.choose_place(by=viewer, request_id=request_id, resource_id=place, shown=shown),
        told,
    )


def _done(request: Any, request_id: uuid.UUID, change: Any, told: str) -> HttpResponse:
    try:
        change()
        messages.success(request, told)
    except ResourceRefused as refused:
        messages.warning(request, str(refused))
    return redirect("match_request", request_id)
