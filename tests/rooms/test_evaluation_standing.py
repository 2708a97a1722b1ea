"""いまの数: a visit saved a moment ago is in the numbers, exactly as a full run would count it."""

import pytest
from django.core.cache import caches

from takigi.casework.actions import cases
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.evaluation.gathering import FEEDING
from takigi.evaluation.rules import NotReady
from takigi.indicators.catalogue.breakdowns import AREA, SEX
from takigi.indicators.catalogue.facts import TABLES
from takigi.people.actions import merges
from takigi.people.rules import Evidence
from tests.casework_made import open_case
from tests.rooms.evaluation_lived import facts_folder, gathered, live, this_year, told_now
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def full(world, **more):
    """The same question over facts gathered anew."""
    gathered(world)
    return told_now(world, **more)


def test_every_table_of_the_catalogue_is_fed():
    assert {one.name for one in TABLES} == FEEDING.keys()


def test_without_facts_nothing_is_counted_and_the_sentence_says_so(world):
    with pytest.raises(NotReady, match="準備"):
        told_now(world)


def test_a_visit_saved_now_is_in_the_numbers(world, register):
    live(world, register)
    _, waiting = live(world, register, visited=False)
    gathered(world)
    assert told_now(world).results.answer("with_a_therapist", 11).n == 1

    confirm_made_visit(world, waiting)

    now = told_now(world)
    assert now.results.answer("with_a_therapist", 11).n == 2
    assert now.changed_people == 1
    assert now.results.tallies == full(world).results.tallies
