"""議題の並び: the items of a meeting that stand, for the deeds of this room."""

from takigi.meetings.models import AgendaItem, Meeting


def live_items(meeting: Meeting) -> list[AgendaItem]:
    """議題 that have not been withdrawn, in their order. One query."""
    rows = AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    return list(rows.select_related("body").order_by("seq", "requested_at"))


def case_items(meeting: Meeting) -> list[AgendaItem]:
    """Those about a household. One query."""
    return [item for item in live_items(meeting) if item.case_id]
