"""畳み込み: people are found however their names are typed, and nobody is taken for somebody else by the strict key."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from takigi.kernel.folding import (
    bigrams,
    fold_kana,
    fold_name,
    fold_number,
    kana_identity,
    private_signs,
    unmappable_in_ms932,
)
from takigi.kernel.name_variants import USUAL_FORM

KANA = "".join(map(chr, range(ord("ァ"), ord("ヶ") + 1))) + "ー"
READING = st.text(
    st.sampled_from(KANA + "あいうえおかきくけこがぎぐげごっゃゅょんゝゞヽヾ 　・-ｱｲｳｶｻﾀﾞﾟｰ゛゜"), max_size=12
)
NAME = st.text(st.sampled_from("".join(USUAL_FORM) + "高山田々ヽヾ〻かカッ 　\ufe00\U000e0100"), max_size=8)


@pytest.mark.parametrize(
    "spellings",
    [
        ("高橋", "髙橋", "髙槗", "高 橋", "高　橋"),
        ("山崎", "山﨑", "山碕", "山嵜"),
        ("渡辺", "渡邊", "渡邉", "渡邊\U000e0101", "渡邉\U000e0105"),
        ("斉藤", "斎藤", "齊藤", "齋藤"),
        ("浜田", "濱田", "濵田"),
        ("沢田", "澤田"),
        ("広瀬", "廣瀨", "廣瀬"),
        ("中島", "中嶋", "中嶌"),
        ("桜井", "櫻井"),
        ("滝", "瀧"),
        ("竜子", "龍子"),
        ("富田", "冨田"),
        ("桑原", "桒原"),
        ("吉田", "𠮷田"),
        ("鶴田", "靍田", "靏田", "鶴\ufe00田"),
        ("神谷", "\ufa19谷"),
        ("福本", "\ufa1b本", "福\ufe00本"),
        ("塚本", "\ufa10本"),
        ("隆", "\uf9dc"),
        ("太郎", "太郞", "太\uf92c"),
        ("佐々木", "佐佐木"),
        ("恵美子", "惠美子"),
        ("喜代", "㐂代"),
        ("徳", "德", "悳"),
        ("鎌ヶ谷", "鎌ケ谷"),
        ("キヨ", "きよ", "ｷﾖ"),
        ("ゑい", "エイ", "ヱイ"),
        ("みすゞ", "ミスズ", "みすず"),
        ("はる", "\N{HENTAIGANA LETTER HA-1}る", "ハ\N{HENTAIGANA LETTER RU-1}"),
        ("青木", "靑木", "⻘木"),
        ("NGUYEN VAN AN", "nguyen van an", "Ｎｇｕｙｅｎ　Ｖａｎ　Ａｎ"),
    ],
)
def test_one_name_is_found_under_all_its_spellings(spellings):
    assert len({fold_name(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("坂本", "阪本"),
        ("畑中", "畠中"),
        ("河野", "川野"),
        ("太田", "大田"),
        ("鈴木", "鈴本"),
        ("修", "脩"),
        ("柿本", "杮本"),
    ],
)
def test_different_families_stay_apart(one, other):
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("readings", "key"),
    [
        (("オオノ", "オーノ", "オウノ", "おおの", "おうの", "ｵｵﾉ", "ｵ-ﾉ", "オヲノ"), "オーノ"),
        (("サトウ", "サトオ", "サトー", "さとう", "ｻﾄｳ", "サト―"), "サトー"),
        (("シヅエ", "シズエ", "しづゑ"), "シズエ"),
        (("フヂコ", "フジコ"), "フジコ"),
        (("キョウコ", "キヨウコ", "ｷｮｳｺ", "ｷﾖｳｺ", "きょーこ"), "キヨーコ"),
        (("ユウジ", "ユージ", "ユーヂ"), "ユージ"),
        (("ケイコ", "ケーコ", "ケエコ"), "ケーコ"),
        (("ケイイチ", "ケエイチ", "ケーイチ", "けいいち"), "ケーーチ"),
        (("オオウチ", "オーウチ", "おおうち"), "オーーチ"),
        (("ﾊﾞﾊﾞ", "ババ", "ばば", "は\u3099は\u3099", "ハ゛ハ゛"), "ババ"),
        (("ﾊﾟﾄﾗ", "パトラ"), "パトラ"),
        (("ハットリ", "ハツトリ", "ﾊｯﾄﾘ"), "ハツトリ"),
        (("ミスヾ", "みすゞ", "ミスズ"), "ミスズ"),
        (("サトウ　ハナコ", "サトウハナコ", "ｻﾄｳ ﾊﾅｺ", "サトウ・ハナコ"), "サトーハナコ"),
        (("ニイガタ", "ニーガタ"), "ニーガタ"),
        (("カヲル", "カオル"), "カオル"),
    ],
)
def test_a_reading_is_found_however_its_kana_are_typed(readings, key):
    assert {fold_kana(reading) for reading in readings} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("オノ", "オオノ"),
        ("ヤマサキ", "ヤマザキ"),
        ("ハナ", "バナ"),
        ("サトウ", "サイトウ"),
        ("カオル", "カール"),
        ("オカ", "オオカ"),
    ],
)
def test_readings_that_sound_different_stay_apart(one, other):
    assert fold_kana(one) != fold_kana(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("オオノ", "オウノ"),
        ("オオノ", "オーノ"),
        ("シヅエ", "シズエ"),
        ("フヂコ", "フジコ"),
        ("サトウ", "サトオ"),
        ("オノ", "オオノ"),
    ],
)
def test_the_strict_key_keeps_long_vowels_and_old_kana_apart(one, other):
    assert kana_identity(one) != kana_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MARY-ANN", "Mary Ann"),
        ("ｵｵﾉ ｷﾖｳｺ", "おおの　きょうこ"),
        ("ｻﾄ-", "サトー"),
        ("ﾊﾞﾊﾞ", "ばば"),
        ("グエン・ヴァン", "グエン ヴアン"),
        ("ミスヾ", "みすず"),
    ],
)
def test_the_strict_key_forgives_width_script_spaces_and_small_kana(one, other):
    assert kana_identity(one) == kana_identity(other)


def cuts_no_sign_in_two(text, at):
    text = text.replace("゛", "\u3099").replace("゜", "\u309a")
    whole = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFKC", text[:at]) + unicodedata.normalize("NFKC", text[at:]) == whole


@pytest.mark.parametrize("fold", [fold_kana, kana_identity, fold_name, fold_number])
@given(text=READING | NAME | st.text(max_size=10), at=st.integers(0, 12))
def test_the_key_of_a_typed_beginning_is_the_beginning_of_the_key(fold, text, at):
    assume(cuts_no_sign_in_two(text, at))

    assert fold(text).startswith(fold(text[:at]))


@pytest.mark.parametrize("typed", ["オ", "オオ", "オー", "オウ", "おう", "ｵｵ", "オオノ", "オーノ", "オーノハ"])
def test_a_long_vowel_at_the_end_of_what_is_typed_so_far_still_finds(typed):
    assert fold_kana("オオノ ハナコ").startswith(fold_kana(typed))


@pytest.mark.parametrize("fold", [fold_kana, kana_identity, fold_name])
@given(text=READING | NAME)
def test_folding_twice_is_folding_once(fold, text):
    assert fold(fold(text)) == fold(text)


@given(number=st.text(st.sampled_from("0123456789０１２３４５６７８９-－ー― 　HhＨ()"), max_size=14))
def test_a_folded_number_is_folded_once_for_all(number):
    assert fold_number(fold_number(number)) == fold_number(number)


@given(reading=READING)
def test_what_the_strict_key_makes_one_the_loose_key_makes_one(reading):
    assert fold_kana(kana_identity(reading)) == fold_kana(reading)


def test_numbers_lose_width_spaces_and_hyphens_but_no_leading_zero():
    assert fold_number("００００１２３４５６") == "0000123456"
    assert fold_number("0254-62-2510") == fold_number("０２５４−６２ー２５１０")
    assert fold_number("h012345678") == "H012345678"


def test_signs_that_shift_jis_cannot_write_are_named_once_each():
    assert unmappable_in_ms932("髙橋 﨑 山田 ①㈱") == []
    assert unmappable_in_ms932("𠮷田 𠮷野 䑓") == ["𠮷", "䑓"]


def test_a_selector_is_named_with_its_kanji():
    assert unmappable_in_ms932("渡邉\U000e0101と邉") == ["邉\U000e0101"]


def test_signs_of_a_private_code_area_are_found():
    assert private_signs("山\ue000田\ue000\U000f0001") == ["\ue000", "\U000f0001"]
    assert private_signs("髙橋") == []


def test_bigrams_of_a_question_lie_in_the_bigrams_of_the_text():
    text = bigrams("家族による虐待の疑い。住居確保給付金を申請（ＴＵＧ 12.5秒）")

    for question in ("虐待", "住居確保給付金", "tug", "申請"):
        assert set(bigrams(question)) <= set(text)
    assert "い住" not in text
    assert bigrams("髙橋") == bigrams("高橋")
    assert bigrams("あ") == ["あ"]
    assert bigrams("、。 ") == []
