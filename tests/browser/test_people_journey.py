"""人をさがす旅: find as one types, open, register, merge and take back; nothing personal in an address or a title."""

import re
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.at_the_desk import heading_is, sit_down
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "勅使河原 﨑右衛門左衛門ジョアンナ・マリア・デ・ラ・クルス・エスペランサ・ゴンサレス"


@pytest.fixture
def town() -> World:
    cache.clear()
    town = build_world()
    address = "みどり野市東町1丁目2番地3"
    register(town, "𠮷野 髙子", "ヨシノ タカコ", "S14.5.2", insured_no="0012345678", address=address, sex="2")
    register(town, LONG, "テシガワラ サキエモンザエモンジョアンナマリアデラクルス", "S5", insured_no="0000000002")
    for number in range(31):
        register(
            town, f"佐藤 花{number}", "サトウ ハナコ", f"S10.1.{1 + number % 28}", insured_no=f"{3000000000 + number}"
        )
    return town


@pytest.fixture
def asked(page):
    """Every address that the window asked for, its titles too: neither may hold a word about anybody."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(unquote(request.url)))
    page.on("framenavigated", lambda frame: seen.append(unquote(frame.url)))
    page.on("load", lambda page: seen.append(page.title()))
    yield seen
    told = [
        one for one in seen if re.search(r"野|ヨシノ|よしの|佐藤|髙|0012345678|勅使", one.partition("//")[2] or one)
    ]
    assert told == []


def test_a_nurse_finds_somebody_while_typing_and_reads_her_page(town, page, asked, axe, snap):
    sit_down(page, town, Role.EAST_NURSE)
    page.keyboard.press("/")
    page.keyboard.type("よしの")
    page.keyboard.press("Enter")
    heading_is(page, "人をさがす")
    # Whoever reads the heading has the page whole; what answers to typing comes last of all.
    page.wait_for_load_state()
    expect(page.get_by_role("link", name="𠮷野 髙子")).to_be_visible()

    field = page.get_by_label("カナ・漢字・番号・生年月日")
    field.fill("")
    expect(page.get_by_role("heading", name="さがし方")).to_be_visible()
    axe(page)
    snap(page, "people-search-empty")
    field.press_sequentially("さとう")
    expect(page.get_by_text("30人より多く見つかりました。")).to_be_visible()
    axe(page)
    field.fill("ぬぬぬ")
    expect(page.get_by_text("当てはまる人は見つかりませんでした")).to_be_visible()
    axe(page)
    field.fill("たかこ S14.5.2")
    expect(page.get_by_text("1人が見つかりました。")).to_be_visible()
    snap(page, "people-search")

    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="𠮷野 髙子")).to_be_focused()
    page.keyboard.press("Enter")
    heading_is(page, "𠮷野 髙子")
    expect(page.get_by_text("閲覧の根拠: 担当圏域のセンターの職員であるため")).to_be_visible()
    axe(page)
    snap(page, "person", full_page=True)

    page.go_back()
    expect(page.get_by_text("1人が見つかりました。")).to_be_visible()


def test_somebody_is_registered_merged_by_the_insurance_section_and_taken_apart_again(town, new_page, axe, snap):
    nurse, clerk = new_page(), new_page()
    form = nurse.locator("main")
    sit_down(nurse, town, Role.EAST_NURSE)
    nurse.goto("/people/")
    nurse.get_by_role("link", name="本人を登録する").click()
    axe(nurse)
    nurse.get_by_role("button", name="登録する").click()
    expect(nurse.get_by_role("alert")).to_be_focused()
    axe(nurse)
    form.get_by_label("氏名").fill("吉野 高子")
    form.get_by_label("カナ").fill("よしの たかこ")
    form.get_by_label("生年月日").fill("昭和14年5月2日")
    form.get_by_label("圏域").select_option(label="東圏域")
    form.get_by_label("住所").fill("みどり野市東町1-2-3")
    nurse.get_by_role("button", name="登録する").click()
    expect(nurse.get_by_role("heading", name="同じ人かもしれない人がいます")).to_be_visible()
    expect(form.get_by_label("住所")).to_have_value("みどり野市東町1-2-3")
    axe(nurse)
    snap(nurse, "person-new")
    nurse.get_by_role("button", name="別の人として登録する").click()
    heading_is(nurse, "吉野 高子")

    sit_down(clerk, town, Role.INSURANCE)
    clerk.goto("/duplicates/")
    axe(clerk)
    snap(clerk, "duplicates")
    clerk.get_by_role("link", name="並べて見る").first.click()
    heading_is(clerk, "二つの記録を見くらべる")
    expect(clerk.get_by_text("字体だけちがう")).to_be_visible()
    expect(clerk.get_by_label("住所が同じ")).to_be_checked()
    axe(clerk)
    snap(clerk, "duplicate-pair", full_page=True)
    clerk.get_by_label("住所が同じ").uncheck()
    clerk.get_by_role("button", name="同じ人としてまとめる").click()
    expect(clerk.get_by_role("alert")).to_contain_text("名前と生年月日だけでは、同じ人とは言えません")
    axe(clerk)
    clerk.get_by_label("住所が同じ").check()
    clerk.get_by_role("button", name="同じ人としてまとめる").click()
    expect(clerk.get_by_text("二つの記録をまとめました。")).to_be_visible()
    axe(clerk)

    clerk.get_by_role("link", name="まとめた記録を元に戻す").click()
    heading_is(clerk, "まとめた記録")
    axe(clerk)
    clerk.get_by_role("link", name="元に戻す").click()
    axe(clerk)
    clerk.get_by_label("戻す理由").fill("別の人と分かった")
    clerk.get_by_role("button", name="元の二つの記録に戻す").click()
    expect(clerk.get_by_text("元の二つの記録に戻しました。")).to_be_visible()
    expect(clerk.get_by_text("戻しました: 別の人と分かった")).to_be_visible()


def test_a_supervisor_protects_an_address_and_sees_who_looked(town, page, axe):
    sit_down(page, town, Role.INSURANCE_HEAD)
    page.goto("/people/")
    page.get_by_label("カナ・漢字・番号・生年月日").fill("よしの")
    page.get_by_role("link", name="𠮷野 髙子").click()
    page.get_by_role("link", name="本人の情報を変える").click()
    axe(page)
    page.go_back()
    page.get_by_role("link", name="住所を保護する").click()
    axe(page)
    page.get_by_label("田辺 恵").check()
    page.get_by_label("保護の理由").fill("支援措置 令和9年3月31日まで")
    page.get_by_role("button", name="住所を保護する").click()
    expect(page.get_by_text("保護されています。登録された職員だけが見られます。")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="だれが見たかを調べる").click()
    expect(page.get_by_text("住所の保護を決めた")).to_be_visible()
    axe(page)


def test_consent_is_recorded_step_by_step(town, page, axe):
    sit_down(page, town, Role.EAST_NURSE)
    page.goto("/people/")
    page.get_by_label("カナ・漢字・番号・生年月日").fill("よしの")
    page.get_by_role("link", name="𠮷野 髙子").click()
    page.get_by_role("link", name=re.compile("本人に聞いた.*支援のため")).click()
    axe(page)
    page.get_by_label("いつのことか").fill("きのう")
    page.get_by_role("button", name="記録する").click()
    page.get_by_role("link", name=re.compile("同意を得た.*支援のため")).click()
    axe(page)
    page.get_by_label("署名").check()
    page.get_by_label("通所の教室 ひだまり").check()
    page.get_by_label("氏名・連絡先").check()
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_text("と記録しました。")).to_be_visible()
    page.get_by_text("同意の経過を見る").click()
    axe(page)


@pytest.mark.parametrize(("width", "height"), [(1024, 1366), (390, 844)])
def test_the_longest_name_fits_on_every_screen(town, new_page, axe, width, height):
    page = new_page(viewport={"width": width, "height": height})
    sit_down(page, town, Role.EAST_NURSE)
    page.goto("/people/")
    page.get_by_label("カナ・漢字・番号・生年月日").fill("て")
    page.get_by_role("link", name=LONG).click()
    heading_is(page, LONG)

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    axe(page)


def test_an_emergency_opens_somebody_elses_area_for_a_day(town, page, axe):
    sit_down(page, town, Role.WEST_NURSE)
    page.goto("/people/")
    page.get_by_label("カナ・漢字・番号・生年月日").fill("よしの")
    page.get_by_role("link", name="急ぎのとき、番号で開く").click()
    axe(page)
    page.get_by_label("被保険者番号").fill("0012345678")
    page.get_by_label("緊急に開く理由").fill("自宅で倒れていると近所の方から連絡があった")
    page.get_by_role("button", name="理由を残して開く").click()
    expect(page.get_by_text("24時間だけ開きました。")).to_be_visible()
    expect(page.get_by_text("緊急の閲覧（24時間）のため")).to_be_visible()


def test_the_desk_is_readable_in_the_dark(town, new_page, axe):
    page = new_page(color_scheme="dark")
    sit_down(page, town, Role.INSURANCE)
    page.goto("/people/")
    page.get_by_label("カナ・漢字・番号・生年月日").fill("よしの")
    expect(page.get_by_text("1人が見つかりました。")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="𠮷野 髙子").click()
    axe(page)
    for address in ("/duplicates/", "/imports/"):
        page.goto(address)
        axe(page)


def test_half_a_syllable_asks_for_nobody(town, page):
    """While Japanese is being typed, 「よしn」 is on its way to 「よしの」."""
    sit_down(page, town, Role.EAST_NURSE)
    page.goto("/people/")
    field, asked = page.get_by_label("カナ・漢字・番号・生年月日"), []
    page.on("request", lambda request: asked.append(request.method))

    typing = "(field, [text, kind]) => { field.value = text; field.dispatchEvent(new InputEvent('input', {isComposing: kind, bubbles: true})) }"
    field.evaluate(typing, ["よしn", True])
    page.wait_for_timeout(600)
    assert "POST" not in asked
    field.evaluate(typing, ["よしの", True])

    expect(page.get_by_role("link", name="𠮷野 髙子")).to_be_visible()
