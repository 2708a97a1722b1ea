"""目標の区切り: the person's words on the case's own page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import goals_of
from takigi.casework.rules.states import BEFORE_VISIT
from takigi.screens.casework.goals.cards import goal_tag
from takigi.screens.casework.section import Section


def goals_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The goals in a line each; nothing before the visit. Three queries."""
    lines = goals_of(viewer, head.case_id)
    if not lines and (head.state in BEFORE_VISIT or not head.may_record):
        return None
    parts = {
        "goals": [(goal.text, goal.graduation, goal_tag(goal)) for goal in lines],
        "url": reverse("goals", args=[head.case_id]) if lines else "",
        "write": reverse("goals_write", args=[head.case_id]) if head.may_record and not lines else "",
        "agree": any(goal.agreed_on is None for goal in lines) and head.may_record,
    }
    return Section("目標", "goals", "casework/goals/_section.html", parts)
