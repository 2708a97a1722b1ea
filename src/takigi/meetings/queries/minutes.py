"""議事録の閲覧: the sheet that is being written, its clock, and words that name somebody who is not in the case."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from takigi.access.decide import FOLLOWING_PHASES, MeetingPhase
from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.rules.visit_merging import Entry, from_stored
from takigi.meetings import policies, sight
from takigi.meetings.models import Attendance, Invitation, Meeting, Minutes
from takigi.meetings.rules.minutes import LABELS, OF_ITEMS, Box, box_name, strangers
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class MinutesBox:
    """一つの欄. `doubts`: names in it that are neither in the case nor at the table."""

    name: str
    box: Box
    label: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class MinutesItem:
    """一つの議題の欄."""

    item_id: uuid.UUID
    seq: int
    heading: str
    questions: str
    keeps: str
    boxes: tuple[MinutesBox, ...]


@dataclass(frozen=True)
class MinutesSheet:
    """議事録の用紙."""

    minutes_id: uuid.UUID | None
    phase: MeetingPhase
    is_time: bool
    starts_at: datetime | None
    ends_at: datetime | None
    items: tuple[MinutesItem, ...]
    mood: MinutesBox
    entries: Mapping[str, Entry]
    names: Mapping[int, str]
    version: int
    updated_at: datetime | None
    finished_at: datetime | None

    @property
    def doubts(self) -> tuple[str, ...]:
        """All of them, each once."""
        boxes = [box for item in self.items for box in item.boxes]
        return tuple(dict.fromkeys(doubt for box in (*boxes, self.mood) for doubt in box.doubts))


def minutes_sheet(viewer: Viewer, meeting_id: uuid.UUID) -> MinutesSheet:
    """議事録の用紙, for those who write it; noted as read. At most 26 queries, however many items."""
    meeting = policies.seen_meeting(viewer, meeting_id)
    if not policies.minutes_by(viewer, meeting):
        raise NotPermitted(
            "議事録を書くのは、会議の事務局かステーションの職員です。決まったことは「約束」の頁で読めます。"
        )
    row = Minutes.objects.filter(meeting=meeting).first()
    entries = from_stored(row.entries, row.entries.keys()) if row else {}
    items = list(sight.items_of(meeting))
    known = _names_at_the_table(meeting)
    household = named_persons(viewer.municipality_id, [item.case.person_id for item in items if item.case])

    def box(kind: Box, item_id: uuid.UUID | None, names: list[str]) -> MinutesBox:
        name = box_name(kind, item_id)
        text = str(entries[name].kept.value) if name in entries else ""
        return MinutesBox(name, kind, LABELS[kind], strangers(text, [*known, *names]))

    def of_case(item: object) -> list[str]:
        person = household.get(item.case.person_id) if item.case else None
        return [person.name, person.name_kana] if person else []

    phase = policies.phase_of(meeting, viewer.at)
    if row is not None:
        sight.note_items_read(viewer, meeting, items, policies.reasons_for_meeting(viewer, meeting))
    return MinutesSheet(
        minutes_id=row.pk if row else None,
        phase=phase,
        is_time=phase in FOLLOWING_PHASES,
        starts_at=meeting.held_at or meeting.starts_at,
        ends_at=meeting.ends_at,
        items=tuple(
            MinutesItem(
                item.pk,
                item.seq,
                item.heading,
                item.questions,
                item.what_owner_will_keep,
                tuple(box(kind, item.pk, of_case(item)) for kind in OF_ITEMS),
            )
            for item in items
        ),
        mood=box(Box.MOOD, None, []),
        entries=entries,
        names=names_of_staff(viewer.municipality_id, _writers(entries)),
        version=row.version if row else 0,
        updated_at=row.updated_at if row else None,
        finished_at=row.finished_at if row else None,
    )


def item_ids_of(viewer: Viewer, meeting_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Which items have boxes on the sheet: asked at every save, and shows no word. At most eight queries."""
    meeting = policies.seen_meeting(viewer, meeting_id)
    return tuple(sight.items_of(meeting).values_list("pk", flat=True))


def _writers(entries: Mapping[str, Entry]) -> set[int]:
    return {wording.by for entry in entries.values() for wording in (entry.kept, *entry.rivals)}


def _names_at_the_table(meeting: Meeting) -> list[str]:
    """Everybody who was invited or came: their names in minutes are no stranger's. Two queries."""
    invited = Invitation.objects.filter(meeting=meeting).values_list("staff__name", "person_name")
    came = Attendance.objects.filter(meeting=meeting).values_list("staff__name", "person_name")
    return [name for pair in (*invited, *came) for name in pair if name]


def writers_names(viewer: Viewer, entries: Mapping[str, Entry]) -> Mapping[int, str]:
    """Who wrote what, for the page that is open. One query."""
    return names_of_staff(viewer.municipality_id, _writers(entries))
