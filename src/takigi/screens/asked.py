"""たずねられた数: the numbers that stand in an address. What cannot be one is answered as if nothing had been asked."""

from typing import Any

# Longer than any number of ours: pages, agencies and areas are counted in thousands.
DIGITS = 9


def number_asked(request: Any, name: str) -> int | None:
    """The number under the name, in digits of either width; None when there is none, or one that cannot be meant."""
    typed = request.GET.get(name, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= DIGITS else None


def page_asked(request: Any) -> int:
    """`?page=2`; the first where nothing, or nothing sensible, is asked. How many there are is known only to the list."""
    return max(1, number_asked(request, "page") or 1)
