"""操作の記録: how the audit log names the things of this room, without a word of what was said about anybody."""

import uuid

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.meetings import policies
from takigi.meetings.models import AgendaItem, Meeting


def record(kind: str, by: Viewer, meeting: Meeting, /, **detail: object) -> None:
    """One deed on a meeting."""
    audit.record(
        kind,
        municipality_id=meeting.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(meeting.pk),
        detail=detail,
    )


def record_item(kind: str, by: Viewer, item: AgendaItem, /, **detail: object) -> None:
    """One deed on an agenda item; the case it is about is told, so that 「だれがこの世帯を」 finds it."""
    shown = (f"case:{item.case_id}",) if item.case_id else ()
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(item.meeting_id),
        detail={"item": str(item.pk), **detail},
        shown=shown,
    )


def record_body(kind: str, by: Viewer, body_id: uuid.UUID, /, **detail: object) -> None:
    """One deed on a body."""
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"body:{body_id}",
        detail=detail,
    )
