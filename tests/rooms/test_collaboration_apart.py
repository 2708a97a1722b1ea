"""多機関のケースは予防の机に出ない: no board, list, week, number or fact of prevention knows of it."""

import pytest
from django.utils.timezone import now

from takigi.access.grounds import Unseen
from takigi.casework.actions.cases import hand_over, move_case, stop_for_register
from takigi.casework.facts import case_rows, move_rows
from takigi.casework.models import Case
from takigi.casework.queries.access import case_facts, cases_of_people, reasons_for_case
from takigi.casework.queries.board import case_board, my_week
from takigi.casework.queries.cases import case_head, open_case_of
from takigi.casework.queries.centre import centre_of
from takigi.casework.queries.today import casework_today
from takigi.casework.queries.waiting import waiting_count
from takigi.casework.rules.ownership import SharedState
from takigi.casework.rules.states import CaseState
from takigi.people.models import Person
from tests.casework_made import open_case
from tests.shared_cases_made import open_shared
from tests.worlds import Role, build_world

pytestmark = pytest.mark.django_db


def test_no_screen_list_or_fact_of_prevention_shows_a_shared_case():
    world = build_world()
    nurse, head = world.viewer(Role.EAST_NURSE), world.viewer(Role.EAST_HEAD)
    town = world.municipality_id

    def seen():
        return (
            case_board(nurse),
            case_board(nurse, mine=True),
            my_week(nurse),
            casework_today(nurse),
            waiting_count(nurse),
            centre_of(head),
            list(case_rows(town)),
            list(move_rows(town)),
        )

    before = seen()
    case_id = open_shared(world, days_ago=20)
    person_id = Case.objects.get(pk=case_id).person_id
    assert seen() == before
    assert case_facts(town, [case_id]) == {} and cases_of_people(town, [person_id]) == {}
    assert reasons_for_case(nurse, case_id) == () and open_case_of(nurse, person_id) is None
    for refused in (
        lambda: case_head(nurse, case_id),
        lambda: move_case(by=nurse, case_id=case_id, to=CaseState.TRIAGED, on=nurse.on),
        lambda: hand_over(
            by=head,
            case_id=case_id,
            agency_id=world.agency_ids["west"],
            staff_id=None,
            on=head.on,
            note="西に引き継ぎます",
        ),
    ):
        with pytest.raises(Unseen):
            refused()


def test_the_register_ends_the_cases_of_prevention_and_leaves_the_household_to_its_owner():
    world = build_world()
    nurse = world.viewer(Role.EAST_NURSE)
    shared = open_shared(world)
    person_id = Case.objects.get(pk=shared).person_id
    Person.objects.filter(pk=person_id).update(area_id=world.area_ids["east"])
    prevention = open_case(world, person_id)
    Person.objects.filter(pk=person_id).update(status="deceased", status_on=nurse.on)
    assert stop_for_register(municipality_id=world.municipality_id, at=now(), on=nurse.on) == 1
    assert Case.objects.get(pk=prevention).state == CaseState.DECEASED
    assert Case.objects.get(pk=shared).state == SharedState.SUPPORTING
