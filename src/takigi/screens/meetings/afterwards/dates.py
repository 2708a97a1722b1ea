"""日程の画面: offer days, say what is possible, settle on one; and the meeting for one's own calendar."""

import unicodedata
import uuid
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import Button, ButtonKind
from takigi.exchange.meeting_files.calendars import Appointment, calendar_file
from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.spoken_dates import read_spoken_date
from takigi.meetings.actions.dates import answer_dates, answer_dates_for, choose_date, offer_dates, withdraw_date
from takigi.meetings.queries.dates import AskedLine, DatesPage, dates_of
from takigi.meetings.queries.meetings import MeetingHead, meeting_head, meeting_list
from takigi.meetings.rules.date_offers import MARKS, Possible
from takigi.screens.files_out import as_file
from takigi.screens.forms import refusals_on
from takigi.screens.meetings.afterwards.pages import GET_OR_POST, MeetingForm, meeting_parts
from takigi.screens.meetings.desk import moment, name_of
from takigi.screens.meetings.said import refusals_said
from takigi.screens.render import render_screen

EXAMPLE = "12/4 14:00"


class OfferForm(MeetingForm):
    """候補を出す: one a line, as people write them."""

    starts = forms.CharField(
        label="候補の日時（一行に一つ）",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"例: {EXAMPLE}、あさって 10時、R8.12.8 13:30",
    )
    minutes = forms.IntegerField(label="長さ（分）", min_value=15, max_value=480, initial=90)

    def clean_starts(self) -> list[datetime]:
        """The moments that were meant; each line that cannot be read is named."""
        return [
            read_moment(line, today=self.viewer.on) for line in self.cleaned_data["starts"].splitlines() if line.strip()
        ]


def read_moment(typed: str, *, today: date) -> datetime:
    """「12/4 14:00」「あさって 10時半」: a day as people say it, and a time."""
    words = unicodedata.normalize("NFKC", typed).replace("時半", ":30").replace("時", ":00").replace("：", ":")
    words = words.replace(":0030", ":30").replace("分", "").split()
    if len(words) < 2 or ":" not in words[-1]:
        raise ValidationError(f"「{typed.strip()}」の時刻が読めません。「{EXAMPLE}」のように書いてください。")
    hour, _, minute = words[-1].partition(":")
    try:
        on = read_spoken_date(" ".join(words[:-1]), today=today)
        at = time(int(hour), int(minute[-2:] or 0))
    except (UnreadableDate, ValueError) as error:
        raise ValidationError(f"「{typed.strip()}」が読めません。「{EXAMPLE}」のように書いてください。") from error
    return datetime.combine(on, at, tzinfo=get_current_timezone())


@require_http_methods(GET_OR_POST)
def meeting_dates(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """日程. POST offers days."""
    head = meeting_head(request.viewer, meeting_id)
    page = dates_of(request.viewer, meeting_id)
    form = OfferForm(request.POST or None, viewer=request.viewer) if page.may_arrange and page.is_open else None
    if form is not None and form.is_valid():
        with refusals_on(form):
            length = timedelta(minutes=form.cleaned_data["minutes"])
            count = offer_dates(
                by=request.viewer, meeting_id=meeting_id, starts=form.cleaned_data["starts"], length=length
            )
            messages.success(request, f"候補を{count}つ出しました。招いた人が答えられます。")
            return redirect("meeting_dates", meeting_id)
    parts = meeting_parts(request.viewer, head, "meeting_dates") | {
        "title": "日程",
        "page": page,
        "form": form,
        "offers": [_offer(page, one) for one in page.offers],
        "people": [_person(page, one) for one in page.people],
        "mine": _boxes(page, page.mine) if page.mine and page.is_open else [],
        "answer_url": reverse("meeting_dates_answer", args=[meeting_id]),
        "choose_url": reverse("meeting_dates_choose", args=[meeting_id]),
        "calendar": reverse("meeting_calendar", args=[meeting_id]),
        "offer": Button("候補を出す", ButtonKind.PRIMARY),
        "answer": Button("この内容で答える", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/dates.html", parts, status=422 if form and form.errors else 200)


def _offer(page: DatesPage, one: Any) -> dict[str, Any]:
    return {
        "it": one,
        "when": moment(one.starts_at),
        "is_best": one.offer_id == page.best and not page.chosen_at,
        "missing": "、".join(one.missing) if page.may_arrange else "",
    }


def _person(page: DatesPage, one: AskedLine) -> dict[str, Any]:
    marks = [MARKS[one.answers[offer.offer_id]] if offer.offer_id in one.answers else "―" for offer in page.offers]
    return {"it": one, "marks": marks, "boxes": _boxes(page, one)}


def _boxes(page: DatesPage, one: AskedLine) -> list[dict[str, Any]]:
    """One choice a day."""
    return [
        {
            "name": f"answer-{offer.offer_id}",
            "when": moment(offer.starts_at),
            "choices": [(way.value, way.label, one.answers.get(offer.offer_id) is way) for way in Possible],
        }
        for offer in page.offers
    ]


def answers_in(posted: Any) -> dict[uuid.UUID, Possible]:
    """What a page sent; days without a word, and what is no day of ours, are left out."""
    found = {}
    for name in posted:
        if name.startswith("answer-") and posted[name] in set(Possible):
            with suppress(ValueError):
                found[uuid.UUID(name.removeprefix("answer-"))] = Possible(posted[name])
    return found


@require_POST
def meeting_dates_answer(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """候補に答える; `of` names somebody whose answer was heard on the telephone."""
    of = request.POST.get("of", "")
    try:
        invitation_id = uuid.UUID(of) if of else None
    except ValueError as nothing_of_ours:
        raise Http404 from nothing_of_ours
    answers = answers_in(request.POST)
    with refusals_said(request):
        if invitation_id:
            answer_dates_for(by=request.viewer, meeting_id=meeting_id, invitation_id=invitation_id, answers=answers)
        else:
            answer_dates(by=request.viewer, meeting_id=meeting_id, answers=answers)
        messages.success(request, "返事を記録しました。")
    return redirect("meeting_dates", meeting_id)


@require_POST
def meeting_dates_choose(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """日を決める、または候補を取り下げる."""
    try:
        offer_id = uuid.UUID(request.POST.get("offer", ""))
    except ValueError as nothing_of_ours:
        raise Http404 from nothing_of_ours
    with refusals_said(request):
        if request.POST.get("way") == "withdraw":
            withdraw_date(by=request.viewer, meeting_id=meeting_id, offer_id=offer_id)
            messages.success(request, "候補を取り下げました。")
        else:
            choose_date(by=request.viewer, meeting_id=meeting_id, offer_id=offer_id)
            messages.success(request, "日時を決めました。招いた人の予定のファイルにも出ます。")
    return redirect("meeting_dates", meeting_id)


def _appointment(meeting_id: uuid.UUID, title: str, page: Any, at: datetime) -> Appointment | None:
    if page.starts_at is None or page.ends_at is None:
        return None
    return Appointment(
        meeting_id=meeting_id,
        title=title,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        place=page.place,
        changed_at=at,
        is_cancelled=page.phase.value == "cancelled",
    )


@require_safe
def meeting_calendar(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """この会議の予定のファイル, or the days that are still offered. No word about anybody in care."""
    head = meeting_head(request.viewer, meeting_id)
    title = calendar_title(head)
    own = _appointment(meeting_id, title, head, request.viewer.at)
    if own is not None:
        return as_calendar([own])
    page = dates_of(request.viewer, meeting_id)
    length = timedelta(minutes=90)
    offered = [
        Appointment(
            meeting_id=meeting_id,
            key=f"-{number}",
            title=f"（候補）{title}",
            starts_at=one.starts_at,
            ends_at=one.starts_at + length,
            changed_at=request.viewer.at,
            is_tentative=True,
        )
        for number, one in enumerate(page.offers, start=1)
    ]
    return as_calendar(offered)


@require_safe
def meetings_calendar(request: Any) -> HttpResponse:
    """自分の会議の予定をまとめて."""
    cards = meeting_list(request.viewer).cards
    found = [_appointment(one.meeting_id, one.title or one.kind.label, one, request.viewer.at) for one in cards]
    return as_calendar([one for one in found if one])


def calendar_title(head: MeetingHead) -> str:
    """The name of the meeting: never whom it is about."""
    return name_of(head)


def as_calendar(found: list[Appointment]) -> HttpResponse:
    """The file."""
    return as_file(calendar_file(found), "meetings.ics")
