"""配属する: where somebody works, as what, from when. Never one's own post."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access import administration
from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import NewPost
from takigi.screens.forms import refusals_on

EXPLANATION = (
    "始まりの日から、職務に応じた机が開きます。人の記録が見えるかどうかは、町の決めごとと担当によって決まります。"
)


@require_http_methods(["GET", "HEAD", "POST"])
def post_new(request: Any, staff_id: int) -> HttpResponse:
    """The form, and the member's page after it."""
    card = administration.account_to_change(request.viewer, staff_id)
    form = NewPost(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.give_post(staff_id=staff_id, **form.facts())
            messages.success(request, "配属を加えました。")
            return redirect("staff_member", staff_id)
    back = reverse("staff_member", args=[staff_id]), f"{card.name}さんの頁へ戻る"
    return form_page(request, form, f"{card.name}さんの配属を加える", "配属を加える", back, explanation=EXPLANATION)
