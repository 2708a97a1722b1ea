"""目標の紙: the page for the refrigerator, in the person's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class GoalPage:
    """目標の紙. Carries nothing that a visitor in the kitchen should not read: no number, no diagnosis, no address."""

    called: str = ""
    """The name as the person is called, with さん."""
    my_words: str = ""
    graduation_point: str = ""
    """卒業の目印: what has come back when the service is no longer needed."""
    what_i_do: tuple[str, ...] = ()
    what_family_does: tuple[str, ...] = ()
    what_professionals_do: tuple[str, ...] = ()
    agreed_on: date | None = None
    next_on: date | None = None
    next_what: str = ""
    """What happens on that day: 体力測定, 訪問."""
    contact_name: str = ""
    contact_phone: str = ""
