"""合意: by whom and on which day; or not, with the reason in their own words."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.goals import agree_goals, decline_goals
from takigi.casework.queries.goals import goals_of
from takigi.casework.rules.states import MoveReason
from takigi.components.button import Button, ButtonKind
from takigi.screens.casework.case_form import case_form_page, head_parts, head_to_change
from takigi.screens.casework.goals.forms import AgreementForm, DeclineForm
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def goals_agree(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """目標に合意する: the goals stand above, so that what is agreed to is read once more."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    waiting = [goal for goal in goals_of(viewer, case_id) if goal.agreed_on is None]
    form = AgreementForm(request.POST or None, viewer=viewer, initial={"agreed_on": "今日", "parties": ["person"]})
    if form.is_valid():
        with refusals_on(form):
            agree_goals(by=viewer, case_id=case_id, **form.cleaned_data)
            messages.success(request, "合意を記録しました。目標の紙を印刷して、本人に渡しましょう。")
            return redirect("goals", case_id)
    context = {
        **head_parts(viewer, head),
        "title": "合意を記録する",
        "goals": waiting,
        "form": form,
        "save": Button("合意を記録する", ButtonKind.PRIMARY),
        "back": reverse("goals", args=[case_id]),
        "write": reverse("goals_write", args=[case_id]),
    }
    return render_screen(request, "casework/goals/agree.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
def goals_decline(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """合意しなかった: no door is shut."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = DeclineForm(request.POST or None, viewer=viewer, initial={"on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data | {"reason": MoveReason(form.cleaned_data["reason"])}
            decline_goals(by=viewer, case_id=case_id, **given)
            messages.success(request, "合意しなかったことを記録しました。計画は、このまま作れます。")
            return redirect("goals", case_id)
    told = "合意しなかったことも、大事な記録です。支援は続けられます。計画を作ることも、あとで話し合いなおすこともできます。"
    return case_form_page(request, head, form, title="合意しなかった", save="記録する", explanation=told)
