"""会議の区切り: at which care conferences a case was talked about, on the case's page; and the way to bring it to one."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.meetings.queries.care import conferences_of_case
from takigi.screens.casework.section import Section
from takigi.screens.meetings.desk import when


def conference_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """地域ケア個別会議. Nothing for whoever does not record the case."""
    if not head.may_record:
        return None
    lines = [
        {
            "url": reverse("meeting_care", args=[one.meeting_id]),
            "words": f"{one.heading}　{when(one.starts_at)}",
            "state": "話し合いました" if one.is_held else "これから",
            "next": one.next_review_on,
        }
        for one in conferences_of_case(viewer, head.case_id)
    ]
    parts = {"lines": lines, "bring": reverse("care_bring", args=[head.case_id])}
    return Section("地域ケア個別会議", "conferences", "meetings/_case_section.html", parts)
