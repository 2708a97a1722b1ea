"""成功事例の区切り: on the page of a case that has found its way back."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.states import CaseState
from takigi.screens.casework.section import Section
from takigi.screens.successes.dress import card_of
from takigi.success_cases.queries import successes_of_case

# A way back can be told once a course has ended well, and later, too.
TOLD_FROM = frozenset({CaseState.END_ASSESSED, CaseState.GRADUATED, CaseState.FOLLOW_UP, CaseState.CLOSED})


def success_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """Nothing before there is something to tell. At most five queries."""
    if head.state not in TOLD_FROM:
        return None
    stories = [card_of(one) for one in successes_of_case(viewer, head.case_id)]
    write = reverse("success_new", args=[head.case_id]) if head.may_record else ""
    if not stories and not write:
        return None
    return Section("成功事例", "success", "successes/_section.html", {"stories": stories, "write": write})
