"""町の決めごとを変える: from a day, with a reason. Past days keep what was decided for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access import actions, administration
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import SettingDecision
from takigi.screens.forms import refusals_on


@require_http_methods(["GET", "HEAD", "POST"])
def setting_change(request: Any, key: str) -> HttpResponse:
    """The form, and the settings after it. For the secretariat and the head of the insurance section."""
    one = administration.setting_to_decide(request.viewer, key)
    choices = one.setting.choices
    form = SettingDecision(request.POST or None, viewer=request.viewer, choices=choices, initial={"value": one.value})
    if form.is_valid():
        with refusals_on(form):
            actions.decide_setting(by=request.viewer, key=key, **form.cleaned_data)
            messages.success(request, "町の決めごとを記録しました。")
            return redirect("settings")
    back = reverse("settings"), "町の決めごとへ戻る"
    told = f"今は「{one.value_label}」です。{one.setting.help}"
    return form_page(request, form, one.setting.label, "この内容に決める", back, explanation=told)
