"""延長の操作: whoever gives or leads the course asks, the centre decides; both keep their reasons (V29)."""

import uuid
from datetime import timedelta

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.actions import courses as case_courses
from takigi.casework.queries.cases import ways_of_the_town
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.actions.spans import date_anew, pauses_of
from takigi.programmes.models import Episode, Extension
from takigi.programmes.queries.terms import terms_on
from takigi.programmes.rules.periods import Stretch, check_extension, latest_end, planned_end
from takigi.programmes.rules.words import ProgrammeRefused


def _check(by: Viewer, episode: Episode, wanted: Stretch) -> None:
    pauses = pauses_of(episode)
    check_extension(
        wanted,
        end_on=episode.planned_end_on,
        first_end_on=planned_end(episode.base_end_on, pauses, on=by.on),
        extension_months=episode.extension_months,
        latest_end_on=latest_end(episode.started_on, ways_of_the_town(by).number("course_months"), pauses, on=by.on),
    )


@transaction.atomic
def ask_extension(*, by: Viewer, episode_id: uuid.UUID, wanted: Stretch, expected: str = "") -> int:
    """延長を願い出る, with the new end, the sessions more, the reason and what is to be reached by then."""
    episode = policies.episode_to_enter(by, episode_id)
    if episode.ended_on is not None:
        raise ProgrammeRefused("この短期集中は終わっています。続けるときは、担当のセンターに相談してください。")
    if Extension.objects.filter(episode=episode, decided_on__isnull=True).exists():
        raise ProgrammeRefused("前の延長の願いが、まだ決まっていません。担当のセンターの返事を待ってください。")
    _check(by, episode, wanted)
    extension = Extension.objects.create(
        episode=episode,
        asked_on=by.on,
        end_on=wanted.end_on,
        more_sessions=wanted.more_sessions,
        reason=wanted.reason.strip(),
        expected=expected.strip(),
        fee_yen=terms_on(episode.course.programme_id, on=by.on).extension_fee_yen,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("programmes.extension_asked", by, episode_id=episode.pk)
    return extension.pk


@transaction.atomic
def decide_extension(*, by: Viewer, extension_id: int, is_granted: bool, note: str = "") -> None:
    """延長を決める: granted, the course has a new end and more sessions; refused, it ends as planned. Both say why."""
    found = Extension.objects.filter(pk=extension_id).first()
    if found is None:
        raise Unseen
    episode = policies.episode_to_decide(by, found.episode_id)
    extension = Extension.objects.select_for_update().get(pk=extension_id)
    if extension.decided_on is not None:
        raise ProgrammeRefused("この延長は、もう決まっています。")
    if episode.ended_on is not None:
        raise ProgrammeRefused("この短期集中は終わっています。")
    if not is_granted and len(note.strip()) < 3:
        raise ProgrammeRefused("認めないわけを書いてください。事業所と本人に伝わります。")
    if is_granted:
        if any(pause.back_on is None for pause in pauses_of(episode)):
            raise ProgrammeRefused("いまは中断しています。再開の日を記録してから、延長を決めてください。")
        _check(by, episode, Stretch(extension.end_on, extension.more_sessions, extension.reason))
        away = sum(pause.weeks(on=by.on) for pause in pauses_of(episode))
        extension.base_end_on = extension.end_on - timedelta(weeks=away)
    extension.decided_on, extension.is_granted = by.on, is_granted
    extension.decision_note, extension.decided_by_id = note.strip(), by.staff_id
    extension.save()
    if is_granted:
        _grant(by, episode, extension)
    record("programmes.extension_decided", by, episode_id=episode.pk, granted=is_granted)


def _grant(by: Viewer, episode: Episode, extension: Extension) -> None:
    episode.planned_sessions += extension.more_sessions
    date_anew(episode, on=by.on)
    episode.version += 1
    episode.save()
    case_courses.course_extended(
        by=by, case_id=episode.case_id, on=by.on, ends_on=episode.planned_end_on, note=extension.reason
    )
