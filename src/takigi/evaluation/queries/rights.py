"""数についてできること: for buttons and desks, without asking and being refused."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Viewer
from takigi.evaluation.policies import audience_of, may_report
from takigi.evaluation.rules import Audience


@dataclass(frozen=True)
class Rights:
    """What the viewer may do with numbers."""

    sees_numbers: bool
    is_told_exactly: bool
    may_report: bool
    may_check_records: bool


def rights_of(viewer: Viewer) -> Rights:
    """No query."""
    try:
        audience = audience_of(viewer)
    except NotPermitted:
        return Rights(sees_numbers=False, is_told_exactly=False, may_report=False, may_check_records=False)
    is_office = audience is Audience.OFFICE
    return Rights(
        sees_numbers=True,
        is_told_exactly=is_office,
        may_report=may_report(viewer),
        may_check_records=is_office,
    )
