"""統合: two records shown as one, and given back without loss."""

import pytest

from takigi.access.grounds import NotPermitted
from takigi.people.actions import merges
from takigi.people.models import Merge, Person
from takigi.people.queries.duplicates import duplicate_pairs, side_by_side
from takigi.people.queries.duplicates import merges as merge_list
from takigi.people.queries.files import person_file
from takigi.people.rules import (
    Evidence,
    PeopleRefused,
)
from tests.rooms.people_words import protect
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def rows(model):
    return sorted(map(str, model.objects.values()))


@holds("V17")
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


@holds("V16")
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


def test_one_birth_date_written_in_two_ways_is_no_difference(world, register):
    one, other = register(birth="S12.4.1"), register(birth="昭和12年4月1日")
    page = side_by_side(world.viewer(Role.INSURANCE), one, other)

    assert next(row for row in page.rows if row.label == "生年月日").agrees


def test_duplicates_cost_the_same_for_one_pair_and_for_twenty(world, register, django_assert_max_num_queries):
    by = world.viewer(Role.INSURANCE)
    for number in range(20):
        for _ in range(2):
            register(name_kana=f"ヤマダ　ハナ{'ア' * number}")
        with django_assert_max_num_queries(12):
            duplicate_pairs(by)
