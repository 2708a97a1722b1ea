"""実施の記録: one tap for who came, the rest when there is time; corrected by a further row, taken back at once."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.queries.access import case_facts
from takigi.instruments.safety import Advice
from takigi.kernel.era_names import in_short_japanese
from takigi.people.queries.names import named_persons
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.actions.spans import days_of, span_of
from takigi.programmes.models import Episode, Session
from takigi.programmes.rules.sessions import HeldDay, check_absence, check_minutes, check_session
from takigi.programmes.rules.words import AbsenceReason, ActionDone, Attendance, ProgrammeRefused


@dataclass(frozen=True)
class SessionEntry:
    """実施の一回: what is written down. `safety`: the answers of the check before it, as plain values."""

    held_on: date
    attendance: Attendance
    absence_reason: AbsenceReason | None = None
    absence_note: str = ""
    is_extra: bool = False
    safety: dict[str, Any] = field(default_factory=dict)
    safety_advice: Advice | None = None
    safety_note: str = ""
    interview_minutes: int | None = None
    exercise_minutes: int | None = None
    last_action_done: ActionDone | None = None
    next_action: str = ""
    note: str = ""


@transaction.atomic
def enter_session(*, by: Viewer, episode_id: uuid.UUID, entry: SessionEntry) -> int:
    """実施を記録する. What was agreed the last time is taken over from that session's own words.

    Refused outside the course, twice a day unless said so, beyond the planned number, in a suspension (V29, V26) and
    after a death.
    """
    episode = policies.episode_to_enter(by, episode_id)
    _check(episode, entry, by=by)
    session = _kept(episode, entry, last_action=_last_words(episode, entry.held_on), by=by)
    record("programmes.session_entered", by, episode_id=episode.pk, session=session.pk)
    return session.pk


@transaction.atomic
def mark_attendance(
    *,
    by: Viewer,
    episode_id: uuid.UUID,
    on: date,
    attendance: Attendance,
    absence_reason: AbsenceReason | None = None,
) -> int:
    """出欠を付ける: one tap. A day that has a record keeps its words and changes only who came."""
    episode = policies.episode_to_enter(by, episode_id)
    standing = episode.sessions.filter(is_current=True, is_extra=False, held_on=on).first()
    if standing is None:
        return enter_session(by=by, episode_id=episode_id, entry=SessionEntry(on, attendance, absence_reason))
    entry = replace(entry_of(standing), attendance=attendance, absence_reason=absence_reason)
    return correct_session(by=by, session_id=standing.pk, entry=entry)


@transaction.atomic
def correct_session(*, by: Viewer, session_id: int, entry: SessionEntry) -> int:
    """実施の記録を直す: a further row takes the place of this one, which stays readable."""
    standing, episode = _standing(by, session_id)
    _check(episode, entry, by=by, apart_from=standing.pk)
    standing.is_current = False
    standing.save(update_fields=["is_current"])
    day_moved = entry.held_on != standing.held_on
    last_action = _last_words(episode, entry.held_on) if day_moved else standing.last_action
    session = _kept(episode, entry, last_action=last_action, by=by, replaces=standing)
    record("programmes.session_corrected", by, episode_id=episode.pk, session=session.pk)
    return session.pk


@transaction.atomic
def take_back_session(*, by: Viewer, session_id: int) -> None:
    """実施の記録を取り消す: the day is free again. A correction taken back gives way to what stood before it."""
    standing, episode = _standing(by, session_id)
    standing.is_current, standing.withdrawn_at = False, by.at
    standing.save(update_fields=["is_current", "withdrawn_at"])
    before = standing.replaces
    if before is not None:
        entry = entry_of(before)
        _check(episode, entry, by=by)
        _kept(episode, entry, last_action=before.last_action, by=by, replaces=standing)
    record("programmes.session_taken_back", by, episode_id=episode.pk, session=standing.pk)


def _standing(by: Viewer, session_id: int) -> tuple[Session, Episode]:
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        raise Unseen
    episode = policies.episode_to_enter(by, session.episode_id)
    session = Session.objects.select_for_update(of=("self",)).select_related("replaces").get(pk=session_id)
    if not session.is_current:
        raise ProgrammeRefused("この記録は、そのあとに直されたか、取り消されています。新しい記録を開いてください。")
    return session, episode


def _check(episode: Episode, entry: SessionEntry, *, by: Viewer, apart_from: int | None = None) -> None:
    _check_alive(episode, entry.held_on, by=by)
    day = HeldDay(entry.held_on, entry.attendance)
    days = days_of(episode, apart_from=apart_from)
    check_session(day, days, span_of(episode), today=by.on, is_extra=entry.is_extra)
    check_absence(entry.attendance, entry.absence_reason)
    check_minutes(entry.interview_minutes, entry.exercise_minutes)
    if entry.absence_reason is AbsenceReason.OTHER and not entry.absence_note.strip():
        raise ProgrammeRefused("「その他」のときは、どんな理由かを書いてください。")


def _check_alive(episode: Episode, on: date, *, by: Viewer) -> None:
    """Nothing is recorded for a day after somebody died or moved away, whether or not the case has heard of it (V24)."""
    case = case_facts(by.municipality_id, [episode.case_id])[episode.case_id]
    person = named_persons(by.municipality_id, [case.person_id])[case.person_id]
    if not person.is_resident and (person.status_on is None or on > person.status_on):
        day = f"（{in_short_japanese(person.status_on)}）" if person.status_on else ""
        raise ProgrammeRefused(
            f"この方は、台帳では「{person.status.label}」{day}です。その日までの記録は書けます。まちがいのときは担当に知らせてください。"
        )


def _last_words(episode: Episode, on: date) -> str:
    """What was agreed at the latest session before the day."""
    earlier = episode.sessions.filter(is_current=True, held_on__lt=on).exclude(next_action="")
    return earlier.order_by("-held_on", "-pk").values_list("next_action", flat=True).first() or ""


def _kept(
    episode: Episode, entry: SessionEntry, *, last_action: str, by: Viewer, replaces: Session | None = None
) -> Session:
    reason = check_absence(entry.attendance, entry.absence_reason)
    return Session.objects.create(
        episode=episode,
        held_on=entry.held_on,
        is_extra=entry.is_extra,
        attendance=entry.attendance,
        absence_reason=reason or "",
        absence_note=entry.absence_note.strip() if reason else "",
        safety=entry.safety,
        safety_advice=entry.safety_advice or "",
        safety_note=entry.safety_note.strip(),
        interview_minutes=entry.interview_minutes,
        exercise_minutes=entry.exercise_minutes,
        last_action=last_action,
        last_action_done=entry.last_action_done or "",
        next_action=entry.next_action.strip(),
        note=entry.note.strip(),
        replaces=replaces,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )


def entry_of(session: Session) -> SessionEntry:
    """What a session says, as it would be written down again."""
    return SessionEntry(
        held_on=session.held_on,
        attendance=Attendance(session.attendance),
        absence_reason=AbsenceReason(session.absence_reason) if session.absence_reason else None,
        absence_note=session.absence_note,
        is_extra=session.is_extra,
        safety=session.safety,
        safety_advice=Advice(session.safety_advice) if session.safety_advice else None,
        safety_note=session.safety_note,
        interview_minutes=session.interview_minutes,
        exercise_minutes=session.exercise_minutes,
        last_action_done=ActionDone(session.last_action_done) if session.last_action_done else None,
        next_action=session.next_action,
        note=session.note,
    )
