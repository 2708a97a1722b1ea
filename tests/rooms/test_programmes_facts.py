"""事業の事実: one row for each event that stands, and never a name or a word that somebody said."""

import uuid
from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest
from takigi.instruments.timepoints import Timepoint
from takigi.programmes import facts
from takigi.programmes.actions import episodes, measurements, sessions
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.rules.ending import Ending, sessions_not_suspended
from takigi.programmes.rules.periods import Pause
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.words import Attendance, EndReason
from tests.programmes_made import begin, open_class, planned_case
from tests.rules_held import holds
from tests.worlds import Role

SECRET = "ひみつのことば"  # a word to be looked for, not a password


def tug(on, timepoint, value, *, status=MeasurementStatus.MEASURED):
    how = Protocol(pace=Pace.MAX, aid=Aid.NONE)
    return Sheet(timepoint, on, (Reading(PhysicalTest.TUG, status, value and Decimal(value), how, SECRET),), SECRET)


@pytest.fixture
def lived(world, register):
    """Nine of twelve sessions, measured at both ends, graduated."""
    case_id = planned_case(world, register(name=f"{SECRET}　ハナ"))
    episode_id = begin(world, case_id, open_class(world, template="neyagawa").course_id, days_ago=84, goal_text=SECRET)
    provider, nurse = world.viewer(Role.PROVIDER), world.viewer(Role.EAST_NURSE)
    start = nurse.on - timedelta(days=84)
    for week in range(9):
        entry = SessionEntry(start + timedelta(weeks=week), Attendance.ATTENDED, next_action=SECRET, note=SECRET)
        last = sessions.enter_session(by=provider, episode_id=episode_id, entry=entry)
    sessions.correct_session(by=provider, session_id=last, entry=entry)
    measurements.record_measurements(by=provider, episode_id=episode_id, sheet=tug(start, Timepoint.T0, "14.2"))
    measurements.record_measurements(by=provider, episode_id=episode_id, sheet=tug(nurse.on, Timepoint.T1, "11.9"))
    episodes.end_episode(by=nurse, episode_id=episode_id, ending=Ending(EndReason.GRADUATED, nurse.on, SECRET))
    return episode_id


def every_row(world):
    town, on = world.municipality_id, localdate(world.at)
    yield from facts.episode_rows(town, on=on)
    yield from facts.session_rows(town)
    yield from facts.measurement_rows(town)
    yield from facts.change_rows(town)
    yield from facts.segment_rows(town)


def test_no_row_holds_a_name_or_a_word_that_somebody_said(world, lived):
    for row in every_row(world):
        for value in astuple(row):
            assert isinstance(value, str | int | date | uuid.UUID | Decimal | None)
            assert SECRET not in str(value)


def test_each_event_is_one_row_and_another_town_has_none(world, lived):
    town, on = world.municipality_id, world.viewer(Role.EAST_NURSE).on

    assert [len(list(rows)) for rows in (facts.episode_rows(town, on=on), facts.session_rows(town))] == [1, 9]
    assert list(facts.episode_rows(world.neighbour_id, on=on)) == []
    assert sum(row.attended for row in facts.segment_rows(town)) == 9


def test_a_course_says_what_completion_and_graduation_are_counted_from(world, lived):
    (row,) = facts.episode_rows(world.municipality_id, on=world.viewer(Role.EAST_NURSE).on)

    assert (row.attended, row.planned_not_suspended, row.is_completed) == (9, 12, True)
    assert (row.end_reason, row.has_first_test, row.has_final_test) == ("graduated", True, True)


def test_a_change_stands_with_what_it_is_worth(world, lived):
    (row,) = facts.change_rows(world.municipality_id)

    assert (row.kind, row.improvement, row.is_clear_improvement, row.is_late) == ("better", Decimal("2.3"), True, False)
    assert row.measured_on == max(one.measured_on for one in facts.measurement_rows(world.municipality_id))


@holds("V30")
def test_a_measurement_outside_its_window_is_told_to_be_late(world, register):
    episode_id = begin(world, planned_case(world, register()), open_class(world).course_id, days_ago=60)
    provider = world.viewer(Role.PROVIDER)
    start = provider.on - timedelta(days=60)
    for days, late in ((-15, True), (-14, False), (14, False), (15, True)):
        sheet = tug(start + timedelta(days=days), Timepoint.T0, "14.2")
        measurements.record_measurements(by=provider, episode_id=episode_id, sheet=sheet)
        found = {row.measured_on: row.is_late for row in facts.measurement_rows(world.municipality_id)}
        assert found[sheet.measured_on] is late


def test_sessions_lost_to_a_hospital_leave_the_denominator_and_those_after_a_stop_stay():
    start, on = date(2026, 4, 1), date(2026, 12, 1)
    away = Pause(start + timedelta(weeks=4), start + timedelta(weeks=8))

    lost = sessions_not_suspended(12, attended=4, ended_on=start + timedelta(weeks=8), pauses=(away,), on=on)
    stopped = sessions_not_suspended(12, attended=4, ended_on=start + timedelta(weeks=4), pauses=(), on=on)
    back = sessions_not_suspended(12, attended=12, ended_on=start + timedelta(weeks=16), pauses=(away,), on=on)
    assert (lost, stopped, back) == (8, 12, 12)


@pytest.mark.later
def test_the_rows_cost_the_same_for_one_course_and_for_many(world, register, django_assert_num_queries):
    room = open_class(world, capacity=None)
    for courses_so_far in (1, 6):
        while sum(1 for _ in facts.episode_rows(world.municipality_id, on=room.today)) < courses_so_far:
            begin(world, planned_case(world, register()), room.course_id)
        with django_assert_num_queries(6):
            list(every_row(world))
