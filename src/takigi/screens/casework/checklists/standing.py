"""事業対象者の画面: judge, stop and end, each as one form with what it means."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.checklists import end_eligibility, judge_eligible, suspend_eligibility
from takigi.casework.queries.checklists import ChecklistSheet, checklist_of
from takigi.instruments.scores import Verdict
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.case_form import case_form_page, head_to_change
from takigi.screens.casework.checklists.forms import EligibleForm, EndForm, SuspendForm
from takigi.screens.forms import refusals_on

GET_OR_POST = ["GET", "HEAD", "POST"]
NOT_A_BAR = "届かないことだけで断ることはできません。必要と判断したわけを書いて判定します。"
STOPS = (
    "要介護の認定を受けただけでは止まりません。介護給付のサービスを使い始めた日から、その認定が終わるまで止まります"
    "（介護保険法施行規則140条の62の4）。"
)


@require_http_methods(GET_OR_POST)
def checklist_eligible(request: Any, case_id: uuid.UUID, checklist_id: uuid.UUID) -> HttpResponse:
    """事業対象者と判定する, by one sheet."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    sheet = checklist_of(viewer, case_id, checklist_id)
    form = EligibleForm(request.POST or None, viewer=viewer, initial={"on": "今日"})
    if sheet.result.eligible is Verdict.MET:
        del form.fields["reason"]
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            judge_eligible(
                by=viewer,
                case_id=case_id,
                checklist_id=checklist_id,
                on=given["on"],
                reason=given.get("reason", ""),
            )
            messages.success(request, "事業対象者と判定しました。")
            return redirect("case", case_id)
    beside = [("結果を見なおす", reverse("checklist", args=[case_id, checklist_id]))]
    return case_form_page(
        request,
        head,
        form,
        title="事業対象者と判定する",
        save="事業対象者と判定する",
        explanation=_explanation(sheet),
        beside=beside,
    )


def _explanation(sheet: ChecklistSheet) -> str:
    until = sheet.would_hold_until
    held = (
        f"今日判定すると、{in_both_eras(until)}までです（町の決めごと）。"
        if until
        else "期限はありません（町の決めごと）。"
    )
    if sheet.result.eligible is Verdict.MET:
        return held
    word = "まだ分かりません" if sheet.result.eligible is Verdict.UNDETERMINED else "届いていません"
    return f"このチェックリストでは、基準に{word}。{NOT_A_BAR}{held}"


@require_http_methods(GET_OR_POST)
def eligibility_suspend(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """事業対象者を止める."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = SuspendForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            suspend_eligibility(by=viewer, case_id=case_id, **form.cleaned_data)
            messages.success(request, "事業対象者を止めたことを記録しました。")
            return redirect("case", case_id)
    return case_form_page(request, head, form, title="事業対象者を止める", save="止める", explanation=STOPS)


@require_http_methods(GET_OR_POST)
def eligibility_end(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """事業対象者を終える."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = EndForm(request.POST or None, viewer=viewer, initial={"on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            end_eligibility(by=viewer, case_id=case_id, **form.cleaned_data)
            messages.success(request, "事業対象者を終えたことを記録しました。")
            return redirect("case", case_id)
    explanation = "記録は残ります。また事業対象者になるときは、新しいチェックリストで判定します。"
    return case_form_page(
        request, head, form, title="事業対象者を終える", save="終える", explanation=explanation, is_danger=True
    )
