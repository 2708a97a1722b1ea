"""訪問の下書き: one screen that saves itself, by two at once, through a dead server and an ended sign-in; one record each time."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from takigi.casework.actions import cases
from takigi.casework.models import Visit, VisitDraft
from takigi.casework.rules.states import CaseState
from tests.browser.visits_away import (
    be_seated,
    boxes_lie_here,
    from_the_top,
    kept,
    nothing_readable,
    ready,
    rows_on_the_device,
    saved,
    section,
    sign_in_again,
)
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world, give_second_factor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|Failed to (fetch|load)|503"
# Words that stand on no empty page.
BATH, FIELD = "孫のみどりと湯につかりたい", "裏の大根を抜きたい"
REASON = "こんな齢だすけ、しかたねえわ"


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def case_id(town):
    opened = open_case(
        town,
        register(town, "𠮷野 髙子", "ヨシノ タカコ"),
        state=CaseState.CERTIFIED,
        days_ago=9,
        reason_text=REASON,
    )
    nurse = town.viewer(Role.EAST_NURSE)
    cases.schedule_visit(by=nurse, case_id=opened, visit_on=nurse.on)
    return opened


@pytest.fixture
def form(town, case_id):
    def open_form(page, role=Role.EAST_NURSE):
        be_seated(page, town, role)
        page.goto(f"/cases/{case_id}/visit/")
        ready(page)
        return page

    return open_form


def fill_wish(page, words):
    section(page, 5)
    page.get_by_label("本人の願い").fill(words)


def test_a_visit_is_written_on_one_screen_and_confirmed_with_one_press(town, page, form, axe, snap, watch):
    watch.expect("422")
    form(page)
    axe(page)
    snap(page, "visit-empty", full_page=True)
    page.get_by_role("button", name="訪問を確定する").click()
    expect(page.get_by_role("alert")).to_contain_text("訪問した日を書いてください")
    from_the_top(page)
    axe(page)
    snap(page, "visit-errors", full_page=True)

    section(page, 1)
    page.get_by_role("button", name="きのう").click()
    page.get_by_text("保健師・看護師", exact=True).first.click()
    page.get_by_text("理学療法士", exact=True).first.click()
    page.get_by_text("本人", exact=True).click()
    saved(page)
    expect(page.get_by_label("訪問した日")).to_have_value(re.compile(r"R\d+\.\d+\.\d+"))
    section(page, 3)
    page.get_by_label("前はどう暮らしていたか").fill("畑でとれた菜っぱを、近所に配って歩いていた。" * 6)
    section(page, 4)
    page.get_by_text("畑・庭").click()
    fill_wish(page, BATH)
    section(page, 7)
    page.locator("#section-7").get_by_text("通所C", exact=True).click()
    section(page, 8)
    snap(page, "visit-open", full_page=True)
    page.get_by_text("「そういうやり方もあるんだ」").click()
    page.get_by_label("そのときのことば").fill("へえ、そんなやり方があるのかね")
    section(page, 9)
    page.locator("#section-9").get_by_text("通所C", exact=True).click()
    page.get_by_label("次にすること").fill("担当者会議を開く")
    page.get_by_role("button", name="1週間後").click()
    saved(page)
    from_the_top(page)
    snap(page, "visit-filled", full_page=True)
    axe(page)
    page.get_by_role("button", name="訪問を確定する").click()

    expect(page.get_by_text("の訪問", exact=False).first).to_be_visible()
    expect(page).to_have_url(re.compile("/visits/"))
    axe(page)
    snap(page, "visit-record", full_page=True)
    assert Visit.objects.get().former_life.wish_text == BATH
    assert rows_on_the_device(page) == 0


def test_two_people_write_in_the_same_visit_and_are_told(new_page, form, axe, snap, watch):
    watch.allow(OFFLINE)
    nurse, head = form(new_page()), form(new_page(), Role.EAST_HEAD)
    fill_wish(nurse, BATH)
    saved(nurse)
    expect(head.locator("#section-5 [data-digest]")).to_have_text(BATH, timeout=15_000)
    expect(head.locator("[data-draft-others]")).to_contain_text("田辺 恵さん", timeout=15_000)
    section(head, 6)
    head.get_by_label("家のようす").fill("玄関に段差")
    saved(head)
    expect(nurse.locator("[data-draft-others]")).to_contain_text("日下部 静さん", timeout=15_000)

    # Both in one field, neither having seen the other's words.
    nurse.context.set_offline(True)
    nurse.get_by_label("本人の願い").fill(BATH + "、ひとりで")
    section(head, 5)
    head.get_by_label("本人の願い").fill(FIELD)
    saved(head)
    nurse.context.set_offline(False)
    difference = nurse.get_by_role("group", name="二人の書いたことがちがいます")
    expect(difference).to_contain_text(FIELD, timeout=15_000)
    expect(difference).to_contain_text("日下部 静さん")
    from_the_top(nurse)
    axe(nurse)
    snap(nurse, "visit-difference", full_page=True)
    expect(head.get_by_role("group", name="二人の書いたことがちがいます")).to_be_visible(timeout=15_000)
    difference.get_by_role("button", name="両方をつなげて残す").click()
    expect(difference).to_have_count(0)
    expect(head.get_by_role("group", name="二人の書いたことがちがいます")).to_have_count(0, timeout=15_000)
    # Nothing changes under somebody's cursor; it does when the cursor leaves.
    head.get_by_label("本人の願い").blur()
    expect(head.get_by_label("本人の願い")).to_have_value(f"{FIELD}\n{BATH}、ひとりで")
    assert VisitDraft.objects.count() == 1


def test_a_server_that_dies_in_the_middle_loses_no_word(page, form, watch, case_id):
    watch.allow(OFFLINE)
    form(page)
    dead = {"is": True}

    def maybe(route):
        if dead["is"]:
            route.abort("connectionrefused")
        else:
            route.continue_()

    page.route("**/cases/**", maybe)
    fill_wish(page, BATH)
    kept(page)
    boxes_lie_here(page)
    nothing_readable(page, BATH, "みどり", "𠮷野", "ヨシノ", REASON)

    # The page itself is torn away, and the server comes back for the next one.
    dead["is"] = False
    page.reload()
    ready(page)
    expect(page.get_by_label("本人の願い")).to_have_value(BATH)
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH
    assert rows_on_the_device(page) == 0


def test_a_sign_in_that_ends_while_somebody_types_costs_no_word(town, page, form, axe, snap, case_id):
    secret = give_second_factor(town.staff_id(Role.EAST_NURSE))
    form(page)
    Session.objects.all().delete()
    fill_wish(page, BATH)
    notice = page.get_by_text("サインインが切れました。")
    expect(notice).to_be_visible()
    from_the_top(page)
    axe(page)
    snap(page, "visit-signed-out")
    boxes_lie_here(page)
    nothing_readable(page, BATH)
    assert not VisitDraft.objects.exists()

    with page.expect_popup() as popup:
        page.get_by_role("link", name="新しい画面でサインインする").click()
    sign_in_again(popup.value, town, Role.EAST_NURSE, secret)
    page.bring_to_front()
    expect(notice).to_have_count(0, timeout=15_000)
    saved(page)
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH
    page.wait_for_timeout(500)
    assert rows_on_the_device(page) == 0
