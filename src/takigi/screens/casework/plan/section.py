"""計画の区切り: the version in force and the draft, on the case's own page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.plans import plans_of
from takigi.casework.rules.states import BEFORE_VISIT
from takigi.screens.casework.next_work import is_next
from takigi.screens.casework.plan.versions import dress_version
from takigi.screens.casework.section import Section

SHOWN = 2


def plan_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The newest versions; nothing before the visit. Three queries."""
    lines = plans_of(viewer, head.case_id)
    if not lines and (head.state in BEFORE_VISIT or not head.may_record):
        return None
    url = reverse("plans", args=[head.case_id])
    parts = {
        "plans": [dress_version(head, line) for line in lines[:SHOWN]],
        "url": "" if is_next(head, url) else url,
    }
    return Section("計画", "plan", "casework/plan/_section.html", parts)
