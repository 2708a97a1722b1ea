"""会議の段階: what may follow what, and what the clock closes by itself. The screens, the manual and the tests read the same table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType

from takigi.access.decide import READING_PHASES, MeetingPhase
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused

P = MeetingPhase

# Deeds of the secretariat. GRACE and CLOSED also come by the clock (`phase_at`), so that nobody has to remember.
MOVES: Mapping[MeetingPhase, frozenset[MeetingPhase]] = MappingProxyType(
    {
        P.DRAFT: frozenset({P.ACCEPTED, P.CANCELLED}),
        # A meeting without materials is simply held.
        P.ACCEPTED: frozenset({P.MATERIALS_OPEN, P.HELD, P.CANCELLED}),
        P.MATERIALS_OPEN: frozenset({P.HELD, P.CANCELLED}),
        P.HELD: frozenset({P.GRACE, P.CLOSED}),
        P.GRACE: frozenset({P.CLOSED}),
        # What is over is evidence. Who has to meet again asks for another meeting.
        P.CLOSED: frozenset(),
        P.CANCELLED: frozenset(),
    }
)
OVER = frozenset({P.CLOSED, P.CANCELLED})

# In a meeting without a statute nobody learns whom it is about, whoever organises it (I6).
NEVER_IDENTIFIES = frozenset(
    {
        MeetingKind.SUPPORTERS_CITY,
        MeetingKind.SUPPORTERS_BLOCK,
        MeetingKind.LECTURE,
        MeetingKind.TEAM,
        MeetingKind.COUNCIL,
        MeetingKind.TRAINING,
    }
)

CLOSING_TIME = time(17)


@dataclass(frozen=True)
class Times:
    """When a meeting is, and when what it opens closes again."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    closes_at: datetime | None = None


def closes_at(starts_at: datetime, ends_at: datetime, grace_days: int) -> datetime:
    """資料が閉じるとき: five in the afternoon of the last day of grace, but never before the meeting itself has ended.

    Both given in the town's own time zone.
    """
    day = starts_at.date() + timedelta(days=grace_days)
    return max(datetime.combine(day, CLOSING_TIME, tzinfo=starts_at.tzinfo), ends_at)


def phase_at(said: MeetingPhase, times: Times, at: datetime) -> MeetingPhase:
    """The phase at a moment: what somebody said last, limited by the clock.

    What was opened is closed once its time is over, whether or not anybody pressed a button.
    """
    if said not in READING_PHASES:
        return said
    if times.closes_at is None or at >= times.closes_at:
        return P.CLOSED
    if said is P.HELD and times.ends_at is not None and at >= times.ends_at:
        return P.GRACE
    return said


def check_move(now: MeetingPhase, wanted: MeetingPhase) -> None:
    """Refuses a move that the table does not have, naming those that it has."""
    if wanted in MOVES[now]:
        return
    ways = "、".join(phase.label for phase in P if phase in MOVES[now])
    if ways:
        raise MeetingsRefused(f"この会議は「{now.label}」です。「{wanted.label}」へは進めません（進める先: {ways}）。")
    raise MeetingsRefused(f"この会議は「{now.label}」です。続きが必要なときは、新しい会議を依頼してください。")
