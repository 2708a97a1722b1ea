"""チェックリストの結果: every criterion in words with its range, the class of frailty with its source, and what was answered."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.casework.actions.checklists import judge_checklist
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.casework.queries.checklists import ChecklistSheet, checklist_of
from takigi.casework.rules.states import CaseRefused
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.notice import Notice, NoticeKind
from takigi.instruments.scores import Verdict
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.checklists.dress import (
    answers_table,
    criteria_table,
    domains_table,
    frailty_facts,
    sheet_facts,
    verdict_tag,
    verdict_words,
)
from takigi.screens.render import render_screen


@require_safe
def checklist(request: Any, case_id: uuid.UUID, checklist_id: uuid.UUID) -> HttpResponse:
    """One sheet with everything that it says; also what the printer prints."""
    viewer, head = request.viewer, case_head(request.viewer, case_id)
    sheet = checklist_of(viewer, case_id, checklist_id)
    context = {
        **head_parts(viewer, head),
        "title": "基本チェックリストの結果",
        "verdict": verdict_tag(sheet.result.eligible),
        "words": verdict_words(sheet.result),
        "notices": _notices(sheet, case_id),
        "facts": sheet_facts(sheet),
        "criteria": criteria_table(sheet.result),
        "domains": domains_table(sheet.result),
        "frailty": frailty_facts(sheet),
        "answers": answers_table(sheet),
        "judge": _judge_button(head, sheet),
        "judge_url": reverse("checklist_judge", args=[case_id, checklist_id]),
        "next": _next(head, sheet),
        "correct": _correct(head, sheet),
    }
    return render_screen(request, "casework/checklists/result.html", context)


def _is_open(head: CaseHead, sheet: ChecklistSheet) -> bool:
    return head.may_record and sheet.replaced_by_id is None


def _judge_button(head: CaseHead, sheet: ChecklistSheet) -> Button | str:
    waits = _is_open(head, sheet) and sheet.may_judge and sheet.judged_on is None
    return Button("センターとして判定する", ButtonKind.PLAIN) if waits else ""


def _next(head: CaseHead, sheet: ChecklistSheet) -> ButtonLink | str:
    may = _is_open(head, sheet) and sheet.may_judge and sheet.is_latest and not sheet.has_eligibility
    if not may:
        return ""
    is_met = sheet.result.eligible is Verdict.MET
    url = reverse("checklist_eligible", args=[head.case_id, sheet.checklist_id])
    words = "事業対象者と判定する" if is_met else "わけを書いて事業対象者と判定する"
    return ButtonLink(words, url, ButtonKind.PRIMARY if is_met else ButtonKind.PLAIN)


def _correct(head: CaseHead, sheet: ChecklistSheet) -> str:
    return reverse("checklist_correct", args=[head.case_id, sheet.checklist_id]) if _is_open(head, sheet) else ""


def _notices(sheet: ChecklistSheet, case_id: uuid.UUID) -> list[Notice]:
    told = []
    if sheet.replaced_by_id:
        url = reverse("checklist", args=[case_id, sheet.replaced_by_id])
        told.append(Notice("この記録は、あとで直されています。", NoticeKind.WARNING, "", url, "直したあとの記録を見る"))
    elif not sheet.is_latest:
        told.append(
            Notice("この後に、新しいチェックリストがあります。", NoticeKind.INFO, "判定には最後のものを使います。")
        )
    if sheet.judged_on is None:
        told.append(
            Notice(
                "まだセンターが判定していません。", NoticeKind.WARNING, "答えた人とは別の、センターの職員が判定します。"
            )
        )
    told += [Notice(warning, NoticeKind.WARNING) for warning in sheet.result.warnings]
    return told


@require_POST
def checklist_judge(request: Any, case_id: uuid.UUID, checklist_id: uuid.UUID) -> HttpResponse:
    """センターとして判定する, for a sheet that came from outside."""
    try:
        judge_checklist(by=request.viewer, case_id=case_id, checklist_id=checklist_id)
    except CaseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "センターとして判定しました。")
    return redirect("checklist", case_id, checklist_id)
