"""目標の区切り: the person's words on the case's own page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import goals_of
from takigi.casework.rules.states import BEFORE_VISIT
from takigi.screens.casework.goals.cards import goal_tag
from takigi.screens.casework.next_work import is_next
from takigi.screens.casework.section import Section


def goals_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The goals in a line each; nothing before the visit. Three queries."""
    lines = goals_of(viewer, head.case_id)
    if not lines and (head.state in BEFORE_VISIT or not head.may_record):
        return None
    write, agree = (reverse(name, args=[head.case_id]) for name in ("goals_write", "goals_agree"))
    waits = any(goal.agreed_on is None for goal in lines)
    parts = {
        "goals": [(goal.text, goal.graduation, goal_tag(goal)) for goal in lines],
        "url": reverse("goals", args=[head.case_id]) if lines else "",
        "write": write if head.may_record and not lines and not is_next(head, write) else "",
        "agree": waits and head.may_record and not is_next(head, agree),
    }
    return Section("目標", "goals", "casework/goals/_section.html", parts)
