"""たずねられた数: the numbers and months that stand in an address. What cannot be one is answered as if nothing had been asked."""

from datetime import date, timedelta
from typing import Any

# Longer than any number of ours: pages, agencies and areas are counted in thousands.
DIGITS = 9
# Nobody turns a calendar farther; and the first and the last month there are have none beside them.
FARTHEST = timedelta(days=36525)


def number_asked(request: Any, name: str) -> int | None:
    """The number under the name, in digits of either width; None when there is none, or one that cannot be meant."""
    typed = request.GET.get(name, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= DIGITS else None


def page_asked(request: Any) -> int:
    """`?page=2`; the first where nothing, or nothing sensible, is asked. How many there are is known only to the list."""
    return max(1, number_asked(request, "page") or 1)


def month_asked(request: Any, today: date) -> date:
    """`?month=2026-11` as its first day; the present month where none, or one out of all reach, is asked."""
    now = today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return now
    return asked if abs(asked - now) <= FARTHEST else now
