"""重なりの確認: pairs side by side, merged on evidence only, told apart, and taken back whole."""

import re

import pytest
from django.urls import reverse

from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

ADDRESS = "みどり野市東町1丁目2番地3"


@pytest.fixture
def pair(world):
    """The same woman twice: once with a number, once by hand under another form of her name."""
    one = register(world, "𠮷野 髙子", "ヨシノ タカコ", "S14.5.2", insured_no="0012345678", address=ADDRESS)
    return [one, register(world, "吉野 高子", "ヨシノ タカコ", "昭和14年5月2日", address="みどり野市東町1-2-3")]


def merge(client, pair, **typed):
    form = {"kept": "one", "evidence": ["address"], "note": ""}
    return client.post(reverse("duplicate_merge", args=pair), {**form, **typed}, follow=True)


def test_likely_pairs_are_listed_with_what_they_share(sit, pair):
    page = text_of(sit(Role.INSURANCE).get(reverse("duplicates")).content.decode())

    assert "𠮷野 髙子" in page and "吉野 高子" in page and "住所が同じ" in page


def test_a_town_without_doubles_is_told_so(sit, world):
    assert "重なっているかもしれない記録はありません" in sit(Role.INSURANCE).get(reverse("duplicates")).content.decode()


def test_the_pair_is_compared_in_words_and_no_name_is_in_the_title(sit, pair):
    page = sit(Role.INSURANCE).get(reverse("duplicate_pair", args=pair)).content.decode()

    words = text_of(page)
    assert "字体だけちがう" in words and "片方だけ" in words and "住所が同じ" in words
    assert "野" not in title_of(page)


def test_a_pair_is_merged_and_taken_back(sit, pair):
    client = sit(Role.INSURANCE)

    merged = merge(client, pair)
    assert "二つの記録をまとめました" in merged.content.decode()
    assert "まとめた記録" in text_of(merged.content.decode())
    other = client.get(reverse("person", args=[pair[1]])).content.decode()
    assert "𠮷野 髙子" in other, "the absorbed record leads to the one that is shown"

    listed = client.get(reverse("merges")).content.decode()
    undo = re.search(r"/duplicates/merges/\d+/undo/", listed)[0]
    assert "戻す理由を書いてください" in client.post(undo, {"reason": ""}).content.decode()
    back = client.post(undo, {"reason": "別の人と分かった"}, follow=True).content.decode()
    assert "元の二つの記録に戻しました" in back and "戻しました: 別の人と分かった" in text_of(back)
    assert "この統合は、もう戻されています" in client.post(undo, {"reason": "もう一度"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"evidence": []}, "名前と生年月日だけでは、同じ人とは言えません"),
        ({"evidence": ["number"]}, "「被保険者番号が同じ」は、二つの記録では確かめられません"),
        ({"evidence": ["asked"], "note": ""}, "だれに、どうやって確かめたかを書いてください"),
        ({"kept": ""}, "どちらの記録で表示するかを選んでください"),
    ],
)
def test_a_merge_without_evidence_is_refused_and_what_was_written_stays(sit, pair, typed, sentence):
    page = merge(sit(Role.INSURANCE), pair, **{"note": "長女", **typed}).content.decode()

    assert sentence in page and "くらべた結果" in page


def test_a_pair_that_is_told_apart_is_not_proposed_again(sit, pair):
    client = sit(Role.INSURANCE)

    page = client.post(reverse("duplicate_not_same", args=pair), {"apart-note": "窓口で二人に会った"}, follow=True)

    words = text_of(page.content.decode())
    assert "別の人と決めました" in words and "重なっているかもしれない記録はありません" in words


def test_two_that_are_one_already_cannot_be_merged_or_told_apart(sit, pair):
    client = sit(Role.INSURANCE)
    merge(client, pair)

    for answer in (client.get(reverse("duplicate_pair", args=pair), follow=True), merge(client, pair)):
        assert "もう一人の記録としてまとめられています" in answer.content.decode()
        assert "要介護・要支援の認定" in answer.content.decode()


@pytest.mark.parametrize("name", ["duplicates", "merges"])
def test_only_the_insurance_section_looks_after_doubles(sit, world, name):
    answer = sit(Role.EAST_NURSE).get(reverse(name))

    assert answer.status_code == 403
    assert "二重の記録をまとめたり戻したりできるのは、介護保険の担当です。" in answer.content.decode()


def test_a_merge_of_another_town_is_not_there(sit, world):
    assert sit(Role.INSURANCE).get(reverse("merge_undo", args=[999])).status_code == 404


def test_the_list_costs_the_same_for_one_pair_and_for_twenty(sit, world, pair, django_assert_max_num_queries):
    client = sit(Role.INSURANCE)
    client.get(reverse("duplicates"))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse("duplicates"))
    before = len(one)
    for number in range(19):
        register(world, "佐藤 花子", "サトウ ハナコ", f"S10.1.{1 + number}", insured_no=f"{2000000000 + number}")
        register(world, "佐藤 華子", "サトウ ハナコ", f"S10.1.{1 + number}")
    with django_assert_max_num_queries(before):
        client.get(reverse("duplicates"))
