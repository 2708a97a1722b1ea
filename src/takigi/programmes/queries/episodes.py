"""短期集中の一回りの読み取り: one person's course in full, as far as its reader may; read on a recorded ground."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import case_facts, reasons_for_case, target_of
from takigi.casework.queries.cases import ways_of_the_town
from takigi.instruments.safety import Advice
from takigi.instruments.timepoints import Timepoint
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.programmes.models import EndReport, Episode, Extension, Segment, Session, Suspension
from takigi.programmes.policies import may_decide, may_enter, reasons_for_episode, seen_episode
from takigi.programmes.queries.measurements import (
    MeasuredLine,
    TestingDay,
    due_measurements,
    measurement_lines,
    testing_days,
)
from takigi.programmes.rules.periods import Pause, latest_end
from takigi.programmes.rules.words import (
    AbsenceReason,
    ActionDone,
    Attendance,
    EndReason,
    GoalResult,
    ProgrammeKind,
    SuspensionReason,
)


@dataclass(frozen=True)
class SessionLine:
    """実施の一回: last week's action, done?, this week's."""

    session_id: int
    no: int
    held_on: date
    is_extra: bool
    attendance: Attendance
    absence_reason: AbsenceReason | None
    absence_note: str
    safety: dict[str, Any]
    advice: Advice | None
    safety_note: str
    interview_minutes: int | None
    exercise_minutes: int | None
    last_action: str
    done: ActionDone | None
    next_action: str
    note: str
    recorded_by: str
    recorded_at: datetime
    is_corrected: bool


@dataclass(frozen=True)
class SuspensionLine:
    """中断の一行."""

    from_on: date
    back_on: date | None
    reason: SuspensionReason
    note: str
    days: int
    is_long: bool


@dataclass(frozen=True)
class ExtensionLine:
    """延長の一行."""

    extension_id: int
    asked_on: date
    end_on: date
    more_sessions: int
    reason: str
    expected: str
    fee_yen: int
    is_granted: bool | None
    decided_on: date | None
    decision_note: str
    asked_by: str


@dataclass(frozen=True)
class ContractLine:
    """契約の区切りの一行."""

    course_name: str
    contract_no: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class ReportLine:
    """終了時報告."""

    written_on: date
    goal_result: GoalResult
    goal_note: str
    self_plan: str
    recommended_place: str
    risk_notes: str
    opinion: str
    written_by: str


@dataclass(frozen=True)
class EpisodeHead:
    """What stands at the top of every screen of one episode. `reads_case`: the reader may go on to the page of the case."""

    episode_id: uuid.UUID
    case_id: uuid.UUID
    person: NamedPerson
    course_id: uuid.UUID
    course_name: str
    programme_name: str
    kind: ProgrammeKind
    agency_name: str
    centre_name: str
    owner_name: str
    consent_on: date
    consent_withdrawn_on: date | None
    goal: str
    graduation_point: str
    cautions: str
    started_on: date
    base_end_on: date
    planned_end_on: date
    ended_on: date | None
    end_reason: EndReason | None
    end_note: str
    no_final_test: str
    planned_sessions: int
    extension_months: int
    fee_yen: int
    is_level_pending: bool
    is_case_closed: bool
    may_enter: bool
    may_decide: bool
    reads_case: bool
    because: tuple[str, ...]
    version: int

    @property
    def is_running(self) -> bool:
        """Whether anything may still be planned in it."""
        return self.ended_on is None and not self.is_case_closed


@dataclass(frozen=True)
class EpisodePage:
    """短期集中の一回り, as far as its reader may read it."""

    head: EpisodeHead
    latest_end_on: date
    sessions: tuple[SessionLine, ...]
    suspensions: tuple[SuspensionLine, ...]
    extensions: tuple[ExtensionLine, ...]
    contracts: tuple[ContractLine, ...]
    measurements: tuple[MeasuredLine, ...]
    testing_days: tuple[TestingDay, ...]
    due: tuple[tuple[Timepoint, date, date], ...]
    report: ReportLine | None

    @property
    def attended(self) -> int:
        """How often the person was there."""
        return sum(one.attendance is Attendance.ATTENDED for one in self.sessions)

    @property
    def absent(self) -> int:
        """How often the person was expected and did not come."""
        return sum(one.attendance is Attendance.ABSENT for one in self.sessions)

    @property
    def suspended(self) -> SuspensionLine | None:
        """The suspension that still goes on."""
        return next((one for one in self.suspensions if one.back_on is None), None)

    @property
    def open_extension(self) -> ExtensionLine | None:
        """The extension that nobody has decided yet."""
        return next((one for one in self.extensions if one.is_granted is None), None)


def episode_head(viewer: Viewer, episode_id: uuid.UUID) -> EpisodeHead:
    """The heading of an episode. Raises Unseen without a ground; the reading is recorded with it. At most 26 queries."""
    return _head_of(viewer, seen_episode(viewer, episode_id))


def _head_of(viewer: Viewer, episode: Episode) -> EpisodeHead:
    because = reasons_for_episode(viewer, episode)
    audit.note_reading(
        target_of(episode.case_id),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=because,
        at=viewer.at,
        detail={"episode": str(episode.pk)},
    )
    case = case_facts(viewer.municipality_id, [episode.case_id])[episode.case_id]
    person = named_persons(viewer.municipality_id, [case.person_id])[case.person_id]
    course, programme = episode.course, episode.course.programme
    agencies = organisations.names_of_agencies(viewer.municipality_id, {course.agency_id, case.agency_id})
    owner = organisations.names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    return EpisodeHead(
        episode_id=episode.pk,
        case_id=episode.case_id,
        person=person,
        course_id=course.pk,
        course_name=course.name,
        programme_name=programme.name,
        kind=ProgrammeKind(programme.kind),
        agency_name=agencies.get(course.agency_id, ""),
        centre_name=agencies.get(case.agency_id, ""),
        owner_name=owner.get(case.owner_id or 0, ""),
        **{name: getattr(episode, name) for name in _AS_THEY_ARE},
        goal=episode.goal_text,
        end_reason=EndReason(episode.end_reason) if episode.end_reason else None,
        is_level_pending=case.is_level_pending,
        is_case_closed=case.is_closed or not person.is_resident,
        may_enter=may_enter(viewer, episode),
        may_decide=may_decide(viewer, episode),
        reads_case=bool(reasons_for_case(viewer, episode.case_id)),
        because=because,
    )


_AS_THEY_ARE = (
    "consent_on",
    "consent_withdrawn_on",
    "graduation_point",
    "cautions",
    "started_on",
    "base_end_on",
    "planned_end_on",
    "ended_on",
    "end_note",
    "no_final_test",
    "planned_sessions",
    "extension_months",
    "fee_yen",
    "version",
)


def episode_page(viewer: Viewer, episode_id: uuid.UUID) -> EpisodePage:
    """One person's course in full. Raises Unseen without a ground; the reading is recorded once. At most 40 queries."""
    episode = seen_episode(viewer, episode_id)
    head, way = _head_of(viewer, episode), ways_of_the_town(viewer)
    window = way.number("test_window_days")
    lines = measurement_lines(episode, window_days=window)
    sessions = list(episode.sessions.filter(is_current=True).order_by("held_on", "pk"))
    extensions = list(Extension.objects.filter(episode=episode).order_by("asked_on", "pk"))
    report = EndReport.objects.filter(episode=episode, is_current=True).first()
    staff = _staff(viewer, sessions, extensions, report)
    away = list(episode.suspensions.order_by("from_on"))
    pauses = [Pause(one.from_on, one.back_on) for one in away]
    measured = frozenset(line.timepoint for line in lines)
    return EpisodePage(
        head=head,
        latest_end_on=latest_end(episode.started_on, way.number("course_months"), pauses, on=viewer.on),
        sessions=_session_lines(sessions, staff),
        suspensions=tuple(_suspension_line(one, viewer.on, way.number("suspend_days")) for one in away),
        extensions=tuple(_extension_line(one, staff) for one in extensions),
        contracts=_contracts(episode),
        measurements=lines,
        testing_days=testing_days(episode),
        due=due_measurements(episode, measured, window_days=window, on=viewer.on),
        report=_report_line(report, staff),
    )


def _suspension_line(one: Suspension, on: date, suspend_days: int) -> SuspensionLine:
    days = ((one.back_on or on) - one.from_on).days
    is_long = one.back_on is None and days >= suspend_days
    return SuspensionLine(one.from_on, one.back_on, SuspensionReason(one.reason), one.note, days, is_long)


def _staff(
    viewer: Viewer,
    sessions: list[Session],
    extensions: list[Extension],
    report: EndReport | None,
) -> dict[int, str]:
    rows: list[Any] = [*sessions, *extensions, *([report] if report else [])]
    ids = {row.recorded_by_id for row in rows}
    return organisations.names_of_staff(viewer.municipality_id, {one for one in ids if one})


def _session_lines(sessions: list[Session], staff: dict[int, str]) -> tuple[SessionLine, ...]:
    """Newest first, numbered from the first session on."""
    numbered = [(no, one) for no, one in enumerate(sessions, start=1)]
    return tuple(
        SessionLine(
            session_id=one.pk,
            no=no,
            held_on=one.held_on,
            is_extra=one.is_extra,
            attendance=Attendance(one.attendance),
            absence_reason=AbsenceReason(one.absence_reason) if one.absence_reason else None,
            absence_note=one.absence_note,
            safety=one.safety,
            advice=Advice(one.safety_advice) if one.safety_advice else None,
            safety_note=one.safety_note,
            interview_minutes=one.interview_minutes,
            exercise_minutes=one.exercise_minutes,
            last_action=one.last_action,
            done=ActionDone(one.last_action_done) if one.last_action_done else None,
            next_action=one.next_action,
            note=one.note,
            recorded_by=staff.get(one.recorded_by_id or 0, ""),
            recorded_at=one.recorded_at,
            is_corrected=one.replaces_id is not None,
        )
        for no, one in reversed(numbered)
    )


def _extension_line(one: Extension, staff: dict[int, str]) -> ExtensionLine:
    return ExtensionLine(
        one.pk,
        one.asked_on,
        one.end_on,
        one.more_sessions,
        one.reason,
        one.expected,
        one.fee_yen,
        one.is_granted,
        one.decided_on,
        one.decision_note,
        staff.get(one.recorded_by_id or 0, ""),
    )


def _contracts(episode: Episode) -> tuple[ContractLine, ...]:
    rows = Segment.objects.filter(episode=episode).select_related("course").order_by("from_on")
    return tuple(ContractLine(row.course.name, row.contract_no, row.from_on, row.until_on) for row in rows)


def _report_line(report: EndReport | None, staff: dict[int, str]) -> ReportLine | None:
    if report is None:
        return None
    return ReportLine(
        report.written_on,
        GoalResult(report.goal_result),
        report.goal_note,
        report.self_plan,
        report.recommended_place,
        report.risk_notes,
        report.opinion,
        staff.get(report.recorded_by_id or 0, ""),
    )


def next_words(page: EpisodePage, on: date) -> str:
    """What was agreed at the latest session before the day: the first prompt of the next one."""
    return next((one.next_action for one in page.sessions if one.held_on < on and one.next_action), "")
