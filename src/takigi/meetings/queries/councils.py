"""協議体: meetings about what a neighbourhood lacks. They name nobody; what is missing itself stands in another room."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.meetings.policies import visible_meetings
from takigi.meetings.rules.words import MeetingKind

# What was said is written down within the half year; after that nobody remembers it.
REMEMBERED = timedelta(days=183)


@dataclass(frozen=True)
class Council:
    """協議体の一回."""

    meeting_id: uuid.UUID
    name: str
    met_on: date


def councils(viewer: Viewer) -> list[Council]:
    """Those that have met, that the viewer may see, the latest first. One query."""
    rows = visible_meetings(viewer).filter(
        kind=MeetingKind.COUNCIL, starts_at__lte=viewer.at, starts_at__gte=viewer.at - REMEMBERED
    )
    rows = rows.exclude(phase=MeetingPhase.CANCELLED).select_related("body").order_by("-starts_at", "pk")
    return [Council(row.pk, row.title or row.body.local_name, localdate(row.starts_at)) for row in rows]


def meeting_names(viewer: Viewer, meeting_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of those among these meetings that the viewer may see. At most one query."""
    if not meeting_ids:
        return {}
    rows = visible_meetings(viewer).filter(pk__in=meeting_ids).select_related("body")
    return {row.pk: row.title or row.body.local_name for row in rows}
