"""短期集中を始める画面: from the page of a case, with the person's agreement to what the provider is told."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import Viewer
from takigi.casework.queries.goals import goals_of
from takigi.components.button import Button, ButtonKind
from takigi.programmes.actions import courses, episodes
from takigi.programmes.actions.episodes import Beginning
from takigi.programmes.queries.courses import course_list
from takigi.programmes.rules.words import ProgrammeRefused
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.forms import refusals_on
from takigi.screens.programmes.forms import StartForm, course_words
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def episode_start(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """始める, or wait for a place where there is none."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    open_now = [one for one in course_list(viewer) if one.ended_on is None or one.ended_on >= viewer.on]
    form = StartForm(request.POST or None, viewer=viewer, courses=open_now, initial=_agreed(viewer, case_id))
    if form.is_valid():
        with refusals_on(form):
            typed = dict(form.cleaned_data)
            course_id = uuid.UUID(typed.pop("course_id"))
            beginning = Beginning(case_id=case_id, course_id=course_id, **typed)
            episode_id = episodes.start_episode(by=viewer, beginning=beginning)
            messages.success(request, "短期集中を始めました。事業所の「きょうの教室」に出ます。")
            return redirect("episode", episode_id)
    full = [one for one in open_now if one.places_left == 0]
    context = {
        **head_parts(viewer, head),
        "title": "短期集中を始める",
        "form": form,
        "save": Button("短期集中を始める", ButtonKind.PRIMARY),
        "full": [
            (course_words(one), reverse("episode_wait", args=[case_id, one.course_id]), one.waiting) for one in full
        ],
    }
    return render_screen(request, "programmes/start.html", context, status=422 if form.errors else 200)


def _agreed(viewer: Viewer, case_id: uuid.UUID) -> dict[str, str]:
    """The goals that the person agreed to, so that they are not written twice. The day of the consent is asked, never filled in."""
    agreed = [goal for goal in goals_of(viewer, case_id) if goal.agreed_on is not None]
    return {
        "goal_text": "\n".join(goal.text for goal in agreed),
        "graduation_point": "\n".join(goal.graduation for goal in agreed if goal.graduation),
    }


@require_POST
def episode_wait(request: Any, case_id: uuid.UUID, course_id: uuid.UUID) -> HttpResponse:
    """空きを待つ人に加える."""
    try:
        courses.wait_for_place(by=request.viewer, case_id=case_id, course_id=course_id)
    except ProgrammeRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "空きを待つ人に加えました。空いたら、このケースから始められます。")
    return redirect("course", course_id)


@require_POST
def episode_leave_waiting(request: Any, case_id: uuid.UUID, course_id: uuid.UUID) -> HttpResponse:
    """空きを待つのをやめる."""
    try:
        courses.leave_waiting(by=request.viewer, case_id=case_id, course_id=course_id)
    except ProgrammeRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "空きを待つ人から外しました。また待つときは、ケースのページから加えられます。")
    return redirect("course", course_id)
