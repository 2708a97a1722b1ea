"""会議の事実: what was held, who came from which field, what was promised and what was asked for, without a name or a word."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from takigi.access.decide import MeetingPhase
from takigi.meetings.models import ActionItem, AgendaItem, Attendance, IssuedCopy, LectureRequest, Meeting
from takigi.meetings.rules.lectures import Initiative, LectureKind
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import Capacity


@dataclass(frozen=True)
class MeetingRow:
    """開かれた会議."""

    meeting_id: uuid.UUID
    kind: str
    legal_basis: str
    block: int | None
    held_on: date


@dataclass(frozen=True)
class ItemRow:
    """開かれた会議のケースの議題. `has_not_discussed`: said so, with a reason."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    case_id: uuid.UUID
    held_on: date
    legal_basis: str
    requested_on: date
    discussed_before_on: date | None
    has_not_discussed: bool
    ask_type: str


@dataclass(frozen=True)
class AttendanceRow:
    """出席. Whoever has no account is known by `guest`, which nobody but the keeper of keys reads."""

    attendance_id: uuid.UUID
    meeting_id: uuid.UUID
    kind: str
    held_on: date
    staff_id: int | None
    guest: str
    agency_id: int | None
    fields: tuple[str, ...]
    block: int | None
    capacity: str
    is_unlawful: bool


@dataclass(frozen=True)
class PromiseRow:
    """宿題. Those that were not taken on, or were given up, are not here."""

    action_id: uuid.UUID
    case_id: uuid.UUID | None
    agency_id: int
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class GapRow:
    """足りないもの: a promise that could not be taken on, or a subject for which there was nothing."""

    gap_id: str
    source: str
    theme: str
    block: int | None
    noted_on: date


@dataclass(frozen=True)
class LectureRow:
    """出前講座の依頼. `grades_after`: how many showed each grade from 1 to 5."""

    lecture_id: uuid.UUID
    requested_on: date
    is_own_wish: bool
    is_new_requester: bool
    held_on: date | None
    people: int | None
    fields: int | None
    grades_after: tuple[int, ...]


def _held(municipality_id: int) -> QuerySet[Meeting]:
    return Meeting.objects.filter(municipality_id=municipality_id, held_at__isnull=False).exclude(
        phase=MeetingPhase.CANCELLED
    )


def _held_on(starts_at: datetime | None, held_at: datetime) -> date:
    """The day it was meant for: the secretariat may have written it down a day later."""
    return localdate(starts_at or held_at)


def meeting_rows(municipality_id: int) -> Iterator[MeetingRow]:
    """Every meeting that was held. One query."""
    rows = _held(municipality_id).order_by("pk")
    for pk, kind, basis, block, starts_at, held_at in rows.values_list(
        "pk", "kind", "body__legal_basis", "block", "starts_at", "held_at"
    ):
        yield MeetingRow(pk, kind, basis, block, _held_on(starts_at, held_at))


def item_rows(municipality_id: int) -> Iterator[ItemRow]:
    """Every case that was an item of a meeting that was held, whatever its basis. One query."""
    rows = AgendaItem.objects.filter(
        meeting__in=_held(municipality_id), case__isnull=False, withdrawn_at__isnull=True
    ).select_related("meeting")
    for one in rows.order_by("pk"):
        yield ItemRow(
            one.pk,
            one.meeting_id,
            one.case_id,
            _held_on(one.meeting.starts_at, one.meeting.held_at),
            one.legal_basis,
            localdate(one.requested_at),
            one.prior_field_discussion_on,
            one.prior_field_discussion_on is None and bool(one.prior_result.strip()),
            one.ask_type,
        )


_OF_THE_HOUSE = (Capacity.SECRETARIAT, Capacity.OBSERVER)


def attendance_rows(municipality_id: int) -> Iterator[AttendanceRow]:
    """Whoever came to a meeting that was held. One query."""
    rows = Attendance.objects.filter(meeting__in=_held(municipality_id), is_present=True).select_related("meeting")
    for one in rows.order_by("pk"):
        is_stranger = one.is_statutory and not one.is_member and one.capacity not in _OF_THE_HOUSE
        yield AttendanceRow(
            one.pk,
            one.meeting_id,
            one.meeting.kind,
            _held_on(one.meeting.starts_at, one.meeting.held_at),
            one.staff_id,
            "" if one.staff_id else f"{one.agency_id}:{one.person_name}",
            one.agency_id,
            tuple(one.fields),
            one.block if one.block is not None else one.meeting.block,
            one.capacity,
            is_stranger and not one.admit_reason.strip(),
        )


def promise_rows(municipality_id: int) -> Iterator[PromiseRow]:
    """Every promise that stands or was kept. One query."""
    rows = ActionItem.objects.filter(item__meeting__municipality_id=municipality_id).exclude(
        state__in=(PromiseState.DECLINED, PromiseState.DROPPED)
    )
    for one in rows.order_by("pk").values_list("pk", "item__case_id", "agency_id", "due_on", "done_on"):
        yield PromiseRow(*one)


def gap_rows(municipality_id: int) -> Iterator[GapRow]:
    """Reasons and subjects as codes. Two queries."""
    declined = ActionItem.objects.filter(
        item__meeting__municipality_id=municipality_id, state=PromiseState.DECLINED, answered_at__isnull=False
    )
    for pk, reason, block, answered_at in declined.order_by("pk").values_list(
        "pk", "decline_reason", "item__meeting__block", "answered_at"
    ):
        yield GapRow(f"promise:{pk}", "declined_role", reason or "other", block, localdate(answered_at))
    lacking = AgendaItem.objects.filter(Q(has_no_resource=True), meeting__in=_held(municipality_id))
    for pk, theme, block, starts_at, held_at in lacking.order_by("pk").values_list(
        "pk", "theme_code", "meeting__block", "meeting__starts_at", "meeting__held_at"
    ):
        yield GapRow(f"item:{pk}", "agenda_item", theme or "other", block, _held_on(starts_at, held_at))


def lecture_rows(municipality_id: int) -> Iterator[LectureRow]:
    """Every request for a lecture, in the order of asking. One query."""
    known: set[tuple[int | None, str]] = set()
    rows = LectureRequest.objects.filter(municipality_id=municipality_id, kind=LectureKind.LECTURE)
    for one in rows.order_by("requested_on", "pk"):
        requester = (one.requester_agency_id, "" if one.requester_agency_id else one.requester_words.strip())
        yield LectureRow(
            one.pk,
            one.requested_on,
            one.initiative == Initiative.ASKED_BY_AGENCY,
            requester not in known,
            one.held_on,
            one.people,
            len(one.fields) if one.held_on else None,
            tuple(one.grades_after),
        )
        known.add(requester)


def declined_roles(municipality_id: int) -> Iterator[tuple[uuid.UUID, str]]:
    """The role that a declined promise would have become, and the reason as a code. One query."""
    rows = ActionItem.objects.filter(item__meeting__municipality_id=municipality_id, role_id__isnull=False)
    yield from rows.exclude(decline_reason="").order_by("pk").values_list("role_id", "decline_reason")


def copies_without_oath(municipality_id: int) -> Iterator[tuple[uuid.UUID, date]]:
    """Copies that somebody had in hand without a confirmed oath: there are none, by the table's own rule. One query."""
    rows = IssuedCopy.objects.filter(item__meeting__municipality_id=municipality_id, oath_version="")
    for pk, issued_at in rows.order_by("pk").values_list("pk", "issued_at"):
        yield pk, localdate(issued_at)
