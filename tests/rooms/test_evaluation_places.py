"""KPI 22 と 26: a need that was sent a moment ago is in the numbers, and so is what is missing; split by who asked and where."""

import pytest

from takigi.indicators.catalogue.breakdowns import AREA, REQUEST_SOURCE
from takigi.resources.actions import requests
from takigi.resources.actions.unmet import UnmetWords
from takigi.resources.rules.requests import Barrier
from takigi.resources.rules.words import ResourceKind
from tests.casework_made import open_case
from tests.places_made import added, asked
from tests.rooms.evaluation_lived import gathered, told_now
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]
KEYS = ("places_asked_for", "places_found", "days_to_first_attendance", "unmet_needs_solved", "unmet_needs_age")
NOW = 11  # the number of the running month


def counted(world) -> list[tuple[int, int]]:
    results = told_now(world, keys=KEYS).results
    return [(results.answer(key, NOW).numerator, results.answer(key, NOW).n) for key in KEYS]


@pytest.mark.later
def test_a_need_sent_and_a_place_found_a_moment_ago_are_in_the_numbers(world, register):
    keeper, nurse = world.viewer(Role.COORDINATOR), world.viewer(Role.EAST_NURSE)
    gathered(world)
    assert counted(world) == [(0, 0)] * 5
    first, second, third = asked(world, open_case(world, register())), asked(world), asked(world)
    chosen = requests.choose_place(by=keeper, request_id=first, resource_id=added(world))
    requests.introduce(by=keeper, match_id=chosen, on=keeper.on, accompanied=None)
    requests.attend_first(by=nurse, match_id=chosen, on=nurse.on)
    missing = UnmetWords("男の人が集まる所がない", ResourceKind.GATHERING, Barrier.PLACE)
    requests.find_none(by=keeper, request_id=second, unmet=missing)
    requests.withdraw_request(by=nurse, request_id=third, reason="入院した")
    assert counted(world) == [(3, 3), (1, 3), (1, 1), (0, 1), (1, 1)]
    gathered(world)
    assert counted(world) == [(3, 3), (1, 3), (1, 1), (0, 1), (1, 1)]
    split = told_now(world, keys=["places_asked_for"], by=[AREA, REQUEST_SOURCE]).results
    assert split.answer("places_asked_for", NOW, ("centre",), REQUEST_SOURCE).numerator == 3
    assert split.answer("places_asked_for", NOW, (world.area_ids["east"],), AREA).numerator == 3
