"""出席の閲覧: who was asked and who came, from which field, and for whom it was the first time."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from takigi.access.decide import FOLLOWING_PHASES
from takigi.access.grounds import Viewer
from takigi.meetings import policies
from takigi.meetings.models import Attendance, Invitation
from takigi.meetings.rules.presence import NEEDS_REASON, FieldMix, field_mix
from takigi.meetings.rules.words import Capacity, Reply


@dataclass(frozen=True)
class AttendanceLine:
    """一人. `attended` None: not taken yet."""

    key: str
    invitation_id: uuid.UUID | None
    staff_id: int | None
    name: str
    agency: str
    agency_id: int | None
    fields: tuple[str, ...]
    capacity: Capacity
    reply: Reply | None
    attended: bool | None
    is_first_time: bool
    is_member: bool
    admit_reason: str
    observer_note: str

    @property
    def needs_reason(self) -> bool:
        """Whether the chair has to say why."""
        return self.capacity in NEEDS_REASON and not self.is_member and not self.admit_reason


@dataclass(frozen=True)
class AttendanceSheet:
    """出席の頁."""

    lines: tuple[AttendanceLine, ...]
    mix: FieldMix
    may_take: bool
    is_time: bool

    @property
    def is_taken(self) -> bool:
        """Whether anybody was marked yet."""
        return any(line.attended is not None for line in self.lines)


def with_first_time(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """はじめて: nobody of this name or account came to any meeting of the town that began earlier."""
    earlier = Attendance.objects.filter(
        is_present=True,
        meeting__municipality_id=OuterRef("meeting__municipality_id"),
        meeting__starts_at__lt=OuterRef("meeting__starts_at"),
    )
    return rows.annotate(
        came_before=Exists(earlier.filter(staff_id=OuterRef("staff_id"))),
        came_before_by_name=Exists(
            earlier.filter(staff__isnull=True, person_name=OuterRef("person_name"), agency_id=OuterRef("agency_id"))
            | earlier.filter(staff__isnull=True, person_name=OuterRef("person_name"), agency__isnull=True)
        ),
    )


def attendance_of(viewer: Viewer, meeting_id: uuid.UUID) -> AttendanceSheet:
    """出席. At most 12 queries, however many came. Notes on how it was are for those who write the minutes."""
    meeting = policies.seen_meeting(viewer, meeting_id)
    writes = policies.minutes_by(viewer, meeting)
    taken = with_first_time(Attendance.objects.filter(meeting=meeting)).select_related("staff", "agency")
    rows = list(taken.order_by("recorded_at", "pk"))
    of_invitation = {row.invitation_id: row for row in rows if row.invitation_id}
    invited = list(
        Invitation.objects.filter(Q(withdrawn_at__isnull=True) | Q(pk__in=of_invitation), meeting=meeting)
        .select_related("staff", "agency")
        .order_by("invited_at", "pk")
    )
    lines = [_line(of_invitation.get(one.pk), one, notes=writes) for one in invited]
    lines += [_line(row, None, notes=writes) for row in rows if row.invitation_id is None]
    return AttendanceSheet(
        lines=tuple(lines),
        mix=field_mix((line.fields, line.is_first_time) for line in lines if line.attended),
        may_take=writes,
        is_time=policies.phase_of(meeting, viewer.at) in FOLLOWING_PHASES,
    )


def _line(row: Attendance | None, invitation: Invitation | None, *, notes: bool) -> AttendanceLine:
    one = row or invitation
    is_first = bool(row) and row.is_present and not (row.came_before if row.staff_id else row.came_before_by_name)
    agency = row.agency if row else invitation.agency
    return AttendanceLine(
        key=str(invitation.pk if invitation else row.pk),
        invitation_id=invitation.pk if invitation else None,
        staff_id=one.staff_id,
        name=one.staff.name if one.staff else one.person_name,
        agency=agency.name if agency else "",
        agency_id=agency.pk if agency else None,
        fields=tuple(row.fields if row else agency.fields if agency else ()),
        capacity=Capacity(one.capacity),
        reply=Reply(invitation.reply) if invitation else None,
        attended=row.is_present if row else None,
        is_first_time=is_first,
        is_member=row.is_member if row else invitation.member_id is not None,
        admit_reason=one.admit_reason,
        observer_note=row.observer_note if row and notes else "",
    )


@dataclass(frozen=True)
class SatTogether:
    """会議で同席した人たち: which day, where they met, and their accounts."""

    on: date
    place: str
    staff_ids: frozenset[int]


def sat_together(viewer: Viewer, *, since: date) -> tuple[SatTogether, ...]:
    """The viewer's own tables since a day, for 「どこで会ったか」: only meetings at which the viewer sat. Two queries."""
    mine = Attendance.objects.filter(staff_id=viewer.staff_id, is_present=True).values("meeting_id")
    rows = (
        Attendance.objects.filter(
            meeting_id__in=mine,
            is_present=True,
            staff__isnull=False,
            meeting__municipality_id=viewer.municipality_id,
            meeting__starts_at__date__gte=since,
        )
        .select_related("meeting", "meeting__body")
        .order_by("meeting__starts_at", "pk")
    )
    found: dict[uuid.UUID, list[Attendance]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return tuple(
        SatTogether(
            localdate(sat[0].meeting.starts_at),
            sat[0].meeting.title or sat[0].meeting.body.local_name,
            frozenset(row.staff_id for row in sat),
        )
        for sat in found.values()
    )
