"""資料の束を出す: printing is a deed of its own, and the log knows who holds which paper, and about which household."""

import uuid

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.meetings import policies, sight
from takigi.meetings.actions.deeds import record, record_item
from takigi.meetings.queries.packs import AgendaPack, agenda_pack
from takigi.meetings.rules.words import MeetingKind


@transaction.atomic
def print_pack(*, by: Viewer, meeting_id: uuid.UUID) -> AgendaPack:
    """会議の資料を印刷する, as far as this reader may have it on paper."""
    meeting = policies.seen_meeting(by, meeting_id)
    pack = agenda_pack(by, meeting_id)
    prints_all = policies.arranges(by, meeting.body, MeetingKind(meeting.kind))
    printed = [item for item in sight.items_of(meeting) if item.case_id and (prints_all or sight.owns(by, item))]
    for item in printed:
        record_item("meetings.pack_printed", by, item)
    if not printed:
        record("meetings.pack_printed", by, meeting)
    return pack
