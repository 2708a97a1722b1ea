"""協議体で話すこと: what the town lacks, area by area, and what was said of it at this meeting. Nobody's name stands in it."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.meetings.queries.councils import councils
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.rules.words import MeetingKind
from takigi.resources.queries.unmet import TalkedAbout, UnmetLine, may_move_unmet, talked_about_at, unmet_list
from takigi.resources.rules.requests import UnmetState
from takigi.screens.meetings.desk import head_parts
from takigi.screens.render import render_screen

NOTHING = EmptyState("足りないものは、いまありません", "合う場所がなかった相談が、「地域」の机からここに並びます。")


@require_safe
def meeting_unmet(request: Any, council_id: uuid.UUID) -> HttpResponse:
    """What there is to talk about, and what was said."""
    viewer = request.viewer
    head = meeting_head(viewer, council_id)
    if head.kind is not MeetingKind.COUNCIL:
        raise Http404
    said = talked_about_at(viewer, council_id)
    done = {one.line.unmet_id for one in said}
    waiting = [one for one in unmet_list(viewer) if one.unmet_id not in done]
    writes = may_move_unmet(viewer) and council_id in {one.meeting_id for one in councils(viewer)}
    parts = head_parts(viewer, head, "meeting_unmet") | {
        "said": _said(said) if said else "",
        # What is missing today was not on the table of a meeting long past.
        "waiting": _waiting(waiting, council_id if writes else None) if writes or not head.is_over else "",
        "waits_for_day": may_move_unmet(viewer) and not writes and not head.is_over,
    }
    return render_screen(request, "meetings/council.html", parts)


def _said(said: list[TalkedAbout]) -> Table:
    columns = (Column("足りないもの"), Column("地区"), Column("どうなったか"), Column("何が決まったか"), Column("いま"))
    rows = tuple(
        (
            Link(one.line.text, reverse("unmet_need", args=[one.line.unmet_id])),
            one.line.area_name or "町の全体",
            one.to.label,
            one.note,
            _state(one.line.state),
        )
        for one in said
    )
    return Table("この場で話したこと", columns, rows, has_hidden_caption=True)


def _waiting(lines: list[UnmetLine], meeting_id: uuid.UUID | None) -> Table:
    columns = (
        Column("足りないもの"),
        Column("地区"),
        Column("はばむもの"),
        Column("声", is_number=True),
        Column("いま"),
    )
    rows = tuple(
        (
            Link(one.text, reverse("unmet_need", args=[one.unmet_id])),
            one.area_name or "町の全体",
            one.barrier.label,
            f"{one.people}人",
            _state(one.state),
            *((Link("話したことを書く", _write(one, meeting_id)),) if meeting_id else ()),
        )
        for one in lines
    )
    if meeting_id:
        columns = (*columns, Column("この場で"))
    return Table("まだ足りないもの", columns, rows, NOTHING, has_hidden_caption=True)


def _write(one: UnmetLine, meeting_id: uuid.UUID) -> str:
    address = reverse("unmet_step", args=[one.unmet_id, UnmetState.DISCUSSED.value])
    return f"{address}?meeting={meeting_id}"


def _state(state: UnmetState) -> StatusTag:
    return StatusTag(state.label, Tone.WAITING if state is UnmetState.OPEN else Tone.QUIET)
