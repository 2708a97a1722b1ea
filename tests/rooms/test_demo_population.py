"""見本の住民: as many, as old and as they live in the plan; the same for the same seed; in constant memory."""

import time
import tracemalloc
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from takigi.demo.age_counts import OLDEST, people_by_age
from takigi.demo.household_kinds import LABELS
from takigi.demo.population import DECEASED, MOVED_OUT, RESIDENT, Household, Resident, make_town
from takigi.demo.town import Town
from takigi.demo.towns import NAGIHAMA, PLANS, TAKIGINO

pytestmark = pytest.mark.long

SEED = 20


@pytest.fixture(scope="module")
def households() -> list[Household]:
    return list(make_town(TAKIGINO, seed=SEED))


@pytest.fixture(scope="module")
def residents(households) -> list[Resident]:
    return [one for household in households for one in household.residents]


@pytest.fixture(scope="module")
def living(residents) -> list[Resident]:
    return [one for one in residents if one.status == RESIDENT]


def ages(people: list[Resident]) -> Counter[tuple[str, int]]:
    return Counter((one.sex, one.age_on(TAKIGINO.on)) for one in people)


def test_the_town_has_exactly_the_people_of_the_plan(living):
    assert len(living) == 39_584


def test_35_point_5_per_cent_are_aged_65_or_over(living):
    aged = sum(one.age_on(TAKIGINO.on) >= 65 for one in living)
    assert aged == 14_052
    assert aged / len(living) == pytest.approx(0.355, abs=0.0005)


def test_every_age_and_sex_has_its_number(living):
    planned = people_by_age(TAKIGINO)
    counted = ages(living)
    assert {(sex, age): counted[sex, age] for sex in "12" for age in range(OLDEST + 1)} == {
        (sex, age): planned[sex][age] for sex in "12" for age in range(OLDEST + 1)
    }


def test_women_grow_older(living):
    old = Counter(one.sex for one in living if one.age_on(TAKIGINO.on) >= 85)
    assert old["2"] > 1.8 * old["1"]
    assert max(one.age_on(TAKIGINO.on) for one in living) >= 100


def test_all_kinds_of_households_come_in_about_their_shares(households):
    kinds = Counter(one.kind for one in households)
    assert kinds.keys() == LABELS.keys()
    for kind in LABELS:
        assert kinds[kind] / len(households) == pytest.approx(getattr(TAKIGINO.mix, kind), abs=0.025)


def test_a_household_has_one_head_who_is_grown_up_and_one_family_name(households):
    for household in households:
        here = [one for one in household.residents if one.status == RESIDENT]
        assert [one.role for one in here].count("世帯主") <= 1
        assert all(one.age_on(TAKIGINO.on) >= 18 for one in here if one.role == "世帯主")
        assert len({one.family_name for one in household.residents if one.role != "同居人"}) == 1


def test_parents_are_older_than_their_children(households):
    for household in households:
        here = [(one.role, one.age_on(TAKIGINO.on)) for one in household.residents if one.status == RESIDENT]
        parents = [age for role, age in here if role in ("世帯主", "配偶者")]
        children = [age for role, age in here if role == "子"]
        assert all(19 <= min(parents) - age <= 45 for age in children if household.kind != "three_generations")


def test_old_people_who_live_alone_and_old_parents_with_a_child_are_many(households, living):
    alone = [one for one in living if one.lives_alone and one.age_on(TAKIGINO.on) >= 65]
    assert 2_000 < len(alone) < 4_500
    with_child = [h for h in households if h.kind == "one_parent" and h.residents[0].age_on(TAKIGINO.on) >= 75]
    assert len(with_child) > 300


def test_everybody_aged_65_has_one_number_with_its_leading_zeros(residents):
    numbered = [one for one in residents if one.insured_no]
    assert len({one.insured_no for one in numbered}) == len(numbered)
    assert all(len(one.insured_no) == 10 for one in numbered)
    assert all(one.insured_no for one in residents if one.age_on(TAKIGINO.on) >= 65)
    assert all(one.is_second_insured for one in numbered if one.age_on(TAKIGINO.on) < 65)
    assert any(one.insured_no.startswith("H") for one in numbered)


def test_a_few_births_are_known_in_part_and_only_of_the_old(residents):
    partly = [one for one in residents if one.birth_precision != "day"]
    assert 3 <= len(partly) <= 60
    assert {one.birth_precision for one in partly} == {"month", "year"}
    assert min(one.age_on(TAKIGINO.on) for one in partly) >= 75


def test_a_few_have_died_or_moved_within_three_years(residents):
    gone = Counter(one.status for one in residents)
    assert 200 < gone[DECEASED] < 800
    assert 40 < gone[MOVED_OUT] < 250
    assert all(
        one.status_on is not None and date(2023, 10, 1) < one.status_on < TAKIGINO.on
        for one in residents
        if one.status != RESIDENT
    )


def test_nobody_is_born_after_today(residents):
    assert max(one.birth for one in residents) <= TAKIGINO.on


def test_a_few_households_need_protection(households):
    assert 1 <= sum(one.is_protected for one in households) <= 20


def test_people_live_in_every_district_more_of_them_in_the_middle(living):
    districts = Counter(one.district_key for one in living)
    assert districts.keys() == {district.key for district in TAKIGINO.districts}
    assert districts["karise-01"] > districts["karise-07"]


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_the_same_seed_gives_the_same_people_and_another_gives_others(plan):
    first, again, other = (list(islice(make_town(plan, seed=seed), 300)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_a_town_starts_afresh_with_every_call():
    town = Town(TAKIGINO.scaled(800), seed=SEED)
    assert list(town.residents()) == list(town.residents())


def test_the_city_has_458192_people_and_134276_aged_65_and_is_drawn_in_half_a_minute():
    begun = time.process_time()
    people = aged = 0
    for household in make_town(NAGIHAMA, seed=SEED):
        for one in household.residents:
            if one.status == RESIDENT:
                people += 1
                # Sixty-five by the law is sixty-five on the day before the birthday.
                aged += one.birth <= date(1961, 11, 2)
    assert (people, aged) == (458_192, 134_276)
    assert time.process_time() - begun < 30


def peak_of(people: int) -> int:
    town = Town(TAKIGINO.scaled(people), seed=SEED)
    tracemalloc.start()
    try:
        for _ in town.histories():
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_town_four_times_as_large_takes_no_more_memory():
    peak_of(500)
    assert peak_of(8_000) < peak_of(2_000) + 200_000
