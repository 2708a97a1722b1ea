"""会議の見出し: what every screen of one meeting shows at its top, its sides, and the line that says when it closes."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.components.tabs import Tab, Tabs
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_japanese, in_short_japanese
from takigi.meetings.queries.meetings import MeetingHead
from takigi.meetings.rules.words import MeetingKind
from takigi.resources.queries.unmet import may_see_unmet

# The sides of a meeting, in the order of its way.
SIDES = (
    ("会議", "meeting"),
    ("招いた人", "meeting_guests"),
    ("招く人の案", "meeting_ideas"),
    ("日程", "meeting_dates"),
    ("出席", "meeting_attendance"),
    ("事例", "meeting_care"),
    ("足りないもの", "meeting_unmet"),
    ("議事録", "meeting_minutes"),
    ("約束", "meeting_promises"),
)
WEEKDAYS = "月火水木金土日"
PHASE_TONES = {
    MeetingPhase.DRAFT: Tone.WAITING,
    MeetingPhase.ACCEPTED: Tone.QUIET,
    MeetingPhase.MATERIALS_OPEN: Tone.ACTIVE,
    MeetingPhase.HELD: Tone.ACTIVE,
    MeetingPhase.GRACE: Tone.ACTIVE,
    MeetingPhase.CLOSED: Tone.DONE,
    MeetingPhase.CANCELLED: Tone.QUIET,
}


def phase_tag(phase: MeetingPhase) -> StatusTag:
    """資料公開中."""
    return StatusTag(phase.label, PHASE_TONES[phase])


def when(starts_at: datetime | None, ends_at: datetime | None = None) -> str:
    """令和8年12月1日(火) 13:30〜14:20, or a word while the day is not settled."""
    if starts_at is None:
        return "日時は調整中"
    here = localtime(starts_at)
    until = f"〜{localtime(ends_at):%H:%M}" if ends_at else ""
    return f"{in_short_japanese(here.date())}({WEEKDAYS[here.weekday()]}) {here:%H:%M}{until}"


def when_in_words(starts_at: datetime | None, ends_at: datetime | None = None) -> str:
    """令和8年12月1日(火) 13時30分〜14時20分, for whoever reads it without an account."""
    if starts_at is None:
        return "日時は調整中です"
    here = localtime(starts_at)
    until = f"〜{_hour(localtime(ends_at))}" if ends_at else ""
    return f"{in_japanese(here.date())}({WEEKDAYS[here.weekday()]}) {_hour(here)}{until}"


def _hour(at: datetime) -> str:
    return f"{at.hour}時{at.minute:02}分" if at.minute else f"{at.hour}時"


def moment(at: datetime) -> str:
    """12月4日(金) 17:00."""
    here = localtime(at)
    return f"{here.month}月{here.day}日({WEEKDAYS[here.weekday()]}) {here:%H:%M}"


def lock_line(head: MeetingHead) -> str:
    """この資料は12月4日(金) 17:00に閉じます（社会福祉法第106条の6第1項）; empty where nothing is or will be open."""
    if head.closes_at is None or head.phase is MeetingPhase.CANCELLED:
        return ""
    ground = f"（{head.provision}）" if head.provision else ""
    if head.phase is MeetingPhase.CLOSED:
        return f"資料は閉じています。出席した方は、決定と自分の約束だけを見られます{ground}。"
    verb = "この資料は" if head.is_open else "公開した資料は"
    return f"{verb}{moment(head.closes_at)}に閉じます{ground}。"


def tabs_of(viewer: Viewer, head: MeetingHead, current: str) -> Tabs:
    """The sides of the meeting, with the one that is open."""
    not_here = _sides_of_others(viewer, head)
    sides = [(label, name) for label, name in SIDES if name not in not_here]
    return Tabs(
        "会議の見方",
        tuple(Tab(label, reverse(name, args=[head.meeting_id]), is_current=name == current) for label, name in sides),
    )


def _sides_of_others(viewer: Viewer, head: MeetingHead) -> set[str]:
    """What this meeting, or this reader, has no use for."""
    unused = set() if head.kind is MeetingKind.CARE else {"meeting_care"}
    is_council = head.kind is MeetingKind.COUNCIL and may_see_unmet(viewer)
    unused |= set() if is_council else {"meeting_unmet"}
    unused |= set() if head.may_arrange else {"meeting_ideas"}
    return unused | (set() if head.may_minute else {"meeting_minutes"})


def name_of(head: MeetingHead) -> str:
    """まるごと会議 支援会議: its own title where it has one. Names nobody."""
    return head.title or f"{head.body_name}　{head.kind.label}"


def head_parts(viewer: Viewer, head: MeetingHead, current: str = "meeting") -> dict[str, Any]:
    """What every screen of a meeting shows at its top."""
    return {
        "head": head,
        "heading": name_of(head),
        "tabs": tabs_of(viewer, head, current),
        "phase": phase_tag(head.phase),
        "when": when(head.starts_at, head.ends_at),
        "lock": lock_line(head),
        "ground": GroundLine(head.because) if head.because else "",
        "meeting_url": reverse("meeting", args=[head.meeting_id]),
        "back": (reverse("meeting", args=[head.meeting_id]), "会議へ戻る"),
        "as_of": in_both_eras(viewer.on),
    }


def check_arranges(head: MeetingHead) -> MeetingHead:
    """The heading for a form of whoever convenes; others are told who does."""
    if not head.may_arrange:
        raise NotPermitted("会議を受け付け、招き、開き、閉じるのは、会議の事務局の職員です。")
    return head
