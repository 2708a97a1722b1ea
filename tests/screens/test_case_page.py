"""ケースのページ: one way to each place, so that nobody wonders which of two buttons is meant."""

import re
from collections import Counter
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.casework.actions import cases, goals
from takigi.casework.rules.states import CaseState
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.screens.way_made import BATH, agreed_case, drafted_case, graduated_case, planned_case, visited_case
from tests.visits_made import confirm_made_visit
from tests.worlds import Role


def certified(world):
    return open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=5)


def scheduled(world):
    case_id, nurse = certified(world), world.viewer(Role.EAST_NURSE)
    cases.schedule_visit(by=nurse, case_id=case_id, visit_on=nurse.on)
    return case_id


def proposed(world):
    case_id, nurse = visited_case(world), world.viewer(Role.EAST_NURSE)
    goals.write_goals(by=nurse, case_id=case_id, goals=[BATH], on=nurse.on)
    return case_id


CASES = {
    "受付": lambda world: open_case(world, register(world), days_ago=5),
    "認定": certified,
    "訪問の約束": scheduled,
    "訪問のあと": visited_case,
    "目標の提案": proposed,
    "目標の合意": agreed_case,
    "計画の下書き": lambda world: drafted_case(world)[0],
    "計画": lambda world: planned_case(world)[0],
    "卒業": graduated_case,
}


@pytest.mark.later
@pytest.mark.parametrize("name", CASES)
def test_each_place_is_reached_by_one_link_of_the_page(sit, world, name):
    case_id = CASES[name](world)
    page = sit(Role.EAST_NURSE).get(reverse("case", args=[case_id])).content.decode()
    body = page.split("<main", 1)[1].split("</main>", 1)[0]

    doubled = {url: often for url, often in Counter(re.findall(r'href="([^"#]+)"', body)).items() if often > 1}
    assert doubled == {}


@pytest.mark.later
def test_a_case_leads_up_to_the_numbers_in_which_it_counts(world, sit, facts_folder):
    case_id = open_case(world, register(world))
    confirm_made_visit(world, case_id)
    client, address = sit(Role.EAST_NURSE), reverse("case_counts", args=[case_id])
    assert address in client.get(reverse("case", args=[case_id])).content.decode()

    page = client.get(address).content.decode()

    assert reverse("number", args=["way_shown"]) in page and "当てはまる方として" in page
    assert sit(Role.WEST_NURSE).get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.later
@pytest.mark.parametrize("role", [Role.EAST_NURSE, Role.EAST_HEAD])
def test_no_way_that_the_page_offers_ends_before_a_closed_door(sit, world, role, facts_folder):
    case_id, client = agreed_case(world), sit(role)
    page = client.get(reverse("case", args=[case_id])).content.decode()
    ways = set(re.findall(r'href="(/[^"#]+)"', page[page.index("<main") :]))
    closed = {way: status for way in ways if (status := client.get(way).status_code) >= HTTPStatus.BAD_REQUEST}
    assert len(ways) > 10 and closed == {}
