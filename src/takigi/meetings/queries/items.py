"""議題の見出し: what a page about one item shows at its top, and what the viewer may do there."""

import uuid
from dataclasses import dataclass

from takigi.access.grounds import Unseen, Viewer
from takigi.meetings import policies, sight
from takigi.meetings.models import ActionItem, AgendaItem, ItemRecord
from takigi.meetings.rules.words import MeetingKind


@dataclass(frozen=True)
class RecordRead:
    """議題の記録, for the owner who confirms it."""

    said: str
    decided: str
    learned: str


@dataclass(frozen=True)
class ItemHead:
    """議題の見出し. Nobody is named in it."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    heading: str
    kind: MeetingKind
    case_id: uuid.UUID | None
    is_owner: bool
    may_promise: bool
    sees_meeting: bool
    record: RecordRead | None


def item_head(viewer: Viewer, item_id: uuid.UUID, *, of_promise: bool = False) -> ItemHead:
    """One item, for its owner, for whoever sees its meeting, or (`of_promise`) was asked for something in it. At most 12 queries."""
    item = AgendaItem.objects.select_related("case", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is None or item.meeting.municipality_id != viewer.municipality_id:
        raise Unseen
    owner = sight.owns(viewer, item, brought=sight.brought_to(item))
    seen = policies.visible_meetings(viewer).filter(pk=item.meeting_id).exists()
    asked = of_promise and viewer.may_read_persons
    if not (owner or seen) and not (
        asked and ActionItem.objects.filter(item=item, agency_id__in=viewer.working_agency_ids).exists()
    ):
        raise Unseen
    row = ItemRecord.objects.filter(item=item).first() if owner else None
    return ItemHead(
        item_id=item.pk,
        meeting_id=item.meeting_id,
        heading=item.heading,
        kind=MeetingKind(item.meeting.kind),
        case_id=item.case_id if owner else None,
        is_owner=owner,
        may_promise=owner or (seen and policies.minutes_by(viewer, item.meeting)),
        sees_meeting=seen,
        record=RecordRead(row.said, row.decided, row.learned) if row else None,
    )
