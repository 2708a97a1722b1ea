"""サインインしない日程の返事: the days that are offered, the number, and a word for each. Nobody is named."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Unseen
from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field
from takigi.components.notice import Notice, NoticeKind
from takigi.meetings.actions.dates import answer_dates_by_link
from takigi.meetings.queries.dates import dates_by_link
from takigi.meetings.rules.date_offers import Possible
from takigi.meetings.rules.words import MeetingsRefused
from takigi.screens.meetings.afterwards.dates import answers_in
from takigi.screens.meetings.afterwards.pages import GET_OR_POST
from takigi.screens.meetings.desk import when_in_words
from takigi.screens.render import render_screen

ENDED = "meetings/answer_ended.html"


@login_not_required
@require_http_methods(GET_OR_POST)
def meeting_days(request: Any, token: str) -> HttpResponse:
    """日程の候補に答える. An address that has ended gets the same kind answer as on the page of replies."""
    at = now()
    told: Notice | str = ""
    try:
        if request.method == "POST":
            told = _answer(request, token, at)
        offers = dates_by_link(token, at=at)
    except Unseen:
        return render_screen(request, ENDED, {}, status=404)
    context = {
        "boxes": [
            {
                "name": f"answer-{one.offer_id}",
                "when": when_in_words(one.starts_at, one.ends_at),
                "choices": [(way.value, way.label, one.answer is way) for way in Possible],
            }
            for one in offers
        ],
        "code": Field("code", "お伝えした番号（6けた）", is_required=True, attributes={"inputmode": "numeric"}),
        "told": told,
        "save": Button("この内容で答える", ButtonKind.PRIMARY),
    }
    is_refused = isinstance(told, Notice) and told.kind is not NoticeKind.SUCCESS
    return render_screen(request, "meetings/days_by_link.html", context, status=422 if is_refused else 200)


def _answer(request: Any, token: str, at: Any) -> Notice:
    try:
        knocked = answer_dates_by_link(
            token=token, code=request.POST.get("code", ""), answers=answers_in(request.POST), at=at
        )
    except MeetingsRefused as refused:
        return Notice(str(refused), NoticeKind.WARNING)
    if knocked.invitation is None:
        return Notice(knocked.sentence, NoticeKind.WARNING)
    return Notice("返事を受け取りました。決まったら、主催者から知らせます。", NoticeKind.SUCCESS)
