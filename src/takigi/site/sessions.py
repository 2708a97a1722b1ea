"""サインインの切れ目: a sign-in that ends while a request is under way is an ended sign-in, not a broken request."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class Sessions(SessionMiddleware):
    """Django's own, but for two moments at the end of a sign-in.

    A page saves itself every few seconds, so signing out nearly always meets a request that is still under way. Django calls
    that a bad request (400, with a traceback). And a late answer to the old sign-in removed the cookie of the new one.
    """

    def process_response(self, request: Any, response: HttpResponse) -> HttpResponse:
        """What was done in the request stands; who asks is sent to the door, as everybody whose sign-in has ended."""
        if _has_ended_before(request):
            patch_vary_headers(response, ["Cookie"])
            return response
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            return response if _asks_for_no_sign_in(request) else _to_the_door(request, response)


def _has_ended_before(request: Any) -> bool:
    """The cookie names no session any more, and the request did not end it itself (that is signing out)."""
    session = request.session
    return settings.SESSION_COOKIE_NAME in request.COOKIES and session.is_empty() and not session.modified


def _asks_for_no_sign_in(request: Any) -> bool:
    match = request.resolver_match
    return match is not None and not getattr(match.func, "login_required", True)


def _to_the_door(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After signing in one sees what came of it: the page that the finished action leads to, otherwise the same page."""
    door = redirect_to_login(response.headers.get("Location") or request.get_full_path())
    if request.headers.get("HX-Request"):
        # The door is a page of its own, never a piece in the middle of another one.
        door = HttpResponse(status=204, headers={"HX-Redirect": door.headers["Location"]})
    door.headers["Cache-Control"] = "no-store"
    patch_vary_headers(door, ["Cookie"])
    return door
