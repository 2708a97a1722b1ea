"""短期集中の帳票の中身: the sheets of casework.sheets filled from one person's course, without address or telephone."""

from datetime import date

from takigi.casework import sheets
from takigi.instruments.changes import Change
from takigi.instruments.measurements import Measured, Protocol
from takigi.instruments.references import references_for
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.ages import ages_on
from takigi.programmes.queries.episodes import EpisodePage, SessionLine
from takigi.programmes.queries.measurements import MeasuredLine, before_and_after
from takigi.programmes.queries.protocols import protocol_words
from takigi.programmes.rules.prints import CoursePaper
from takigi.programmes.rules.words import Attendance, GoalResult

CourseSheet = (
    sheets.IndividualPlanSheet
    | sheets.SessionSheet
    | sheets.MeasurementSheet
    | sheets.EndReport
    | sheets.ExtensionRequest
)
POINTS = (Timepoint.T0, Timepoint.MIDDLE, Timepoint.T1, Timepoint.T2)


def course_sheet(page: EpisodePage, paper: CoursePaper, *, on: date) -> CourseSheet:
    """The sheet of a course whose reading has been recorded. No query."""
    if paper is CoursePaper.PLAN:
        return _plan(page)
    if paper is CoursePaper.SESSIONS:
        return _sessions(page)
    if paper is CoursePaper.MEASUREMENTS:
        return _measurements(page, on)
    return _end(page, on) if paper is CoursePaper.END_REPORT else _extension(page, on)


def _person(page: EpisodePage) -> sheets.SheetPerson:
    """A provider is told name, birth and sex; the numbers are for those who read the case."""
    person, reads = page.head.person, page.head.reads_case
    return sheets.SheetPerson(
        name=person.name,
        kana=person.name_kana,
        birth=person.birth,
        sex=person.sex,
        insurer_no=person.insurer_no if reads else "",
        insured_no=person.insured_no if reads else "",
    )


def _plan(page: EpisodePage) -> sheets.IndividualPlanSheet:
    head = page.head
    return sheets.IndividualPlanSheet(
        person=_person(page),
        service=head.kind.label,
        provider=head.agency_name,
        centre=head.centre_name,
        asked_on=head.consent_on,
        goal=head.goal,
        graduation_point=head.graduation_point,
        cautions=head.cautions,
        planned_sessions=head.planned_sessions,
        starts_on=head.started_on,
        ends_on=head.planned_end_on,
        author=head.owner_name,
        consented_on=head.consent_on,
        consented_by="本人",
    )


def _session(line: SessionLine) -> sheets.SessionLine:
    vitals = (
        [f"{line.safety.get('systolic', '—')}/{line.safety.get('diastolic', '—')}"] if "systolic" in line.safety else []
    )
    vitals += [f"脈{line.safety['pulse']}"] if "pulse" in line.safety else []
    vitals += [f"{line.safety['temperature']}度"] if "temperature" in line.safety else []
    came = line.attendance is Attendance.ATTENDED
    return sheets.SessionLine(
        number=line.no,
        held_on=line.held_on,
        is_attended=came,
        absence_reason=line.absence_reason.label if line.absence_reason and not came else "",
        vitals=" ".join(vitals),
        last_action=line.last_action,
        last_action_done=line.done.label if line.done else "",
        next_action=line.next_action,
        interview=line.note,
        interview_minutes=line.interview_minutes,
        exercise_minutes=line.exercise_minutes,
        by=line.recorded_by,
    )


def _sessions(page: EpisodePage) -> sheets.SessionSheet:
    head = page.head
    return sheets.SessionSheet(
        person=_person(page),
        service=head.kind.label,
        provider=head.agency_name,
        goal=head.goal,
        starts_on=head.started_on,
        ends_on=head.ended_on or head.planned_end_on,
        planned_sessions=head.planned_sessions,
        sessions=tuple(_session(line) for line in reversed(page.sessions)),
    )


def _points(page: EpisodePage) -> tuple[tuple[str, date | None], ...]:
    days = {line.timepoint: line.measured.on for line in page.measurements}
    return tuple((point.label, days.get(point)) for point in POINTS)


def _lines(page: EpisodePage, on: date) -> tuple[sheets.MeasuredLine, ...]:
    """One line for each test and way: two ways are two lines."""
    changes = {(pair.test, pair.after.protocol): pair for pair in before_and_after(page.measurements)}
    ways: dict[tuple[str, Protocol], dict[Timepoint, MeasuredLine]] = {}
    for line in page.measurements:
        ways.setdefault((line.measured.test.value, line.measured.protocol), {})[line.timepoint] = line
    return tuple(
        sheets.MeasuredLine(
            test=first.test.label,
            protocol=protocol_words(protocol),
            unit=first.test.unit,
            values=tuple(_value(made.get(point)) for point in POINTS),
            change=pair.in_words if pair and isinstance(pair.found, Change) else "",
            reference=_reference(page, first, on),
        )
        for (_, protocol), made in ways.items()
        for first in [next(iter(made.values())).measured]
        for pair in [changes.get((first.test, protocol))]
    )


def _value(line: MeasuredLine | None) -> str:
    if line is None:
        return ""
    value = line.measured.value
    return line.measured.in_words if value is None else f"{value:.{line.measured.test.decimals}f}"


def _reference(page: EpisodePage, measured: Measured, on: date) -> str:
    person = page.head.person
    ages = ages_on(person.birth, on) if person.birth else None
    if ages is None:
        return ""
    found = references_for(measured.test, sex=person.sex, age=ages[0], pace=measured.protocol.pace)
    return found[0].in_words if found else ""


def _measurements(page: EpisodePage, on: date) -> sheets.MeasurementSheet:
    head = page.head
    remarks = [f"{day.timepoint.label}: {day.stopped_because}" for day in page.testing_days if day.stopped_because]
    return sheets.MeasurementSheet(
        person=_person(page),
        service=head.kind.label,
        provider=head.agency_name,
        points=_points(page),
        lines=_lines(page, on),
        assessor=next((line.assessor for line in reversed(page.measurements) if line.assessor), ""),
        remarks="\n".join(remarks),
    )


def _end(page: EpisodePage, on: date) -> sheets.EndReport:
    head, report = page.head, page.report
    achieved = {GoalResult.ACHIEVED: True, GoalResult.PARTLY: False, GoalResult.NOT_YET: False}
    goal = sheets.EndGoal(
        text=head.goal,
        graduation_point=head.graduation_point,
        is_achieved=achieved.get(report.goal_result) if report else None,
        remark=f"{report.goal_result.label} {report.goal_note}".strip() if report else "",
    )
    return sheets.EndReport(
        person=_person(page),
        service=head.kind.label,
        provider=head.agency_name,
        reported_on=report.written_on if report else None,
        author=report.written_by if report else "",
        starts_on=head.started_on,
        ended_on=head.ended_on,
        planned_sessions=head.planned_sessions,
        attended_sessions=page.attended,
        goals=(goal,),
        points=_points(page),
        measurements=_lines(page, on),
        outcome=head.end_reason.label if head.end_reason else "",
        outcome_reason=head.end_note,
        self_plan=report.self_plan if report else "",
        community_place=report.recommended_place if report else "",
        risk_notes=report.risk_notes if report else "",
        opinion=report.opinion if report else "",
    )


def _extension(page: EpisodePage, on: date) -> sheets.ExtensionRequest:
    head, asked = page.head, page.extensions[-1] if page.extensions else None
    return sheets.ExtensionRequest(
        person=_person(page),
        service=head.kind.label,
        provider=head.agency_name,
        asked_on=asked.asked_on if asked else on,
        author=asked.asked_by if asked else "",
        starts_on=head.started_on,
        ends_on=head.planned_end_on,
        attended_sessions=page.attended,
        planned_sessions=head.planned_sessions,
        new_end_on=asked.end_on if asked else None,
        more_sessions=asked.more_sessions if asked else None,
        reason=asked.reason if asked else "",
        expected=asked.expected if asked else "",
    )
