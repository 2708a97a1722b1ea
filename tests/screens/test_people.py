"""人の机: find, read on a ground, register, change, protect, record consent; nothing personal in an address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from takigi.people.actions.persons import protect_address
from tests.rules_held import holds
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

HTMX = {"HTTP_HX_REQUEST": "true"}
SEARCH = "/people/"


@pytest.fixture
def hana(world):
    return register(world, insured_no="0012345678", address="みどり野市東町1丁目2番地3", phone="0250-00-1111")


def search(client, text, **more):
    return client.post(SEARCH, {"text": text, **more}, **HTMX).content.decode()


def test_somebody_is_found_as_one_types_and_the_words_are_in_no_address(sit, hana):
    client = sit(Role.EAST_NURSE)

    answer = client.post(SEARCH, {"text": "やまだ"}, **HTMX)

    assert "山田 ハナ" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert set(parse_qs(urlsplit(answer["HX-Replace-Url"]).query)) == {"search"}


def test_without_a_script_the_search_is_answered_with_its_address_and_can_be_seen_again(sit, hana):
    client = sit(Role.EAST_NURSE)

    answer = client.post(SEARCH, {"text": "ヤマダ", "search": "０１２３４５６７８９ab"})

    assert answer.status_code == 302
    assert "ヤマダ" not in answer["Location"] and "%" not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "山田 ハナ" in page and 'value="ヤマダ"' in page


def test_somebody_elses_search_number_tells_nothing(sit, hana):
    address = sit(Role.EAST_NURSE).post(SEARCH, {"text": "ヤマダ"})["Location"]

    assert "山田" not in sit(Role.INSURANCE).get(address).content.decode()


def test_an_area_alone_is_a_search_and_stands_in_the_address(sit, world, hana):
    register(world, "西野 トメ", "ニシノ トメ", area="west")
    client = sit(Role.INSURANCE)

    page = client.get(f"{SEARCH}?area={world.area_ids['west']}").content.decode()

    assert "西野 トメ" in page and "山田 ハナ" not in page


def test_a_nurse_is_offered_her_own_area_only_and_finds_nobody_of_another(sit, world):
    register(world, "西野 トメ", "ニシノ トメ", area="west")
    client = sit(Role.EAST_NURSE)

    assert "西圏域" not in client.get(SEARCH).content.decode()
    page = text_of(search(client, "ニシノ"))
    assert "当てはまる人は見つかりませんでした" in page and "急ぎのとき、番号で開く" in page


def test_more_than_thirty_are_said_in_words(sit, world):
    for number in range(31):
        register(world, f"佐藤 {number}子", "サトウ ハナコ", f"S10.1.{1 + number % 28}")

    assert "30人より多く見つかりました" in search(sit(Role.INSURANCE), "サトウ")


def test_a_birth_date_is_said_back_as_it_was_read(sit, hana):
    assert "生年月日は 昭和12年4月1日（1937年） としてさがしました" in text_of(search(sit(Role.INSURANCE), "S12.4.1"))


def test_whoever_has_no_ground_is_told_so(sit, hana):
    page = text_of(sit(Role.ADMINISTRATOR).get(SEARCH).content.decode())

    assert "いまの職務では、さがせる人がいません" in page and "本人を登録する" not in page


def test_a_search_costs_the_same_for_one_and_for_thirty(sit, world, django_assert_max_num_queries):
    client = sit(Role.INSURANCE)
    register(world, "佐藤 0子", "サトウ ハナコ")
    search(client, "サトウ")
    with django_assert_max_num_queries(60) as one:
        search(client, "サトウ")
    before = len(one)
    for number in range(1, 30):
        register(world, f"佐藤 {number}子", "サトウ ハナコ", f"S10.1.{1 + number % 28}")
    with django_assert_max_num_queries(before):
        search(client, "サトウ")


def test_a_persons_page_says_ground_facts_and_age_and_keeps_the_name_out_of_its_title(sit, hana):
    page = sit(Role.EAST_NURSE).get(reverse("person", args=[hana])).content.decode()

    words = text_of(page)
    assert "閲覧の根拠: 担当圏域のセンターの職員であるため" in words
    assert "昭和12年4月1日（1937年）" in words and "0012345678" in words and "みどり野市東町1丁目2番地3" in words
    assert "山田" not in title_of(page)


@holds("V22", "V23")
def test_the_page_says_from_when_somebody_who_left_is_no_longer_insured_and_who_lives_elsewhere(sit, world, hana):
    client, page = sit(Role.INSURANCE), reverse("person", args=[hana])
    typed = {
        "name": "山田　ハナ",
        "name_kana": "ヤマダ　ハナ",
        "birth": "昭和12年4月1日",
        "insured_no": "0012345678",
        "status": "moved_out",
        "status_on": "R8.3.31",
        "reason": "転出の届けによる",
    }
    client.post(reverse("person_change", args=[hana]), typed)
    assert "令和8年4月1日（2026年）" in text_of(client.get(page).content.decode())

    elsewhere = typed | {"status": "resident", "status_on": "", "is_address_exception": "on", "reason": "施設に入所"}
    client.post(reverse("person_change", args=[hana]), elsewhere)
    words = text_of(client.get(page).content.decode())
    assert "住所地特例 町の外の施設などにお住まいで" in words and "資格を失う日" not in words


def test_a_stranger_gets_the_page_of_nothing(sit, hana):
    assert sit(Role.WEST_NURSE).get(reverse("person", args=[hana])).status_code == 404


def test_a_day_of_knowledge_is_typed_as_it_is_said(sit, hana):
    client, address = sit(Role.EAST_NURSE), reverse("person", args=[hana])

    assert "に分かっていた認定です" in client.get(address, {"known_on": "きのう"}).content.decode()
    assert "まだ見られません" in client.get(address, {"known_on": "あした"}).content.decode()
    unread = client.get(address, {"known_on": "いつか"})
    assert unread.status_code == 200 and "field-error" in unread.content.decode()


def test_a_protected_address_is_a_word_for_those_who_are_not_listed(sit, world, hana):
    listed = [world.staff_id(Role.EAST_NURSE)]
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=listed, reason="支援措置")
    address = reverse("person", args=[hana])

    hidden = sit(Role.INSURANCE).get(address).content.decode()
    shown = sit(Role.EAST_NURSE).get(address).content.decode()

    assert "保護されています" in hidden and "東町" not in hidden and "0250" not in hidden and "東圏域" not in hidden
    assert "東町" in shown and "保護されている住所です" in shown


NEW = {"name": "川上 キヨ", "name_kana": "カワカミ キヨ", "birth": "T15.3.2"}


def test_somebody_is_registered_by_hand(sit, world):
    client = sit(Role.EAST_NURSE)

    answer = client.post(reverse("person_new"), {**NEW, "area_id": world.area_ids["east"]}, follow=True)

    words = text_of(answer.content.decode())
    assert "登録しました。" in words and "川上 キヨ" in words and "仮番号" in words


def test_a_likely_namesake_is_shown_before_anything_is_written(sit, world):
    known = register(world, "川上 きよ", "カワカミ キヨ", "大正15年3月2日")
    client, typed = sit(Role.EAST_NURSE), {**NEW, "area_id": world.area_ids["east"], "phone": "0250-11-2222"}

    page = client.post(reverse("person_new"), typed).content.decode()
    assert "同じ人かもしれない人がいます" in page and str(known) in page and "0250-11-2222" in page

    assert client.post(reverse("person_new"), {**typed, "is_another": "yes"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "氏名を書いてください。分からないときは、呼び名のあとに「（仮）」と書けます。"),
        ({"birth": ""}, "生年月日を書いてください。分からないときは「不詳」と書けます。"),
        ({"birth": "S14.13.2"}, "生年月日:"),
        ({"birth": "R30.1.1"}, "生年月日が今日より後になっています"),
        ({"insured_no": "123"}, "被保険者番号は10けたです（今は3けた）"),
        ({"insured_no": "0012345678"}, "この被保険者番号の人は、すでに登録されています"),
        ({"area_id": ""}, "圏域を選んでください"),
    ],
)
def test_what_cannot_be_registered_is_said_and_kept(sit, world, hana, typed, sentence):
    filled = {**NEW, "area_id": world.area_ids["east"], "address": "東町5番地", "is_another": "yes", **typed}

    page = sit(Role.EAST_NURSE).post(reverse("person_new"), filled).content.decode()

    assert sentence in text_of(page) and "東町5番地" in page


def test_only_insurance_and_centres_register(sit, world):
    answer = sit(Role.STATION).get(reverse("person_new"))

    assert answer.status_code == 403
    assert "本人を登録できるのは、介護保険の担当と地域包括支援センターの職員です。" in answer.content.decode()


def change(client, person_id, **typed):
    form = {
        "name": "山田 ハナ",
        "name_kana": "ヤマダ ハナ",
        "birth": "S12.4.1",
        "status": "resident",
        "reason": "転居の届け",
    }
    return client.post(reverse("person_change", args=[person_id]), {**form, **typed}, follow=True)


def test_a_change_keeps_what_was_there_before(sit, world, hana):
    typed = {"insured_no": "0012345678", "area_id": world.area_ids["east"], "name": "森 ハナ", "name_kana": "モリ ハナ"}

    words = text_of(change(sit(Role.EAST_NURSE), hana, **typed).content.decode())

    assert "変えました。前の内容も残っています。" in words
    assert "前の氏名" in words and "山田 ハナ（ヤマダ ハナ）" in words


def test_a_change_that_ends_the_ground_leads_back_to_the_search(sit, world, hana):
    answer = change(sit(Role.EAST_NURSE), hana, insured_no="0012345678", area_id=world.area_ids["west"])

    assert answer.status_code == 200 and answer.redirect_chain == [(SEARCH, 302)]


def test_a_change_needs_a_reason_and_the_right_to_it(sit, world, hana):
    page = change(sit(Role.INSURANCE), hana, name="森 ハナ", insured_no="0012345678", reason="").content.decode()
    assert "変える理由を書いてください（例: 転居の届けによる）。" in page and "森 ハナ" in page

    listed = [world.staff_id(Role.STATION)]
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=listed, reason="支援措置")
    assert sit(Role.STATION).get(reverse("person_change", args=[hana])).status_code == 403


def test_a_protected_address_cannot_be_changed_by_those_who_do_not_know_it(sit, world, hana):
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=hana, staff_ids=[], reason="支援措置")
    client = sit(Role.INSURANCE)

    page = client.get(reverse("person_change", args=[hana])).content.decode()

    assert 'name="address"' not in page and "ここでは変えられません" in page
    assert "変えました" in text_of(change(client, hana, insured_no="0012345678", sex="2").content.decode())


def test_supervisors_protect_an_address_and_end_it(sit, world, hana):
    client, address = sit(Role.INSURANCE_HEAD), reverse("person_protect", args=[hana])
    page = client.get(address).content.decode()
    assert "浮田 遥" not in page, "whoever has no post any more is not offered"

    begun = client.post(
        address, {"staff_ids": [world.staff_id(Role.EAST_HEAD)], "reason": "支援措置 R9.3.31まで"}, follow=True
    )
    assert "住所を保護しました" in text_of(begun.content.decode())
    assert "checked" in client.get(address).content.decode()

    ended = client.post(address, {"end": "yes", "ending-reason": "措置の終わり"}, follow=True)
    assert "住所の保護を終えました" in text_of(ended.content.decode())


def test_protection_is_refused_in_words(sit, world, hana):
    client, address = sit(Role.INSURANCE_HEAD), reverse("person_protect", args=[hana])

    assert (
        "保護の理由（措置の種類と期限など）を書いてください。" in client.post(address, {"reason": ""}).content.decode()
    )
    client.post(address, {"reason": "支援措置"})
    assert "理由を書いてください。" in client.post(address, {"end": "yes"}).content.decode()
    refused = sit(Role.INSURANCE).get(address)
    assert refused.status_code == 403 and "介護保険の係長・課長です" in refused.content.decode()


def test_consent_goes_its_way_step_by_step(sit, world, hana):
    client = sit(Role.EAST_NURSE)
    asked = reverse("consent_record", args=[hana, "sharing", "asked"])
    granted = reverse("consent_record", args=[hana, "sharing", "granted"])

    client.post(asked, {"happened_on": "きのう"})
    page = client.post(granted, {"happened_on": "今日"}).content.decode()
    assert "同意の取り方（署名・口頭・電子）を選んでください。" in page and "見てよい機関を選んでください。" in page
    scope = {"agency_ids": [world.agency_ids["provider"]], "classes": ["IDENT"], "expires_on": "R20.3.31"}
    done = client.post(granted, {"happened_on": "今日", "method": "signature", **scope}, follow=True)

    words = text_of(done.content.decode())
    assert "「支援のための情報の共有」について、「同意あり」と記録しました。" in words
    assert "通所の教室 ひだまりに、氏名・連絡先（令和20年3月31日（2038年）まで）" in words and "取り消した" in words


def test_a_consent_that_cannot_follow_is_refused_in_words(sit, hana):
    client = sit(Role.EAST_NURSE)

    page = client.post(
        reverse("consent_record", args=[hana, "photo", "withdrawn"]), {"happened_on": "今日", "method": "oral"}
    )
    assert "「まだ聞いていない」から「取り消し」へは進めません" in page.content.decode()
    later = client.post(reverse("consent_record", args=[hana, "photo", "asked"]), {"happened_on": "あした"})
    assert "同意の日が今日より後になっています" in later.content.decode()
    assert client.get(f"/people/{hana}/consents/photo/expired/").status_code == 404
    assert client.get(f"/people/{hana}/consents/money/asked/").status_code == 404


def test_who_looked_is_told_to_supervisors_and_auditors(sit, hana):
    sit(Role.EAST_NURSE).get(reverse("person", args=[hana]))
    address = reverse("person_readers", args=[hana])

    words = text_of(sit(Role.EAST_HEAD).get(address).content.decode())
    assert "田辺 恵" in words and "ページを開いた" in words and "担当圏域のセンターの職員であるため" in words
    audited = sit(Role.AUDITOR).get(address).content.decode()
    assert "田辺 恵" in audited and "山田" not in audited
    assert sit(Role.EAST_NURSE).get(address).status_code == 403


def test_a_person_of_another_area_is_opened_in_an_emergency(sit, hana):
    client, reason = sit(Role.WEST_NURSE), "自宅で倒れていると近所の方から連絡があった"

    answer = client.post(reverse("emergency_new"), {"insured_no": "１２３４５６７８", "reason": reason})
    assert "この番号の人は見つかりません" in answer.content.decode() and reason in answer.content.decode()
    opened = client.post(reverse("emergency_new"), {"insured_no": "00 1234 5678", "reason": reason}, follow=True)

    words = text_of(opened.content.decode())
    assert "24時間だけ開きました" in words and "緊急の閲覧（24時間）のため" in words


def test_an_emergency_without_a_reason_or_without_the_duty_is_refused(sit, hana):
    short = sit(Role.WEST_NURSE).post(reverse("emergency_new"), {"insured_no": "0012345678", "reason": "急ぎ"})
    assert "10文字以上" in short.content.decode()
    assert sit(Role.INSURANCE).get(reverse("emergency_new")).status_code == 403


@pytest.mark.later
def test_a_persons_page_costs_the_same_with_a_long_history(sit, world, hana, django_assert_max_num_queries):
    client, address = sit(Role.INSURANCE), reverse("person", args=[hana])
    change(client, hana, insured_no="0012345678", name="森 ハナ")
    client.get(address)
    with django_assert_max_num_queries(80) as one:
        client.get(address)
    before = len(one)
    for number in range(10):
        change(client, hana, insured_no="0012345678", name=f"森 ハナ{number}")
    with django_assert_max_num_queries(before):
        client.get(address)
