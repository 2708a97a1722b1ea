"""会議の一覧: what waits for my answer, what was asked for, what comes, and what is over; a month at a glance."""

from calendar import Calendar
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.notice import Notice, NoticeKind
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.queries.agenda import lost_consents
from takigi.meetings.queries.listed import reads_lists
from takigi.meetings.queries.meetings import MeetingCard, MeetingList, meeting_list
from takigi.meetings.rules.words import Reply
from takigi.screens.asked import month_asked
from takigi.screens.meetings.desk import moment, phase_tag, when
from takigi.screens.render import render_screen

REPLY_TONES = {Reply.WAITING: Tone.NEXT, Reply.ACCEPTED: Tone.ACTIVE, Reply.DECLINED: Tone.QUIET}
MONDAY = 0
LOST = "本人の同意が取り消されたか、期限が過ぎた議題があります。同意で見ていた方には、もう見えません。"


@require_safe
def meetings(request: Any) -> HttpResponse:
    """The desk. `?month=2026-11` turns the calendar to that month."""
    viewer = request.viewer
    found = meeting_list(viewer)
    plan = ButtonLink("会議を計画する", reverse("meeting_plan"), ButtonKind.PRIMARY, icon="plus")
    month = month_asked(request, viewer.on)
    context = {
        "heading": "会議",
        "action": plan if found.may_plan else "",
        "groups": [
            ("返事を待っています", "招かれた会議です。開いて、出席か欠席を選んでください。", _dress(found.to_answer)),
            ("受け付けを待つ依頼", "依頼した機関は、主担当のままです。", _dress(_others(found, found.asked))),
            ("これからの会議", "", _dress(_others(found, found.coming))),
        ],
        "over": _dress(found.over),
        "lost": [
            Notice(LOST, NoticeKind.WARNING, href=reverse("meeting", args=[one]), link="その会議を開く")
            for one in lost_consents(viewer)
        ],
        "has_any": bool(found.cards),
        "reads_lists": reads_lists(viewer),
        "month": _calendar(found.cards, month),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "meetings/meetings.html", context)


def _others(found: MeetingList, cards: tuple[MeetingCard, ...]) -> tuple[MeetingCard, ...]:
    """Each meeting stands once: under what it asks of the reader."""
    waiting = {one.meeting_id for one in found.to_answer}
    return tuple(one for one in cards if one.meeting_id not in waiting)


def _dress(cards: tuple[MeetingCard, ...]) -> list[dict[str, Any]]:
    return [
        {
            "card": one,
            "url": reverse("meeting", args=[one.meeting_id]),
            "name": one.title or f"{one.body_name}　{one.kind.label}",
            "when": when(one.starts_at, one.ends_at),
            "phase": phase_tag(one.phase),
            "reply": StatusTag(one.reply.label, REPLY_TONES[one.reply]) if one.reply else "",
            "closes": moment(one.closes_at) if one.closes_at and one.phase.value in _OPEN else "",
        }
        for one in cards
    ]


_OPEN = frozenset({"materials_open", "held", "grace"})


def _calendar(cards: tuple[MeetingCard, ...], month: date) -> dict[str, Any]:
    """The weeks of one month, Monday first, with the meetings of each day."""
    dated = sorted((localtime(one.starts_at), one.meeting_id, one) for one in cards if one.starts_at)
    by_day = {day: [one for _, _, one in rows] for day, rows in groupby(dated, key=lambda row: row[0].date())}
    weeks = [
        [(day, day.month == month.month, _dress(tuple(by_day.get(day, ())))) for day in week]
        for week in Calendar(MONDAY).monthdatescalendar(month.year, month.month)
    ]
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    after = date(month.year + (month.month == 12), month.month % 12 + 1, 1)
    return {
        "title": f"{in_both_eras(month).split('年')[0]}年{month.month}月（{month.year}年）",
        "weeks": weeks,
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "weekdays": "月火水木金土日",
    }
