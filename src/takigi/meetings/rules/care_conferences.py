"""地域ケア個別会議のきまり: every quarter, about six cases, so many minutes each, advice by profession. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from takigi.kernel.fiscal_year import FiscalYear
from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused

ABOUT_CASES = 6
MOST_QUESTIONS = 3
SHORTEST_MINUTES, LONGEST_MINUTES, USUAL_MINUTES = 10, 20, 15
# What a meeting needs beside its cases: the purpose line, and what the town takes home.
OPENING_MINUTES, CLOSING_MINUTES = 10, 15


class Profession(Labelled):
    """助言の職種."""

    DOCTOR = "doctor", "医師"
    DENTIST = "dentist", "歯科医師"
    PHARMACIST = "pharmacist", "薬剤師"
    NURSE = "nurse", "保健師・看護師"
    THERAPIST = "therapist", "リハビリテーション職"
    DIETITIAN = "dietitian", "管理栄養士"
    HYGIENIST = "hygienist", "歯科衛生士"
    SOCIAL_WORKER = "social_worker", "社会福祉士"
    CARE_MANAGER = "care_manager", "主任ケアマネジャー"
    COORDINATOR = "coordinator", "生活支援コーディネーター"
    RESIDENT = "resident", "住民・民生委員"
    OTHER = "other", "その他"


class Clock(Labelled):
    """一例の時間の見え方."""

    NOT_BEGUN = "not_begun", "まだ"
    RUNNING = "running", "話し合い中"
    LAST = "last", "残りわずか"
    OVER = "over", "時間がすぎました"
    DONE = "done", "おわり"


LAST_SECONDS = 180


@dataclass(frozen=True)
class Slot:
    """一例分の時間."""

    starts_at: datetime
    ends_at: datetime


def quarter_of(day: date) -> str:
    """The quarter of the fiscal year, in words.

    >>> quarter_of(date(2026, 11, 23)), quarter_of(date(2027, 2, 1))
    ('令和8年度 第3四半期', '令和8年度 第4四半期')
    """
    number = ((day.month - 4) % 12) // 3 + 1
    return f"{FiscalYear.containing(day).in_japanese} 第{number}四半期"


def slots(starts_at: datetime, minutes: Sequence[int]) -> tuple[Slot, ...]:
    """When each case begins and ends, after the opening.

    >>> [f"{one.starts_at:%H:%M}" for one in slots(datetime(2026, 11, 23, 14, 0), [15, 15, 20])]
    ['14:10', '14:25', '14:40']
    """
    found, begins = [], starts_at + timedelta(minutes=OPENING_MINUTES)
    for length in minutes:
        ends = begins + timedelta(minutes=length)
        found.append(Slot(begins, ends))
        begins = ends
    return tuple(found)


def check_minutes(minutes: int) -> None:
    """Ten to twenty minutes a case: shorter says nothing, longer leaves none for the others."""
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise MeetingsRefused(f"一例の時間は{SHORTEST_MINUTES}分から{LONGEST_MINUTES}分の間にしてください。")


def check_asked(questions: Sequence[str]) -> tuple[str, ...]:
    """解決したいこと: one to three, so that the table can answer them."""
    kept = tuple(one.strip() for one in questions if one.strip())
    if not kept:
        raise MeetingsRefused("解決したいことを一つは書いてください。助言する人は、それを見て準備します。")
    if len(kept) > MOST_QUESTIONS:
        raise MeetingsRefused(f"解決したいことは{MOST_QUESTIONS}つまでです。いちばん困っていることから書いてください。")
    return kept


def remark_on_number(cases: int) -> str:
    """What the desk says about the number of cases; never a refusal.

    >>> remark_on_number(6)
    ''
    """
    if cases > ABOUT_CASES:
        return f"いま{cases}例です。一例の時間が短くなります。めやすは{ABOUT_CASES}例です。"
    return "" if cases >= ABOUT_CASES - 2 else f"いま{cases}例です。めやすは{ABOUT_CASES}例くらいです。"


@dataclass(frozen=True)
class ClockSeen:
    """時計: how it stands, and the seconds that are left (below zero: over)."""

    clock: Clock
    seconds_left: int


def clock_of(begun_at: datetime | None, ended_at: datetime | None, *, minutes: int, at: datetime) -> ClockSeen:
    """The clock of one case at a moment.

    >>> begun = datetime(2026, 11, 23, 14, 0)
    >>> clock_of(begun, None, minutes=15, at=datetime(2026, 11, 23, 14, 13))
    ClockSeen(clock=<Clock.LAST: 'last'>, seconds_left=120)
    """
    if begun_at is None:
        return ClockSeen(Clock.NOT_BEGUN, minutes * 60)
    left = minutes * 60 - int(((ended_at or at) - begun_at).total_seconds())
    if ended_at is not None:
        return ClockSeen(Clock.DONE, left)
    if left <= 0:
        return ClockSeen(Clock.OVER, left)
    return ClockSeen(Clock.LAST if left <= LAST_SECONDS else Clock.RUNNING, left)
