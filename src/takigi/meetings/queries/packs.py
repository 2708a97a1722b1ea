"""会議の資料の束: the agenda as it may be printed by this reader, and no more."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.access.legal_bases import LegalBasis
from takigi.kernel.era_names import in_japanese
from takigi.meetings import policies, sight
from takigi.meetings.models import AgendaItem, AskedBefore, CareItem, Invitation, Meeting
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import Capacity, MeetingKind

ON_SCREEN = "この議題の資料は画面でだけ見られます。印刷できるのは、主担当とその上司、事務局です。"
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class PackItem:
    """一つの議題: its heading and what this reader may have on paper."""

    seq: int
    heading: str
    basis: str
    parts: tuple[tuple[str, str], ...]
    remark: str = ""


@dataclass(frozen=True)
class AgendaPack:
    """資料の束の中身."""

    title: str
    kind: str
    when: str
    place: str
    purpose: str
    closes: str
    guests: tuple[tuple[str, str, str], ...]
    items: tuple[PackItem, ...]


def agenda_pack(viewer: Viewer, meeting_id: uuid.UUID) -> AgendaPack:
    """会議の資料の束. At most 12 queries, however many items.

    Words about a household go on paper only for its owner and the secretariat (EXPORT of the write matrix, R15); a
    care conference's sheets name nobody and go to everybody who is invited, to
    whoever only looks on until they close.
    """
    meeting = policies.seen_meeting(viewer, meeting_id)
    prints_all = policies.arranges(viewer, meeting.body, MeetingKind(meeting.kind))
    own = None if prints_all else policies.standing_invitation(viewer, meeting.pk)
    has_closed = policies.phase_of(meeting, viewer.at) in OVER
    is_closed = has_closed and sight.only_listens(meeting, own, runs=prints_all)
    items = [] if is_closed else list(sight.items_of(meeting))
    sheets = sight.brought_in(meeting)
    asked: dict[uuid.UUID, list[str]] = {}
    for row in AskedBefore.objects.filter(item__in=items).order_by("asked_at", "pk"):
        asked.setdefault(row.item_id, []).append(_asked(row))
    guests = Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("staff", "agency")
    return AgendaPack(
        title=meeting.title or meeting.body.local_name,
        kind=MeetingKind(meeting.kind).label,
        when=_when(meeting.starts_at, meeting.ends_at),
        place=meeting.place,
        purpose=meeting.purpose,
        closes=_closes(meeting),
        guests=tuple(
            (
                one.staff.name if one.staff else one.person_name,
                one.agency.name if one.agency else "",
                Capacity(one.capacity).label,
            )
            for one in guests.order_by("invited_at", "pk")
        ),
        items=tuple(
            _item(item, sheets.get(item.pk), asked.get(item.pk, []), prints=prints_all or sight.owns(viewer, item))
            for item in items
        ),
    )


def _asked(row: AskedBefore) -> str:
    return f"{row.question}（答え: {row.answer}）" if row.answer else row.question


def _item(item: AgendaItem, sheet: CareItem | None, asked: list[str], *, prints: bool) -> PackItem:
    basis = LegalBasis(item.legal_basis).label
    if sheet is not None:
        parts = (
            ("選んだわけ", sheet.why_chosen),
            ("本人の目標", sheet.persons_goal),
            ("解決したいこと", "\n".join(f"・{one}" for one in sheet.to_solve)),
            ("事前の質問", "\n".join(f"・{one}" for one in asked)),
            ("時間", f"{sheet.minutes}分"),
        )
    elif item.case_id is None or prints:
        parts = (
            ("開催の目的", item.purpose),
            ("名前を伏せた概要", item.deidentified_text),
            ("分野の中での検討", item.prior_result),
            ("主担当が続けること", item.what_owner_will_keep),
            ("聞きたいこと", item.questions),
        )
    else:
        return PackItem(item.seq, item.heading, basis, (), ON_SCREEN)
    return PackItem(item.seq, item.heading, basis, tuple(part for part in parts if part[1].strip()))


def _when(starts_at: datetime | None, ends_at: datetime | None) -> str:
    if starts_at is None or ends_at is None:
        return "日時は調整中"
    begins, ends = localtime(starts_at), localtime(ends_at)
    day = f"{in_japanese(begins.date())}（{_WEEKDAYS[begins.weekday()]}）"
    return f"{day} {_hour(begins)}〜{_hour(ends)}"


def _hour(at: datetime) -> str:
    return f"{at.hour}時{at.minute:02}分" if at.minute else f"{at.hour}時"


def _closes(meeting: Meeting) -> str:
    if meeting.closes_at is None:
        return ""
    at = localtime(meeting.closes_at)
    return f"資料は{in_japanese(at.date())} {_hour(at)}に閉じます。それまでに事務局へ返してください。"
