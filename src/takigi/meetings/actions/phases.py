"""会議の段階の操作: accept, set the time, open the materials, hold, end, close, cancel."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from takigi.access.decide import READING_PHASES, MeetingPhase
from takigi.access.grounds import Viewer
from takigi.meetings import policies
from takigi.meetings.actions.agendas import close_agendas, move_agendas
from takigi.meetings.actions.copies import issue_copies
from takigi.meetings.actions.deeds import record
from takigi.meetings.models import Invitation, Meeting, PhaseMove
from takigi.meetings.queries.standing_items import live_items
from takigi.meetings.rules.phases import OVER, check_move, closes_at
from takigi.meetings.rules.words import MeetingsRefused, Reply
from takigi.organisations import actions as organisations

P = MeetingPhase


def _moved(by: Viewer, meeting: Meeting, to: MeetingPhase, reason: str = "") -> None:
    PhaseMove.objects.create(
        meeting=meeting, from_phase=meeting.phase, to_phase=to, reason=reason.strip(), at=by.at, by_id=by.staff_id
    )
    record("meetings.meeting_moved", by, meeting, **{"from": meeting.phase, "to": to.value})
    meeting.phase = to
    meeting.save()


def _now(by: Viewer, meeting: Meeting) -> MeetingPhase:
    return policies.phase_of(meeting, by.at)


@transaction.atomic
def accept_meeting(*, by: Viewer, meeting_id: uuid.UUID) -> None:
    """依頼を受け付ける. Who owns the case stays who owned it."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    check_move(_now(by, meeting), P.ACCEPTED)
    _moved(by, meeting, P.ACCEPTED)
    move_agendas(by, meeting, P.ACCEPTED)
    organisations.finish_tasks(
        municipality_id=meeting.municipality_id, target=policies.target_of(meeting.pk), by=by.staff_id, at=by.at
    )


@transaction.atomic
def set_time(
    *, by: Viewer, meeting_id: uuid.UUID, starts_at: datetime, ends_at: datetime, place: str, title: str | None = None
) -> None:
    """日時と場所を決める. With it stands when the materials close; what has closed already is not opened again."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    if _now(by, meeting) not in {P.DRAFT, P.ACCEPTED, P.MATERIALS_OPEN}:
        raise MeetingsRefused("開いた会議の日時は変えられません。続きは、新しい会議を依頼してください。")
    if ends_at <= starts_at:
        raise MeetingsRefused("終わりの時刻が、始まりより前になっています。")
    if starts_at < by.at:
        raise MeetingsRefused("過ぎた日時です。これからの日時を入れてください。")
    starts, ends = localtime(starts_at), localtime(ends_at)
    meeting.starts_at, meeting.ends_at, meeting.place = starts, ends, place.strip()
    meeting.closes_at = closes_at(starts, ends, meeting.body.grace_days)
    if title is not None:
        meeting.title = title.strip()
    meeting.save()
    if meeting.phase != P.DRAFT:
        move_agendas(by, meeting, P(meeting.phase))
    record("meetings.time_set", by, meeting, starts=starts.isoformat(timespec="minutes"))


@transaction.atomic
def open_materials(*, by: Viewer, meeting_id: uuid.UUID) -> None:
    """資料を公開する: to whoever has accepted and confirmed secrecy, and to nobody else; it closes by itself.

    Refused without a time, without an item, and while nobody could read it lawfully.
    """
    meeting = policies.meeting_to_arrange(by, meeting_id)
    check_move(_now(by, meeting), P.MATERIALS_OPEN)
    if meeting.closes_at is None:
        raise MeetingsRefused("先に日時を決めてください。資料が閉じるときは、日時から決まります。")
    if by.at >= meeting.closes_at:
        raise MeetingsRefused("決めた日時が過ぎています。日時を決めなおしてください。")
    if not live_items(meeting):
        raise MeetingsRefused("議題がまだありません。議題を加えてから公開してください。")
    if not Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True, reply=Reply.ACCEPTED).exists():
        raise MeetingsRefused(
            "出席の返事をした方が、まだいません。返事を待つか、電話で聞いた返事を代わりに記録してください。"
        )
    _moved(by, meeting, P.MATERIALS_OPEN)
    move_agendas(by, meeting, P.MATERIALS_OPEN)
    issue_copies(meeting, at=by.at)


@transaction.atomic
def hold_meeting(*, by: Viewer, meeting_id: uuid.UUID) -> None:
    """会議を開いたと記録する: from its day on, also afterwards. A late record opens nothing again."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    # What somebody said last counts here: a meeting that took place is written down even after the clock has closed it.
    check_move(P(meeting.phase), P.HELD)
    if meeting.starts_at is None or meeting.closes_at is None:
        raise MeetingsRefused("先に日時を決めてください。")
    if by.on < localtime(meeting.starts_at).date():
        raise MeetingsRefused("会議の日より前です。開いた日に記録してください。")
    meeting.held_at = min(by.at, meeting.starts_at)
    _moved(by, meeting, P.HELD)
    move_agendas(by, meeting, P.HELD)
    # A meeting without an opening of its own begins to be read here.
    issue_copies(meeting, at=by.at)


@transaction.atomic
def end_meeting(*, by: Viewer, meeting_id: uuid.UUID) -> None:
    """会議を終える: the days of putting in order begin; the materials close at their hour."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    check_move(P(meeting.phase), P.GRACE)
    _moved(by, meeting, P.GRACE)
    move_agendas(by, meeting, P.GRACE)


@transaction.atomic
def close_meeting(*, by: Viewer, meeting_id: uuid.UUID) -> None:
    """資料を閉じて終える, before the clock does. Afterwards the attended read decisions and their own promises only (I10)."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    if _now(by, meeting) is P.CLOSED and meeting.phase in READING_PHASES:
        raise MeetingsRefused("この会議の資料は、期限で閉じています。")
    check_move(P(meeting.phase), P.CLOSED)
    _moved(by, meeting, P.CLOSED)
    close_agendas(by, meeting, P.CLOSED)


@transaction.atomic
def cancel_meeting(*, by: Viewer, meeting_id: uuid.UUID, reason: str) -> None:
    """会議を中止する. What was open closes at once; the request and what was written stay on record."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    now = _now(by, meeting)
    if now in OVER or meeting.phase in OVER:
        check_move(now, P.CANCELLED)
    check_move(P(meeting.phase), P.CANCELLED)
    if not reason.strip():
        raise MeetingsRefused("中止の理由を書いてください。依頼した方と招いた方に見えます。")
    meeting.cancel_reason = reason.strip()
    _moved(by, meeting, P.CANCELLED, reason)
    close_agendas(by, meeting, P.CANCELLED)
    organisations.finish_tasks(
        municipality_id=meeting.municipality_id, target=policies.target_of(meeting.pk), by=by.staff_id, at=by.at
    )
