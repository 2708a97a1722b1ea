"""管理: the desk's first screen says what is there for this viewer."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.screens.administration.pages import pages_of
from takigi.screens.render import render_screen


@require_safe
def administration(request: Any) -> HttpResponse:
    """The pages of the desk that are the viewer's."""
    context = {"heading": "管理", "pages": pages_of(request.viewer)}
    return render_screen(request, "administration/desk.html", context)
