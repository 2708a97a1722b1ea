"""教室の読み取りの手間: a course read in full, and every list, cost what their words say, for one record and for many."""

from datetime import timedelta
from decimal import Decimal

import pytest

from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest
from takigi.instruments.timepoints import Timepoint
from takigi.programmes.actions import measurements, sessions
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.queries import courses, episodes, terms
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.words import Attendance
from tests.programmes_made import begin, open_class, planned_case
from tests.rooms.growth import costs
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world):
    return open_class(world, template="neyagawa", capacity=None)


def test_a_course_costs_the_same_for_one_day_of_testing_and_for_ten(world, register, room):
    provider = world.viewer(Role.PROVIDER)
    episode_id = begin(world, planned_case(world, register()), room.course_id)
    asked = {
        episodes.episode_head: lambda: episodes.episode_head(provider, episode_id),
        episodes.episode_page: lambda: episodes.episode_page(provider, episode_id),
    }
    counted = []
    for day in range(10):
        _measure(provider, episode_id, provider.on - timedelta(days=day))
        entry = SessionEntry(provider.on - timedelta(days=day), Attendance.ATTENDED, next_action="畑まで歩く")
        sessions.enter_session(by=provider, episode_id=episode_id, entry=entry)
        if day in {0, 9}:
            counted.append(costs(asked))
    assert counted[0] == counted[1]


def _measure(provider, episode_id, day):
    way = Protocol(pace=Pace.MAX, aid=Aid.NONE)
    reading = Reading(PhysicalTest.TUG, MeasurementStatus.MEASURED, Decimal("12.4"), way)
    sheet = Sheet(Timepoint.T1, day, (reading,), "理学療法士")
    measurements.record_measurements(by=provider, episode_id=episode_id, sheet=sheet, is_confirmed=True)


@pytest.mark.later
@pytest.mark.parametrize("role", [Role.PROVIDER, Role.EAST_NURSE])
def test_every_list_costs_what_its_words_say_for_one_person_and_for_twelve(world, register, room, role):
    viewer, counted = world.viewer(role), []
    for more in (1, 11):
        for _ in range(more):
            case_id = planned_case(world, register())
            begin(world, case_id, room.course_id)
        asked = {
            courses.course_list: lambda: courses.course_list(viewer),
            courses.todays_classes: lambda: courses.todays_classes(viewer),
            courses.course_page: lambda: courses.course_page(viewer, room.course_id),
            courses.participants: lambda: courses.participants(viewer),
            terms.programmes: lambda: terms.programmes(viewer),
        }
        if role is Role.EAST_NURSE:
            asked[courses.episodes_of_case] = lambda case_id=case_id: courses.episodes_of_case(viewer, case_id)
        counted.append(costs(asked))
    assert counted[0] == counted[1]
