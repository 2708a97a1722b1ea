"""入口: who is looking, and what must be done before looking: own password, second factor, oath. Deny by default."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.queries import viewer_of
from takigi.organisations.rules import MaintenanceNeeded
from takigi.screens.second_factor import has_second_factor

# With a password that somebody else knows there is nothing to do but to choose another, or to leave.
ALWAYS = frozenset({"account_change_password", "account_logout", "health", "visit_away", "visit_worker"})
# Screens that somebody needs before the second factor and the oath are settled.
BEFORE_SETTLING = frozenset(
    {
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        # Answers by a link and a number, which need no account at all.
        "meeting_answer",
        "meeting_days",
    }
)


def _leads_to_the_door(address: str) -> bool:
    doors = ("account_login", "account_change_password", "mfa_index", "oath")
    return urlsplit(address).path in {reverse(door) for door in doors}


class Gate:
    """Gives each request its viewer and answers the two refusals of the rooms below."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pages with a person's facts are never kept by a browser or a proxy."""
        response = self.get_response(request)
        if (
            request.headers.get("HX-Request")
            and response.status_code == 302
            and _leads_to_the_door(response["Location"])
        ):
            # The door is a page of its own, never a piece in the middle of another one.
            response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Sets `request.viewer`; sends whoever has something to settle first to the place for it."""
        request.viewer = None
        if not request.user.is_authenticated:
            return None
        user = request.user
        request.viewer = viewer_of(user.pk, user.municipality_id, is_active=user.is_active, at=now())
        name = request.resolver_match.url_name
        if name in ALWAYS:
            return None
        if user.has_temporary_password:
            return redirect("account_change_password")
        if name in BEFORE_SETTLING:
            return None
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(user):
            return redirect("mfa_index")
        if not request.viewer.has_oath and name != "oath":
            return redirect("oath")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Unseen is a 404 that tells nothing; NotPermitted a 403 that says what is possible."""
        if isinstance(exception, Unseen):
            return render(request, "errors/404.html", status=404)
        if isinstance(exception, NotPermitted | MaintenanceNeeded):
            return render(request, "errors/403.html", {"sentence": str(exception)}, status=403)
        return None
