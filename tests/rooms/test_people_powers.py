"""できること: what is offered is what is allowed, and who knows where somebody hides stays a secret."""

import pytest

from takigi.access.grounds import NotPermitted
from takigi.people.actions.persons import PersonDetails, protect_address, register_person
from takigi.people.queries.files import changeable_file, is_seen, listed_staff, protection_of
from takigi.people.queries.powers import areas_searched, powers_of, search_grounds
from tests.worlds import Role


@pytest.fixture
def hana(world):
    details = PersonDetails(name="山田 ハナ", name_kana="ヤマダ ハナ", birth="S12.4.1", area_id=world.area_ids["east"])
    return register_person(by=world.viewer(Role.INSURANCE), details=details)


def offered(world, role):
    powers = powers_of(world.viewer(role))
    return {name.removeprefix("may_") for name, may in vars(powers).items() if may}


@pytest.mark.parametrize(
    ("role", "what"),
    [
        (Role.EAST_NURSE, {"register", "break_glass"}),
        (Role.EAST_HEAD, {"register", "break_glass", "ask_who_read"}),
        (Role.INSURANCE, {"register", "merge", "import"}),
        (Role.INSURANCE_HEAD, {"register", "merge", "import", "protect", "ask_who_read"}),
        (Role.AUDITOR, {"ask_who_read"}),
        (Role.ADMINISTRATOR, set()),
        (Role.NO_OATH, set()),
        (Role.SUSPENDED, set()),
    ],
)
def test_each_role_is_offered_what_its_posts_allow(world, role, what):
    assert offered(world, role) == what


def test_a_centre_narrows_its_search_to_its_own_area_only(world):
    assert [area.name for area in areas_searched(world.viewer(Role.EAST_NURSE))] == ["東圏域"]
    assert len(areas_searched(world.viewer(Role.INSURANCE))) == 2
    assert areas_searched(world.viewer(Role.ADMINISTRATOR)) == []


def test_the_grounds_of_a_search_are_those_that_can_open_anybody(world, hana):
    assert search_grounds(world.viewer(Role.INSURANCE)) == ("介護保険の担当であるため",)
    assert search_grounds(world.viewer(Role.STATION)) == ()
    listed = [world.staff_id(Role.STATION)]
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=listed, reason="支援措置")
    assert search_grounds(world.viewer(Role.STATION)) == ("住所を見られる職員として登録されているため",)


def test_only_those_who_know_the_address_or_decide_about_it_see_who_is_listed(world, hana):
    assert listed_staff(world.viewer(Role.INSURANCE_HEAD), hana) == []
    with pytest.raises(NotPermitted):
        listed_staff(world.viewer(Role.EAST_NURSE), hana)
    listed = [world.staff_id(Role.EAST_NURSE)]
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=listed, reason="支援措置")

    assert listed_staff(world.viewer(Role.EAST_NURSE), hana) == listed
    assert protection_of(world.viewer(Role.INSURANCE_HEAD), hana).staff_ids == tuple(listed)
    for look in (listed_staff, protection_of):
        with pytest.raises(NotPermitted):
            look(world.viewer(Role.INSURANCE), hana)


def test_the_form_that_changes_somebody_is_refused_before_anything_is_typed(world, hana):
    assert changeable_file(world.viewer(Role.EAST_NURSE), hana).may_change
    listed = [world.staff_id(Role.STATION)]
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=listed, reason="支援措置")
    with pytest.raises(NotPermitted):
        changeable_file(world.viewer(Role.STATION), hana)


def test_whether_somebody_is_still_seen_is_told_without_a_refusal(world, hana):
    assert is_seen(world.viewer(Role.EAST_NURSE), hana)
    assert not is_seen(world.viewer(Role.WEST_NURSE), hana)
