"""画面を出す: the whole screen, or only its named part when htmx asks for it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_screen(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render `template`, or only the template `part` when htmx asks to change a piece of the page.

    `part` is the file that the whole screen includes (`people/_results.html`): the same words, once.
    A page asked for again by the back button is always whole.
    """
    htmx: Any = getattr(request, "htmx", None)
    wants_part = bool(part) and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    response = render(request, part if wants_part else template, dict(context), status=status)
    # One address, two bodies: without this a cache or the back button shows the wrong one.
    patch_vary_headers(response, ["HX-Request"])
    return response
