"""相談の区切り: what was said, on the case's page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.waiting import consultations_of
from takigi.screens.casework.section import Section


def consultation_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The consultations, newest first; nothing for a case that came from the ledger and has none."""
    lines = consultations_of(viewer, head.case_id)
    if not lines and not (head.may_record and head.closed_on is None):
        return None
    add = reverse("case_consultation", args=[head.case_id]) if head.may_record and head.closed_on is None else ""
    return Section("相談", "consultations", "casework/_consultations.html", {"lines": lines, "add": add})
