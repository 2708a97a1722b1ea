"""議事録の画面: one sheet for the whole meeting, written by several; what is typed is kept, and nobody writes over another."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import Viewer
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change, Entry
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.field import Field, FieldKind
from takigi.components.notice import Notice, NoticeKind
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.meetings.actions.minutes import KeptMinutes, finish_minutes, settle_minutes, write_minutes
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.minutes import MinutesBox, MinutesSheet, item_ids_of, minutes_sheet, writers_names
from takigi.meetings.queries.promises import PromiseTable, promise_table
from takigi.meetings.rules.minutes import Box, read_box
from takigi.meetings.rules.words import MeetingsRefused
from takigi.screens.casework.visits.wire import UNREADABLE, body_of, editor_of, entries_on_the_wire, whole
from takigi.screens.meetings.afterwards.pages import GET_OR_POST, meeting_parts
from takigi.screens.meetings.afterwards.promise_rows import promises_table
from takigi.screens.render import render_screen

# Whoever wrote a word in the last minutes is writing now.
WRITING_NOW = timedelta(minutes=3)


@require_http_methods(GET_OR_POST)
def meeting_minutes(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """議事録の用紙. POST puts together what stands in it."""
    viewer = request.viewer
    head = meeting_head(viewer, meeting_id)
    sheet = minutes_sheet(viewer, meeting_id)
    if request.method == "POST" and (done := _finish(request, meeting_id)):
        return done
    parts = meeting_parts(viewer, head, "meeting_minutes") | {
        "title": "議事録",
        "minutes": sheet,
        "sheet": _draft(viewer, meeting_id, sheet) if sheet.is_time else None,
        "rows": _rows(sheet, promise_table(viewer, meeting_id)),
        "save": Button("議事録をまとめる", ButtonKind.PRIMARY, name="seen", value=str(sheet.version)),
        "doubts": _doubts(sheet),
        "ends_at": _ends_today(viewer, sheet),
        "mood": _box(sheet, sheet.mood),
    }
    return render_screen(request, "meetings/minutes.html", parts)


def _ends_today(viewer: Viewer, sheet: MinutesSheet) -> datetime | None:
    """The clock counts on the day of the meeting; afterwards there is nothing to count."""
    ends_at = localtime(sheet.ends_at) if sheet.ends_at else None
    return ends_at if ends_at and ends_at.date() == viewer.on else None


def _finish(request: Any, meeting_id: uuid.UUID) -> HttpResponse | None:
    typed = request.POST.get("seen", "")
    try:
        written = finish_minutes(
            by=request.viewer,
            meeting_id=meeting_id,
            seen_version=int(typed) if typed.isdecimal() and len(typed) < 10 else -1,
            shown={name: str(words) for name, words in request.POST.items()},
        )
    except MeetingsRefused as refused:
        messages.error(request, str(refused))
        return redirect(reverse("meeting_minutes", args=[meeting_id]))
    messages.success(request, f"議事録をまとめました（議題 {written}件）。主担当が事実を確かめます。")
    return redirect(reverse("meeting_promises", args=[meeting_id]))


def _rows(sheet: MinutesSheet, table: PromiseTable) -> list[dict[str, Any]]:
    """Every item with its boxes, and who promised what in it."""
    promised = {one.item_id: one.promises for one in table.items}
    return [
        {
            "item": item,
            "boxes": [_box(sheet, box) for box in item.boxes],
            "promises": promises_table(promised.get(item.item_id, ()), name=f"議題{item.seq}の約束"),
            "new": ButtonLink("約束を書く", reverse("promise_new", args=[item.item_id]), icon="plus"),
        }
        for item in sheet.items
    ]


def _box(sheet: MinutesSheet, box: MinutesBox) -> Field:
    entry = sheet.entries.get(box.name)
    rows = "11" if box.box is Box.SAID else "4"
    text = str(entry.kept.value) if entry else ""
    return Field(box.name, box.label, FieldKind.TEXTAREA, text, requirement="", attributes={"rows": rows})


def _doubts(sheet: MinutesSheet) -> Notice | str:
    if not sheet.doubts:
        return ""
    names = "、".join(sheet.doubts)
    return Notice(
        f"この場にもケースにもいない人の名前のようです: {names}。",
        NoticeKind.WARNING,
        "記録に要る人ですか。要らなければ「隣の人」のように書きかえてください。要るときは、そのままで残せます。",
    )


def _draft(viewer: Viewer, meeting_id: uuid.UUID, sheet: MinutesSheet) -> dict[str, Any]:
    """What the page prints and its script needs: the same notebook as every other form, shared by several hands."""
    state = DraftState.SAVED if sheet.updated_at else DraftState.EMPTY
    draft_id = uuid.uuid5(meeting_id, "minutes")
    clock = f"{localtime(sheet.updated_at):%H:%M}" if sheet.updated_at else ""
    return {
        "saved": SavedDraft(state, clock),
        "draft_id": draft_id,
        "editor": uuid.uuid4(),
        "throw_away": "",
        "wire": {
            "path": reverse("meeting_minutes", args=[meeting_id]),
            "place": "",
            "isShared": True,
            "draft": str(draft_id),
            "version": sheet.version,
            "entries": entries_on_the_wire(sheet.entries, sheet.names, viewer),
            "isPosted": False,
        },
    }


def _answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A refusal is a sentence that the page can show; the words stay where they were typed."""

    @wraps(view)
    def answer(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
        try:
            return view(request, meeting_id)
        except (CaseRefused, MeetingsRefused) as refused:
            return JsonResponse({"sentence": str(refused)}, status=422)

    return answer


@require_POST
@_answered
def meeting_minutes_save(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """What was typed, if anything was, and what others wrote meanwhile."""
    sent = body_of(request)
    listed = sent.get("changes", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise MeetingsRefused(UNREADABLE)
    items = item_ids_of(request.viewer, meeting_id) if listed else ()
    changes = [
        Change(
            str(one.get("field")),
            read_box(str(one.get("field")), one.get("value"), item_ids=items),
            whole(one.get("base", 0)),
            whole(one.get("seq")),
        )
        for one in listed
    ]
    kept = write_minutes(by=request.viewer, meeting_id=meeting_id, editor=editor_of(sent), changes=changes)
    return _told(request.viewer, kept, since=whole(sent.get("since", 0)), draft=str(sent.get("draft")))


@require_POST
@_answered
def meeting_minutes_settle(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """「こちらを残す」「両方をつなげて残す」 between two hands."""
    sent = body_of(request)
    kept = settle_minutes(
        by=request.viewer,
        meeting_id=meeting_id,
        field_name=str(sent.get("field")),
        keep=[whole(one) for one in sent.get("keep", [])],
        seen=[whole(one) for one in sent.get("seen", [])],
        editor=editor_of(sent),
    )
    return _told(request.viewer, kept, since=whole(sent.get("since", 0)), draft=str(sent.get("draft")))


def _told(viewer: Viewer, kept: KeptMinutes, *, since: int, draft: str) -> HttpResponse:
    names = writers_names(viewer, kept.entries)
    news = {name: entry for name, entry in kept.entries.items() if entry.version > since}
    return JsonResponse(
        {
            "draft": draft,
            "version": kept.version,
            "entries": entries_on_the_wire(news, names, viewer),
            "conflicts": list(kept.conflicts),
            "others": _writing_now(viewer, kept.entries, names),
            "ended": "",
        }
    )


def _writing_now(viewer: Viewer, entries: Mapping[str, Entry], names: Mapping[int, str]) -> list[str]:
    since = (viewer.at - WRITING_NOW).isoformat(timespec="seconds")
    hands = {
        wording.by
        for entry in entries.values()
        for wording in (entry.kept, *entry.rivals)
        if wording.at >= since and wording.by != viewer.staff_id
    }
    return sorted(names[one] for one in hands if one in names)
