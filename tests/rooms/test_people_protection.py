"""住所の保護と緊急の閲覧: what stays closed, and what opens for a day."""

from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.rules import AccessRefused
from takigi.people.actions import emergencies, merges, persons
from takigi.people.queries.files import person_file
from takigi.people.rules import Evidence, PeopleRefused
from tests.rooms.people_words import details, protect
from tests.worlds import Role

pytestmark = pytest.mark.django_db


# --- protected addresses ---------------------------------------------------------------------------------------------


def test_a_protected_address_opens_to_the_listed_and_to_nobody_else(world, register):
    person = register(postal="959-0000", phone="0250-00-0000")
    protect(world, person, Role.EAST_NURSE)

    listed = person_file(world.viewer(Role.EAST_NURSE), person)
    assert (listed.address, listed.because) == (
        "みどり野市東町1-2-3",
        ("住所を見られる職員として登録されているため",),
    )
    for role in (Role.INSURANCE, Role.INSURANCE_HEAD):
        file = person_file(world.viewer(role), person)
        assert (file.address, file.postal, file.phone, file.area_id, file.household) == (None, None, None, None, ())
    with pytest.raises(Unseen):
        person_file(world.viewer(Role.EAST_HEAD), person)


def test_a_protected_address_is_not_told_by_the_history_of_changes(world, register):
    person = register()
    persons.change_person(
        by=world.viewer(Role.INSURANCE), person_id=person, details=details(address="避難先1"), reason="転居による"
    )
    protect(world, person)

    assert "避難先" not in str(person_file(world.viewer(Role.INSURANCE), person))


def test_whoever_may_not_see_the_address_does_not_overwrite_it(world, register):
    person = register()
    protect(world, person, Role.EAST_NURSE)
    persons.change_person(
        by=world.viewer(Role.INSURANCE),
        person_id=person,
        details=details(address="", name="山田　花"),
        reason="字の訂正",
    )

    file = person_file(world.viewer(Role.EAST_NURSE), person)
    assert (file.name, file.address) == ("山田　花", "みどり野市東町1-2-3")


def test_housemates_never_lead_to_a_protected_person(world, register):
    one = register(household_no="世1")
    other = register(name="山田　守", household_no="世1")
    insurance = world.viewer(Role.INSURANCE)
    assert [card.person_id for card in person_file(insurance, one).household] == [other]

    protect(world, other)

    assert person_file(insurance, one).household == ()


def test_a_record_merged_earlier_does_not_betray_a_person_who_is_protected_now(world, register):
    housemate, one = register(household_no="世1"), register(name="山田　守", household_no="世1")
    other = register(name="山田　まもる", household_no="世1")
    merges.merge_persons(by=world.viewer(Role.INSURANCE), kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})
    protect(world, one)

    for role in (Role.EAST_NURSE, Role.INSURANCE):
        assert person_file(world.viewer(role), housemate).household == ()


def test_protection_ends_for_those_taken_off_the_list_at_once(world, register):
    person = register()
    protect(world, person, Role.EAST_NURSE)
    protect(world, person, Role.EAST_HEAD)

    with pytest.raises(Unseen):
        person_file(world.viewer(Role.EAST_NURSE), person)
    assert person_file(world.viewer(Role.EAST_HEAD), person).address


@pytest.mark.parametrize("role", [Role.INSURANCE, Role.EAST_HEAD, Role.ADMINISTRATOR])
def test_only_the_insurance_supervisors_protect(world, register, role):
    person = register()
    with pytest.raises(NotPermitted):
        persons.protect_address(by=world.viewer(role), person_id=person, staff_ids=[], reason="支援措置の申出")


# --- emergencies -----------------------------------------------------------------------------------------------------


def break_glass(world, role=Role.WEST_NURSE, number="0000000001", reason="道で倒れていて連絡先が必要なため"):
    return emergencies.open_person_in_emergency(by=world.viewer(role), insured_no=number, reason=reason)


def test_an_emergency_opens_one_person_for_a_day_and_says_so(world, register):
    person, other = register(), register()
    assert break_glass(world) == person

    viewer = world.viewer(Role.WEST_NURSE)
    assert person_file(viewer, person).because == ("緊急の閲覧（24時間）のため",)
    with pytest.raises(Unseen):
        person_file(viewer, other)
    with pytest.raises(Unseen):
        person_file(world.viewer(Role.WEST_NURSE, at=viewer.at + timedelta(hours=25)), person)


def test_an_emergency_never_opens_a_protected_address_and_allows_no_change(world, register):
    person = register()
    protect(world, person)
    break_glass(world)
    viewer = world.viewer(Role.WEST_NURSE)

    assert person_file(viewer, person).address is None
    with pytest.raises(NotPermitted):
        persons.change_person(by=viewer, person_id=person, details=details(name="別名"), reason="ためし")


def test_an_emergency_is_refused_without_reason_number_or_standing(world, register):
    register()
    with pytest.raises(AccessRefused):
        break_glass(world, reason="急ぎ")
    with pytest.raises(PeopleRefused, match="見つかりません"):
        break_glass(world, number="9999999999")
    for role in (Role.ADMINISTRATOR, Role.EVALUATOR, Role.AUDITOR, Role.NO_OATH, Role.PROVIDER):
        with pytest.raises(NotPermitted):
            break_glass(world, role)
    with pytest.raises(PeopleRefused, match="見つかりません"):
        break_glass(world, Role.NEIGHBOUR_NURSE)
