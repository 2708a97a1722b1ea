"""実行度・満足度と判断: asked at the same times for every goal, with the earlier answers beside."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.goals import judge_goal, rate_goal
from takigi.casework.queries.goals import GoalLine, goals_of
from takigi.components.button import Button, ButtonKind
from takigi.instruments.timepoints import Timepoint
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.goals.cards import ratings_table
from takigi.screens.casework.goals.forms import JudgementForm, RatingForm
from takigi.screens.casework.goals.writing import goal_in
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
USUAL_TIMES = (Timepoint.T0, Timepoint.T1, Timepoint.T2)


def _next_time(goal: GoalLine) -> Timepoint:
    return next((one for one in USUAL_TIMES if goal.rating_at(one) is None), Timepoint.AD_HOC)


@require_http_methods(GET_OR_POST)
def goal_rate(request: Any, case_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """0から10で聞く. Asked again for the same time, the later answer stands."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    goal = goal_in(goals_of(viewer, case_id), goal_id)
    form = RatingForm(request.POST or None, viewer=viewer, initial={"on": "今日", "timepoint": _next_time(goal)})
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            rate_goal(
                by=viewer,
                goal_id=goal_id,
                timepoint=Timepoint(given["timepoint"]),
                on=given["on"],
                performance=int(given["performance"]),
                satisfaction=int(given["satisfaction"]),
            )
            messages.success(request, "答えを記録しました。")
            return redirect("goals", case_id)
    return _page(request, head, goal, form, title="実行度・満足度を聞く", save="答えを記録する")


@require_http_methods(GET_OR_POST)
def goal_judge(request: Any, case_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """達成したかを判断する, together with the person."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    goal = goal_in(goals_of(viewer, case_id), goal_id)
    form = JudgementForm(request.POST or None, viewer=viewer, initial={"on": "今日", "parties": ["person"]})
    if form.is_valid():
        with refusals_on(form):
            judge_goal(by=viewer, goal_id=goal_id, **form.judged())
            messages.success(request, "判断を記録しました。")
            return redirect("goals", case_id)
    return _page(request, head, goal, form, title="達成したかを判断する", save="判断を記録する")


def _page(request: Any, head: Any, goal: GoalLine, form: Any, *, title: str, save: str) -> HttpResponse:
    context = {
        **head_parts(request.viewer, head),
        "title": title,
        "goal": goal,
        "ratings": ratings_table(goal),
        "form": form,
        "save": Button(save, ButtonKind.PRIMARY),
        "back": reverse("goals", args=[head.case_id]),
    }
    return render_screen(request, "casework/goals/rate.html", context, status=422 if form.errors else 200)
