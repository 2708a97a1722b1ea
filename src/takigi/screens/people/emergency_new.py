"""緊急に本人の記録を開く: by number and reason, for 24 hours, told at once to those in charge."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.actions.emergencies import open_person_in_emergency
from takigi.people.queries.powers import check_may_break_glass
from takigi.screens.forms import refusals_on
from takigi.screens.people.form_pages import emergency_page
from takigi.screens.people.forms import EmergencyForm
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_new(request: Any) -> HttpResponse:
    """The form, and the way to the person's page once the reason is written."""
    check_may_break_glass(request.viewer)
    form = EmergencyForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            person_id = open_person_in_emergency(by=request.viewer, **form.cleaned_data)
            messages.success(request, "24時間だけ開きました。担当するところに知らせ、あとでふりかえります。")
            return redirect("person", person_id)
    return render_screen(request, "people/emergency.html", emergency_page(form))
