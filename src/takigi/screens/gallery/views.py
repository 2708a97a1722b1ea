"""部品一覧: one page with every component in every state, for eyes, for cameras and for axe."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from takigi.components.catalogue import gallery_groups
from takigi.screens.render import render_screen


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Shows the catalogue; it holds no one's facts."""
    return render_screen(request, "gallery/gallery.html", {"heading": "部品一覧", "groups": gallery_groups()})
