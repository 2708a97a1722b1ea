"""目標のページ: the goals in force, and the one next step with them."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.cases import CaseHead, case_head
from takigi.casework.queries.goals import GoalLine, goals_of
from takigi.casework.rules.prints import PaperKind
from takigi.casework.rules.states import CaseState
from takigi.components.button import ButtonKind, ButtonLink
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.goals.cards import dress_goal
from takigi.screens.render import render_screen

MOST = 3


@require_safe
def goals(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """Every goal of the case with its ratings. Readers see it; the buttons are for those who record."""
    head = case_head(request.viewer, case_id)
    lines = goals_of(request.viewer, case_id)
    waiting = [goal for goal in lines if goal.agreed_on is None]
    context = {
        **head_parts(request.viewer, head),
        "title": "目標",
        "goals": [dress_goal(head, goal) for goal in lines],
        "next": next_step(head, lines),
        "others": _others(head, lines, waiting),
        "needs_graduation": any(not goal.graduation for goal in waiting),
    }
    return render_screen(request, "casework/goals/goals.html", context)


def next_step(head: CaseHead, lines: tuple[GoalLine, ...]) -> ButtonLink | str:
    """What is to be done next with the goals; "" for a mere reader."""
    if not head.may_record:
        return ""
    if not lines:
        return ButtonLink("目標を書く", reverse("goals_write", args=[head.case_id]), ButtonKind.PRIMARY)
    if any(goal.agreed_on is None for goal in lines):
        return ButtonLink("合意を記録する", reverse("goals_agree", args=[head.case_id]), ButtonKind.PRIMARY)
    words, url = "目標の紙を印刷する", reverse("case_print", args=[head.case_id, PaperKind.GOALS.value])
    return ButtonLink(words, url, ButtonKind.PRIMARY)


def _others(head: CaseHead, lines: tuple[GoalLine, ...], waiting: list[GoalLine]) -> list[tuple[str, str]]:
    ways = []
    if head.may_record and lines:
        fixed = [goal for goal in lines if goal.agreed_on or goal.ratings]
        if len(fixed) < MOST:
            words = "目標を書きなおす" if len(fixed) < len(lines) else "目標を加える"
            ways.append((words, reverse("goals_write", args=[head.case_id])))
        if head.state is CaseState.GOAL_PROPOSED:
            ways.append(("合意しなかった", reverse("goals_decline", args=[head.case_id])))
        if waiting:
            ways.append(("目標の紙を印刷する", reverse("case_print", args=[head.case_id, PaperKind.GOALS.value])))
    if lines:
        ways.append(("目標の紙を画面で見る", reverse("goals_paper", args=[head.case_id])))
    return ways
