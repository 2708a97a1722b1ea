"""本人の検索: found by reading, kanji variants, numbers, birth date and area; only with a ground; at a constant cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from takigi.audit import queries as audit
from takigi.people.actions import merges, persons
from takigi.people.queries.search import LIMIT, find_people
from takigi.people.rules import Evidence
from takigi.people.search_words import understand
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def found(world, text, role=Role.INSURANCE, **more):
    return [card.name for card in find_people(world.viewer(role), text, **more).people]


@holds("V18")
@pytest.mark.parametrize(
    "typed",
    ["タカハシ", "たかはし", "ﾀｶﾊｼ", "たか", "た", "ハナ", "高橋", "髙橋", "髙橋ハナ", "高橋　ハナ", "たかはし はな"],
)
def test_a_person_is_found_however_the_name_is_typed(world, register, typed):
    register(name="髙橋　ハナ", name_kana="タカハシ　ハナ")
    register(name="田中　実", name_kana="タナカ　ミノル")

    assert "髙橋　ハナ" in found(world, typed)
    if typed != "た":
        assert "田中　実" not in found(world, typed)


@pytest.mark.parametrize("typed", ["おおの", "オーノ", "おうの", "ｵｵﾉ", "おおのじゅんいちろう"])
def test_long_vowels_are_found_in_each_way_of_writing_them(world, register, typed):
    register(name="大野　純一郎", name_kana="オオノ　ジュンイチロウ")

    assert found(world, typed) == ["大野　純一郎"]


@pytest.mark.parametrize("typed", ["0000000001", "1", "00000", "０００００００００１"])
def test_a_number_is_found_by_its_beginning_and_without_its_zeros(world, register, typed):
    register(name="一番　目", name_kana="イチバン　メ", insured_no="0000000001")

    # A single digit says too little; three begin a search.
    assert found(world, typed) == ([] if typed == "1" else ["一番　目"])


@pytest.mark.parametrize(
    "typed", ["S12.4.1", "昭和12年4月1日", "1937-04-01", "19370401", "3120401", "昭和12年4月", "昭和12年"]
)
def test_a_birth_date_is_found_in_each_notation_and_as_far_as_it_is_known(world, register, typed):
    register(name="山田　ハナ", birth="昭和12年4月1日")
    register(name="山川　キヨ", name_kana="ヤマカワ　キヨ", birth="昭和13年4月1日")

    assert found(world, typed) == ["山田　ハナ"]


def test_a_person_whose_month_of_birth_is_unknown_is_found_by_any_day_of_that_year(world, register):
    register(name="昔　トメ", name_kana="ムカシ　トメ", birth="昭和5年")

    assert found(world, "S5.8.3") == ["昔　トメ"]
    assert found(world, "S6.8.3") == []


def test_reading_and_birth_date_together_narrow_the_search(world, register):
    register(name="山田　ハナ", birth="昭和12年4月1日")
    register(name="山田　花", birth="昭和20年4月1日")

    assert found(world, "やまだ S20.4.1") == ["山田　花"]


def test_an_area_alone_lists_its_people_in_the_order_of_their_readings(world, register):
    register(name="和田　実", name_kana="ワダ　ミノル")
    register(name="阿部　実", name_kana="アベ　ミノル")
    register(name="西　実", name_kana="ニシ　ミノル", area="west")

    assert found(world, "", area_id=world.area_ids["east"]) == ["阿部　実", "和田　実"]


def test_nothing_typed_finds_nobody(world, register):
    register()

    assert found(world, "") == found(world, "　 ") == []


def test_more_people_than_fit_are_said_to_be_more(world, register):
    for _ in range(LIMIT + 2):
        register()
    result = find_people(world.viewer(Role.INSURANCE), "やまだ")

    assert (len(result.people), result.has_more) == (LIMIT, True)


def test_a_person_is_still_found_by_the_name_of_before_the_marriage(world, register):
    person = register(name="山田　ハナ", name_kana="ヤマダ　ハナ")
    persons.change_person(
        by=world.viewer(Role.INSURANCE),
        person_id=person,
        details=persons.PersonDetails(
            name="佐藤　ハナ", name_kana="サトウ　ハナ", birth="昭和12年4月1日", sex="2", insured_no="0000000001"
        ),
        reason="婚姻の届けによる",
    )

    assert found(world, "やまだ") == found(world, "山田") == ["佐藤　ハナ"]


def test_a_merged_record_leads_to_the_person_it_belongs_to(world, register):
    kept = register(name="山田　ハナ", insured_no="0000000077")
    absorbed = register(name="山田　はな", insured_no="0000000088", name_kana="ヤマタ　ハナ")
    merges.merge_persons(
        by=world.viewer(Role.INSURANCE), kept_id=kept, absorbed_id=absorbed, evidence={Evidence.ADDRESS}
    )

    assert found(world, "0000000088") == found(world, "やまた") == ["山田　ハナ"]
    assert found(world, "0000000088", Role.EAST_NURSE) == ["山田　ハナ"]


# --- who finds whom ---------------------------------------------------------------------------------------------

FINDS = {
    Role.INSURANCE: {"east", "west", "nowhere", "protected"},
    Role.INSURANCE_HEAD: {"east", "west", "nowhere", "protected"},
    Role.EAST_NURSE: {"east"},
    Role.EAST_HEAD: {"east"},
    Role.WEST_NURSE: {"west"},
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_finds_exactly_those_with_a_ground(world, register, role):
    """No other role of the table finds anybody: the evaluator, the administrator, the auditor, the neighbour town."""
    names = {"east": "山田　東", "west": "山田　西", "nowhere": "山田　外", "protected": "山田　守"}
    for area in ("east", "west"):
        register(name=names[area], area=area)
    register(name=names["nowhere"], area=None)
    protected = register(name=names["protected"], area="east")
    persons.protect_address(
        by=world.viewer(Role.INSURANCE_HEAD), person_id=protected, staff_ids=[], reason="支援措置の申出"
    )

    assert set(found(world, "やまだ", role)) == {names[key] for key in FINDS.get(role, set())}


def test_a_protected_person_is_not_in_the_list_of_an_area_even_for_those_who_find_the_name(world, register):
    person = register(name="山田　守")
    persons.protect_address(
        by=world.viewer(Role.INSURANCE_HEAD), person_id=person, staff_ids=[], reason="支援措置の申出"
    )
    card = find_people(world.viewer(Role.INSURANCE), "やまだ").people[0]

    assert found(world, "", area_id=world.area_ids["east"]) == []
    assert card.area_name == "保護"


def test_what_a_search_showed_is_recorded_without_what_was_typed(world, register):
    person = register(name="山田　ハナ")
    find_people(world.viewer(Role.INSURANCE), "やまだ")
    event = audit.events_page(world.municipality_id)[0]

    assert (event.kind, event.shown) == ("audit.list_read", (f"person:{person}",))
    assert "ヤマダ" not in str(event) and "やまだ" not in str(event)


@pytest.mark.parametrize("typed", ["やまだ", "山田", "0000000", "S12.4.1", "やまだ はな S12"])
def test_a_search_costs_the_same_for_one_person_and_for_thirty(world, register, typed):
    costs = []
    for people in (1, 29):
        for _ in range(people):
            register()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_people(world.viewer(Role.INSURANCE), typed)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 25


def test_words_are_understood_as_far_as_they_can_be():
    words = understand("　ﾔﾏﾀﾞ 山田　0001234567 昭和５年 ")

    assert words.readings == ("ヤマダ",)
    assert words.names == ("山田",)
    assert words.numbers == ("0001234567",)
    assert words.births == ((date(1930, 1, 1), date(1930, 12, 31)),)


@pytest.mark.parametrize("hostile", ["%", "_", "'; drop table people_person; --", "\x00", "ｱ" * 500, "\U0010ffff", "*"])
def test_hostile_words_find_nobody_and_break_nothing(world, register, hostile):
    register()

    assert found(world, hostile) == []
