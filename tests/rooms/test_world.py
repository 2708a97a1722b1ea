"""小さな町: the ground that many tests stand on holds what it promises."""

import pytest

from takigi.audit import queries as audit
from tests.worlds import Role, build_world

pytestmark = pytest.mark.django_db


def test_everybody_is_there_and_the_chain_of_deeds_is_whole():
    world = build_world()

    assert set(world.members) == set(Role)
    assert list(audit.faults()) == []


def test_whoever_moved_away_holds_no_post_today():
    world = build_world()

    assert world.viewer(Role.MOVED_AWAY).posts == ()
    assert world.viewer(Role.EAST_NURSE).centre_area_ids == {world.area_ids["east"]}


def test_the_two_without_an_oath_may_read_no_person():
    world = build_world()

    without = {role for role in Role if not world.viewer(role).may_read_persons}
    assert without == {Role.NO_OATH, Role.SUSPENDED}
