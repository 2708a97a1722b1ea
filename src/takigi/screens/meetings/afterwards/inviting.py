"""だれを招くかの画面: empty seats by field and block, fields that have not met, and groups for those who come."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.queries.inviting import Ideas, groups_for, invite_ideas
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.rules.mixed_groups import LARGEST, SMALLEST
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.rules import Field as Branch
from takigi.screens.asked import number_asked
from takigi.screens.meetings.afterwards.pages import meeting_parts
from takigi.screens.render import render_screen

BRANCHES = dict(Branch.choices())
USUAL = 5


@require_safe
def meeting_ideas(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """招く人の案. `?size=5&again=2` draws the groups anew."""
    head = meeting_head(request.viewer, meeting_id)
    ideas = invite_ideas(request.viewer, meeting_id)
    size, again = _number(request, "size", USUAL), _number(request, "again", 0)
    size = min(max(size, SMALLEST), LARGEST)
    parts = meeting_parts(request.viewer, head, "meeting_ideas") | {
        "title": "招く人の案",
        "ideas": ideas,
        "since": in_both_eras(ideas.since),
        "gaps": _gaps(ideas),
        "size": size,
        "sizes": range(SMALLEST, LARGEST + 1),
        "again": again + 1,
    }
    try:
        mixed = groups_for(request.viewer, meeting_id, size=size, seed=str(again))
        parts["groups"] = [[(one, _branches(one.fields)) for one in group] for group in mixed.groups]
        parts["mixed"] = mixed
    except MeetingsRefused as refused:
        parts["no_groups"] = str(refused)
    return render_screen(request, "meetings/ideas.html", parts)


def _branches(fields: frozenset[str]) -> str:
    return "・".join(label for value, label in BRANCHES.items() if value in fields)


def _number(request: Any, name: str, usual: int) -> int:
    asked = number_asked(request, name)
    return asked if asked is not None and asked < 1000 else usual


def _gaps(ideas: Ideas) -> Table:
    rows = tuple((one.words, "、".join(can.name for can in one.candidates[:4])) for one in ideas.gaps)
    empty = EmptyState("空いている席はありません", "登録のある分野の人は、この一年のうちに一度は来ています。")
    return Table(
        "空いている席",
        (Column("だれが来ていないか"), Column("声をかけられる機関")),
        rows,
        empty=empty,
        has_hidden_caption=True,
    )
