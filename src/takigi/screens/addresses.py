"""住所: the address of a screen by its name, or nothing while that screen is not built."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def address_of(url_name: str, *args: Any) -> str:
    """The address, or "" when no screen has the name."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""
