"""見本の教室を入れる: one programme and one class of the town, lived by the provider week by week."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.casework.rules.states import MoveReason
from takigi.demo.case_stories import WEEKS, Reach, Story, Turn
from takigi.demo.case_words import SELF_PLANS
from takigi.demo.load import Built
from takigi.demo.office_lists import OFFICES
from takigi.demo.offices import POSTS_FROM, StaffPlan
from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest
from takigi.instruments.timepoints import Timepoint
from takigi.organisations.rules import Duty
from takigi.programmes.actions import courses, episodes, measurements, reports, sessions
from takigi.programmes.actions.courses import CourseDetails
from takigi.programmes.actions.episodes import Beginning
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.reports import ReportWords
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.rules.ending import Ending
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.words import (
    AbsenceReason,
    ActionDone,
    Attendance,
    EndReason,
    GoalResult,
    SuspensionReason,
    Weekday,
)

ENDS = {Turn.STOPPED: EndReason.DISCONTINUED, Turn.OTHER_SERVICE: EndReason.TRANSFERRED}


@dataclass(frozen=True)
class Classroom:
    """The class of a town and who gives it; None where a town has no provider."""

    course_id: uuid.UUID
    viewer: Viewer

    def by(self, day: date) -> Viewer:
        """The provider's member of staff on that day."""
        return replace(self.viewer, at=self.viewer.at - (self.viewer.on - day))


def _with_duty(town_key: str, duty: Duty) -> StaffPlan:
    return next(one for one in OFFICES[town_key].staff if any(post.duty is duty for post in one.posts))


def provider_of(town_key: str) -> StaffPlan:
    """Who gives the class: of those with the duty of provision the one at an office that gives classes."""
    staff = [one for one in OFFICES[town_key].staff if any(post.duty is Duty.PROVISION for post in one.posts)]
    return next((one for one in staff if one.profession == "理学療法士"), staff[0])


def open_classroom(town_key: str, built: Built, *, at: datetime) -> Classroom:
    """事業と教室: adopted and opened by the planning section long before the first case."""
    planner = _with_duty(town_key, Duty.PLANNING)
    opened_on = POSTS_FROM + timedelta(days=30)
    moment = at - timedelta(days=(at.date() - opened_on).days)
    by = viewer_of(built.staff_ids[planner.login_name], built.municipality_id, is_active=True, at=moment)
    provider = provider_of(town_key)
    programme_id = courses.adopt_programme(by=by, template="hachioji", name="元気に戻る教室", from_on=opened_on)
    course_id = courses.open_course(
        by=by,
        details=CourseDetails(
            programme_id=programme_id,
            agency_id=built.agency_ids[provider.posts[0].agency],
            name="水曜コース",
            from_on=opened_on,
            place="保健センター 2階",
            weekday=Weekday.WEDNESDAY,
            starts_at="10:00",
            capacity=None,
            contract_no="R8-01",
        ),
    )
    giver = viewer_of(built.staff_ids[provider.login_name], built.municipality_id, is_active=True, at=at)
    return Classroom(course_id, giver)


def live_course(
    room: Classroom, story: Story, case_id: uuid.UUID, *, start: date, worker: Callable[[date], Viewer], today: date
) -> date:
    """短期集中: from the place in the class to the end of the twelve weeks, or as far as today; the day of the last session."""
    first = start + timedelta(days=story.course_day)
    first += timedelta(days=(int(Weekday.WEDNESDAY.value) - first.weekday()) % 7)
    beginning = Beginning(
        case_id=case_id,
        course_id=room.course_id,
        started_on=first,
        consent_on=first,
        goal_text=story.wish.wish,
        graduation_point=story.wish.graduation,
        cautions="血圧の薬を飲んでいる",
    )
    episode_id = episodes.start_episode(by=worker(first), beginning=beginning)
    _measure(room, story, episode_id, Timepoint.T0, first)
    last = _weeks(room, story, episode_id, first, today)
    if story.reach >= Reach.ENDED:
        _end(room, story, episode_id, last, worker)
    elif story.turn is Turn.PAUSED:
        _pause(episode_id, last + timedelta(days=1), worker)
    return last


def _weeks(room: Classroom, story: Story, episode_id: uuid.UUID, first: date, today: date) -> date:
    """The weeks that have been; returns the day of the last one."""
    stops = 4 if story.turn in {Turn.PAUSED, Turn.STOPPED} else WEEKS
    missed, last = dict(story.absences), first
    for week in range(stops):
        day = first + timedelta(weeks=week)
        if day > today:
            break
        last = day
        if week in missed:
            entry = SessionEntry(day, Attendance.ABSENT, AbsenceReason(missed[week]))
        else:
            done = (ActionDone.DONE, ActionDone.PARTLY, ActionDone.DONE)[week % 3] if week else None
            entry = SessionEntry(
                day,
                Attendance.ATTENDED,
                interview_minutes=20,
                exercise_minutes=40,
                last_action_done=done,
                next_action=story.wish.self_does,
            )
        sessions.enter_session(by=room.by(day), episode_id=episode_id, entry=entry)
    return last


def _measure(room: Classroom, story: Story, episode_id: uuid.UUID, timepoint: Timepoint, day: date) -> None:
    is_after = timepoint is Timepoint.T1
    tug, stands = story.tug[is_after], story.stands[is_after]
    measured = MeasurementStatus.MEASURED
    readings = (
        Reading(PhysicalTest.TUG, measured, Decimal(str(tug)), Protocol(pace=Pace.MAX, aid=Aid.NONE)),
        Reading(PhysicalTest.CS30, measured, Decimal(stands), Protocol(chair_cm=Decimal(40))),
    )
    sheet = Sheet(timepoint, day, readings, "理学療法士")
    measurements.record_measurements(by=room.by(day), episode_id=episode_id, sheet=sheet, is_confirmed=True)


def _end(room: Classroom, story: Story, episode_id: uuid.UUID, last: date, worker: Callable[[date], Viewer]) -> None:
    reason = ENDS.get(story.turn, EndReason.GRADUATED)
    if reason is EndReason.DISCONTINUED:
        note = "家族の介護がはじまり、通えなくなった。落ち着いたらまた話す。"
        ending = Ending(reason, last, note, "途中でやめたため")
        episodes.end_episode(by=worker(last), episode_id=episode_id, ending=ending, reason=MoveReason.FAMILY)
        return
    _measure(room, story, episode_id, Timepoint.T1, last)
    words = ReportWords(
        goal_result=GoalResult.ACHIEVED if reason is EndReason.GRADUATED else GoalResult.PARTLY,
        self_plan=SELF_PLANS[len(story.home) % len(SELF_PLANS)],
        recommended_place=story.wish.place,
        opinion="毎週よく通われました。",
    )
    reports.write_end_report(by=room.by(last), episode_id=episode_id, words=words)
    note = "" if reason is EndReason.GRADUATED else "週1回のデイサービスで、もう少し続けたいとのこと。"
    why = MoveReason.USUAL if reason is EndReason.GRADUATED else MoveReason.PERSON
    episodes.end_episode(by=worker(last), episode_id=episode_id, ending=Ending(reason, last, note), reason=why)


def _pause(episode_id: uuid.UUID, day: date, worker: Callable[[date], Viewer]) -> None:
    note = "かぜが長引いて、教室を休む。"
    episodes.suspend_episode(
        by=worker(day), episode_id=episode_id, from_on=day, reason=SuspensionReason.HEALTH, note=note
    )
