"""書きかけの用紙の一行: what a sheet is called, and the page on which it goes on."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.casework.queries.form_drafts import WaitingForm

UUID = r"[0-9a-f-]{36}"
# A sheet's name, as the screens give it, to what people call it and where it is written.
SHEETS: tuple[tuple[re.Pattern[str], str, Callable[[uuid.UUID, Any], str]], ...] = (
    (re.compile(r"note"), "経過記録", lambda case, _: reverse("notes", args=[case])),
    (re.compile(r"note-(\d+)"), "経過記録の訂正", lambda case, found: reverse("note_replace", args=[case, found[1]])),
    (re.compile(r"basic"), "利用者基本情報", lambda case, _: reverse("basic_sheet", args=[case])),
    (
        re.compile(rf"evaluation-({UUID}|\d+)"),
        "評価表",
        lambda case, found: reverse("plan_evaluate", args=[case, found[1]]),
    ),
    (re.compile(rf"session-({UUID})"), "教室の記録", lambda _, found: reverse("session_new", args=[found[1]])),
    (
        re.compile(rf"session-({UUID})-(\d+)"),
        "教室の記録",
        lambda _, found: reverse("session_change", args=[found[1], found[2]]),
    ),
    (
        re.compile(rf"measurement-({UUID})-(\w+)"),
        "測定の記録",
        lambda _, found: reverse("measurement_sheet", args=[found[1], found[2].lower()]),
    ),
)


def sheet_line(one: WaitingForm) -> dict[str, str]:
    """Who, which sheet, where it goes on, and when it was last written in. An unknown sheet leads to the case."""
    last = localtime(one.written_at)
    line = {"name": one.name, "last": f"{last.month}月{last.day}日 {last:%H:%M}"}
    for pattern, sheet, address in SHEETS:
        if found := pattern.fullmatch(one.form):
            return line | {"sheet": sheet, "url": address(one.case_id, found)}
    return line | {"sheet": "用紙", "url": reverse("case", args=[one.case_id])}
