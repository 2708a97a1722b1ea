"""資料の束を出す: printing is a deed of its own, and the log knows who holds which paper."""

import uuid

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.meetings import policies
from takigi.meetings.actions.deeds import record
from takigi.meetings.queries.packs import AgendaPack, agenda_pack


@transaction.atomic
def print_pack(*, by: Viewer, meeting_id: uuid.UUID) -> AgendaPack:
    """会議の資料を印刷する, as far as this reader may have it on paper."""
    meeting = policies.seen_meeting(by, meeting_id)
    pack = agenda_pack(by, meeting_id)
    record("meetings.pack_printed", by, meeting, items=[one.seq for one in pack.items if one.parts])
    return pack
