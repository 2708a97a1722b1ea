"""ケースの会議: at which meetings a case was talked about or will be, and which look at what came of it is next."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.meetings import policies, sight
from takigi.meetings.models import AgendaItem, InvolvementCheck
from takigi.meetings.rules.follow_ups import CheckDue, checks_of
from takigi.meetings.rules.words import MeetingKind


@dataclass(frozen=True)
class CaseMeeting:
    """ケースの会議の一行. `check`: the next look that nobody has made; None where the viewer makes none."""

    meeting_id: uuid.UUID
    item_id: uuid.UUID
    name: str
    heading: str
    starts_at: datetime | None
    phase: MeetingPhase
    is_withdrawn: bool
    check: CheckDue | None


def meetings_of_case(viewer: Viewer, case_id: uuid.UUID) -> tuple[CaseMeeting, ...]:
    """The latest first; only those that the viewer has a ground to know of. Four queries, however many meetings.

    What was talked about is read on the meeting's own page, which asks for its own ground.
    """
    of_case = AgendaItem.objects.filter(case_id=case_id)
    meetings = policies.visible_meetings(viewer).filter(pk__in=of_case.values("meeting_id")).select_related("body")
    seen = {one.pk: one for one in meetings}
    items = list(of_case.filter(meeting__in=seen).select_related("case").order_by("seq"))
    made: dict[uuid.UUID, list[tuple[int, date]]] = defaultdict(list)
    for item_id, days, made_on in InvolvementCheck.objects.filter(item__in=items).values_list(
        "item_id", "days", "made_on"
    ):
        made[item_id].append((days, made_on))
    lines = []
    for item in items:
        item.meeting = seen[item.meeting_id]
        lines.append(_line(viewer, item, made[item.pk]))
    return tuple(sorted(lines, key=lambda one: (one.starts_at is None, one.starts_at or viewer.at), reverse=True))


def _line(viewer: Viewer, item: AgendaItem, made: list[tuple[int, date]]) -> CaseMeeting:
    meeting = item.meeting
    return CaseMeeting(
        meeting_id=meeting.pk,
        item_id=item.pk,
        name=meeting.title or f"{meeting.body.local_name}　{MeetingKind(meeting.kind).label}",
        heading=item.heading,
        starts_at=meeting.starts_at,
        phase=policies.phase_of(meeting, viewer.at),
        is_withdrawn=item.withdrawn_at is not None,
        check=_next_check(viewer, item, made),
    )


def _next_check(viewer: Viewer, item: AgendaItem, made: list[tuple[int, date]]) -> CheckDue | None:
    held_at = item.meeting.held_at
    if held_at is None or item.withdrawn_at is not None:
        return None
    if not (sight.owns(viewer, item) or policies.minutes_by(viewer, item.meeting)):
        return None
    checks = checks_of(localdate(held_at), made, closed_on=item.case.closed_on)
    return next((one for one in checks if one.done_on is None), None)
