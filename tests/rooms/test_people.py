"""本人・世帯: registered, changed with a reason, and read on a ground that is recorded."""

import uuid

import pytest

from takigi.access.grounds import NotPermitted, Unseen, why
from takigi.audit import queries as audit
from takigi.kernel.eras import UnreadableDate
from takigi.people.actions import emergencies, persons
from takigi.people.models import Person
from takigi.people.policies import VIEWING, visible_persons
from takigi.people.queries.files import person_file, readers_of, recently_read
from takigi.people.rules import (
    PeopleRefused,
)
from tests.rooms.people_words import details
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db


# --- registering and changing ----------------------------------------------------------------------------------------


@holds("V16")
def test_without_an_insured_number_a_person_gets_a_temporary_one(world, register):
    file = person_file(world.viewer(Role.INSURANCE), register(insured_no=""))

    assert file.insured_no == ""
    assert file.temporary_no.startswith("仮")


@pytest.mark.parametrize(
    ("details", "error", "says"),
    [
        ({"name": "　"}, PeopleRefused, "氏名"),
        ({"birth": "R99.1.1"}, PeopleRefused, "今日より後"),
        ({"birth": "令和6年2月30日"}, UnreadableDate, "。"),
        ({"birth": "きのうのきのう"}, UnreadableDate, "。"),
        ({"insured_no": "123"}, PeopleRefused, "10けた"),
    ],
)
def test_what_cannot_be_registered_is_refused_with_a_sentence(register, details, error, says):
    with pytest.raises(error, match=says):
        register(**details)


def test_two_people_never_share_an_insured_number(register):
    register(insured_no="0000000123")

    with pytest.raises(PeopleRefused, match="すでに登録"):
        register(insured_no="０００００００１２３", name="別の　人")


@holds("V18")
def test_names_are_kept_exactly_as_typed(world, register):
    name = "𠮷\U000e0100野　神󠄀子"
    file = person_file(world.viewer(Role.INSURANCE), register(name=name))

    assert file.name == name


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR, Role.EVALUATOR, Role.NO_OATH, Role.MOVED_AWAY])
def test_other_duties_register_nobody(register, role):
    with pytest.raises(NotPermitted):
        register(role=role)


def test_a_change_needs_a_reason_and_keeps_what_was_there(world, register):
    person, by = register(), world.viewer(Role.INSURANCE)
    wish = details(address="みどり野市西町9", area_id=world.area_ids["west"])
    with pytest.raises(PeopleRefused, match="理由"):
        persons.change_person(by=by, person_id=person, details=wish, reason="")

    assert persons.change_person(by=by, person_id=person, details=wish, reason="転居の届けによる")

    lines = person_file(by, person).changes[0].lines
    assert ("住所", "みどり野市東町1-2-3", "みどり野市西町9") in lines


def test_a_change_that_changes_nothing_is_not_written(world, register):
    person = register()
    same = details(area_id=world.area_ids["east"])

    assert not persons.change_person(by=world.viewer(Role.INSURANCE), person_id=person, details=same, reason="")
    assert person_file(world.viewer(Role.INSURANCE), person).changes == ()


def test_a_centre_changes_its_own_areas_people_and_no_others(world, register):
    own, other = register(), register(area="west")
    nurse = world.viewer(Role.EAST_NURSE)

    assert persons.change_person(by=nurse, person_id=own, details=details(phone="0"), reason="本人から聞いた")
    with pytest.raises(Unseen):
        persons.change_person(by=nurse, person_id=other, details=details(phone="0"), reason="本人から聞いた")


# --- reading ---------------------------------------------------------------------------------------------------------


def test_reading_a_file_is_recorded_with_its_ground(world, register):
    person = register()
    file = person_file(world.viewer(Role.EAST_NURSE), person)
    event = audit.events_page(world.municipality_id)[0]

    assert file.because == ("担当圏域のセンターの職員であるため",)
    assert (event.kind, event.target, event.because) == ("audit.file_read", f"person:{person}", file.because)
    assert event.by_id == world.staff_id(Role.EAST_NURSE)


SEES = {Role.INSURANCE, Role.INSURANCE_HEAD, Role.EAST_NURSE, Role.EAST_HEAD}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_a_person_of_the_east_or_does_not_know_of_one(world, register, role):
    person = register()
    if role in SEES:
        assert person_file(world.viewer(role), person).because
    else:
        with pytest.raises(Unseen):
            person_file(world.viewer(role), person)


def test_a_refused_reading_leaves_no_trace_of_a_reading(world, register):
    person = register()
    before = audit.events_page(world.municipality_id)[0].seq
    with pytest.raises(Unseen):
        person_file(world.viewer(Role.WEST_NURSE), person)

    assert audit.events_page(world.municipality_id)[0].seq == before


def test_a_person_who_does_not_exist_is_refused_just_like_one_who_may_not_be_seen(world, register):
    with pytest.raises(Unseen):
        person_file(world.viewer(Role.INSURANCE), uuid.uuid4())


def test_the_two_tellings_of_every_ground_agree(world, register):
    """In the list exactly when there is a reason, for everybody and every kind of person."""
    protected = register(name="守　人")
    register()
    register(area="west")
    register(area=None)
    listed = [world.staff_id(Role.WEST_NURSE)]
    persons.protect_address(
        by=world.viewer(Role.INSURANCE_HEAD), person_id=protected, staff_ids=listed, reason="支援措置の申出"
    )
    emergencies.open_person_in_emergency(
        by=world.viewer(Role.WEST_NURSE), insured_no="0000000002", reason="倒れていて連絡先が必要なため"
    )
    for role in Role:
        viewer = world.viewer(role)
        shown = set(visible_persons(viewer).values_list("pk", flat=True))
        own = Person.objects.filter(municipality_id=viewer.municipality_id)
        explained = {p.pk for p in own if why(VIEWING, viewer, p)} if viewer.may_read_persons else set()
        assert shown == explained, role


def test_who_has_looked_is_told_to_supervisors_and_the_auditor_only(world, register):
    person = register()
    person_file(world.viewer(Role.EAST_NURSE), person)

    for role in (Role.EAST_HEAD, Role.INSURANCE_HEAD, Role.AUDITOR):
        assert "田辺 恵" in {reader.staff_name for reader in readers_of(world.viewer(role), person)}
    with pytest.raises(NotPermitted):
        readers_of(world.viewer(Role.EAST_NURSE), person)
    for role in (Role.WEST_NURSE, Role.NEIGHBOUR_AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(Unseen):
            readers_of(world.viewer(role), person)


def test_recently_read_people_are_those_one_may_still_see(world, register):
    one, other = register(), register(area="west", name="西　実")
    insurance = world.viewer(Role.INSURANCE)
    for person in (one, other, one):
        person_file(insurance, person)

    assert [card.person_id for card in recently_read(insurance)] == [one, other]
    assert recently_read(world.viewer(Role.EAST_NURSE)) == []


def test_a_sex_that_is_no_code_is_refused_with_the_codes(world, register):
    with pytest.raises(PeopleRefused, match="男（1）か女（2）"):
        register(sex="男")
