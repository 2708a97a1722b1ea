"""パスワードを決めなおす: for somebody who cannot sign in any more. The second factor stays theirs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from takigi.access import administration
from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import PasswordReset
from takigi.screens.forms import refusals_on

EXPLANATION = "新しいパスワードにすると、本人が開いている画面はすべてサインアウトします。本人は、次のサインインで自分のものに変えます。二段階の確認は変わりません。"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def staff_password(request: Any, staff_id: int) -> HttpResponse:
    """The form, and the member's page after it."""
    card = administration.account_to_change(request.viewer, staff_id)
    form = PasswordReset(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.set_password(staff_id=staff_id, **form.facts())
            messages.success(request, "パスワードを決めなおしました。本人に直接伝えてください。")
            return redirect("staff_member", staff_id)
    back = reverse("staff_member", args=[staff_id]), f"{card.name}さんの頁へ戻る"
    heading = f"{card.name}さんのパスワードを決めなおす"
    return form_page(request, form, heading, "パスワードを決めなおす", back, explanation=EXPLANATION)
