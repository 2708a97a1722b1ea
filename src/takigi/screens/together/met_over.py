"""ケースの会議の表: on the case's own page, each meeting with what was promised there and when somebody looks again."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.collaboration.queries.reading import SharedHead
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.meetings.queries.of_case import CaseMeeting, meetings_of_case
from takigi.screens.meetings.desk import phase_tag, when

COLUMNS = (Column("会議"), Column("いつ"), Column("いま"), Column("約束"), Column("その後の確かめ"))


def meeting_table(viewer: Viewer, head: SharedHead) -> Table | str:
    """Nothing where no meeting of this case is the viewer's to know of."""
    found = meetings_of_case(viewer, head.case_id)
    if not found:
        return ""
    rows = tuple(_row(viewer, one) for one in found)
    return Table("このケースの会議", COLUMNS, rows, has_hidden_caption=True)


def _row(viewer: Viewer, one: CaseMeeting) -> tuple[Cell, ...]:
    return (
        Link(f"{one.name}　{one.heading}", reverse("meeting", args=[one.meeting_id])),
        when(one.starts_at),
        StatusTag("議題を取り下げました", Tone.QUIET) if one.is_withdrawn else phase_tag(one.phase),
        Link("決まったことと約束", reverse("meeting_promises", args=[one.meeting_id])),
        _check(viewer, one),
    )


def _check(viewer: Viewer, one: CaseMeeting) -> Cell:
    if one.check is None:
        return "―"
    day = f"{one.check.due_on.month}月{one.check.due_on.day}日"
    words = f"{one.check.days}日の確かめ（{day}）"
    return Link(f"{words}をする" if one.check.is_due(viewer.on) else words, reverse("item_after", args=[one.item_id]))
