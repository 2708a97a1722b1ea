"""助けを求める画面: ask on one page, answer kindly, say how it went on, and read first words apart from the case."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.write_matrix import Action
from takigi.collaboration.actions.help import (
    answer_help,
    ask_for_help,
    code_first_words,
    settle_help,
    withdraw_help,
)
from takigi.collaboration.queries.help import (
    HelpLine,
    HelpPage,
    coding_desk,
    help_of_case,
    help_page,
    help_waiting,
    may_code_first_words,
    own_help,
    stations,
)
from takigi.collaboration.queries.known_words import known_words
from takigi.collaboration.rules.help_requests import AnswerKind, HelpState, TakeOver
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import kept, refusals_on
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen
from takigi.screens.together.beside_page import beside_form_page, beside_parts, head_to_write
from takigi.screens.together.desk import desk_tabs
from takigi.screens.together.help_forms import AnswerForm, HelpForm, SettleForm

GET_OR_POST = ["GET", "HEAD", "POST"]
TONES = {
    HelpState.SENT: Tone.WAITING,
    HelpState.ANSWERED: Tone.ACTIVE,
    HelpState.SETTLED: Tone.DONE,
    HelpState.WITHDRAWN: Tone.QUIET,
}
COLUMNS = (Column("相談"), Column("頼みたいこと"), Column("出した日"), Column("状態"), Column("答え", is_number=True))
# Two people read a month's first words together.
CODED_DAYS = 92


@require_safe
def help_desk(request: Any) -> HttpResponse:
    """相談の一覧: what waits for the station, and one's own."""
    viewer = request.viewer
    waiting, own = help_waiting(viewer), own_help(viewer)
    context = {
        "heading": "相談",
        "tabs": desk_tabs(viewer, "help_desk"),
        "is_station": any(post.is_station for post in viewer.posts),
        "waiting": _table("ステーションに届いた相談", waiting, "いま待っている相談はありません"),
        "own": _table("自分が出した相談", own, "いま出している相談はありません"),
        "coding": reverse("first_words") if may_code_first_words(viewer) else "",
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/help_desk.html", context)


def _table(name: str, lines: list[HelpLine], none: str) -> Table:
    rows = tuple(_row(line) for line in lines)
    empty = EmptyState(none, "相談は、ケースのページの「助けを求める」から出せます。")
    return Table(name, COLUMNS, rows, empty, has_hidden_caption=True)


def _row(line: HelpLine) -> tuple[Cell, ...]:
    return (
        Link(f"{line.case_no}　{line.agency}", reverse("help_request", args=[line.request_id])),
        "、".join(ask.label for ask in line.asks),
        BothEraDate(line.asked_on),
        StatusTag(line.state.label, TONES[line.state]),
        line.answers,
    )


@require_http_methods(GET_OR_POST)
def help_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """助けを求める: one page, a draft that stays, and a scan that asks."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.CONSULT_STATION)
    sheet = open_sheet(request, shared_id, "help")
    form = HelpForm(posted_to(request), viewer=viewer, stations=stations(viewer), known=known_words(shared_id))
    sheet.fill(form)
    if form.is_valid():
        with refusals_on(form):
            sheet.once(request, lambda: ask_for_help(by=viewer, case_id=shared_id, words=form.words()))
            messages.success(request, "相談を出しました。主担当は替わりません。答えは、ここに届きます。")
            return redirect("help_desk")
    parts = beside_parts(viewer, head) | sheet.parts(is_posted=form.is_bound)
    more = {
        "template": "together/help_new.html",
        "findings": [form[one.key] for one in form.findings],
        "earlier": [(one, reverse("help_request", args=[one.request_id])) for one in help_of_case(viewer, head)],
    }
    return beside_form_page(request, parts, form, title="助けを求める", save="相談を出す", **more)


@require_http_methods(GET_OR_POST)
def help_request(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """One request; the station answers on it."""
    viewer, page = request.viewer, help_page(request.viewer, request_id)
    form = AnswerForm(request.POST or None, viewer=viewer)
    if page.may_answer and form.is_bound:
        typed = form.cleaned_data if form.is_valid() else {}
        done = kept(
            request,
            form,
            lambda: answer_help(
                by=viewer,
                request_id=request_id,
                kind=AnswerKind(typed["kind"]),
                text=typed["text"],
                planned_on=typed["planned_on"] or None,
            ),
            "答えを送りました。",
            ("help_request", request_id),
        )
        if done:
            return done
    return _shown(request, page, answer=form)


@require_POST
def help_settle(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """進められた."""
    page = help_page(request.viewer, request_id)
    form = SettleForm(request.POST, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: settle_help(by=request.viewer, request_id=request_id, note=form.cleaned_data["note"]),
        "進められたことを記録しました。",
        ("help_request", request_id),
    )
    return done or _shown(request, page, settle=form)


@require_POST
def help_withdraw(request: Any, request_id: uuid.UUID) -> HttpResponse:
    """取り下げる."""
    try:
        withdraw_help(by=request.viewer, request_id=request_id)
        messages.success(request, "相談を取り下げました。")
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("help_desk")


def _shown(
    request: Any, page: HelpPage, *, answer: AnswerForm | None = None, settle: SettleForm | None = None
) -> HttpResponse:
    viewer = request.viewer
    has_errors = any(form is not None and form.is_bound and form.errors for form in (answer, settle))
    context = {
        "heading": f"相談　{page.line.case_no}",
        "page": page,
        "state": StatusTag(page.line.state.label, TONES[page.line.state]),
        "answers": [(one, moment_in_words(one.answered_at)) for one in page.answers],
        "answer": answer or AnswerForm(viewer=viewer) if page.may_answer else None,
        "send": Button("答えを送る", ButtonKind.PRIMARY),
        "settle": settle or SettleForm(viewer=viewer) if page.may_end else None,
        "settled": Button("進められたことを記録する"),
        "withdraw": Button("相談を取り下げる"),
        "involve": _invited(page),
        "case_url": reverse("shared_case", args=[page.line.case_id]) if page.may_open_case else "",
        "ground": GroundLine(page.because),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/help_request.html", context, status=422 if has_errors else 200)


def _invited(page: HelpPage) -> ButtonLink | str:
    """What was offered is begun by the owner, with an end; one tap from the answer."""
    if not page.may_involve or page.offered is None:
        return ""
    address = reverse("involvement_new", args=[page.line.case_id])
    return ButtonLink("ステーションの関わりを始める", f"{address}?mode={page.offered.value}", ButtonKind.PRIMARY)


@require_http_methods(GET_OR_POST)
def first_words(request: Any) -> HttpResponse:
    """最初のことばを読む (K10): two people, each without the other's reading, and without the case."""
    viewer = request.viewer
    if request.method == "POST":
        return _code(request)
    desk = coding_desk(viewer, since=viewer.on - timedelta(days=CODED_DAYS))
    found = desk.agreement
    context = {
        "heading": "最初のことばを読む",
        "back": ButtonLink("相談へ戻る", reverse("help_desk")),
        "desk": desk,
        "choices": [(one, Button(one.label, name="code", value=one.value)) for one in TakeOver],
        "kappa": "" if found.kappa is None else f"{found.kappa:.2f}",
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/first_words.html", context)


def _code(request: Any) -> HttpResponse:
    try:
        request_id, code = uuid.UUID(request.POST.get("request", "")), TakeOver(request.POST.get("code", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        code_first_words(by=request.viewer, request_id=request_id, code=code)
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("first_words")
