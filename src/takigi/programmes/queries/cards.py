"""参加している人の札: name, where the course stands, what was agreed last; the same everywhere a list shows somebody."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from takigi.access.grounds import Viewer
from takigi.casework.queries.access import CaseFacts, case_facts
from takigi.instruments.timepoints import Timepoint
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.programmes.models import Episode, Measurement, Session, Suspension
from takigi.programmes.rules.periods import Pause
from takigi.programmes.rules.words import AbsenceReason, Attendance, EndReason


@dataclass(frozen=True)
class TodaysMark:
    """今日の出欠: the record of the day, if there is one."""

    session_id: int
    attendance: Attendance
    absence_reason: AbsenceReason | None
    has_words: bool


@dataclass(frozen=True)
class EpisodeCard:
    """札: one person's course as a list shows it."""

    episode_id: uuid.UUID
    case_id: uuid.UUID
    course_id: uuid.UUID
    person: NamedPerson
    started_on: date
    planned_end_on: date
    ended_on: date | None
    end_reason: EndReason | None
    planned_sessions: int
    attended: int
    absent: int
    last_action: str
    cautions: str
    goal: str
    is_suspended: bool
    suspended_from_on: date | None
    timepoints: frozenset[Timepoint]
    mark: TodaysMark | None
    is_running: bool


def dressed(viewer: Viewer, rows: QuerySet[Episode], *, on: date) -> list[EpisodeCard]:
    """The episodes as cards, in the order of the rows: six queries, however many there are."""
    sessions = Session.objects.filter(is_current=True).order_by("held_on", "pk")
    episodes = list(
        rows.prefetch_related(
            Prefetch("sessions", queryset=sessions, to_attr="standing"),
            Prefetch("suspensions", queryset=Suspension.objects.order_by("from_on")),
        )
    )
    cases = case_facts(viewer.municipality_id, (one.case_id for one in episodes))
    people = named_persons(viewer.municipality_id, (case.person_id for case in cases.values()))
    measured = _timepoints(one.pk for one in episodes)
    return [
        _card(one, cases[one.case_id], people[cases[one.case_id].person_id], measured[one.pk], on) for one in episodes
    ]


def _timepoints(episode_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[Timepoint]]:
    found: dict[uuid.UUID, frozenset[Timepoint]] = defaultdict(frozenset)
    rows = Measurement.objects.filter(episode_id__in=list(episode_ids), is_current=True)
    for episode_id, timepoint in rows.values_list("episode_id", "timepoint").distinct():
        found[episode_id] |= {Timepoint(timepoint)}
    return found


def _card(
    episode: Episode, case: CaseFacts, person: NamedPerson, timepoints: frozenset[Timepoint], on: date
) -> EpisodeCard:
    sessions: list[Session] = episode.standing
    today = next((one for one in reversed(sessions) if one.held_on == on), None)
    agreed = [one.next_action for one in sessions if one.next_action and one.held_on < on]
    away = next((p for p in episode.suspensions.all() if Pause(p.from_on, p.back_on).holds(on)), None)
    return EpisodeCard(
        episode_id=episode.pk,
        case_id=episode.case_id,
        course_id=episode.course_id,
        person=person,
        started_on=episode.started_on,
        planned_end_on=episode.planned_end_on,
        ended_on=episode.ended_on,
        end_reason=EndReason(episode.end_reason) if episode.end_reason else None,
        planned_sessions=episode.planned_sessions,
        attended=sum(one.attendance == Attendance.ATTENDED for one in sessions),
        absent=sum(one.attendance == Attendance.ABSENT for one in sessions),
        last_action=agreed[-1] if agreed else "",
        cautions=episode.cautions,
        goal=episode.goal_text,
        is_suspended=away is not None,
        suspended_from_on=away.from_on if away else None,
        timepoints=timepoints,
        mark=_mark(today),
        # Who has died or moved away is expected nowhere, even before the case has heard of it (V24).
        is_running=episode.ended_on is None and not case.is_closed and person.is_resident,
    )


def _mark(session: Session | None) -> TodaysMark | None:
    if session is None:
        return None
    reason = AbsenceReason(session.absence_reason) if session.absence_reason else None
    has_words = bool(session.next_action or session.note or session.interview_minutes)
    return TodaysMark(session.pk, Attendance(session.attendance), reason, has_words)
