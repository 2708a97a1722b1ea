"""実施を記録する・直す画面."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.components.field import Field
from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.actions import sessions
from takigi.programmes.queries.episodes import episode_page, next_words
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.programmes.form_page import done, episode_form_page, to_enter
from takigi.screens.programmes.session_form import SessionForm, as_written
from takigi.screens.programmes.today import day_asked

GET_OR_POST = ["GET", "HEAD", "POST"]
SHORT = ("systolic", "diastolic", "pulse", "temperature", "interview_minutes", "exercise_minutes")


def _dressed(form: SessionForm) -> dict[str, Any]:
    return {
        "fields": {
            bound.name: Field.of(bound, **({"requirement": ""} if bound.name in SHORT else {})) for bound in form
        }
    }


@require_http_methods(GET_OR_POST)
def session_new(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """実施を記録する."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head, on = to_enter(page.head), day_asked(request.GET.get("on", ""), today=request.viewer.on)
    sheet = open_sheet(request, head.case_id, f"session-{episode_id}")
    form = SessionForm(
        posted_to(request), viewer=viewer, initial={"held_on": in_short_japanese(on), "attendance": "attended"}
    )
    sheet.fill(form)
    return done(
        request,
        form,
        head,
        lambda: sheet.once(
            request, lambda: sessions.enter_session(by=viewer, episode_id=episode_id, entry=form.entry())
        ),
        "実施を記録しました。",
    ) or episode_form_page(
        request,
        head,
        form,
        title="実施を記録する",
        save="実施を記録する",
        template="programmes/session.html",
        last_action=next_words(page, on),
        **_dressed(form),
        **sheet.parts(is_posted=form.is_bound),
    )


@require_http_methods(GET_OR_POST)
def session_change(request: Any, episode_id: uuid.UUID, session_id: int) -> HttpResponse:
    """つづきを書く、直す: what stood before stays readable."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head = to_enter(page.head)
    line = next((one for one in page.sessions if one.session_id == session_id), None)
    if line is None:
        raise Http404
    sheet = open_sheet(request, head.case_id, f"session-{episode_id}-{session_id}")
    form = SessionForm(posted_to(request), viewer=viewer, initial=as_written(line))
    sheet.fill(form)
    return done(
        request,
        form,
        head,
        lambda: sheet.once(
            request, lambda: sessions.correct_session(by=viewer, session_id=session_id, entry=form.entry())
        ),
        "実施の記録を残しました。",
    ) or episode_form_page(
        request,
        head,
        form,
        title=f"{line.no}回目の記録を書く",
        save="実施を記録する",
        template="programmes/session.html",
        last_action=line.last_action,
        **_dressed(form),
        **sheet.parts(is_posted=form.is_bound),
    )
