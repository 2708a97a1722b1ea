"""うまくいかないとき: pages that say what happened and what to do; never a person's data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    """400."""
    return render(request, "errors/400.html", status=400)


def not_permitted(request: HttpRequest, exception: Any) -> HttpResponse:
    """403 from Django itself."""
    return render(request, "errors/403.html", {"sentence": "この操作はできません。"}, status=403)


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    """404: the same page whether it does not exist or may not be seen."""
    return render(request, "errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: without the request's context, which may be what broke."""
    return render(None, "errors/500.html", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the form is too old: what was typed is still in the browser."""
    return render(request, "errors/csrf.html", status=403)
