"""訪問の送り受け: what a page sends about a draft and what it is answered, as plain values."""

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change, Entry, Wording, plain, read_value

UNREADABLE = "送られたものを読めませんでした。ページを開きなおしてください。書いたことは残っています。"
Names = Mapping[int, str]


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON that a page sent. Refused with a sentence when it is none."""
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise CaseRefused(UNREADABLE) from error
    if not isinstance(sent, dict):
        raise CaseRefused(UNREADABLE)
    return sent


def id_of(sent: dict[str, Any], key: str = "draft") -> uuid.UUID:
    """An opaque id in what was sent."""
    try:
        return uuid.UUID(str(sent.get(key)))
    except ValueError as error:
        raise CaseRefused(UNREADABLE) from error


def whole(value: object) -> int:
    """A counting number in what was sent."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise CaseRefused(UNREADABLE)
    return value


def changes_of(sent: dict[str, Any], read: Callable[[str, object], Any] = read_value) -> list[Change]:
    """The changes in what was sent, each in its field's shape, which `read` knows: a visit's unless another sheet is written."""
    listed = sent.get("changes", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise CaseRefused(UNREADABLE)
    return [
        Change(
            str(one.get("field")),
            read(str(one.get("field")), one.get("value")),
            whole(one.get("base", 0)),
            whole(one.get("seq")),
        )
        for one in listed
    ]


def editor_of(sent: dict[str, Any]) -> str:
    """The window that sent it."""
    return str(id_of(sent, "editor"))


def typed_on_of(sent: dict[str, Any]) -> date | None:
    """The day of the device's own calendar on which it was typed."""
    try:
        return date.fromisoformat(str(sent.get("typed_on")))
    except ValueError:
        return None


def entries_on_the_wire(entries: Mapping[str, Entry], names: Names, viewer: Viewer) -> dict[str, Any]:
    """Entries as a page shows them: who wrote them by name, when by the clock."""
    return {
        name: {
            **wording_on_the_wire(entry.kept, names, viewer),
            "rivals": [wording_on_the_wire(one, names, viewer) for one in entry.rivals],
        }
        for name, entry in entries.items()
    }


def wording_on_the_wire(one: Wording, names: Names, viewer: Viewer) -> dict[str, Any]:
    """One wording. The window's name goes back, so that a page knows its own words."""
    kept = plain(one)
    own = one.by == viewer.staff_id
    at = localtime(datetime.fromisoformat(one.at))
    by = "あなた" if own else f"{names.get(one.by, 'ほかの職員')}さん"
    return {
        "value": kept["value"],
        "version": one.version,
        "by": by,
        "is_own": own,
        "at": f"{at:%H:%M}" if at.date() == viewer.on else f"{at.month}月{at.day}日 {at:%H:%M}",
        "editor": one.editor,
    }


def refusal(error: CaseRefused) -> JsonResponse:
    """A sentence, with what is possible instead."""
    return JsonResponse({"sentence": str(error)}, status=422)
