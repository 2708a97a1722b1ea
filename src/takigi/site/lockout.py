"""サインインの錠: whose wrong passwords are counted together, and what somebody locked out is told."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def counted_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The typed name as a keyed hash: enough to count by, and a password typed into the wrong field stays unread."""
    typed = {**request.POST.dict(), **(credentials or {})}
    name = str(typed.get("username") or typed.get("login_name") or typed.get("login") or "")
    return name_counted(name)


def name_counted(name: str) -> str:
    """What stands for a sign-in name in the counters."""
    return hmac.new(settings.SECRET_KEY.encode(), name.strip().lower().encode(), hashlib.sha256).hexdigest()[:32]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any = None) -> HttpResponse:
    """429: how long to wait and whom to ask; the same for names that exist and names that do not."""
    context = {"minutes": settings.SECURITY.lockout_minutes, "failures": settings.SECURITY.lockout_failures}
    return render(request, "sign_in/locked.html", context, status=429)
