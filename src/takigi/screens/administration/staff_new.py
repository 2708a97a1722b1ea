"""職員を加える: an account, inside a maintenance session. It sees nothing until it has a post."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import NewStaff
from takigi.screens.forms import refusals_on

EXPLANATION = "アカウントを作ります。配属を加えるまでは、どの机も開きません。"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def staff_new(request: Any) -> HttpResponse:
    """The form, and the new member's page after it."""
    form = NewStaff(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            staff_id = actions.take_in_staff(municipality_id=request.viewer.municipality_id, **form.facts())
            messages.success(request, "職員を加えました。次は配属を加えてください。")
            return redirect("staff_member", staff_id)
    back = reverse("staff"), "職員の一覧へ戻る"
    return form_page(request, form, "職員を加える", "職員を加える", back, explanation=EXPLANATION)
