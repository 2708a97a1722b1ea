"""守秘の確認: read the wording, confirm it once, go on to the day's work."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.access import actions
from takigi.access.rules import wording_on
from takigi.components.button import Button, ButtonKind
from takigi.screens.render import render_screen

CONFIRM = Button("読みました。守ることを確認します", ButtonKind.PRIMARY)


@require_http_methods(["GET", "HEAD", "POST"])
def oath(request: Any) -> HttpResponse:
    """The wording in force today; confirming it opens the desks."""
    viewer = request.viewer
    if request.method == "POST":
        actions.confirm_oath(by=viewer)
        return redirect("today")
    context = {"wording": wording_on(viewer.on), "is_confirmed": viewer.has_oath, "confirm": CONFIRM}
    return render_screen(request, "oath/confirm.html", context)
