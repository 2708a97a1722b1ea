"""会議の一覧と頭: when, where, on which law, in which phase by the clock, until when it is open, and what may be done next."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from takigi.access.decide import READING_PHASES, MeetingPhase
from takigi.access.grounds import Viewer
from takigi.access.legal_bases import DECLARATIONS, LegalBasis
from takigi.meetings.models import AgendaItem, Invitation, Meeting, PhaseMove
from takigi.meetings.policies import (
    arranges,
    holds_conferences,
    is_chair,
    is_station,
    minutes_by,
    phase_of,
    reasons_for_meeting,
    seen_meeting,
    standing_invitation,
    visible_meetings,
)
from takigi.meetings.rules.phases import MOVES, OVER
from takigi.meetings.rules.words import MeetingKind, Reply
from takigi.organisations.queries import names_of_agencies, names_of_staff

P = MeetingPhase
LATEST = 60


@dataclass(frozen=True)
class MeetingHead:
    """What stands at the top of every screen of one meeting. Nothing of any household."""

    meeting_id: uuid.UUID
    body_id: uuid.UUID
    body_name: str
    basis: LegalBasis
    kind: MeetingKind
    title: str
    purpose: str
    starts_at: datetime | None
    ends_at: datetime | None
    closes_at: datetime | None
    place: str
    block: int | None
    phase: MeetingPhase
    said_phase: MeetingPhase
    requester_agency_name: str
    requested_at: datetime
    held_at: datetime | None
    cancel_reason: str
    may_arrange: bool
    may_minute: bool
    reply: Reply | None
    ways: tuple[MeetingPhase, ...]
    because: tuple[str, ...]

    @property
    def provision(self) -> str:
        """The law beside the lock: 社会福祉法第106条の6第1項; empty without one."""
        declared = DECLARATIONS[self.basis]
        return f"{declared.law}{declared.provision}"

    @property
    def is_open(self) -> bool:
        """Whether materials can be read now."""
        return self.phase in READING_PHASES

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.phase in OVER


def meeting_head(viewer: Viewer, meeting_id: uuid.UUID) -> MeetingHead:
    """The heading of one meeting. Raises Unseen without a ground. At most twelve queries."""
    return head_of(viewer, seen_meeting(viewer, meeting_id))


def head_of(viewer: Viewer, meeting: Meeting) -> MeetingHead:
    """The heading of a meeting already seen."""
    own = standing_invitation(viewer, meeting.pk)
    kind, phase = MeetingKind(meeting.kind), phase_of(meeting, viewer.at)
    asked_by = {meeting.requester_agency_id} if meeting.requester_agency_id else set()
    agencies = names_of_agencies(meeting.municipality_id, asked_by)
    may_arrange = arranges(viewer, meeting.body, kind)
    return MeetingHead(
        meeting_id=meeting.pk,
        body_id=meeting.body_id,
        body_name=meeting.body.local_name,
        basis=LegalBasis(meeting.body.legal_basis),
        kind=kind,
        title=meeting.title,
        purpose=meeting.purpose,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        closes_at=meeting.closes_at,
        place=meeting.place,
        block=meeting.block,
        phase=phase,
        said_phase=P(meeting.phase),
        requester_agency_name=agencies.get(meeting.requester_agency_id or 0, ""),
        requested_at=meeting.requested_at,
        held_at=meeting.held_at,
        cancel_reason=meeting.cancel_reason,
        may_arrange=may_arrange,
        may_minute=minutes_by(viewer, meeting),
        reply=Reply(own.reply) if own else None,
        ways=_ways(meeting, phase) if may_arrange else (),
        because=tuple(reasons_for_meeting(viewer, meeting)),
    )


def _ways(meeting: Meeting, phase: MeetingPhase) -> tuple[MeetingPhase, ...]:
    """The moves of the table, and the late record of a meeting that the clock has closed unrecorded."""
    said = P(meeting.phase)
    if phase is P.CLOSED and said is P.MATERIALS_OPEN:
        return (P.HELD,)
    allowed = MOVES[phase] & MOVES[said] if phase is not said else MOVES[said]
    return tuple(one for one in P if one in allowed)


@dataclass(frozen=True)
class MeetingCard:
    """会議の一行."""

    meeting_id: uuid.UUID
    body_name: str
    basis: LegalBasis
    kind: MeetingKind
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    phase: MeetingPhase
    closes_at: datetime | None
    items: int
    reply: Reply | None
    accepted: int
    invited: int


@dataclass(frozen=True)
class MeetingList:
    """会議の机: what waits for me, what comes, what is being prepared, what was."""

    cards: tuple[MeetingCard, ...]
    may_plan: bool

    @property
    def to_answer(self) -> tuple[MeetingCard, ...]:
        """招かれて、まだ返事をしていない会議."""
        return tuple(one for one in self.cards if one.reply is Reply.WAITING and one.phase not in OVER)

    @property
    def asked(self) -> tuple[MeetingCard, ...]:
        """受け付けを待つ依頼."""
        return tuple(one for one in self.cards if one.phase is P.DRAFT)

    @property
    def coming(self) -> tuple[MeetingCard, ...]:
        """これから、またはいま開いている会議."""
        return tuple(one for one in self.cards if one.phase not in OVER | {P.DRAFT})

    @property
    def over(self) -> tuple[MeetingCard, ...]:
        """終わった会議, the latest first."""
        return tuple(reversed([one for one in self.cards if one.phase in OVER]))


def meeting_list(viewer: Viewer, *, since_days: int = 120) -> MeetingList:
    """会議の一覧: earliest first, those without a day at the end. At most six queries, however many meetings."""
    recent = Q(starts_at__isnull=True) | Q(starts_at__gte=viewer.at - timedelta(days=since_days))
    rows = list(visible_meetings(viewer).filter(recent).select_related("body").order_by("starts_at", "requested_at"))
    ids = [row.pk for row in rows]
    items = Counter(
        AgendaItem.objects.filter(meeting_id__in=ids, withdrawn_at__isnull=True).values_list("meeting_id", flat=True)
    )
    invitations = list(
        Invitation.objects.filter(meeting_id__in=ids, withdrawn_at__isnull=True).values_list(
            "meeting_id", "staff_id", "reply"
        )
    )
    invited = Counter(meeting_id for meeting_id, _, _ in invitations)
    accepted = Counter(meeting_id for meeting_id, _, reply in invitations if reply == Reply.ACCEPTED)
    mine = {meeting_id: Reply(reply) for meeting_id, staff_id, reply in invitations if staff_id == viewer.staff_id}
    cards = tuple(
        MeetingCard(
            row.pk,
            row.body.local_name,
            LegalBasis(row.body.legal_basis),
            MeetingKind(row.kind),
            row.title,
            row.starts_at,
            row.ends_at,
            row.place,
            phase_of(row, viewer.at),
            row.closes_at,
            items[row.pk],
            mine.get(row.pk),
            accepted[row.pk],
            invited[row.pk],
        )
        for row in sorted(rows, key=lambda row: (row.starts_at is None, row.starts_at or row.requested_at))
    )
    return MeetingList(cards, may_plan=plans_meetings(viewer))


def plans_meetings(viewer: Viewer) -> bool:
    """Whether the desk offers to plan a meeting; the action asks for its body and kind."""
    return is_chair(viewer) or is_station(viewer) or holds_conferences(viewer)


@dataclass(frozen=True)
class MoveLine:
    """段階の動きの一行."""

    to: MeetingPhase
    at: datetime
    by_name: str
    reason: str


def moves_of(viewer: Viewer, meeting_id: uuid.UUID) -> tuple[MoveLine, ...]:
    """これまでの動き, oldest first. Two queries after the ground."""
    meeting = seen_meeting(viewer, meeting_id)
    rows = list(PhaseMove.objects.filter(meeting=meeting).order_by("at", "pk"))
    names = names_of_staff(meeting.municipality_id, {row.by_id for row in rows})
    return tuple(MoveLine(P(row.to_phase), row.at, names.get(row.by_id, ""), row.reason) for row in rows)
