"""だれを招くか: fields that have not met in the last year, and groups for those who come."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from takigi.access.grounds import NotPermitted, Viewer
from takigi.meetings import policies
from takigi.meetings.models import Attendance, Invitation, Meeting
from takigi.meetings.rules.gaps import Gap, Known, Met, UnmetPair, gaps, unmet_pairs
from takigi.meetings.rules.mixed_groups import Guest, Mixed, mixed_groups
from takigi.meetings.rules.words import Capacity, Reply
from takigi.organisations.queries import agencies
from takigi.organisations.rules import Field

LOOKED_BACK = timedelta(days=365)
MOST_SHOWN = 12


@dataclass(frozen=True)
class Ideas:
    """招く人の案, with what it rests on: the meetings and attendances of the last year."""

    gaps: tuple[Gap, ...]
    nobody_listed: tuple[Gap, ...]
    pairs: tuple[UnmetPair, ...]
    meetings: int
    attendances: int
    since: date


def _to_arrange(viewer: Viewer, meeting_id: uuid.UUID) -> Meeting:
    meeting = policies.seen_meeting(viewer, meeting_id)
    if not policies.arranges(viewer, meeting.body, meeting.kind):
        raise NotPermitted("招く人の案と組み分けは、会議を準備する職員が使います。")
    return meeting


def invite_ideas(viewer: Viewer, meeting_id: uuid.UUID) -> Ideas:
    """招く人の案: field × block, of the meeting's own block where it has one. At most ten queries."""
    meeting = _to_arrange(viewer, meeting_id)
    cards = [card for card in agencies(viewer.municipality_id, on=viewer.on) if _is_open(card.closed_on, viewer.on)]
    registered = [Known(card.agency_id, card.name, frozenset(card.fields), card.block) for card in cards]
    since = viewer.on - LOOKED_BACK
    rows = Attendance.objects.filter(
        meeting__municipality_id=viewer.municipality_id,
        meeting__starts_at__date__gte=since,
        is_present=True,
        agency__isnull=False,
    ).values_list("agency_id", "fields", "block", "meeting_id")
    met = [Met(agency, frozenset(fields), block, str(where)) for agency, fields, block, where in rows]
    invited = Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True, agency__isnull=False)
    coming = set(invited.values_list("agency_id", flat=True))
    met += [Met(one.agency_id, one.fields, one.block, "now") for one in registered if one.agency_id in coming]
    blocks = [meeting.block] if meeting.block else sorted({card.block for card in cards if card.block}) or [None]
    wanted = [one.value for one in Field if any(one.value in card.fields for card in cards)]
    found = gaps(registered, met, wanted=wanted, blocks=blocks)
    return Ideas(
        gaps=tuple(one for one in found if one.candidates)[:MOST_SHOWN],
        nobody_listed=tuple(one for one in found if not one.candidates)[:MOST_SHOWN],
        pairs=unmet_pairs(registered, met)[:MOST_SHOWN],
        meetings=len({one.meeting for one in met} - {"now"}),
        attendances=len([one for one in met if one.meeting != "now"]),
        since=since,
    )


def _is_open(closed_on: date | None, on: date) -> bool:
    return closed_on is None or closed_on > on


def groups_for(viewer: Viewer, meeting_id: uuid.UUID, *, size: int, seed: str = "") -> Mixed:
    """組み分け of those who come (or came): fields spread, people who have not met together. At most nine queries."""
    meeting = _to_arrange(viewer, meeting_id)
    guests = _guests(meeting)
    sat: dict[uuid.UUID, list[str]] = defaultdict(list)
    before = Attendance.objects.filter(
        meeting__municipality_id=viewer.municipality_id,
        is_present=True,
        staff_id__in=[int(one.key) for one in guests if one.key.isdigit()],
    ).exclude(meeting=meeting)
    for where, staff_id in before.values_list("meeting_id", "staff_id"):
        sat[where].append(str(staff_id))
    met = {frozenset(pair) for keys in sat.values() for pair in combinations(sorted(set(keys)), 2)}
    return mixed_groups(guests, met, size=size, seed=seed)


def _guests(meeting: Meeting) -> list[Guest]:
    rows = (
        Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
        .exclude(reply=Reply.DECLINED)
        .exclude(capacity__in=[Capacity.SECRETARIAT, Capacity.OBSERVER])
        .select_related("staff", "agency")
        .order_by("invited_at", "pk")
    )
    return [
        Guest(
            key=str(row.staff_id or row.pk),
            name=row.staff.name if row.staff else row.person_name,
            agency_id=row.agency_id,
            fields=frozenset(row.agency.fields if row.agency else ()),
        )
        for row in rows
    ]
