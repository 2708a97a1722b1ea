"""見本の認定: shares as planned, periods as the rule says, and the untidiness of life."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest

from takigi.demo.certifications import (
    CERTIFIED,
    CHANGE,
    NEW,
    NOT_ELIGIBLE,
    PENDING,
    RENEWAL,
    WITHDRAWN,
    Certification,
    History,
    everyone_certified,
)
from takigi.demo.dealing import Dealer, Sieve
from takigi.demo.population import DECEASED, RESIDENT
from takigi.demo.reasons import SUPPORT_CAUSES, WORDS
from takigi.demo.town import Town
from takigi.demo.towns import NAGIHAMA, TAKIGINO
from takigi.instruments.validity import certification_until
from takigi.kernel.codes import APPLICATION_TYPE, CARE_LEVEL, REASON, TRIGGER, care_level_rank

pytestmark = pytest.mark.long

SEED = 20
TODAY = TAKIGINO.on


@pytest.fixture(scope="module")
def people() -> list[History]:
    return list(Town(TAKIGINO, SEED).histories())


@pytest.fixture(scope="module")
def records(people) -> list[Certification]:
    return [one for history in people for one in history.certifications]


@pytest.fixture(scope="module")
def new_in_support(people) -> list[Certification]:
    return [
        one
        for history in people
        for one in history.certifications
        if one.application_type == NEW and one.level_code in ("12", "13")
    ]


def is_aged(history: History) -> bool:
    resident = history.resident
    return resident.status == RESIDENT and resident.age_on(TODAY) >= 65


def is_certified(history: History) -> bool:
    return any(one.holds_on(TODAY) for one in history.certifications)


def shares(counts: Counter[str]) -> dict[str, float]:
    return {kind: 100 * count / counts.total() for kind, count in counts.items()}


def test_17_point_7_per_cent_of_those_aged_65_are_certified(people):
    aged = [history for history in people if is_aged(history)]
    assert 100 * sum(map(is_certified, aged)) / len(aged) == pytest.approx(17.7, abs=0.2)


def test_certification_grows_with_age(people):
    def share(youngest: int, oldest: int) -> float:
        group = [h for h in people if is_aged(h) and youngest <= h.resident.age_on(TODAY) <= oldest]
        return sum(map(is_certified, group)) / len(group)

    assert share(65, 74) < 0.06
    assert 0.08 < share(75, 84) < 0.25
    assert share(85, 94) > 0.4


def test_a_few_second_insured_are_certified(people):
    second = [history for history in people if history.resident.is_second_insured]
    assert 20 <= len(second) <= 70
    assert all(map(is_certified, second))


def test_the_three_great_causes_have_their_published_shares(new_in_support):
    found = shares(Counter(one.cause_code for one in new_in_support if one.cause_code != "unknown"))
    for cause, share in (("joint", 19.3), ("frailty", 17.4), ("fall_fracture", 16.1)):
        assert found[cause] == pytest.approx(share, abs=0.5)
    assert found["joint"] + found["frailty"] + found["fall_fracture"] == pytest.approx(52.8, abs=0.5)


def test_the_other_causes_come_as_declared_and_some_are_unknown(new_in_support):
    known = Counter(one.cause_code for one in new_in_support if one.cause_code != "unknown")
    found = shares(known)
    assert found == {cause: pytest.approx(share, abs=0.5) for cause, share in SUPPORT_CAUSES}
    assert 0.02 < 1 - known.total() / len(new_in_support) < 0.06


def test_all_levels_occur_in_about_the_national_order(people):
    levels = Counter(one.level_code for h in people if is_aged(h) for one in h.certifications if one.holds_on(TODAY))
    assert levels.keys() == {"12", "13", "21", "22", "23", "24", "25"}
    assert max(levels, key=lambda level: levels[level]) == "21"
    assert shares(levels)["12"] == pytest.approx(14.3, abs=0.5)


def test_half_of_the_decisions_take_about_36_days(records):
    days = [(one.decided_on - one.applied_on).days for one in records if one.decided_on]
    assert 34 <= median(days) <= 38
    assert min(days) > 5
    assert sum(lag > 30 for lag in days) > len(days) / 2


def test_a_new_or_changed_certification_begins_with_its_application(records):
    decided = [one for one in records if one.outcome == CERTIFIED and one.application_type in (NEW, CHANGE)]
    assert all(one.valid_from == one.applied_on for one in decided)


def test_a_renewal_begins_the_day_after(people):
    for history in people:
        for before, after in pairwise(one for one in history.certifications if one.outcome == CERTIFIED):
            if after.application_type == RENEWAL:
                assert after.valid_from == before.valid_to + timedelta(days=1)


def test_a_change_cuts_the_earlier_one_off_the_day_before(people):
    cut = 0
    for history in people:
        for before, after in pairwise(one for one in history.certifications if one.outcome == CERTIFIED):
            if after.application_type == CHANGE:
                cut += 1
                assert before.valid_to == after.valid_from - timedelta(days=1)
                assert before.issued_valid_to > before.valid_to
    assert cut > 200


def test_what_was_not_cut_off_ends_as_the_rule_says(records):
    months = (6, 12, 24, 36, 48)
    whole = [one for one in records if one.outcome == CERTIFIED and one.valid_to == one.issued_valid_to]
    by_rule = [one for one in whole if one.valid_to in {certification_until(one.valid_from, n) for n in months}]
    # The others ended without a renewal, at the end of some month.
    assert len(by_rule) > 0.95 * len(whole)
    assert all((one.valid_to + timedelta(days=1)).day == 1 or one in by_rule for one in whole)


def test_48_months_are_given_only_where_the_level_is_unchanged(records):
    long = [
        one
        for one in records
        if one.outcome == CERTIFIED and one.issued_valid_to == certification_until(one.valid_from, 48)
    ]
    assert len(long) > 20
    assert all(one.level_code == one.previous_level for one in long if one.previous_level)


def test_nobodys_certifications_overlap(people):
    for history in people:
        periods = [(one.valid_from, one.valid_to) for one in history.certifications if one.valid_from]
        assert all(before[1] < after[0] for before, after in pairwise(periods))


def test_a_change_changes_the_level(records):
    changed = [one for one in records if one.application_type == CHANGE and one.outcome == CERTIFIED]
    assert all(one.level_code != one.previous_level for one in changed if one.previous_level)
    worse = sum(
        care_level_rank(one.level_code) > care_level_rank(one.previous_level) for one in changed if one.previous_level
    )
    assert worse > 0.6 * len(changed)


def test_many_renewals_were_decided_after_they_began(records):
    late = [
        one for one in records if one.application_type == RENEWAL and one.decided_on and one.decided_on > one.valid_from
    ]
    assert len(late) > 300


def test_every_outcome_occurs(records):
    outcomes = Counter(one.outcome for one in records)
    assert outcomes.keys() == {CERTIFIED, NOT_ELIGIBLE, WITHDRAWN, PENDING}
    assert all(count > 30 for count in outcomes.values())
    assert {one.application_type for one in records} == {NEW, RENEWAL, CHANGE}


def test_what_is_not_decided_says_no_result(records):
    for one in records:
        if one.outcome in (PENDING, WITHDRAWN):
            assert (one.decided_on, one.level_code, one.valid_from, one.valid_to) == (None, "", None, None)
        if one.outcome == NOT_ELIGIBLE:
            assert one.level_code == "01"
            assert one.valid_from is None


def test_nothing_happened_after_today_or_after_a_death(people):
    for history in people:
        last = history.resident.status_on if history.resident.status == DECEASED else TODAY
        for one in history.certifications:
            assert one.applied_on <= last
            assert one.decided_on is None or one.decided_on <= last


def test_the_file_reaches_three_years_back(records):
    since = date(2023, 11, 1)
    assert all((one.valid_to or one.decided_on or one.applied_on) >= since for one in records)
    assert min(one.applied_on for one in records) < since


def test_every_code_is_an_official_one(records):
    for one in records:
        assert one.level_code == "" or CARE_LEVEL.known(one.level_code)
        assert APPLICATION_TYPE.known(one.application_type)
        assert all(map(REASON.known, (one.cause_code, *one.reason_codes)))
        assert all(map(TRIGGER.known, one.trigger_codes))


def test_new_applicants_say_a_reason_that_hangs_on_its_trigger(records):
    for one in records:
        if one.application_type == NEW:
            (trigger,) = one.trigger_codes
            assert one.reason_text in WORDS[trigger]
    assert {one.trigger_codes[0] for one in records if one.trigger_codes} == {code.value for code in TRIGGER.codes}
    assert any("discharge" in one.reason_codes for one in records)


def test_the_same_seed_gives_the_same_histories():
    town = Town(TAKIGINO.scaled(3_000), seed=5)
    assert list(town.histories()) == list(town.histories())


def test_the_city_keeps_the_shape_at_a_tenth_of_its_size():
    plan = NAGIHAMA.scaled(45_819)
    people = list(Town(plan, SEED).histories())
    aged = [h for h in people if h.resident.status == RESIDENT and h.resident.age_on(plan.on) >= 65]
    assert len(aged) == plan.aged
    certified = sum(any(one.holds_on(plan.on) for one in h.certifications) for h in aged)
    assert certified / len(aged) == pytest.approx(plan.certified_share, abs=0.005)


def test_everybody_aged_65_can_be_given_one_application_for_a_large_file():
    plan = TAKIGINO.scaled(4_000)
    everybody = list(everyone_certified(Town(plan, SEED).residents(), plan, seed=SEED))
    assert len(everybody) == plan.aged
    assert len({resident.number for resident, _ in everybody}) == plan.aged


class SlyRandom:
    """Always the same lot: the worst that chance can do to shares."""

    def __init__(self, lot: float) -> None:
        self._lot = lot

    def random(self) -> float:
        return self._lot


@pytest.mark.parametrize("lot", [0.0, 0.5, 0.999999])
def test_a_dealer_keeps_the_shares_whatever_chance_does(lot):
    dealer = Dealer((("often", 0.7), ("seldom", 0.2), ("hardly", 0.1)), SlyRandom(lot))
    dealt = Counter(dealer.deal() for _ in range(1000))
    assert dealt == {
        "often": pytest.approx(700, abs=3),
        "seldom": pytest.approx(200, abs=3),
        "hardly": pytest.approx(100, abs=3),
    }


@pytest.mark.parametrize("lot", [0.0, 0.5, 0.999999])
def test_a_sieve_picks_its_share_of_every_group_whatever_chance_does(lot):
    sieve = Sieve(SlyRandom(lot))
    picked = Counter(
        group for _ in range(1000) for group, chance in (("a", 0.3), ("b", 0.01)) if sieve.picks(group, chance)
    )
    assert picked == {"a": pytest.approx(300, abs=1), "b": pytest.approx(10, abs=1)}
