"""操作の記録: how the audit log names the things of this room."""

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit


def record(deed: str, by: Viewer, target: str, **detail: object) -> None:
    """One deed of the room, without a word of what was written."""
    audit.record(deed, municipality_id=by.municipality_id, by=by.staff_id, at=by.at, target=target, detail=detail)
