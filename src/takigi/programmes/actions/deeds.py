"""操作の記録: how the audit log names the things of this room."""

import uuid

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit


def record(kind: str, by: Viewer, *, episode_id: uuid.UUID | None = None, target: str = "", **detail: object) -> None:
    """One deed of the room, without a word of what was written."""
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target or (f"episode:{episode_id}" if episode_id else ""),
        detail=detail,
    )
