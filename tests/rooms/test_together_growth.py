"""つながりの机の重さ: the screens of the desk ask as much for ten households as for one, and show them in pages."""

from datetime import timedelta

import pytest

from takigi.collaboration.actions import involvement, records
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.queries.cases import cases_of_colleagues, shared_page
from takigi.collaboration.queries.station import station_board
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.words import Mode
from tests.rooms.growth import costs
from tests.shared_cases_made import ask, open_shared
from tests.worlds import Role, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


def live(world) -> None:
    """A household with somebody asked and the station beside it."""
    nurse = world.viewer(Role.EAST_NURSE)
    case = open_shared(world, days_ago=90)
    ask(world, case)
    involvement.involve_station(by=nurse, case_id=case, mode=Mode.ADVICE, planned_to=nurse.on + timedelta(days=20))
    words = ContactWords(happened_on=nurse.on, direction=Direction.OUT, method=Method.PHONE, fact_text="話をした")
    records.write_contact(by=nurse, case_id=case, words=words)


@pytest.mark.later
def test_the_desk_asks_as_much_for_ten_households_as_for_one(world):
    nurse = world.viewer(Role.EAST_NURSE)
    station, secretary = world.viewer(Role.STATION), world.viewer(Role.SECRETARIAT)
    asked = {
        shared_page: lambda: shared_page(secretary),
        cases_of_colleagues: lambda: cases_of_colleagues(nurse),
        station_board: lambda: station_board(station),
    }
    live(world)
    few = costs(asked)
    for _ in range(9):
        live(world)
    assert costs(asked) == few


def test_a_long_list_is_shown_in_pages_and_what_waits_stands_on_the_first(world):
    cases = [open_shared(world, days_ago=days) for days in range(5)]
    ask(world, cases[-1], agency="station", staff=None)
    station, secretary = world.viewer(Role.STATION), world.viewer(Role.SECRETARIAT)
    pages = [shared_page(secretary, page=number, size=2) for number in (1, 2, 3, 9)]
    assert [len(one.lines) for one in pages] == [2, 2, 1, 1]
    assert {line.case_id for one in pages for line in one.lines} == set(cases)
    assert {(one.total, one.waiting) for one in pages} == {(5, 0)}
    assert pages[-1].page == 3
    first = shared_page(station, size=1)
    assert ([line.case_id for line in first.lines], first.waiting) == ([cases[-1]], 1)
