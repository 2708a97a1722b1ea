"""保守の時間: one hour with a reason, in which accounts, posts and agencies may be changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.access import administration
from takigi.components.button import Button, ButtonKind
from takigi.organisations import actions
from takigi.screens.administration.forms import MaintenanceStart
from takigi.screens.administration.pages import tabs
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def maintenance(request: Any) -> HttpResponse:
    """The session that is open, or the form that opens one."""
    viewer = request.viewer
    session = administration.maintenance(viewer)
    form = MaintenanceStart(request.POST or None, viewer=viewer)
    if form.is_valid() or (session and request.method == "POST"):
        with refusals_on(form):
            _start_or_end(viewer, session, form)
            messages.success(
                request,
                "保守の時間を終えました。" if session else "保守の時間を始めました。1時間たつと自動で終わります。",
            )
            return redirect("maintenance")
    buttons = {"start": Button("保守の時間を始める", ButtonKind.PRIMARY), "end": Button("保守の時間を終える")}
    context = {"heading": "保守の時間", "tabs": tabs(viewer, "maintenance"), "session": session, "form": form}
    return render_screen(
        request, "administration/maintenance.html", {**context, **buttons}, status=422 if form.errors else 200
    )


def _start_or_end(viewer: Any, session: Any, form: MaintenanceStart) -> None:
    who = {"by": viewer.staff_id, "municipality_id": viewer.municipality_id, "at": viewer.at}
    if session:
        actions.end_maintenance(**who)
    else:
        actions.start_maintenance(reason=form.cleaned_data["reason"], **who)
