"""本人・世帯: registered, read on a ground, changed with a reason, merged and unmerged without loss."""

import uuid
from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen, why
from takigi.access.rules import AccessRefused
from takigi.audit import queries as audit
from takigi.kernel.eras import UnreadableDate
from takigi.people.actions import consents, emergencies, merges, persons
from takigi.people.actions.consents import ConsentWords
from takigi.people.actions.persons import PersonDetails
from takigi.people.models import Merge, Person
from takigi.people.policies import VIEWING, visible_persons
from takigi.people.queries.consents import consent_covers
from takigi.people.queries.duplicates import duplicate_pairs, side_by_side
from takigi.people.queries.duplicates import merges as merge_list
from takigi.people.queries.files import person_file, readers_of, recently_read
from takigi.people.rules import (
    CONSENT_MOVES,
    ConsentMethod,
    ConsentPurpose,
    ConsentScope,
    ConsentState,
    Evidence,
    PeopleRefused,
)
from tests.worlds import Role

pytestmark = pytest.mark.django_db


# --- registering and changing -------------------------------------------------------------------------------------


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


def test_names_are_kept_exactly_as_typed(world, register):
    name = "𠮷\U000e0100野　神󠄀子"
    file = person_file(world.viewer(Role.INSURANCE), register(name=name))

    assert file.name == name


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR, Role.EVALUATOR, Role.NO_OATH, Role.MOVED_AWAY])
def test_other_duties_register_nobody(register, role):
    with pytest.raises(NotPermitted):
        register(role=role)


def details(**changed):
    facts = {
        "name": "山田　ハナ",
        "name_kana": "ヤマダ　ハナ",
        "birth": "昭和12年4月1日",
        "sex": "2",
        "insured_no": "0000000001",
        "address": "みどり野市東町1-2-3",
    }
    return PersonDetails(**(facts | changed))


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


# --- reading ------------------------------------------------------------------------------------------------------


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


# --- protected addresses ------------------------------------------------------------------------------------------


def protect(world, person, *roles):
    persons.protect_address(
        by=world.viewer(Role.INSURANCE_HEAD),
        person_id=person,
        staff_ids=[world.staff_id(role) for role in roles],
        reason="支援措置の申出（令和9年3月まで）",
    )


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


# --- emergencies --------------------------------------------------------------------------------------------------


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


# --- merging ------------------------------------------------------------------------------------------------------


def rows(model):
    return sorted(map(str, model.objects.values()))


def test_name_and_birth_date_alone_never_merge(world, register):
    one, other = register(), register(address="みどり野市西町5")
    by = world.viewer(Role.INSURANCE)

    with pytest.raises(PeopleRefused, match="名前と生年月日だけ"):
        merges.merge_persons(by=by, kept_id=one, absorbed_id=other, evidence=set())
    with pytest.raises(PeopleRefused, match="確かめられません"):
        merges.merge_persons(by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})
    with pytest.raises(PeopleRefused, match="だれに"):
        merges.merge_persons(by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ASKED})
    assert merges.merge_persons(
        by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ASKED}, note="長女に電話で確かめた"
    )


def test_merging_and_unmerging_gives_back_every_row_as_it_was(world, register):
    one, other, third = register(), register(), register()
    by, before = world.viewer(Role.INSURANCE), rows(Person)
    first = merges.merge_persons(by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})
    second = merges.merge_persons(by=by, kept_id=third, absorbed_id=one, evidence={Evidence.ADDRESS})
    assert person_file(by, other).person_id == third

    merges.unmerge_persons(by=by, merge_id=second, reason="別の人と分かった")
    assert person_file(by, other).person_id == one
    merges.unmerge_persons(by=by, merge_id=first, reason="別の人と分かった")

    assert rows(Person) == before
    assert {merge.undone_reason for merge in merge_list(by)} == {"別の人と分かった"}


def test_unmerging_the_inner_merge_first_leaves_the_outer_one_standing(world, register):
    one, other, third = register(), register(), register()
    by = world.viewer(Role.INSURANCE)
    inner = merges.merge_persons(by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})
    merges.merge_persons(by=by, kept_id=third, absorbed_id=one, evidence={Evidence.ADDRESS})

    merges.unmerge_persons(by=by, merge_id=inner, reason="別の人と分かった")

    assert person_file(by, other).person_id == other
    assert person_file(by, one).person_id == third


def test_a_merge_is_undone_once(world, register):
    by = world.viewer(Role.INSURANCE)
    merge = merges.merge_persons(by=by, kept_id=register(), absorbed_id=register(), evidence={Evidence.ADDRESS})
    merges.unmerge_persons(by=by, merge_id=merge, reason="別の人と分かった")

    with pytest.raises(PeopleRefused, match="もう戻されて"):
        merges.unmerge_persons(by=by, merge_id=merge, reason="別の人と分かった")
    assert Merge.objects.count() == 1


def test_protection_cannot_be_lost_by_merging(world, register):
    one, other = register(), register()
    protect(world, other)

    with pytest.raises(PeopleRefused, match="保護"):
        merges.merge_persons(
            by=world.viewer(Role.INSURANCE), kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS}
        )


@pytest.mark.parametrize("role", [Role.EAST_NURSE, Role.EAST_HEAD, Role.SECRETARIAT, Role.NEIGHBOUR_NURSE])
def test_only_the_insurance_section_merges_or_lists_duplicates(world, register, role):
    one, other = register(), register()
    with pytest.raises(NotPermitted):
        merges.merge_persons(by=world.viewer(role), kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})
    with pytest.raises(NotPermitted):
        duplicate_pairs(world.viewer(role))


def test_pairs_with_the_same_reading_and_birth_date_are_proposed_the_likeliest_first(world, register):
    register(name="田中　実", name_kana="タナカ　ミノル", address="みどり野市南1")
    register(name="田中　稔", name_kana="タナカ　ミノル", address="みどり野市北2")
    register(name="山田　ハナ")
    register(name="山田　はな", insured_no="")
    register(name="山田　花子", name_kana="ヤマダ　ハナコ")

    pairs = duplicate_pairs(world.viewer(Role.INSURANCE)).pairs

    assert [(pair.one.name, pair.other.name) for pair in pairs] == [
        ("山田　ハナ", "山田　はな"),
        ("田中　実", "田中　稔"),
    ]
    assert pairs[0].evidence == {Evidence.ADDRESS}


def test_a_pair_said_to_be_two_people_is_not_proposed_again(world, register):
    one, other = register(), register()
    by = world.viewer(Role.INSURANCE)
    merges.say_not_same(by=by, one_id=other, other_id=one, note="双子")

    assert duplicate_pairs(by).pairs == ()


def test_side_by_side_says_where_two_records_differ(world, register):
    one, other = register(), register(name="山田　花")
    page = side_by_side(world.viewer(Role.INSURANCE), one, other)

    assert {row.label for row in page.rows if not row.agrees} == {"氏名", "被保険者番号"}


def test_duplicates_cost_the_same_for_one_pair_and_for_twenty(world, register, django_assert_max_num_queries):
    by = world.viewer(Role.INSURANCE)
    for number in range(20):
        for _ in range(2):
            register(name_kana=f"ヤマダ　ハナ{'ア' * number}")
        with django_assert_max_num_queries(12):
            duplicate_pairs(by)


# --- consent ------------------------------------------------------------------------------------------------------


def say(world, person, state, role=Role.EAST_NURSE, **words):
    by = world.viewer(role)
    granted = state is ConsentState.GRANTED
    scope = ConsentScope(frozenset({world.agency_ids["west"]}), frozenset({"ident"})) if granted else ConsentScope()
    heard = {
        "happened_on": by.on,
        "scope": scope,
        "method": ConsentMethod.SIGNATURE if granted else None,
        "capacity_note": "二回たずねたが返事がなかった",
    }
    consents.record_consent(
        by=by, person_id=person, purpose=ConsentPurpose.SHARING, state=state, words=ConsentWords(**(heard | words))
    )


def covered(world, person, on=None):
    return consent_covers(
        [person],
        purpose=ConsentPurpose.SHARING,
        agency_id=world.agency_ids["west"],
        info_class="ident",
        on=on or world.viewer(Role.EAST_NURSE).on,
    )


WAYS = {
    ConsentState.NOT_ASKED: [],
    ConsentState.ASKED: [ConsentState.ASKED],
    ConsentState.GRANTED: [ConsentState.ASKED, ConsentState.GRANTED],
    ConsentState.REFUSED: [ConsentState.ASKED, ConsentState.REFUSED],
    ConsentState.UNABLE: [ConsentState.ASKED, ConsentState.UNABLE],
    ConsentState.WITHDRAWN: [ConsentState.ASKED, ConsentState.GRANTED, ConsentState.WITHDRAWN],
}


@pytest.mark.parametrize("start", list(WAYS))
@pytest.mark.parametrize("wanted", [state for state in ConsentState if state is not ConsentState.EXPIRED])
def test_consent_goes_only_where_the_table_says(world, register, start, wanted):
    person = register()
    for step in WAYS[start]:
        say(world, person, step)
    if wanted in CONSENT_MOVES[start]:
        say(world, person, wanted)
    else:
        with pytest.raises(PeopleRefused, match="進めません"):
            say(world, person, wanted)


def test_silence_is_never_consent(world, register):
    """Written by hand, so that the table itself can be doubted."""
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.NOT_ASKED]
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.REFUSED]
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.WITHDRAWN]
    person = register()
    say(world, person, ConsentState.ASKED)
    assert not covered(world, person)


def test_a_withdrawal_closes_at_once_and_the_history_stays(world, register):
    person = register()
    for state in (ConsentState.ASKED, ConsentState.GRANTED):
        say(world, person, state)
    assert covered(world, person)

    say(world, person, ConsentState.WITHDRAWN)

    assert not covered(world, person)
    sharing = person_file(world.viewer(Role.EAST_NURSE), person).consents[0]
    assert [step.state for step in sharing.steps] == ["withdrawn", "granted", "asked"]


def test_a_consent_expires_by_itself_on_the_day_after(world, register):
    person, today = register(), world.viewer(Role.EAST_NURSE).on
    say(world, person, ConsentState.ASKED)
    scope = ConsentScope(frozenset({world.agency_ids["west"]}), frozenset({"ident"}), today + timedelta(days=10))
    say(world, person, ConsentState.GRANTED, scope=scope)

    assert covered(world, person, on=today + timedelta(days=10))
    assert not covered(world, person, on=today + timedelta(days=11))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"method": None}, "取り方"),
        ({"scope": ConsentScope()}, "範囲"),
    ],
)
def test_a_consent_without_method_or_scope_is_refused(world, register, words, says):
    person = register()
    say(world, person, ConsentState.ASKED)
    with pytest.raises(PeopleRefused, match=says):
        say(world, person, ConsentState.GRANTED, **words)


def test_of_merged_records_a_withdrawal_is_not_outvoted(world, register):
    one, other = register(), register()
    for person in (one, other):
        for state in (ConsentState.ASKED, ConsentState.GRANTED):
            say(world, person, state)
    say(world, other, ConsentState.WITHDRAWN)
    merges.merge_persons(by=world.viewer(Role.INSURANCE), kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})

    assert person_file(world.viewer(Role.EAST_NURSE), one).consents[0].state is ConsentState.WITHDRAWN
