"""チームの打ち合わせ: short and often; what is to change is looked at the next time."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted
from takigi.components.button import ButtonKind, ButtonLink
from takigi.logic_models.actions.stories import check_meeting, hold_meeting
from takigi.logic_models.queries.learning import MeetingLine, learning_of
from takigi.logic_models.queries.stories import StoryHead, story_head
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits, head_parts
from takigi.screens.stories.drafting import kept_at_last, with_draft
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.team_forms import CheckMeetingForm, MeetingForm

GET_OR_POST = ["GET", "HEAD", "POST"]
# What the programme's teams aim at: short meetings, about every ten days.
A_MONTH = 3


@require_safe
def story_meetings(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """What was to change and waits to be looked at, then every meeting."""
    head = story_head(request.viewer, story_id)
    if not head.sees_work:
        raise NotPermitted("打ち合わせの記録を読めるのは、チームの一員と、計画の担当・責任者です。")
    meetings = learning_of(request.viewer, story_id).meetings
    today = request.viewer.on
    new = ButtonLink("打ち合わせを記録する", reverse("meeting_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    held = sum((one.held_on.year, one.held_on.month) == (today.year, today.month) for one in meetings)
    parts = head_parts(request.viewer, head, "learning") | {
        "title": "チームの打ち合わせ",
        "action": new if head.may_edit else "",
        "edits": head.may_edit,
        "rhythm": f"{today.month}月の打ち合わせ: {held}回（めやすは月{A_MONTH}回。短くてかまいません）",
        "meetings": meetings,
        "waiting": [(one, bool(one.check_on and one.check_on <= today)) for one in waiting_of(meetings)],
        "check_url": reverse("meeting_check", args=[story_id]),
        "back": (reverse("learning", args=[story_id]), "振り返りへ戻る"),
    }
    return render_screen(request, "stories/meetings.html", parts)


@require_http_methods(GET_OR_POST)
def meeting_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """打ち合わせを記録する."""
    head = check_edits(story_head(request.viewer, story_id))
    reflections = learning_of(request.viewer, story_id).reflections
    form = MeetingForm(request.POST or None, viewer=request.viewer, reflections=reflections)
    done = kept(
        request,
        form,
        lambda: kept_at_last(
            request,
            story_id,
            "meeting",
            lambda: hold_meeting(by=request.viewer, story_id=story_id, words=form.words()),
        ),
        "打ち合わせを記録しました。",
        ("story_meetings", story_id),
    )
    return done or _form(
        request,
        head,
        form,
        title="打ち合わせを記録する",
        save="記録する",
        **with_draft(request, story_id, "meeting", form),
    )


@require_http_methods(GET_OR_POST)
def meeting_check(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """前に決めたことを確かめる; `?of=…` names the meeting."""
    head = check_edits(story_head(request.viewer, story_id))
    waiting = waiting_of(learning_of(request.viewer, story_id).meetings)
    form = CheckMeetingForm(
        request.POST or None, viewer=request.viewer, waiting=waiting, initial={"of": request.GET.get("of", "")}
    )
    done = kept(
        request,
        form,
        lambda: check_meeting(
            by=request.viewer, story_id=story_id, meeting_id=form.meeting_id, words=form.cleaned_data["words"]
        ),
        "どうなったかを書きました。",
        ("story_meetings", story_id),
    )
    told = "" if waiting else "いま、確かめるのを待つことはありません。"
    return done or _form(request, head, form, title="前に決めたことを確かめる", save="確かめた", explanation=told)


def waiting_of(meetings: tuple[MeetingLine, ...]) -> tuple[MeetingLine, ...]:
    """Meetings with something to change that nobody has looked at since."""
    return tuple(one for one in meetings if one.to_change and one.checked_on is None)


def _form(request: Any, head: StoryHead, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_meetings", args=[head.story_id]), "打ち合わせへ戻る")
    return story_form_page(request, head, form, title=title, save=save, back=back, **more)
