"""事業の事実: courses, sessions, measurements and their changes as rows without a name or a word of free text.

Keys are opaque ids; whoever keeps the rows gives them keys of its own. Corrected and withdrawn records are left out, so
that each event is one row. A course across 31 March is one row of `episode_rows` and several of `segment_rows` (V28).
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.instruments.changes import Change
from takigi.instruments.meaningful_changes import is_clear_improvement
from takigi.instruments.timepoints import WINDOW_DAYS, Timepoint, Timing
from takigi.programmes.models import Episode, Measurement, Segment, Session, Suspension
from takigi.programmes.queries.measurements import MeasuredLine, before_and_after, line_of, timing_in
from takigi.programmes.rules.ending import is_completed, sessions_not_suspended
from takigi.programmes.rules.periods import Pause
from takigi.programmes.rules.words import Attendance


@dataclass(frozen=True)
class EpisodeRow:
    """短期集中の一回り (KPI 10–13). `planned_not_suspended` is the denominator of 11; `is_completed` None while it runs."""

    episode_id: uuid.UUID
    case_id: uuid.UUID
    person_id: uuid.UUID
    programme_id: int
    kind: str
    provider_id: int
    started_on: date
    planned_end_on: date
    ended_on: date | None
    end_reason: str
    planned_sessions: int
    planned_not_suspended: int
    attended: int
    has_first_test: bool
    has_final_test: bool
    is_completed: bool | None
    is_extended: bool


@dataclass(frozen=True)
class SessionRow:
    """実施の一回. `is_action_done` None: nothing was agreed, or nobody asked."""

    session_id: int
    episode_id: uuid.UUID
    case_id: uuid.UUID
    held_on: date
    attendance: str
    absence_reason: str
    interview_minutes: int | None
    exercise_minutes: int | None
    action_done: str
    has_next_action: bool


@dataclass(frozen=True)
class MeasurementRow:
    """測定の一つ, with the way it was made. `is_late`: outside its window (V30), left out of changes unless the town says otherwise."""

    measurement_id: int
    episode_id: uuid.UUID
    case_id: uuid.UUID
    timepoint: str
    measured_on: date
    test: str
    status: str
    value: Decimal | None
    pace: str
    side: str
    aid: str
    distance_m: Decimal | None
    has_run_up: bool | None
    cap_s: Decimal | None
    chair_cm: Decimal | None
    is_late: bool


@dataclass(frozen=True)
class ChangeRow:
    """前後の差 of one test made in one way (KPI 17). `improvement` is counted so that more is better.

    `measured_on` is the day of the later test. Becoming able or unable has no number and is told by `kind`; pairs that may not be compared are not here.
    """

    episode_id: uuid.UUID
    case_id: uuid.UUID
    test: str
    side: str
    kind: str
    improvement: Decimal | None
    is_clear_improvement: bool | None
    measured_on: date
    is_late: bool


@dataclass(frozen=True)
class SegmentRow:
    """契約の区切り: what is paid for. Costs count these, indicators count episodes (V28)."""

    segment_id: int
    episode_id: uuid.UUID
    case_id: uuid.UUID
    provider_id: int
    from_on: date
    until_on: date
    attended: int


def _of_town(municipality_id: int) -> Exact:
    """Of the town, without a walk along the town's index: where people are named, their own index is the shorter way."""
    return Exact(Coalesce(F("municipality_id"), Value(0)), municipality_id)


def _episodes(municipality_id: int, person_ids: Collection[uuid.UUID] | None) -> QuerySet[Episode]:
    if person_ids is None:
        return Episode.objects.filter(municipality_id=municipality_id)
    return Episode.objects.filter(_of_town(municipality_id), case__person__root_id__in=person_ids)


def course_beginnings(municipality_id: int, *, on: date) -> dict[uuid.UUID, date]:
    """Every case that has begun a course by the day, with the first day of its first one. One query."""
    rows = _episodes(municipality_id, None).filter(started_on__lte=on).order_by()
    return dict(rows.values("case_id").annotate(first=Min("started_on")).values_list("case_id", "first"))


def persons_of_episodes(municipality_id: int, episode_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Whose courses these are. One query."""
    rows = Episode.objects.filter(municipality_id=municipality_id, pk__in=set(episode_ids))
    return frozenset(rows.values_list("case__person__root_id", flat=True))


def persons_moved_by_time(municipality_id: int, *, since: date, until: date) -> frozenset[uuid.UUID]:
    """Whose rows differ between two days although nobody wrote a word: courses that run, or begin in between. One query."""
    rows = Episode.objects.filter(municipality_id=municipality_id, started_on__lte=until)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(started_on__gt=since))
    return frozenset(rows.values_list("case__person__root_id", flat=True))


def episode_rows(
    municipality_id: int, person_ids: Collection[uuid.UUID] | None = None, *, on: date
) -> Iterator[EpisodeRow]:
    """Every course that has begun by the day, or those of some people. Two queries, streamed."""
    pauses: dict[uuid.UUID, list[Pause]] = defaultdict(list)
    mine = _episodes(municipality_id, person_ids)
    away = Suspension.objects.filter(episode__in=mine)
    for episode_id, from_on, back_on in away.order_by("from_on").values_list("episode_id", "from_on", "back_on"):
        pauses[episode_id].append(Pause(from_on, back_on))
    came = Q(sessions__is_current=True, sessions__attendance=Attendance.ATTENDED)
    rows = mine.filter(started_on__lte=on).annotate(
        person_id=F("case__person__root_id"),
        programme_id=F("course__programme_id"),
        kind=F("course__programme__kind"),
        provider_id=F("course__agency_id"),
        attended=Count("sessions", filter=came, distinct=True),
        first_tests=_tests(Timepoint.T0),
        final_tests=_tests(Timepoint.T1),
        granted=Count("extensions", filter=Q(extensions__is_granted=True), distinct=True),
    )
    return (_episode_row(row, tuple(pauses[row.pk]), on) for row in rows.order_by("pk").iterator())


def _tests(timepoint: Timepoint) -> Count:
    made = Q(measurements__is_current=True, measurements__timepoint=timepoint)
    return Count("measurements", filter=made, distinct=True)


def _episode_row(row: Episode, pauses: tuple[Pause, ...], on: date) -> EpisodeRow:
    planned = sessions_not_suspended(
        row.planned_sessions, attended=row.attended, ended_on=row.ended_on, pauses=pauses, on=on
    )
    done = is_completed(has_final_test=row.final_tests > 0, attended=row.attended, planned=planned)
    return EpisodeRow(
        episode_id=row.pk,
        case_id=row.case_id,
        person_id=row.person_id,
        programme_id=row.programme_id,
        kind=row.kind,
        provider_id=row.provider_id,
        started_on=row.started_on,
        planned_end_on=row.planned_end_on,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
        planned_sessions=row.planned_sessions,
        planned_not_suspended=planned,
        attended=row.attended,
        has_first_test=row.first_tests > 0,
        has_final_test=row.final_tests > 0,
        is_completed=done if row.ended_on is not None else None,
        is_extended=row.granted > 0,
    )


def session_rows(municipality_id: int) -> Iterator[SessionRow]:
    """Every session that stands. One query, streamed."""
    rows = Session.objects.filter(episode__municipality_id=municipality_id, is_current=True)
    columns = (
        "pk",
        "episode_id",
        "episode__case_id",
        "held_on",
        "attendance",
        "absence_reason",
        "interview_minutes",
        "exercise_minutes",
        "last_action_done",
        "next_action",
    )
    found = rows.order_by("pk").values_list(*columns).iterator()
    return (SessionRow(*row[:-1], has_next_action=bool(row[-1])) for row in found)


def _measurements(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[Measurement]:
    rows = Measurement.objects.filter(is_current=True, episode__isnull=False)
    if person_ids is None:
        rows = rows.filter(municipality_id=municipality_id)
    else:
        rows = rows.filter(_of_town(municipality_id), case__person__root_id__in=person_ids)
    return rows.select_related("episode").order_by("episode_id", "measured_on", "test", "pk").iterator()


def measurement_rows(municipality_id: int, *, window_days: int = WINDOW_DAYS) -> Iterator[MeasurementRow]:
    """Every measurement that stands, the four ways of not being measured among them. One query, streamed."""
    for row in _measurements(municipality_id):
        timing = timing_in(row.episode, Timepoint(row.timepoint), row.measured_on, window_days=window_days)
        yield MeasurementRow(
            measurement_id=row.pk,
            episode_id=row.episode_id,
            case_id=row.case_id,
            is_late=timing is Timing.LATE,
            **{name: getattr(row, name) for name in _AS_THEY_ARE},
        )


_AS_THEY_ARE = (
    "timepoint",
    "measured_on",
    "test",
    "status",
    "value",
    "pace",
    "side",
    "aid",
    "distance_m",
    "has_run_up",
    "cap_s",
    "chair_cm",
)


def change_rows(
    municipality_id: int, person_ids: Collection[uuid.UUID] | None = None, *, window_days: int = WINDOW_DAYS
) -> Iterator[ChangeRow]:
    """Start to end of every test that was made alike both times. One query, one course at a time."""
    lines: list[MeasuredLine] = []
    episode: Episode | None = None
    for row in _measurements(municipality_id, person_ids):
        if episode is not None and row.episode_id != episode.pk:
            yield from _changes(episode, tuple(lines))
            lines = []
        episode = row.episode
        lines.append(line_of(row, row.episode, window_days=window_days))
    if episode is not None:
        yield from _changes(episode, tuple(lines))


def _changes(episode: Episode, lines: tuple[MeasuredLine, ...]) -> Iterator[ChangeRow]:
    for pair in before_and_after(lines):
        if isinstance(pair.found, Change):
            yield ChangeRow(
                episode_id=episode.pk,
                case_id=episode.case_id,
                test=pair.test.value,
                side=pair.side.value if pair.side else "",
                kind=pair.found.kind.value,
                improvement=pair.found.improvement,
                is_clear_improvement=is_clear_improvement(pair.found),
                measured_on=pair.found.after.on,
                is_late=pair.is_late,
            )


def segment_rows(municipality_id: int) -> Iterator[SegmentRow]:
    """Every contract part with the sessions held in it. One query, streamed."""
    inside = Q(
        episode__sessions__is_current=True,
        episode__sessions__attendance=Attendance.ATTENDED,
        episode__sessions__held_on__gte=F("from_on"),
        episode__sessions__held_on__lte=F("until_on"),
    )
    rows = Segment.objects.filter(episode__municipality_id=municipality_id).annotate(
        attended=Count("episode__sessions", filter=inside, distinct=True)
    )
    columns = ("pk", "episode_id", "episode__case_id", "course__agency_id", "from_on", "until_on", "attended")
    return (SegmentRow(*row) for row in rows.order_by("pk").values_list(*columns).iterator())
