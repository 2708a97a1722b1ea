"""数についてできること: for buttons and desks, without asking and being refused."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Viewer
from takigi.evaluation.policies import audience_of
from takigi.evaluation.rules import Audience


@dataclass(frozen=True)
class Rights:
    """What the viewer may do with numbers."""

    sees_numbers: bool
    may_check_records: bool


def rights_of(viewer: Viewer) -> Rights:
    """No query."""
    try:
        audience = audience_of(viewer)
    except NotPermitted:
        return Rights(sees_numbers=False, may_check_records=False)
    return Rights(sees_numbers=True, may_check_records=audience is Audience.OFFICE)
