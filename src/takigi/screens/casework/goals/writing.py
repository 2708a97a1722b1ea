"""目標を書く: one to three, beginning with what was said at the visit; and changing one that was agreed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Unseen
from takigi.casework.actions.goals import revise_goal, write_goals
from takigi.casework.queries.goals import GoalLine, Wish, goals_of, wish_of
from takigi.components.button import Button, ButtonKind
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.case_form import case_form_page, head_parts, head_to_change
from takigi.screens.casework.goals.forms import GoalForm
from takigi.screens.casework.goals.goals import MOST
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
NUMBERS = ("ひとつめの目標", "ふたつめの目標", "みっつめの目標")


def as_typed(goal: GoalLine) -> dict[str, Any]:
    """A goal as the form shows it again."""
    names = ("text", "graduation", "field", "self_does", "family_does", "team_does")
    typed = {name: getattr(goal, name) for name in names}
    return typed | {"target_on": in_short_japanese(goal.target_on) if goal.target_on else ""}


@require_http_methods(GET_OR_POST)
def goals_write(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """Write the goals that are not agreed yet; those that are stay beside."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    lines, wish = goals_of(viewer, case_id), wish_of(viewer, case_id)
    fixed = [goal for goal in lines if goal.agreed_on or goal.ratings]
    before = _initial([goal for goal in lines if goal not in fixed], wish, is_first=not lines)
    forms = [
        GoalForm(request.POST or None, viewer=viewer, prefix=f"g{n}", initial=before[n] if n < len(before) else {})
        for n in range(MOST - len(fixed))
    ]
    # Every form is looked at, so that every mistake is said at once.
    verdicts = [form.is_valid() for form in forms]
    if request.method == "POST" and verdicts and all(verdicts):
        with refusals_on(forms[0]):
            write_goals(by=viewer, case_id=case_id, goals=[form.words() for form in forms], on=viewer.on)
            messages.success(request, "目標を書きました。本人・家族と話し合って、合意を記録しましょう。")
            return redirect("goals", case_id)
    context = {
        **head_parts(viewer, head),
        "title": "目標を書く",
        "back": reverse("goals", args=[case_id]),
        "wish": wish,
        "fixed": fixed,
        "blocks": [
            (NUMBERS[len(fixed) + n], form, n == 0 or bool(form["text"].value() or form.errors))
            for n, form in enumerate(forms)
        ],
        "save": Button("目標を書きとめる", ButtonKind.PRIMARY),
    }
    wrong = any(form.errors for form in forms)
    return render_screen(request, "casework/goals/write.html", context, status=422 if wrong else 200)


def _initial(waiting: list[GoalLine], wish: Wish | None, *, is_first: bool) -> list[dict[str, Any]]:
    if waiting:
        return [as_typed(goal) for goal in waiting]
    return [{"text": wish.person}] if wish and is_first else []


@require_http_methods(GET_OR_POST)
def goal_revise(request: Any, case_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """合意した目標を変える: the old one stays in the record."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    goal = goal_in(goals_of(viewer, case_id), goal_id)
    form = GoalForm(request.POST or None, viewer=viewer, initial=as_typed(goal))
    if form.is_valid():
        with refusals_on(form):
            revise_goal(by=viewer, goal_id=goal_id, words=form.words(), on=viewer.on)
            messages.success(request, "目標を変えました。新しい目標への合意を記録しましょう。")
            return redirect("goals", case_id)
    told = "前の目標と合意は、記録に残ります。新しい目標は、あらためて合意を待ちます。"
    return case_form_page(request, head, form, title="目標を変える", save="この目標に変える", explanation=told)


def goal_in(lines: tuple[GoalLine, ...], goal_id: uuid.UUID) -> GoalLine:
    """The goal of this case by its id; Unseen for one of another case."""
    found = next((goal for goal in lines if goal.goal_id == goal_id), None)
    if found is None:
        raise Unseen
    return found
