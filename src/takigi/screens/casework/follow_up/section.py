"""卒業後の区切り: the four times in a line each, on the case's own page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.notes import follow_ups_of
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.follow_up.tags import follow_up_tag
from takigi.screens.casework.next_work import is_next
from takigi.screens.casework.section import Section


def follow_up_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """Nothing before a course has ended. Two queries."""
    lines = follow_ups_of(viewer, head.case_id)
    if not lines:
        return None
    shown = [
        (line.month, in_both_eras(line.done_on or line.due_on), bool(line.done_on), follow_up_tag(line, head))
        for line in lines
    ]
    url = reverse("follow_ups", args=[head.case_id])
    parts = {"lines": shown, "url": "" if is_next(head, url) else url}
    return Section("卒業後の確かめ", "follow-up", "casework/follow_up/_section.html", parts)
