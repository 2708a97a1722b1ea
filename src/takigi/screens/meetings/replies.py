"""サインインしない返事の画面: when and where, a number, yes or no. Nobody is named, and a link that has ended is told kindly."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Unseen
from takigi.components.button import Button, ButtonKind
from takigi.components.notice import Notice, NoticeKind
from takigi.meetings.actions.replies import answer_by_link
from takigi.meetings.queries.replies import reply_card
from takigi.meetings.rules.words import Reply
from takigi.screens.meetings.desk import when_in_words
from takigi.screens.render import render_screen


class AnswerForm(forms.Form):
    """番号と返事."""

    code = forms.CharField(
        label="お伝えした番号（6けた）",
        max_length=20,
        error_messages={"required": "番号を書いてください。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    reply = forms.ChoiceField(
        label="出欠",
        choices=[(one.value, one.label) for one in Reply if one is not Reply.WAITING],
        widget=forms.RadioSelect,
        error_messages={"required": "出席か欠席かを選んでください。"},
    )
    note = forms.CharField(
        label="ひとこと", required=False, max_length=200, help_text="会議の中身や人の名前は書かないでください。"
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_answer(request: Any, token: str) -> HttpResponse:
    """返事のページ. Unknown, used up, expired, withdrawn or over: one and the same answer."""
    at = now()
    try:
        card = reply_card(token, at=at)
    except Unseen:
        return render_screen(request, "meetings/answer_ended.html", {}, status=404)
    form = AnswerForm(request.POST or None)
    told: Notice | str = ""
    if form.is_valid():
        typed = form.cleaned_data
        try:
            knocked = answer_by_link(
                token=token, code=typed["code"], reply=Reply(typed["reply"]), note=typed["note"], at=at
            )
        except Unseen:
            return render_screen(request, "meetings/answer_ended.html", {}, status=404)
        if knocked.invitation is not None:
            return render_screen(
                request,
                "meetings/answered.html",
                {"card": card, "when": when_in_words(card.starts_at, card.ends_at), "reply": Reply(typed["reply"])},
            )
        told = Notice(knocked.sentence, NoticeKind.WARNING)
    context = {
        "card": card,
        "when": when_in_words(card.starts_at, card.ends_at),
        "form": form,
        "told": told,
        "is_answered": card.reply is not Reply.WAITING,
        "save": Button("返事をする", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/answer.html", context, status=422 if form.errors or told else 200)
