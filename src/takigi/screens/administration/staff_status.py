"""アカウントを止める・戻す: an account that is not active is refused everything at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access import administration
from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import StatusChange
from takigi.screens.forms import refusals_on

EXPLANATION = "止めると、開いている画面もすぐに使えなくなります。記録と用事はそのまま残り、あとで戻せます。"


@require_http_methods(["GET", "HEAD", "POST"])
def staff_status(request: Any, staff_id: int) -> HttpResponse:
    """The form, and the member's page after it."""
    card = administration.account_to_change(request.viewer, staff_id)
    form = StatusChange(request.POST or None, viewer=request.viewer, initial={"status": card.status.value})
    if form.is_valid():
        with refusals_on(form):
            actions.change_staff_status(staff_id=staff_id, **form.facts())
            messages.success(request, "アカウントの状態を変えました。")
            return redirect("staff_member", staff_id)
    back = reverse("staff_member", args=[staff_id]), f"{card.name}さんの頁へ戻る"
    return form_page(request, form, f"{card.name}さんのアカウント", "状態を変える", back, explanation=EXPLANATION)
