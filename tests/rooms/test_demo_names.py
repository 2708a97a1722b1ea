"""見本の名前: invented, readable, as difficult as real ones, and nobody's from the material the project learnt from."""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from takigi.demo import reasons
from takigi.demo.names import FAMILIES, GIVEN, draw_given
from takigi.demo.office_lists import OFFICES
from takigi.demo.towns import PLANS
from takigi.kernel.folding import fold_name
from takigi.kernel.local_government import is_lg_code

# Material that is not part of the project; where it lies beside the checkout, names are compared with it.
BESIDE = Path(__file__).parents[3] / "shared"
DECKS = BESIDE / "seeds"
ADDRESSES = BESIDE / "data" / "addresses"
KATAKANA = re.compile(r"[ァ-ヴー]+")

ALL_GIVEN = tuple(name for lists in GIVEN.values() for names in lists for name in names)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def decks() -> str:
    if not DECKS.is_dir():
        pytest.skip("no decks beside this checkout to compare the invented names with")
    return squeezed("".join(path.read_text(encoding="utf-8") for path in sorted(DECKS.glob("*.txt"))))


@pytest.fixture(scope="module")
def real_places() -> frozenset[str]:
    national = ADDRESSES / "postal_national.csv.gz"
    if not national.is_file():
        pytest.skip("no list of real addresses beside this checkout to compare the invented places with")
    with gzip.open(national, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        names = {row[column] for row in rows for column in ("city", "town", "city_kana", "town_kana")}
    for path in sorted(ADDRESSES.glob("geolonia_towns_*.json")):
        for town in json.loads(path.read_text(encoding="utf-8")):
            names |= {town["town"], town["koaza"] or ""}
    return frozenset(names)


def invented_places() -> Iterator[str]:
    for plan in PLANS.values():
        yield from (plan.name, plan.kana, plan.name.removesuffix("市"))
        for district in plan.districts:
            yield from (district.name, district.kana)


def said_sentences() -> Iterator[str]:
    for sentences in reasons.WORDS.values():
        yield from sentences
    yield from (*reasons.RENEWAL_WORDS, *reasons.WORSE_WORDS, *reasons.BETTER_WORDS)


def test_no_resident_can_bear_a_name_of_the_decks(decks):
    families = {name.written for name in FAMILIES if name.written in decks}
    given = {name.written for name in ALL_GIVEN if name.written in decks}
    assert [family + name for family in families for name in given if family + name in decks] == []


def test_no_member_of_staff_bears_a_name_of_the_decks(decks):
    assert [staff.name for plan in OFFICES.values() for staff in plan.staff if squeezed(staff.name) in decks] == []


def test_no_office_is_called_as_in_the_decks(decks):
    assert [one.name for plan in OFFICES.values() for one in plan.agencies if squeezed(one.name) in decks] == []


def test_nobody_says_a_sentence_of_the_decks(decks):
    assert [sentence for sentence in said_sentences() if squeezed(sentence) in decks] == []


@pytest.mark.later
def test_no_place_exists(real_places):
    assert [place for place in invented_places() if place in real_places] == []


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_the_codes_are_well_formed_and_belong_to_no_prefecture(plan):
    assert is_lg_code(plan.lg_code)
    assert re.fullmatch(r"\d{6}", plan.insurer_no)
    assert plan.lg_code.startswith("99")
    assert plan.insurer_no.startswith("99")
    assert {district.postal_code[:3] for district in plan.districts} == {"000"}


def test_two_towns_share_no_code():
    plans = PLANS.values()
    for numbers in ([p.lg_code for p in plans], [p.insurer_no for p in plans], [p.name for p in plans]):
        assert len(set(numbers)) == len(PLANS)


def test_every_name_has_a_reading_in_katakana():
    assert [name for name in (*FAMILIES, *ALL_GIVEN) if not KATAKANA.fullmatch(name.read)] == []


def test_the_variants_of_registers_are_there():
    signs = "".join(name.written for name in FAMILIES)
    for sign in ("髙", "﨑", "邊", "邉", "𠮷", "\ufa1b", "\ufa10", "\U000e0100"):
        assert sign in signs


def test_a_variant_is_found_by_the_usual_form():
    assert fold_name("髙橋") == fold_name("高橋")
    assert "髙橋" in {name.written for name in FAMILIES}


@pytest.mark.parametrize("reading", ["オオノ", "エンドウ", "ヨウコ", "イチロウ", "コウイチ"])
def test_readings_have_long_vowels(reading):
    assert reading in {name.read for name in (*FAMILIES, *ALL_GIVEN)}


def test_women_born_long_ago_bear_kana_names_and_the_young_do_not():
    rng = Random(1)
    old = [draw_given(rng, sex="2", born_in=1931).written for _ in range(400)]
    young = [draw_given(rng, sex="2", born_in=1988).written for _ in range(400)]
    assert sum(bool(KATAKANA.fullmatch(name)) for name in old) > 200
    assert sum(bool(KATAKANA.fullmatch(name)) for name in young) == 0
    assert {"ハナ", "トメ", "キヨ"} <= {name.written for name in GIVEN["2"][0]}
