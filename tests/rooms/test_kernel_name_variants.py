"""異体字の表: held against public tables and lists of names, which lie beside the repository and are not part of it."""

import bz2
import csv
import json
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from takigi.kernel.folding import fold_kana, fold_name, kana_identity
from takigi.kernel.name_variants import USUAL_FORM
from tests.rules_held import holds

NAMES = Path(__file__).parents[3] / "shared" / "data" / "names"

beside = pytest.mark.skipif(
    not NAMES.is_dir(), reason=f"名前の資料がありません: {NAMES}（このリポジトリには入れていない）"
)

# Pairs that neither public table has: forms seen in registers, two kanji that offices take for one (斎 斉), radicals
# that PDF files give instead of kanji.
OUR_OWN = set("𣘺𡈽𠀋𦚰靍礒斎") | set("⻆⻄⻑⻘⻩⻲⻫⻯⻁⻝⻤⻨⻭⺠")


def families():
    """Which kanji the public tables call forms of one another: two lists together."""
    kin = defaultdict(set)
    for kanji, forms in json.loads((NAMES / "ja_itaiji.json").read_text(encoding="utf-8")).items():
        kin[kanji].update(forms)
    with bz2.open(NAMES / "Unihan_Variants.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                kanji, _, forms = line.rstrip("\n").split("\t")
                kin[sign(kanji)].update(sign(form.split("<")[0]) for form in forms.split())
    for kanji in list(kin):
        for form in list(kin[kanji]):
            kin[form].add(kanji)
    return kin


def sign(code):
    return chr(int(code.removeprefix("U+"), 16))


def column(name, at):
    with (NAMES / name).open(encoding="utf-8", newline="") as lines:
        return [row[at] for row in csv.reader(lines) if len(row) > at]


def test_no_variant_leads_to_another_variant():
    assert [variant for variant, usual in USUAL_FORM.items() if usual in USUAL_FORM or usual == variant] == []


def test_every_sign_of_the_table_survives_nfkc():
    """Otherwise NFKC has already replaced it and the line never works."""
    assert [v for v, usual in USUAL_FORM.items() if unicodedata.normalize("NFKC", v + usual) != v + usual] == []


def test_the_usual_form_can_be_written_by_every_machine():
    assert all(usual.encode("cp932") for usual in USUAL_FORM.values())


@beside
def test_every_line_of_the_table_is_backed_by_a_public_table_or_is_listed_as_our_own():
    kin = families()
    kanji = {v: usual for v, usual in USUAL_FORM.items() if not "\U0001b000" <= v <= "\U0001b16f"}

    unbacked = {v for v, usual in kanji.items() if usual not in kin[v] and not kin[usual] & kin[v]}
    assert unbacked <= OUR_OWN


@holds("V18")
@beside
def test_surnames_that_differ_only_in_the_form_of_a_kanji_are_found_under_one_key():
    """Of the 1,999 commonest surnames: same reading, one kanji differs, a public table calls the two kin."""
    kin = families()
    by_reading = defaultdict(list)
    for surname, reading in zip(column("last_name_org.csv", 0), column("last_name_org.csv", 2), strict=True):
        by_reading[reading, len(surname)].append(surname)

    apart = set()
    for surnames in by_reading.values():
        for at, one in enumerate(surnames):
            for other in surnames[at + 1 :]:
                differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
                is_form = len(differing) == 1 and differing[0][1] in kin[differing[0][0]]
                if is_form and fold_name(one) != fold_name(other):
                    apart.add(frozenset(differing[0]))

    # 坂 and 阪 are different families on purpose.
    assert apart == {frozenset("坂阪")}


@beside
def test_hardly_any_common_surnames_with_different_readings_fall_together():
    readings, spellings = defaultdict(set), defaultdict(set)
    for surname, reading in zip(column("last_name_org.csv", 0), column("last_name_org.csv", 2), strict=True):
        readings[fold_name(surname)].add(fold_kana(reading))
        spellings[fold_name(surname)].add(surname)

    # Both are read in two ways in either spelling (とみやま, とやま; なかじょう, ちゅうじょう).
    assert {key for key, found in spellings.items() if len(found) > 1 and len(readings[key]) > 1} == {"富山", "中条"}


@beside
def test_no_real_name_folds_to_nothing():
    kanji = (
        column("last_name_org.csv", 0) + column("first_name_man_opti.csv", 0) + column("first_name_woman_opti.csv", 0)
    )
    kana = column("last_name_org.csv", 2) + column("first_name_man_org.csv", 0) + column("first_name_woman_org.csv", 0)

    assert len(kanji) > 2_500
    assert len(kana) > 10_000
    assert all(map(fold_name, kanji))
    assert all(fold_kana(reading) and kana_identity(reading) for reading in kana)


@beside
def test_every_typed_beginning_of_a_real_surname_finds_it():
    for reading in column("last_name_org.csv", 2):
        for shorter, longer in pairwise(fold_kana(reading[:end]) for end in range(len(reading) + 1)):
            assert longer.startswith(shorter)
