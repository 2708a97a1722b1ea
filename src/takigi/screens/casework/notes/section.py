"""記録の区切り: the last few notes and the period of monitoring that runs, on the case's own page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.notes import monitoring_of, notes_of
from takigi.screens.casework.notes.monitoring import monitoring_lines
from takigi.screens.casework.section import Section

SHOWN = 3


def notes_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The newest notes. Six queries, however many there are."""
    lines, total = notes_of(viewer, head.case_id)
    if not total and not head.may_record:
        return None
    parts = {
        "lines": lines[:SHOWN],
        "total": total,
        "period": next(iter(monitoring_lines(monitoring_of(viewer, head.case_id), viewer.on)), None),
        "url": reverse("notes", args=[head.case_id]),
        "may_record": head.may_record,
    }
    return Section("記録とモニタリング", "notes", "casework/notes/_section.html", parts)
