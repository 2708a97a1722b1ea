"""見本の機関と職員: everything that is named exists, and the desks have somebody to sit at them."""

import pytest

from takigi.demo.office_lists import OFFICES
from takigi.demo.towns import PLANS
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, is_held

TOWNS = [pytest.param(PLANS[key], OFFICES[key], id=key) for key in PLANS]


@pytest.mark.parametrize(("plan", "offices"), TOWNS)
def test_every_post_and_commission_names_an_agency_of_the_town(plan, offices):
    keys = {agency.key for agency in offices.agencies}
    assert {post.agency for staff in offices.staff for post in staff.posts} <= keys
    assert {agency.commissioned_by for agency in offices.agencies} <= keys | {""}


@pytest.mark.parametrize(("plan", "offices"), TOWNS)
def test_names_and_sign_ins_occur_once(plan, offices):
    for names in (
        [agency.key for agency in offices.agencies],
        [agency.name for agency in offices.agencies],
        [staff.login_name for staff in offices.staff],
        [staff.name for staff in offices.staff],
    ):
        assert len(names) == len(set(names))


@pytest.mark.parametrize(("plan", "offices"), TOWNS)
def test_every_area_has_exactly_one_centre(plan, offices):
    looked_after = [a for one in offices.agencies if one.kind is AgencyKind.SUPPORT_CENTRE for a in one.areas]
    assert sorted(looked_after) == sorted(area.key for area in plan.areas)


@pytest.mark.parametrize(("plan", "offices"), TOWNS)
def test_a_handful_of_sign_ins_is_shown_and_each_has_a_post_today(plan, offices):
    shown = [staff for staff in offices.staff if staff.is_shown]
    assert len(shown) in {5, 6, 7}
    for staff in shown:
        assert any(is_held(post.from_on, post.ended_on, on=plan.on) for post in staff.posts)


@pytest.mark.parametrize(("plan", "offices"), TOWNS)
def test_the_desks_of_a_town_are_staffed(plan, offices):
    duties = {post.duty for staff in offices.staff for post in staff.posts}
    assert {Duty.CASEWORK, Duty.INSURANCE, Duty.SECRETARIAT, Duty.PLANNING, Duty.ADMINISTRATION, Duty.AUDIT} <= duties
    assert Level.HEAD in {post.level for staff in offices.staff for post in staff.posts}


def test_the_small_town_runs_its_two_centres_itself_and_has_one_coordinator():
    offices = OFFICES["takigino"]
    centres = [one for one in offices.agencies if one.kind is AgencyKind.SUPPORT_CENTRE]
    assert [one.is_own for one in centres] == [True, True]
    posts = [post for staff in offices.staff for post in staff.posts]
    assert sum(post.duty is Duty.COORDINATION for post in posts) == 1


def test_a_nurse_of_a_centre_is_among_the_sign_ins():
    shown = [staff for staff in OFFICES["takigino"].staff if staff.is_shown]
    assert any("保健師" in staff.profession and staff.posts[0].agency == "kita" for staff in shown)


def test_somebody_has_changed_centres_and_keeps_no_access_to_the_old_one():
    moved = [staff for staff in OFFICES["takigino"].staff if any(post.ended_on for post in staff.posts)]
    (old, new) = moved[0].posts
    assert old.ended_on == new.from_on
    assert not is_held(old.from_on, old.ended_on, on=PLANS["takigino"].on)


def test_the_city_covers_every_field_and_five_blocks():
    offices = OFFICES["nagihama"]
    assert {field for one in offices.agencies for field in one.fields} == set(Field)
    assert {one.block for one in offices.agencies if one.block} == {1, 2, 3, 4, 5}
    assert [one.key for one in offices.agencies if one.is_station] == ["station"]
