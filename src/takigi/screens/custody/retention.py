"""保存と廃棄の画面: the rules, what is held, what may go, and the certificates of what has gone."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import Viewer
from takigi.collaboration.queries.whole_file import case_of_number
from takigi.components.button import Button, ButtonKind
from takigi.components.confirm import Confirmation
from takigi.components.definition_list import DefinitionList
from takigi.custody.actions import retention as actions
from takigi.custody.queries.retention import check_may_go_by, check_may_rule, disposal, retention_page
from takigi.custody.rules.retention import CountedFrom, DisposalState, HoldOn, Series
from takigi.custody.rules.words import CustodyRefused
from takigi.exchange.forms.paper import form_pdf
from takigi.exchange.record_papers.disposal_certificate import TITLE, disposal_certificate
from takigi.people.queries.asked import person_of_number
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.pages import tabs
from takigi.screens.custody.retention_forms import HoldForm, LiftForm, RuleForm
from takigi.screens.custody.retention_tables import (
    certificate_facts,
    counted,
    disposals_table,
    due_table,
    holds_table,
    rules_table,
)
from takigi.screens.files_out import as_file
from takigi.screens.forms import REFUSED, refusals_on
from takigi.screens.imprints import imprint_of
from takigi.screens.render import render_screen

BACK = "保存と廃棄へ戻る"
UNKNOWN = "この番号の記録は見つかりません。番号をもう一度確かめてください。"
LOST = (
    "この記録のすべての表から、氏名・文章・数値が消えます。元に戻せません。",
    "控え（バックアップ）の中の写しは、控えが入れ替わるまで残ります。渡した写しや紙は、別に片づけてください。",
)
STAYS = (
    "監査記録（氏名を含みません）と、報告した数は残ります。事実の写しは、だれのことか分からなくなります。",
    "廃棄証明書が残り、いつでも印刷できます。",
)


@require_safe
def retention(request: Any) -> HttpResponse:
    """The whole desk on one page."""
    viewer, page = request.viewer, retention_page(request.viewer)
    context = {
        "heading": "保存と廃棄",
        "tabs": tabs(viewer, "retention"),
        "rules": rules_table(page.rules),
        "holds": holds_table(page.holds),
        "due": due_table(page.due),
        "waiting": page.waiting,
        "disposals": disposals_table(page.disposals),
    }
    return render_screen(request, "custody/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_rule(request: Any, series: str) -> HttpResponse:
    """Years, and the paper they stand in. For supervisors among the keepers."""
    viewer = request.viewer
    check_may_rule(viewer)
    wanted = _series(series)
    form = RuleForm(request.POST or None, viewer=viewer, initial={"from_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            counted = CountedFrom(typed.pop("counted_from"))
            actions.decide_retention(by=viewer, series=wanted, counted_from=counted, **typed)
            messages.success(request, "保存の年数を記録しました。")
            return redirect("retention")
    told = f"{wanted.label}を、{wanted.ends}から何年保存するかを、町の規程のとおりに書きます。初めから決まった年数はありません。"
    return form_page(request, form, wanted.short, "この年数に決める", (reverse("retention"), BACK), explanation=told)


@require_http_methods(["GET", "HEAD", "POST"])
def hold_new(request: Any) -> HttpResponse:
    """Held from that moment."""
    viewer = request.viewer
    retention_page(viewer)
    form = HoldForm(request.POST or None, viewer=viewer, initial={"from_on": "今日"})
    if form.is_valid():
        typed = form.cleaned_data
        covers, subject_id = HoldOn(typed["covers"]), None
        if covers is not HoldOn.SERIES:
            subject_id = _subject(viewer, covers, typed["number"])
            if subject_id is None:
                form.add_error("number", UNKNOWN)
        if form.is_valid():
            with refusals_on(form):
                actions.place_hold(
                    by=viewer,
                    covers=covers,
                    series=Series(typed["series"]) if covers is HoldOn.SERIES else None,
                    subject_id=subject_id,
                    reason=typed["reason"],
                    from_on=typed["from_on"],
                    until_on=typed["until_on"],
                )
                messages.success(request, "廃棄を止めました。解くまで、この記録は廃棄できません。")
                return redirect("retention")
    return form_page(request, form, "廃棄を止める", "廃棄を止める", (reverse("retention"), BACK))


def _subject(viewer: Viewer, covers: HoldOn, number: str) -> uuid.UUID | None:
    find = case_of_number if covers is HoldOn.CASE else person_of_number
    return find(viewer.municipality_id, number)


@require_http_methods(["GET", "HEAD", "POST"])
def hold_lift(request: Any, hold_id: uuid.UUID) -> HttpResponse:
    """By another supervisor than the one who placed it."""
    retention_page(request.viewer)
    form = LiftForm(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.lift_hold(by=request.viewer, hold_id=hold_id, reason=form.cleaned_data["reason"])
            messages.success(request, "止めを解きました。")
            return redirect("retention")
    return form_page(request, form, "止めを解く", "止めを解く", (reverse("retention"), BACK))


@require_http_methods(["GET", "HEAD", "POST"])
def disposal_propose(request: Any, series: str, subject_id: uuid.UUID) -> HttpResponse:
    """The first of the two; nothing goes yet."""
    viewer, wanted, refused = request.viewer, _series(series), ""
    check_may_go_by(viewer, wanted, subject_id)
    if request.method == "POST":
        try:
            made = actions.propose_disposal(by=viewer, series=wanted, subject_id=subject_id)
            messages.success(request, "廃棄の案を作りました。別の係長・課長が確かめると、廃棄されます。")
            return redirect("disposal", made)
        except CustodyRefused as error:
            refused = str(error)
    question = Confirmation(
        f"{wanted.short}（参照番号 {str(subject_id)[:8]}）の廃棄の案を作りますか",
        (
            "まだ何も消えません。別の係長・課長が確かめて、はじめて廃棄されます。",
            "それまでは、いつでも取りやめられます。",
        ),
        (),
        Button("廃棄の案を作る", ButtonKind.PRIMARY),
        reverse("retention"),
        BACK,
    )
    context = {"heading": "廃棄の案を作る", "question": question, "refused": refused}
    return render_screen(request, "custody/disposal_propose.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def disposal_page(request: Any, disposal_id: uuid.UUID) -> HttpResponse:
    """The proposal for the second person; afterwards the certificate."""
    viewer = request.viewer
    line = disposal(viewer, disposal_id)
    refused = ""
    if request.method == "POST":
        deed = actions.give_up_disposal if "give_up" in request.POST else actions.agree_disposal
        try:
            deed(by=viewer, disposal_id=disposal_id)
            messages.success(
                request, "取りやめました。" if "give_up" in request.POST else "廃棄しました。証明書を印刷できます。"
            )
            return redirect("disposal", disposal_id)
        except REFUSED as error:
            refused = str(error)
    question = Confirmation(
        "この記録を廃棄しますか",
        STAYS,
        LOST,
        Button("廃棄する（元に戻せません）", ButtonKind.DANGER),
        reverse("retention"),
        BACK,
    )
    context = {
        "heading": f"{TITLE} {line.number}" if line.state is DisposalState.DONE else "廃棄の案",
        "line": line,
        "facts": DefinitionList(certificate_facts(line)),
        "counts_title": f"廃棄した記録　合わせて{line.rows}件",
        "counts": DefinitionList(counted(line)),
        "is_done": line.state is DisposalState.DONE,
        "is_proposed": line.state is DisposalState.PROPOSED,
        "question": question if line.may_agree else "",
        "refused": refused,
    }
    return render_screen(request, "custody/disposal.html", context, status=422 if refused else 200)


@require_safe
def disposal_certificate_file(request: Any, disposal_id: uuid.UUID) -> HttpResponse:
    """The certificate as PDF."""
    line = disposal(request.viewer, disposal_id)
    if line.state is not DisposalState.DONE:
        raise Http404
    content = form_pdf(disposal_certificate(line), imprint_of(request.viewer))
    return as_file(content, f"{TITLE}_{line.number}.pdf")


def _series(key: str) -> Series:
    try:
        return Series(key)
    except ValueError as error:
        raise Http404 from error
