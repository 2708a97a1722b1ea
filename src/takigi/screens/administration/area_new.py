"""圏域を加える: where people live; a centre is then given the areas it looks after."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import NewArea
from takigi.screens.forms import refusals_on

EXPLANATION = "日常生活圏域を加えます。加えたあとで、機関の担当圏域として選べます。"


@require_http_methods(["GET", "HEAD", "POST"])
def area_new(request: Any) -> HttpResponse:
    """The form, and the agencies after it."""
    form = NewArea(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.draw_area(**form.facts())
            messages.success(request, "圏域を加えました。")
            return redirect("agencies")
    back = reverse("agencies"), "機関の一覧へ戻る"
    return form_page(request, form, "圏域を加える", "圏域を加える", back, explanation=EXPLANATION)
