"""地域資源: a card says what one must know, is believed for half a year, and belongs to those who hold the place."""

import pytest
from django.db import IntegrityError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.resources.actions import cards as actions
from takigi.resources.models import Resource
from takigi.resources.queries import cards as queries
from takigi.resources.rules.cards import CardWords
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.schedules import Rest
from takigi.resources.rules.search import Wanted
from takigi.resources.rules.words import (
    Access,
    Interest,
    ResourceKind,
    ResourceRefused,
    ResourceState,
    Sharing,
    Welcome,
)
from tests.places_made import PHONE, added
from tests.rooms.conftest import queries_of
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def test_a_card_is_searched_by_what_a_person_can_do_and_what_is_unknown_leaves_nothing_out(world):
    east = world.area_ids["east"]
    added(
        world,
        area_id=east,
        slots=read_days("毎週火 10:00〜11:30"),
        cost_yen=200,
        walk_minutes=25,
        interests=frozenset({Interest.TALK}),
        welcomes=frozenset({Welcome.MEN}),
    )
    added(
        world, "朝の体操", ResourceKind.EXERCISE, slots=read_days("平日 6:30"), interests=frozenset({Interest.EXERCISE})
    )
    added(world, "町の湯", ResourceKind.BATH, cost_yen=500, walk_minutes=40, access=frozenset({Access.PICK_UP}))
    nurse = world.viewer(Role.EAST_NURSE)

    def found(**wanted):
        return {card.words.name for card in queries.resource_list(nurse, Wanted(**wanted))}

    talk, morning, bath = "東町おしゃべり会", "朝の体操", "町の湯"
    for wanted, names in (
        ({}, {talk, morning, bath}),
        ({"weekday": 1}, {talk, morning}),
        ({"area_id": east}, {talk}),
        ({"most_cost": 200}, {talk, morning}),
        ({"most_walk": 10}, {morning, bath}),
        ({"interest": Interest.TALK}, {talk}),
        ({"welcome": Welcome.MEN}, {talk}),
        ({"words": "体操"}, {morning}),
        ({"words": "男の人 おしゃべり"}, {talk}),
    ):
        assert found(**wanted) == names, wanted
    few = queries_of(queries.resource_list, nurse)
    for number in range(10):
        added(world, f"会 {number}", slots=read_days("月水"))
    assert queries_of(queries.resource_list, nurse) == few <= 3


def test_days_are_read_as_a_notice_board_says_them_and_winter_is_skipped(world):
    for said, words in (
        ("毎週火曜日 10:00~11:30", ["毎週火曜 10:00〜11:30"]),
        ("第1月曜日 13時半から15時", ["第1月曜 13:30〜15:00"]),
        ("第２・４金", ["第2・第4金曜"]),
        ("日曜日 ９：００〜", ["毎週日曜 9:00〜"]),
        ("平日", ["毎週月曜", "毎週火曜", "毎週水曜", "毎週木曜", "毎週金曜"]),
    ):
        assert [slot.words for slot in read_days(said)] == words
        assert read_days("\n".join(words)) == read_days(said)
    for said in ("そのつど", "火 25:00", "火 10:00 11:00 12:00", "第1回"):
        with pytest.raises(ResourceRefused):
            read_days(said)
    place = added(world, slots=read_days("毎週火"), rest=Rest(12, 3))
    days = queries.resource_page(world.viewer(Role.EAST_NURSE), place).next_days
    assert len(days) == 3 and all(day.weekday() == 1 and 4 <= day.month <= 11 for day in days)


def test_a_card_is_believed_for_half_a_year_and_confirmed_by_one_tap(world):
    nurse, provider = world.viewer(Role.EAST_NURSE), world.viewer(Role.PROVIDER)
    fresh, old, never = (added(world, name, days_ago=days) for name, days in (("新", 170), ("古", 190), ("未", None)))
    assert [card.resource_id for card, _ in queries.to_confirm(nurse)] == [never, old]
    with pytest.raises(NotPermitted, match="相談支援"):
        actions.confirm_resource(by=provider, resource_id=old)
    actions.confirm_resource(by=nurse, resource_id=old)
    assert [card.resource_id for card, _ in queries.to_confirm(nurse)] == [never]
    page = queries.resource_page(nurse, old)
    assert (page.card.verified_on, page.verified_by, page.may_keep) == (nurse.on, "田辺 恵", False)
    assert fresh != old


def test_only_coordinators_keep_cards_and_see_a_neighbours_own_number(world):
    keeper, nurse = world.viewer(Role.COORDINATOR), world.viewer(Role.EAST_NURSE)
    place = added(world)
    assert queries.resource_page(keeper, place).contact.phone == PHONE.phone
    seen = queries.resource_page(nurse, place).contact
    assert (seen.name, seen.phone, seen.is_kept) == ("", "", True)
    added(world, "古", days_ago=200)
    assert [contact.phone for _, contact in queries.to_confirm(nurse)] == [""]
    for change in (
        lambda: actions.add_resource(by=nurse, words=CardWords("x", ResourceKind.SALON), verified_on=None),
        lambda: actions.change_state(by=nurse, resource_id=place, to=ResourceState.ENDED, on=nurse.on, note="雪"),
    ):
        with pytest.raises(NotPermitted, match="生活支援コーディネーター"):
            change()
    with pytest.raises(NotPermitted):
        queries.resource_list(world.viewer(Role.ADMINISTRATOR))
    with pytest.raises(Unseen):
        queries.resource_page(world.viewer(Role.NEIGHBOUR_NURSE), place)


def test_a_private_gathering_is_handed_to_nobody_before_its_people_have_agreed(world):
    words = {"kind": ResourceKind.PRIVATE, "sharing": Sharing.PUBLIC}
    with pytest.raises(ResourceRefused, match="同意"):
        added(world, "縁側の会", **words)
    keeper = world.viewer(Role.COORDINATOR)
    place = added(world, "縁側の会", **words, consent_on=keeper.on)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=place).update(consent_on=None)


def test_a_card_rests_ends_and_opens_again_and_two_writers_do_not_overwrite_each_other(world):
    keeper, place = world.viewer(Role.COORDINATOR), added(world)
    move = {"by": keeper, "resource_id": place, "on": keeper.on}
    with pytest.raises(ResourceRefused, match="わけ"):
        actions.change_state(**move, to=ResourceState.RESTING, note=" ")
    actions.change_state(**move, to=ResourceState.RESTING, note="雪の間")
    actions.change_state(**move, to=ResourceState.ENDED, note="世話役の引っ越し")
    assert queries.resource_list(keeper) == [] and len(queries.resource_list(keeper, with_ended=True)) == 1
    with pytest.raises(ResourceRefused, match="終わって"):
        actions.confirm_resource(by=keeper, resource_id=place)
    actions.change_state(**move, to=ResourceState.ACTIVE, note="あとを継ぐ人がいた")
    seen = queries.resource_page(keeper, place).version
    change = {"by": keeper, "resource_id": place, "contact": PHONE, "seen_version": seen}
    actions.change_resource(**change, words=CardWords("東町の会", ResourceKind.SALON))
    with pytest.raises(ResourceRefused, match="ほかの人"):
        actions.change_resource(**change, words=CardWords("西町の会", ResourceKind.SALON))
    assert queries.resource_page(keeper, place).card.words.name == "東町の会"
    with pytest.raises(ResourceRefused, match="同じ名前"):
        added(world, "東町の会")
