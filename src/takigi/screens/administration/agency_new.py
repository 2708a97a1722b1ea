"""機関を加える: with its fields, block and the areas it looks after."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.organisations import actions
from takigi.screens.administration.form_page import form_page
from takigi.screens.administration.forms import NewAgency
from takigi.screens.forms import refusals_on

EXPLANATION = "担当圏域を選ぶと、その圏域にお住まいの人が、センターの職員から見えるようになります。"


@require_http_methods(["GET", "HEAD", "POST"])
def agency_new(request: Any) -> HttpResponse:
    """The form, and the list after it."""
    form = NewAgency(request.POST or None, viewer=request.viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.open_agency(**form.facts())
            messages.success(request, "機関を加えました。")
            return redirect("agencies")
    back = reverse("agencies"), "機関の一覧へ戻る"
    return form_page(request, form, "機関を加える", "機関を加える", back, explanation=EXPLANATION)
