"""見出しの対応: found across cities, saved as plain values, and never taken from somebody else's column."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.exchange.profiles import (
    LEDGER_FIELDS,
    Confidence,
    Mapping,
    header_words,
    mapping_from_dict,
    suggest_mapping,
)

CITY_A = {
    "被保険者番号": "insured_no",
    "氏名": "name",
    "カナ氏名": "name_kana",
    "生年月日": "birth",
    "性別": "sex",
    "郵便番号": "postal",
    "住所": "address",
    "電話番号": "phone",
    "日常生活圏域": "area",
    "申請日": "application_on",
    "申請区分": "application_type",
    "認定日": "decided_on",
    "要介護度": "level",
    "認定有効期間開始日": "valid_from",
    "認定有効期間終了日": "valid_until",
    "取下区分": "withdrawn",
    "死亡日": "died_on",
}
NOTICE_OF_CHANGE = {
    "被保険者番号": "insured_no",
    "異動年月日": "changed_on",
    "履歴番号": "history_no",
    "証記載保険者番号": "insurer_no",
    "氏名カナ": "name_kana",
    "生年月日": "birth",
    "性別": "sex",
    "申請種別": "application_type",
    "変更申請中区分": "provisional",
    "申請年月日": "application_on",
    "みなし区分": "deemed",
    "要介護状態区分": "level",
    "認定有効期間 開始": "valid_from",
    "認定有効期間 終了": "valid_until",
    "訂正区分": "correction",
    "訂正年月日": "corrected_on",
}
APPLICATION_FILE = {
    "保険者番号": "insurer_no",
    "被保険者番号": "insured_no",
    "認定申請日": "application_on",
    "申請区分(法令)コード": "application_type",
    "取下区分コード": "withdrawn",
    "生年月日": "birth",
    "性別": "sex",
    "カナ": "name_kana",
    "氏名": "name",
    "郵便": "postal",
    "住所": "address",
    "連絡先": "phone",
    "二次判定日": "decided_on",
}
LOOSE = {
    "★被保険者番号": "insured_no",
    "(氏名)": "name",
    "生年月日(和暦)": "birth",
    "ご住所": None,
    "要介護状態区分・現在": "level",
    "認定有効期間（自）": "valid_from",
    "認定有効期間（至）": "valid_until",
    "〒": "postal",
    "ＴＥＬ": "phone",
}


@pytest.mark.parametrize("headers", [CITY_A, NOTICE_OF_CHANGE, APPLICATION_FILE, LOOSE])
def test_each_towns_headings_find_their_items(headers):
    mapping = suggest_mapping(list(headers))
    assert {mapping.headers[place]: key for key, place in mapping.positions.items()} == {
        header: key for header, key in headers.items() if key
    }
    assert mapping.missing == ()


OTHER_PEOPLE = [
    "主治医氏名",
    "家族氏名",
    "届出者氏名",
    "送付先住所",
    "前回要介護状態区分",
    "前回認定有効期間開始日",
    "前回認定日",
    "施設住所",
    "担当者氏名",
]


def test_columns_about_others_or_about_last_time_are_never_taken():
    mapping = suggest_mapping(["被保険者番号", "生年月日", *OTHER_PEOPLE])
    assert mapping.unused == tuple(OTHER_PEOPLE)
    assert any("氏名" in sentence for sentence in mapping.missing)


def test_the_laws_application_type_is_preferred_to_the_one_at_application():
    mapping = suggest_mapping(["申請区分（申請時）", "申請区分（法令）"])
    assert mapping.header_of("application_type") == "申請区分（法令）"


def test_a_required_item_without_column_is_a_sentence():
    assert [sentence[:10] for sentence in suggest_mapping(["氏名", "住所"]).missing] == [
        "「被保険者番号」の列",
        "「生年月日」の列が見",
    ]
    assert "選ぶか" in suggest_mapping(["氏名"]).missing[0]


def test_confidence_is_said_in_words():
    mapping = suggest_mapping(["被保険者番号", "利用者の氏名カナ", "生年月日"])
    said = {choice.key: choice.confidence for choice in mapping.choices}
    assert said == {"insured_no": Confidence.SAME, "name_kana": Confidence.LIKELY, "birth": Confidence.SAME}
    assert Confidence.LIKELY.label == "おそらくこの項目"


def test_two_columns_that_would_both_do_are_a_question():
    mapping = suggest_mapping(["被保険者番号", "氏名", "生年月日", "住所", "住所（2つ目）"])
    assert mapping.header_of("address") == "住所"
    (question,) = mapping.questions
    assert "「住所（2つ目）」" in question
    assert mapping.choose("address", "住所（2つ目）").questions == ()


def test_choosing_a_column_takes_it_from_the_item_that_had_it():
    mapping = suggest_mapping(["被保険者番号", "氏名", "生年月日"]).choose("name_kana", "氏名")
    assert (mapping.header_of("name_kana"), mapping.header_of("name")) == ("氏名", "")
    assert mapping.choose("name_kana", "").header_of("name_kana") == ""


@pytest.mark.parametrize(
    ("key", "header", "sentence"),
    [("nobody", "氏名", "項目はありません"), ("name", "名", "見出しはこのファイルにありません")],
)
def test_a_choice_that_does_not_exist_is_refused(key, header, sentence):
    with pytest.raises(ValueError, match=sentence):
        suggest_mapping(["氏名"]).choose(key, header)


def test_a_mapping_comes_back_from_a_saved_profile():
    mapping = suggest_mapping(list(CITY_A)).choose("reason_text", "電話番号").mean("level", "支1", "12")
    saved = json.loads(json.dumps(mapping.to_dict(), ensure_ascii=False))
    again = mapping_from_dict(saved, list(CITY_A))
    assert again.positions == mapping.positions
    assert again.meanings == mapping.meanings
    assert {choice.confidence for choice in again.choices} == {Confidence.CHOSEN}


def test_a_profile_over_a_file_with_other_headings_asks():
    saved = suggest_mapping(["被保険者番号", "氏名", "生年月日", "住所"]).to_dict()
    mapping = mapping_from_dict(saved, ["被保険者番号", "氏名", "生年月日", "所在"])
    assert mapping.missing == ()
    (question,) = mapping.questions
    assert "「住所」" in question
    assert mapping.choose("address", "所在").questions == ()


def test_items_that_a_profile_names_and_nobody_knows_any_more_are_dropped():
    mapping = mapping_from_dict({"fields": {"nobody": "氏名"}, "meanings": {"nobody": {"1": "2"}}}, ["氏名"])
    assert (mapping.choices, mapping.meanings) == ((), ())


def test_an_empty_meaning_is_forgotten():
    mapping = suggest_mapping(["氏名"]).mean("level", "支1", "12")
    assert mapping.translations == {"level": {"支1": "12"}}
    assert mapping.mean("level", "支1", "").meanings == ()
    with pytest.raises(ValueError, match="項目はありません"):
        mapping.mean("nobody", "1", "2")


@given(st.lists(st.sampled_from(sorted(header_words())) | st.text(max_size=12), unique=True, max_size=30))
def test_no_column_serves_two_items(headers):
    mapping = suggest_mapping(headers)
    assert len(set(mapping.positions.values())) == len(mapping.choices)
    assert len(mapping.unused) + len(mapping.choices) == len(headers)


def test_every_known_heading_leads_to_its_own_item():
    for field in LEDGER_FIELDS:
        for alias in field.aliases:
            assert suggest_mapping([alias]).header_of(field.key) == alias, (field.key, alias)


def test_a_mapping_says_nothing_about_people():
    assert set(Mapping(("氏名",), ()).to_dict()) == {"fields", "meanings"}
