"""端末の鍵: the key under which one device keeps one person's unsent words. The device never keeps it in the open; we make it anew."""

import hashlib
import hmac
import uuid
from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from takigi.screens.casework.visits.wire import UNREADABLE


def _derived(what: str, municipality_id: int, staff_id: int, device: uuid.UUID) -> bytes:
    words = f"{what}:{municipality_id}:{staff_id}:{device}".encode()
    return hmac.new(settings.DEVICE_KEY, words, hashlib.sha256).digest()


@require_safe
def visit_door(request: Any) -> HttpResponse:
    """For whoever is signed in: their key for this device, a name that means nothing elsewhere, and a token for forms.

    A colleague who signs in on the same device is given another key, and so cannot open what lies there.
    """
    try:
        device = uuid.UUID(request.GET.get("device", ""))
    except ValueError:
        return JsonResponse({"sentence": UNREADABLE}, status=400)
    viewer = request.viewer
    return JsonResponse(
        {
            "who": _derived("who", viewer.municipality_id, viewer.staff_id, device).hex()[:32],
            "key": b64encode(_derived("key", viewer.municipality_id, viewer.staff_id, device)).decode(),
            "token": get_token(request),
            "today": viewer.on.isoformat(),
        }
    )
