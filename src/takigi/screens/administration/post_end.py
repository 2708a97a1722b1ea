"""配属を終える: access ends on that day; open tasks are the supervisor's from then on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access import administration
from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import PostEnd
from takigi.screens.administration.words import post_in_words
from takigi.screens.forms import refusals_on


@require_http_methods(["GET", "HEAD", "POST"])
def post_end(request: Any, staff_id: int, post_id: int) -> HttpResponse:
    """The form, and the member's page after it."""
    card, post = administration.post_to_end(request.viewer, staff_id, post_id)
    form = PostEnd(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.end_post(post_id=post_id, **form.facts())
            messages.success(request, "配属を終えました。残っている用事は、上司の今日の画面に移ります。")
            return redirect("staff_member", staff_id)
    back = reverse("staff_member", args=[staff_id]), f"{card.name}さんの頁へ戻る"
    told = f"{post_in_words(post)}の配属を終えます。終わりの日から、この配属で見えていたものは見えなくなります。"
    return form_page(
        request, form, f"{card.name}さんの配属を終える", "配属を終える", back, explanation=told, is_danger=True
    )
