"""地域ケア個別会議の閲覧: six sheets without a name, their clocks, what was asked before and what was advised."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from takigi.access.decide import FOLLOWING_PHASES, MeetingPhase
from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import may_record_case, reasons_for_case, target_of
from takigi.meetings import policies, sight
from takigi.meetings.models import Advice, AgendaItem, AskedBefore, CareItem, ItemRecord, Meeting
from takigi.meetings.rules.care_conferences import (
    ClockSeen,
    Profession,
    Slot,
    clock_of,
    quarter_of,
    remark_on_number,
    slots,
)
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import MeetingKind
from takigi.people.queries.names import named_persons

_STILL_PLANNED = (MeetingPhase.DRAFT.value, MeetingPhase.ACCEPTED.value, MeetingPhase.MATERIALS_OPEN.value)


@dataclass(frozen=True)
class AskedLine:
    """事前の質問."""

    asked_id: uuid.UUID
    profession: Profession
    question: str
    answer: str


@dataclass(frozen=True)
class AdviceLine:
    """助言."""

    profession: Profession
    text: str


@dataclass(frozen=True)
class CareLine:
    """一例. `case_id`: only for whoever has the case."""

    item_id: uuid.UUID
    seq: int
    heading: str
    why_chosen: str
    persons_goal: str
    to_solve: tuple[str, ...]
    minutes: int
    slot: Slot | None
    clock: ClockSeen
    begun_at: datetime | None
    ended_at: datetime | None
    next_review_on: date | None
    asked: tuple[AskedLine, ...]
    advice: tuple[AdviceLine, ...]
    case_id: uuid.UUID | None
    has_sheet: bool
    may_write: bool

    @property
    def unanswered(self) -> int:
        """Questions that wait for an answer."""
        return sum(not one.answer for one in self.asked)


@dataclass(frozen=True)
class CareBoard:
    """会議の板."""

    purpose: str
    quarter: str
    remark: str
    lines: tuple[CareLine, ...]
    may_run: bool
    may_ask: bool
    is_time: bool
    only_listens: bool
    is_closed: bool
    at: datetime

    @property
    def running(self) -> CareLine | None:
        """The case that is being talked about."""
        return next((one for one in self.lines if one.begun_at and not one.ended_at), None)


def care_board(viewer: Viewer, meeting_id: uuid.UUID) -> CareBoard:
    """地域ケア個別会議の板: nobody is named. At most 15 queries, however many cases.

    Whoever only listens reads the advice on a case once its owner has looked through the record, and nothing when the
    meeting's papers have closed.
    """
    meeting = policies.seen_meeting(viewer, meeting_id)
    if meeting.kind != MeetingKind.CARE:
        raise Unseen
    runs, invitation = policies.minutes_by(viewer, meeting), policies.standing_invitation(viewer, meeting.pk)
    only_listens = sight.only_listens(meeting, invitation, runs=runs)
    is_closed = only_listens and policies.phase_of(meeting, viewer.at) in OVER
    items = [] if is_closed else list(sight.items_of(meeting))
    sheets = sight.brought_in(meeting)
    asked, advice = defaultdict(list), defaultdict(list)
    for row in AskedBefore.objects.filter(item__in=items).order_by("asked_at", "pk"):
        asked[row.item_id].append(AskedLine(row.pk, Profession(row.profession), row.question, row.answer))
    for row in _advice_read(items, only_confirmed=only_listens).order_by("recorded_at", "pk"):
        advice[row.item_id].append(AdviceLine(Profession(row.profession), row.text))
    lengths = [sheets[item.pk].minutes if item.pk in sheets else 15 for item in items]
    times = slots(localtime(meeting.starts_at), lengths) if meeting.starts_at else [None] * len(items)
    lines = []
    for item, slot in zip(items, times, strict=True):
        sheet = sheets.get(item.pk)
        owns = sight.owns(viewer, item, brought=sheet)
        lines.append(
            CareLine(
                item_id=item.pk,
                seq=item.seq,
                heading=item.heading,
                why_chosen=sheet.why_chosen if sheet else item.purpose,
                persons_goal=sheet.persons_goal if sheet else "",
                to_solve=tuple(sheet.to_solve) if sheet else (),
                minutes=sheet.minutes if sheet else 15,
                slot=slot,
                clock=_clock(sheet, viewer.at),
                begun_at=sheet.begun_at if sheet else None,
                ended_at=sheet.ended_at if sheet else None,
                next_review_on=sheet.next_review_on if sheet else None,
                asked=tuple(asked[item.pk]),
                advice=tuple(advice[item.pk]),
                case_id=sheet.case_id if sheet and owns else None,
                has_sheet=sheet is not None and bool(sheet.to_solve),
                may_write=owns or runs,
            )
        )
    return CareBoard(
        purpose=meeting.purpose,
        quarter=quarter_of(localtime(meeting.starts_at or viewer.at).date()),
        remark="" if is_closed else remark_on_number(len(lines)),
        lines=tuple(lines),
        may_run=runs,
        may_ask=runs or invitation is not None,
        is_time=policies.phase_of(meeting, viewer.at) in FOLLOWING_PHASES,
        only_listens=only_listens,
        is_closed=is_closed,
        at=viewer.at,
    )


@dataclass(frozen=True)
class OwnCase:
    """だれの事例か, for whoever writes its sheet and has the case."""

    case_id: uuid.UUID
    name: str


def own_case(viewer: Viewer, item_id: uuid.UUID) -> OwnCase | None:
    """Whose case a sheet is about; nothing for whoever has no part in it. The reading is noted. At most 14 queries."""
    sheet = CareItem.objects.select_related("case", "item").filter(item=item_id).first()
    if sheet is None or sheet.case is None or not sight.owns(viewer, sheet.item, brought=sheet):
        return None
    named = named_persons(viewer.municipality_id, [sheet.case.person_id])[sheet.case.person_id]
    audit.note_reading(
        target_of(sheet.case_id),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=list(reasons_for_case(viewer, sheet.case_id)),
        at=viewer.at,
    )
    return OwnCase(sheet.case_id, named.name)


def _advice_read(items: list[AgendaItem], *, only_confirmed: bool) -> QuerySet[Advice]:
    rows = Advice.objects.filter(item__in=items)
    if only_confirmed:
        confirmed = ItemRecord.objects.filter(item__in=items, confirmed_at__isnull=False)
        rows = rows.filter(item__in=confirmed.values("item"))
    return rows


def _clock(sheet: CareItem | None, at: datetime) -> ClockSeen:
    if sheet is None:
        return clock_of(None, None, minutes=15, at=at)
    return clock_of(sheet.begun_at, sheet.ended_at, minutes=sheet.minutes, at=at)


@dataclass(frozen=True)
class ComingConference:
    """事例を持っていける会議."""

    meeting_id: uuid.UUID
    title: str
    starts_at: datetime | None
    cases: int


def conferences_for(viewer: Viewer, case_id: uuid.UUID) -> tuple[ComingConference, ...]:
    """このケースを持っていける会議: logistics only, for whoever records the case. At most five queries."""
    if not may_record_case(viewer, case_id):
        raise Unseen
    rows = (
        Meeting.objects.filter(municipality_id=viewer.municipality_id, kind=MeetingKind.CARE, phase__in=_STILL_PLANNED)
        .select_related("body")
        .order_by("starts_at")
    )
    coming = [row for row in rows if row.starts_at is None or row.starts_at > viewer.at]
    taken = defaultdict(int)
    for meeting_id in CareItem.objects.filter(item__meeting__in=coming, item__withdrawn_at__isnull=True).values_list(
        "item__meeting_id", flat=True
    ):
        taken[meeting_id] += 1
    return tuple(
        ComingConference(row.pk, row.title or row.body.local_name, row.starts_at, taken[row.pk]) for row in coming
    )


@dataclass(frozen=True)
class DiscussedLine:
    """このケースが出た会議."""

    meeting_id: uuid.UUID
    item_id: uuid.UUID
    heading: str
    starts_at: datetime | None
    is_held: bool
    next_review_on: date | None


def conferences_of_case(viewer: Viewer, case_id: uuid.UUID) -> tuple[DiscussedLine, ...]:
    """会議で話し合われたこと, for whoever records the case (KPI 9). At most four queries."""
    if not may_record_case(viewer, case_id):
        return ()
    rows = CareItem.objects.filter(case_id=case_id, item__withdrawn_at__isnull=True).select_related("item__meeting")
    return tuple(
        DiscussedLine(
            row.item.meeting_id,
            row.item_id,
            row.item.heading,
            row.item.meeting.starts_at,
            row.item.meeting.held_at is not None,
            row.next_review_on,
        )
        for row in rows.order_by("-item__requested_at")
    )
