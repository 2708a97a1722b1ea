"""会議の記録を消す: one case's part of every meeting; for the custody room alone, which has weighed holds."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.personal_rows import Subjects
from takigi.meetings.handing_over import RECORDS
from takigi.meetings.models import AgendaItem, Minutes


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """Items about these cases with all that hangs from them, and their boxes on the sheets of minutes; counts by table."""
    items = AgendaItem.objects.filter(case_id__in=subjects.cases)
    by_meeting: dict[uuid.UUID, list[uuid.UUID]] = {}
    for item_id, meeting_id in items.values_list("pk", "meeting_id"):
        by_meeting.setdefault(meeting_id, []).append(item_id)
    for sheet in Minutes.objects.select_for_update().filter(meeting_id__in=list(by_meeting)):
        _leave_out(sheet, by_meeting[sheet.meeting_id])
    return erase_rows(RECORDS, subjects)


def _leave_out(sheet: Minutes, items: Iterable[uuid.UUID]) -> None:
    """The other cases of the same meeting keep their boxes; what the room was like may tell of any of them, and goes."""
    endings = tuple(item.hex for item in items)
    sheet.entries = {name: entry for name, entry in sheet.entries.items() if "-" in name and not name.endswith(endings)}
    sheet.mood = ""
    sheet.version += 1
    sheet.save(update_fields=["entries", "mood", "version"])
