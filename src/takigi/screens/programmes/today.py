"""きょうの教室: who is expected, one tap for each, and a tap to take it back."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.programmes.actions import sessions
from takigi.programmes.queries.courses import card_of_day, todays_classes
from takigi.programmes.rules.words import AbsenceReason, Attendance, ProgrammeRefused
from takigi.screens.programmes.today_page import dress_today, participant
from takigi.screens.render import render_screen


def day_asked(written: str, *, today: date) -> date:
    """A day of an address: today for anything else, and for days still to come."""
    try:
        return min(date.fromisoformat(written), today)
    except ValueError:
        return today


@require_safe
def programmes(request: Any) -> HttpResponse:
    """The first screen of the desk."""
    on = day_asked(request.GET.get("on", ""), today=request.viewer.on)
    context = dress_today(request.viewer, todays_classes(request.viewer, on=on))
    return render_screen(request, "programmes/today.html", context)


@require_POST
def episode_attendance(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """One tap: came, or stayed away for a reason."""
    on = day_asked(request.POST.get("on", ""), today=request.viewer.on)
    reason = request.POST.get("absence_reason", "")
    came = not reason
    told = ""
    try:
        sessions.mark_attendance(
            by=request.viewer,
            episode_id=episode_id,
            on=on,
            attendance=Attendance.ATTENDED if came else Attendance.ABSENT,
            absence_reason=None if came else AbsenceReason(reason),
        )
    except ProgrammeRefused as refusal:
        told = str(refusal)
    except ValueError:
        told = "休みの理由を一覧から選んでください。"
    return _row(request, episode_id, on, told)


@require_POST
def session_undo(request: Any, episode_id: uuid.UUID, session_id: int) -> HttpResponse:
    """One tap back."""
    on = day_asked(request.POST.get("on", ""), today=request.viewer.on)
    told = ""
    try:
        sessions.take_back_session(by=request.viewer, session_id=session_id)
    except ProgrammeRefused as refusal:
        told = str(refusal)
    return _row(request, episode_id, on, told)


def _row(request: Any, episode_id: uuid.UUID, on: date, told: str) -> HttpResponse:
    """The card alone for htmx; without a script the whole page again, or the episode it came from."""
    if not request.htmx:
        if told:
            messages.warning(request, told)
        if request.POST.get("next") == "episode":
            return redirect("episode", episode_id)
        return redirect(f"{reverse('programmes')}?on={on.isoformat()}")
    card = card_of_day(request.viewer, episode_id, on=on)
    context = {"it": participant(request.viewer, card, on=on, takes_focus=True), "told": told}
    return render_screen(request, "programmes/_participant.html", context)
