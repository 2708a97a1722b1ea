"""入口: who is looking, and what must be done before looking: second factor, oath. Deny by default."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.queries import viewer_of
from takigi.organisations.rules import MaintenanceNeeded
from takigi.screens.second_factor import has_second_factor

# Screens that somebody needs before the second factor and the oath are settled.
BEFORE_SETTLING = frozenset(
    {
        "oath",
        "account_logout",
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
        "health",
    }
)


class Gate:
    """Gives each request its viewer and answers the two refusals of the rooms below."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pages with a person's facts are never kept by a browser or a proxy."""
        response = self.get_response(request)
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
        if request.resolver_match.url_name in BEFORE_SETTLING:
            return None
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(user):
            return redirect("mfa_index")
        if not request.viewer.has_oath:
            return redirect("oath")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Unseen is a 404 that tells nothing; NotPermitted a 403 that says what is possible."""
        if isinstance(exception, Unseen):
            return render(request, "errors/404.html", status=404)
        if isinstance(exception, NotPermitted | MaintenanceNeeded):
            return render(request, "errors/403.html", {"sentence": str(exception)}, status=403)
        return None
