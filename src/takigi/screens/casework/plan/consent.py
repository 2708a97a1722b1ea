"""同意: who consented on which day, when the service begins, and until when the plan will be looked at again."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.plans import agree_plan
from takigi.casework.queries.plans import PlanFile
from takigi.components.button import Button, ButtonKind
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.casework.plan.editing import plan_in
from takigi.screens.forms import SpokenDateField, refusals_on
from takigi.screens.render import render_screen


class ConsentForm(CaseForm):
    """計画への同意."""

    consented_by = forms.CharField(
        label="同意した人", max_length=100, help_text="本人。代わりの方のときは、名前と続柄（例: 山田 花子（長女））。"
    )
    consented_on = SpokenDateField(label="同意日", help_text="例: 今日、きのう、11/3")
    service_start_on = SpokenDateField(
        label="サービスの始まり", help_text="ここから、3か月ごとのモニタリングを数えます。例: 今日、12/1"
    )
    evaluation_ends_on = SpokenDateField(label="評価期間の終わり", help_text="その月の末日として残します。例: R9.2.28")
    beyond_certification = forms.CharField(
        label="認定の終わりをこえる理由",
        max_length=200,
        required=False,
        help_text="計画が認定の有効期間より長いときだけ。例: 更新の申請中で、同じ区分の見込み",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_consent(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """計画に同意を得る. From then on the plan is only read."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    file = plan_in(viewer, case_id, plan_id)
    form = ConsentForm(
        request.POST or None, viewer=viewer, initial={"consented_on": "今日", "consented_by": head.person.name}
    )
    if form.is_valid():
        with refusals_on(form):
            agree_plan(by=viewer, plan_id=plan_id, **form.cleaned_data)
            messages.success(request, "同意を記録しました。計画書を印刷して、本人に渡しましょう。")
            return redirect("plans", case_id)
    context = {
        **head_parts(viewer, head),
        "title": "計画への同意を記録する",
        "goals": [issue.goal for issue in file.sheet.issues if issue.goal.strip()],
        "until": _until(file),
        "form": form,
        "save": Button("同意を記録する", ButtonKind.PRIMARY),
        "back": reverse("plan", args=[case_id, plan_id]),
    }
    return render_screen(request, "casework/plan/consent.html", context, status=422 if form.errors else 200)


def _until(file: PlanFile) -> str:
    """V31: a plan that runs longer than the certification is possible, and said."""
    day = file.sheet.valid_until
    if day is None:
        return ""
    return f"認定の有効期間は{in_both_eras(day)}までです。計画がそれより長いときは、理由を書きます。"
