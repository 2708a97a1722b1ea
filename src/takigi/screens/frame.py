"""枠: what every desk's frame needs to know about who is looking."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame: the viewer, or nothing before signing in."""
    return {"viewer": getattr(request, "viewer", None)}
