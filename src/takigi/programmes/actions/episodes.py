"""短期集中の操作: begin, go on in another course, suspend and resume, end; each of them moves the case as well."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.audit import actions as audit
from takigi.casework.actions import courses as case_courses
from takigi.casework.queries.access import case_facts, may_record_case
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.era_names import in_short_japanese
from takigi.people.queries.names import named_persons
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.actions.spans import date_anew, days_of, lay_segments, pauses_of
from takigi.programmes.models import Course, Episode, Measurement, Segment, Suspension, Waiting
from takigi.programmes.queries.terms import terms_on
from takigi.programmes.rules.ending import Ending, check_ending
from takigi.programmes.rules.periods import Pause, Stay, check_pause, first_planned_end
from takigi.programmes.rules.words import EndReason, ProgrammeRefused, SuspensionReason

# A course may be agreed a little before its first day.
DAYS_AHEAD = 60


@dataclass(frozen=True)
class Beginning:
    """始まり: course, day, and what the person agreed that the provider is told. No number of sessions: the programme's."""

    case_id: uuid.UUID
    course_id: uuid.UUID
    started_on: date
    consent_on: date | None
    goal_text: str = ""
    graduation_point: str = ""
    cautions: str = ""
    planned_sessions: int | None = None
    contract_no: str = ""


@transaction.atomic
def start_episode(*, by: Viewer, beginning: Beginning) -> uuid.UUID:
    """短期集中を始める: a place in a course, with the person's agreement to what the provider is told.

    Refused without that agreement, for somebody who has died or moved away, in a full or closed course, and while
    another course of the same case runs.
    """
    if not may_record_case(by, beginning.case_id):
        raise NotPermitted("短期集中を始められるのは、担当のセンターの職員です。")
    course = Course.objects.select_for_update(of=("self",)).get(pk=policies.seen_course(by, beginning.course_id).pk)
    _check_beginning(beginning, by=by)
    _check_course(course, beginning.started_on)
    terms = terms_on(course.programme_id, on=beginning.started_on)
    end_on = first_planned_end(beginning.started_on, terms.weeks)
    episode = Episode.objects.create(
        municipality_id=by.municipality_id,
        case_id=beginning.case_id,
        course=course,
        consent_on=beginning.consent_on,
        goal_text=beginning.goal_text.strip(),
        graduation_point=beginning.graduation_point.strip(),
        cautions=beginning.cautions.strip(),
        planned_sessions=beginning.planned_sessions or terms.sessions,
        extension_months=terms.extension_months,
        fee_yen=terms.fee_yen,
        follow_up_weeks=terms.follow_up_weeks,
        started_on=beginning.started_on,
        base_end_on=end_on,
        planned_end_on=end_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    lay_segments(episode)
    Segment.objects.filter(episode=episode, from_on=beginning.started_on).update(
        contract_no=beginning.contract_no.strip() or course.contract_no
    )
    Waiting.objects.filter(case_id=beginning.case_id, left_on__isnull=True).update(left_on=by.on)
    case_courses.course_started(by=by, case_id=beginning.case_id, starts_on=beginning.started_on, ends_on=end_on)
    record("programmes.episode_started", by, episode_id=episode.pk)
    return episode.pk


def _check_beginning(beginning: Beginning, *, by: Viewer) -> None:
    if beginning.consent_on is None:
        raise ProgrammeRefused(
            "事業所に伝えることへの本人の同意の日を書いてください。同意がないあいだは、事業所に何も伝えられません。"
        )
    if beginning.consent_on > by.on:
        raise ProgrammeRefused("同意の日が今日より後になっています。日付を確かめてください。")
    if beginning.started_on > by.on + timedelta(days=DAYS_AHEAD):
        raise ProgrammeRefused(
            f"開始日は、今日から{DAYS_AHEAD}日以内の日にしてください。先のときは「空きを待つ」に加えます。"
        )
    if beginning.planned_sessions is not None and not 1 <= beginning.planned_sessions <= 100:
        raise ProgrammeRefused("予定の回数は、1から100までの数で書いてください。")
    case = case_facts(by.municipality_id, [beginning.case_id])[beginning.case_id]
    person = named_persons(by.municipality_id, [case.person_id])[case.person_id]
    if not person.is_resident:
        raise ProgrammeRefused(
            f"この方は、台帳では「{person.status.label}」です。まちがいのときは、先に本人のページで直してください。"
        )
    running = Episode.objects.filter(case_id=beginning.case_id, ended_on__isnull=True).first()
    if running is not None:
        raise ProgrammeRefused(
            f"{in_short_japanese(running.started_on)}からの短期集中が続いています。続きをほかの教室でするときは「教室を移る」、"
            "終わったときは「終わりを記録する」を選んでください。"
        )


def _check_course(course: Course, on: date) -> None:
    if on < course.from_on or (course.ended_on is not None and on > course.ended_on):
        raise ProgrammeRefused("この教室は、その日には開かれていません。別の教室か日を選んでください。")
    taken = Episode.objects.filter(course=course, ended_on__isnull=True).count()
    if course.capacity is not None and taken >= course.capacity:
        raise ProgrammeRefused(
            f"定員{course.capacity}人がいっぱいです。「空きを待つ」に加えるか、別の教室を選んでください。"
        )


@transaction.atomic
def move_to_course(
    *, by: Viewer, episode_id: uuid.UUID, course_id: uuid.UUID, from_on: date, consent_on: date | None = None
) -> None:
    """教室を移る: the same course of treatment goes on elsewhere, in a contract of its own (V28).

    Another provider needs the person's agreement again; the earlier one sees nothing more.
    """
    episode = policies.episode_to_decide(by, episode_id)
    course = policies.seen_course(by, course_id)
    if course.pk == episode.course_id:
        raise ProgrammeRefused("いまと同じ教室です。移る先を選んでください。")
    if not episode.started_on < from_on <= episode.planned_end_on:
        raise ProgrammeRefused("移る日は、開始日より後で、終わりの予定までの日にしてください。")
    if course.agency_id != episode.course.agency_id and consent_on is None:
        raise ProgrammeRefused("別の事業所に移るときは、その事業所に伝えることへの同意の日を書いてください。")
    _check_course(course, from_on)
    rows = Segment.objects.filter(episode=episode, from_on__lt=from_on).order_by("from_on")
    stays = [Stay(row.from_on, str(row.course_id)) for row in rows]
    episode.course = course
    episode.consent_on = consent_on or episode.consent_on
    episode.consent_withdrawn_on = None if consent_on else episode.consent_withdrawn_on
    lay_segments(episode, [*stays, Stay(from_on, str(course.pk))])
    Segment.objects.filter(episode=episode, course=course, contract_no="").update(contract_no=course.contract_no)
    _save(episode)
    record("programmes.episode_moved", by, episode_id=episode.pk, course=str(course.pk))


def _save(episode: Episode) -> None:
    episode.version += 1
    episode.save()


@transaction.atomic
def withdraw_agreement(*, by: Viewer, episode_id: uuid.UUID) -> None:
    """事業所に伝えることへの同意を取り消した: heard by anybody who records here; the provider sees nothing from this moment."""
    episode = policies.episode_to_enter(by, episode_id)
    episode.consent_withdrawn_on = by.on
    _save(episode)
    record("programmes.agreement_withdrawn", by, episode_id=episode.pk)


MOVE_REASONS = {
    SuspensionReason.HOSPITAL: MoveReason.HOSPITAL,
    SuspensionReason.SHORT_STAY: MoveReason.FAMILY,
    SuspensionReason.HEALTH: MoveReason.HEALTH,
    SuspensionReason.FAMILY: MoveReason.FAMILY,
    SuspensionReason.OTHER: MoveReason.OTHER,
}


@transaction.atomic
def suspend_episode(
    *, by: Viewer, episode_id: uuid.UUID, from_on: date, reason: SuspensionReason, note: str = ""
) -> None:
    """中断する: weeks from this day on do not count, until the day of the return (V26)."""
    episode = _running(policies.episode_to_decide(by, episode_id))
    if from_on > by.on:
        raise ProgrammeRefused("中断の始まりが今日より後になっています。その日が来てから記録してください。")
    if reason is SuspensionReason.OTHER and not note.strip():
        raise ProgrammeRefused("「その他」のときは、どんな理由かを書いてください。")
    check_pause(Pause(from_on), pauses_of(episode), started_on=episode.started_on, end_on=episode.planned_end_on)
    if any(day.on >= from_on for day in days_of(episode)):
        raise ProgrammeRefused("その日より後に実施の記録があります。中断の始まりか、実施の記録を直してください。")
    Suspension.objects.create(
        episode=episode,
        from_on=from_on,
        reason=reason,
        note=note.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _save(episode)
    case_courses.course_suspended(
        by=by,
        case_id=episode.case_id,
        on=from_on,
        reason=MOVE_REASONS[reason],
        note=note,
        is_hospital=reason is SuspensionReason.HOSPITAL,
    )
    record("programmes.episode_suspended", by, episode_id=episode.pk)


@transaction.atomic
def resume_episode(*, by: Viewer, episode_id: uuid.UUID, back_on: date) -> None:
    """再開する: the weeks away are put behind the planned end (V26)."""
    episode = _running(policies.episode_to_decide(by, episode_id))
    pause = Suspension.objects.select_for_update().filter(episode=episode, back_on__isnull=True).first()
    if pause is None:
        raise ProgrammeRefused("いまは中断していません。")
    if not pause.from_on <= back_on <= by.on:
        raise ProgrammeRefused(
            f"再開の日は、中断の始まり（{in_short_japanese(pause.from_on)}）から今日までの日にしてください。"
        )
    pause.back_on = back_on
    pause.save(update_fields=["back_on"])
    date_anew(episode, on=by.on)
    _save(episode)
    case_courses.course_resumed(by=by, case_id=episode.case_id, on=back_on, ends_on=episode.planned_end_on)
    record("programmes.episode_resumed", by, episode_id=episode.pk)


def _running(episode: Episode) -> Episode:
    if episode.ended_on is not None:
        raise ProgrammeRefused(f"この短期集中は{in_short_japanese(episode.ended_on)}に終わっています。")
    return episode


@transaction.atomic
def end_episode(*, by: Viewer, episode_id: uuid.UUID, ending: Ending, reason: MoveReason = MoveReason.USUAL) -> None:
    """終わりを記録する: graduation, another service or a stop, with the last measurement or the reason why there is none."""
    episode = _running(policies.episode_to_decide(by, episode_id))
    case = case_facts(by.municipality_id, [episode.case_id])[episode.case_id]
    final = Measurement.objects.filter(episode=episode, timepoint=Timepoint.T1, is_current=True)
    check_ending(
        ending,
        started_on=episode.started_on,
        has_final_test=final.exists(),
        is_level_pending=case.is_level_pending,
        sessions=days_of(episode),
        today=by.on,
    )
    if reason is MoveReason.OTHER and not ending.note.strip():
        raise ProgrammeRefused("「その他」のときは、どんな理由かを書いてください。")
    _close(episode, ending.reason, ending.on, note=ending.note, no_final_test=ending.no_final_test)
    case_courses.course_ended(
        by=by,
        case_id=episode.case_id,
        on=ending.on,
        outcome=CaseState(ending.reason.value),
        reason=reason,
        note=ending.note,
    )
    record("programmes.episode_ended", by, episode_id=episode.pk, reason=ending.reason.value)


def _close(episode: Episode, reason: EndReason, on: date, *, note: str = "", no_final_test: str = "") -> None:
    """The end on the episode's own rows: an open suspension and the last contract end with it."""
    for pause in Suspension.objects.filter(episode=episode, back_on__isnull=True):
        pause.back_on = max(on, pause.from_on)
        pause.save(update_fields=["back_on"])
    episode.ended_on, episode.end_reason = on, reason
    episode.end_note, episode.no_final_test = note.strip(), no_final_test.strip()
    lay_segments(episode)
    _save(episode)


@transaction.atomic
def take_back_end(*, by: Viewer, episode_id: uuid.UUID, note: str) -> None:
    """終わりの記録を取り消す: it was a mistake, and the course runs on; the case says so as a correction."""
    episode = policies.episode_to_decide(by, episode_id)
    if episode.ended_on is None or EndReason(episode.end_reason).value not in {
        "graduated",
        "transferred_service",
        "discontinued",
    }:
        raise ProgrammeRefused("取り消せる終わりの記録がありません。")
    if len(note.strip()) < 3:
        raise ProgrammeRefused("何がまちがっていたのかを書いてください。")
    if Episode.objects.filter(case_id=episode.case_id, ended_on__isnull=True).exists():
        raise ProgrammeRefused("次の短期集中が始まっています。先にそちらを確かめてください。")
    episode.ended_on, episode.end_reason, episode.end_note, episode.no_final_test = None, "", "", ""
    date_anew(episode, on=by.on)
    _save(episode)
    case_courses.course_end_taken_back(
        by=by, case_id=episode.case_id, on=by.on, ends_on=episode.planned_end_on, note=note
    )
    record("programmes.end_taken_back", by, episode_id=episode.pk)


ENDED_BY = {
    CaseState.DECEASED: EndReason.DECEASED,
    CaseState.MOVED_OUT: EndReason.MOVED_OUT,
    CaseState.FACILITY: EndReason.FACILITY,
    CaseState.CLOSED: EndReason.CASE_CLOSED,
}


@transaction.atomic
def end_with_their_cases(*, municipality_id: int, at: datetime) -> int:
    """死亡・転出などで終わったケースの短期集中を終える (V24). Called after the cases were stopped; returns how many ended."""
    rows = Episode.objects.filter(
        municipality_id=municipality_id, ended_on__isnull=True, case__closed_on__isnull=False
    ).select_for_update(of=("self",))
    running = list(rows.select_related("case", "course"))
    for episode in running:
        on = max(episode.case.closed_on, episode.started_on)
        _close(episode, ENDED_BY[CaseState(episode.case.state)], on)
        audit.record(
            "programmes.episode_ended",
            municipality_id=municipality_id,
            by=None,
            at=at,
            target=f"episode:{episode.pk}",
            detail={"reason": episode.end_reason},
        )
    return len(running)
