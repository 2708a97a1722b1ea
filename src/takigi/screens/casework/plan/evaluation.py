"""評価表を書く: each goal with both reasons kept apart, and what follows."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.plans import DECISIONS, evaluate_plan
from takigi.casework.queries.plans import evaluation_of, first_evaluation
from takigi.casework.rules.states import CaseRefused
from takigi.components.button import Button, ButtonKind
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.plan.boxes import Boxes
from takigi.screens.casework.plan.drafts import BESIDE
from takigi.screens.casework.plan.editing import plan_in
from takigi.screens.casework.plan.written import Reading, flat, typed_in
from takigi.screens.drafts.sheet import Sheet, open_sheet, posted_to
from takigi.screens.render import render_screen

ACHIEVED = (("yes", "達成"), ("no", "未達成"))
NEXT = (
    ("care_benefit", "介護給付"),
    ("prevention_benefit", "予防給付"),
    ("programme", "介護予防・生活支援サービス事業"),
    ("general", "一般介護予防事業"),
    ("none", "終了"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_evaluate(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """計画を評価する. Filled from the plan and from what was judged of the goals already."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    plan_in(viewer, case_id, plan_id)
    base = first_evaluation(viewer, plan_id)
    sheet = open_sheet(request, case_id, f"evaluation-{plan_id}")
    if posted_to(request) is None:
        earlier = evaluation_of(viewer, plan_id)
        shown = replace(earlier, evaluated_on=viewer.on, author=base.author) if earlier else base
        return _page(request, head, sheet, flat(shown) | sheet.texts, {})
    typed = {name: text for name, text in typed_in(request.POST).items() if name not in BESIDE}
    reading = Reading(viewer.on, {})
    judged = reading.sheet(typed, base)
    if reading.errors:
        return _page(request, head, sheet, typed, reading.errors)
    on = judged.evaluated_on or viewer.on
    try:
        sheet.once(request, lambda: evaluate_plan(by=viewer, plan_id=plan_id, sheet=judged, on=on))
    except CaseRefused as refusal:
        return _page(request, head, sheet, typed, {}, refusal=str(refusal))
    messages.success(request, f"評価を記録しました（{DECISIONS[judged.decision]}）。")
    return redirect("plans", case_id)


def _page(
    request: Any, head: Any, sheet: Sheet, written: dict[str, str], errors: dict[str, str], *, refusal: str = ""
) -> HttpResponse:
    boxes = Boxes(written, errors)
    context = {
        **head_parts(request.viewer, head),
        **sheet.parts(is_posted=posted_to(request) is not None),
        "title": "サービス評価表",
        "back": reverse("plans", args=[head.case_id]),
        "top": [boxes.day("evaluated_on", "評価した日", hint="例: 今日、11/3"), boxes.line("author", "計画作成者")],
        "length": boxes.length("goals"),
        "goals": [_goal(boxes, place) for place in range(boxes.count_of("goals"))],
        "whole": [
            boxes.text("overall_policy", "総合的な方針"),
            boxes.text("centre_opinion", "地域包括支援センターの意見"),
        ],
        "decision": boxes.choice("decision", "これから", tuple(DECISIONS.items())),
        "next": boxes.several("next_services", "次に使うもの", NEXT),
        "save": Button("評価を記録する", ButtonKind.PRIMARY),
    }
    context["mistakes"] = boxes.mistakes(*([refusal] if refusal else []))
    return render_screen(request, "casework/plan/evaluate.html", context, status=422 if errors or refusal else 200)


def _goal(boxes: Boxes, place: int) -> dict[str, Any]:
    path = f"goals-{place}"
    return {
        "number": place + 1,
        "goal": boxes.text(f"{path}-goal", "目標", rows=2),
        "period": [boxes.day(f"{path}-period_from", "評価期間の始まり"), boxes.day(f"{path}-period_until", "終わり")],
        "result": boxes.text(f"{path}-result", "目標の達成状況"),
        "achieved": boxes.choice(f"{path}-is_achieved", "達成／未達成", ACHIEVED),
        "why": [
            boxes.text(f"{path}-why_not_person", "達成しなかったわけ（本人・家族の意見）"),
            boxes.text(f"{path}-why_not_author", "達成しなかったわけ（計画作成者の評価）"),
        ],
        "next": boxes.text(f"{path}-next_policy", "今後の方針", rows=2),
    }
