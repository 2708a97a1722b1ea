"""事例の板: the cases of a 地域ケア個別会議 with their clocks, what was advised and what was promised."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.meetings.actions.care import (
    begin_item,
    end_item,
)
from takigi.meetings.queries.care import CareBoard, CareLine, care_board
from takigi.meetings.queries.items import item_head
from takigi.meetings.queries.listed import Earlier, decided_before
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.promises import promise_table
from takigi.meetings.rules.care_conferences import (
    Clock,
    Profession,
)
from takigi.meetings.rules.words import MeetingsRefused
from takigi.screens.meetings.afterwards.pages import (
    meeting_parts,
)
from takigi.screens.meetings.afterwards.promise_rows import promises_table
from takigi.screens.render import render_screen

CLOCK_TONES = {
    Clock.NOT_BEGUN: Tone.QUIET,
    Clock.RUNNING: Tone.ACTIVE,
    Clock.LAST: Tone.WAITING,
    Clock.OVER: Tone.ALERT,
    Clock.DONE: Tone.DONE,
}


@require_safe
def meeting_care(request: Any, conference_id: uuid.UUID) -> HttpResponse:
    """事例の板. Observers see the same page: nobody is named on it."""
    head = meeting_head(request.viewer, conference_id)
    board = care_board(request.viewer, conference_id)
    promised = {one.item_id: one for one in promise_table(request.viewer, conference_id).items}
    parts = meeting_parts(request.viewer, head, "meeting_care") | {
        "title": "事例",
        "board": board,
        "earlier": _earlier(decided_before(request.viewer, conference_id)),
        "choose": ButtonLink("一覧から事例を選ぶ", f"{reverse('care_cases')}?meeting={conference_id}", icon="plus")
        if not (board.is_time or board.only_listens or head.is_over)
        else "",
        "lines": [_line(board, line, promised) for line in board.lines],
        "refresh": board.running is not None,
    }
    return render_screen(request, "meetings/care.html", parts)


def _earlier(found: Earlier | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "it": found,
        "table": promises_table(found.lines, name="前の会議で決めたこと"),
    }


def _line(board: CareBoard, line: CareLine, promised: dict[uuid.UUID, Any]) -> dict[str, Any]:
    def link(label: str, name: str, **more: Any) -> ButtonLink:
        return ButtonLink(label, reverse(name, args=[line.item_id]), **more)

    is_running = line.begun_at is not None and line.ended_at is None
    is_next = board.running is None and line is next((one for one in board.lines if one.begun_at is None), None)
    table = promised.get(line.item_id)
    return {
        "it": line,
        "clock": StatusTag(line.clock.clock.label, CLOCK_TONES[line.clock.clock]),
        "left": _left(line),
        "until": _until(line) if is_running else "",
        "slot": f"{line.slot.starts_at:%H:%M}〜{line.slot.ends_at:%H:%M}" if line.slot else "",
        "advice": _by_profession(line),
        "decided": table.decided if table else "",
        "promises": promises_table(table.promises, name=f"{line.heading}の約束")
        if table and table.sees_promises and (table.promises or is_running)
        else "",
        "case_url": reverse("case", args=[line.case_id]) if line.case_id else "",
        "run_url": reverse("care_clock", args=[line.item_id]),
        "is_running": is_running,
        "run": _run(line, is_running=is_running, is_next=is_next),
        "sheet": link("用紙を書く", "care_sheet") if line.may_write else "",
        "ask": link("質問を出す", "care_ask") if board.may_ask and not board.is_time and line.has_sheet else "",
        "advise": link("助言を書く", "care_advise") if board.may_run and board.is_time else "",
        "promise": link("約束を書く", "promise_new") if line.may_write else "",
        "answer": reverse("care_answer", args=[line.item_id]) if line.may_write else "",
    }


def _until(line: CareLine) -> str:
    begun = localtime(line.begun_at) if line.begun_at else None
    return (begun + timedelta(minutes=line.minutes)).isoformat() if begun else ""


def _left(line: CareLine) -> str:
    """How long it may take, what is left of it, or how long it was talked about."""
    if line.begun_at is None:
        return f"{line.minutes}分"
    if line.ended_at is not None:
        return f"{round((line.ended_at - line.begun_at).total_seconds() / 60)}分話しました"
    return _minutes(line.clock.seconds_left)


def _run(line: CareLine, *, is_running: bool, is_next: bool) -> Button:
    """One button of the board is the next one to press."""
    if is_running:
        return Button("この事例を終える", ButtonKind.PRIMARY, name="way", value="end")
    words = "この事例を始める" if line.begun_at is None else "もう一度話し合う"
    return Button(words, ButtonKind.PRIMARY if is_next else ButtonKind.PLAIN, name="way", value="begin")


def _minutes(seconds: int) -> str:
    minutes = abs(seconds) // 60
    return f"{minutes}分すぎました" if seconds < 0 else f"残り{minutes}分"


def _by_profession(line: CareLine) -> list[tuple[str, list[str]]]:
    """Advice gathered under the profession that gave it, in the order of the list."""
    found: dict[Profession, list[str]] = {}
    for one in line.advice:
        found.setdefault(one.profession, []).append(one.text)
    return [(one.label, found[one]) for one in Profession if one in found]


@require_POST
def care_clock(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """時計を始める・止める."""
    head = item_head(request.viewer, care_id)
    try:
        (end_item if request.POST.get("way") == "end" else begin_item)(by=request.viewer, item_id=care_id)
    except MeetingsRefused as refused:
        messages.error(request, str(refused))
    return redirect("meeting_care", head.meeting_id)
