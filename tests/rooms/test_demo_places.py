"""見本の場所: forty places whose days can be read, and needs that lead to places which are there."""

from takigi.demo.place_cards import LOOKING, NAMELESS, PLACES
from takigi.demo.towns import TAKIGINO
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.requests import LOOKED_AFTER
from takigi.resources.rules.schedules import check_slots, days_in_words


def test_every_place_says_when_it_opens_and_lies_in_the_town():
    assert 35 <= len(PLACES) == len({one.name for one in PLACES})
    areas = {area.key for area in TAKIGINO.areas} | {""}
    for one in PLACES:
        slots = read_days(one.days)
        check_slots(slots)
        assert read_days("\n".join(days_in_words(slots))) and one.area in areas and one.interests, one.name
    # Something to ring up, something to hand out, and something that stays among staff.
    assert {one.seen is None for one in PLACES} == {one.is_handed for one in PLACES} == {True, False}


def test_whoever_looks_for_a_place_is_led_to_one_that_is_there_or_leaves_what_is_missing():
    names = {one.name for one in PLACES}
    for one in (*LOOKING, *NAMELESS):
        assert not one.chosen or one.chosen in names
        assert not (one.missing and one.chosen) and not (one.withdrawn and one.chosen)
        days = one.days_ago - (one.attended or 0)
        assert all(months in LOOKED_AFTER and months * 30 <= days for months, _, _ in one.looked)
