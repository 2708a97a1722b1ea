"""出先の訪問: taken along, opened with a watchword, written without a network, sent exactly once; nothing readable stays behind."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from takigi.casework.actions import cases
from takigi.casework.actions.visit_drafts import save_draft
from takigi.casework.models import Visit, VisitDraft
from takigi.casework.queries.visit_values import next_draft_id
from takigi.casework.rules.states import CaseState
from takigi.casework.rules.visit_merging import Change
from tests.browser.visits_away import (
    be_seated,
    boxes_lie_here,
    from_the_top,
    kept,
    nothing_readable,
    open_away,
    ready,
    rows_on_the_device,
    section,
    sign_in_again,
    take_along,
)
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world, give_second_factor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|Failed to (fetch|load)"
NAME, KANA = "勅使河原 﨑右衛門", "テシガワラ サキエモン"
BATH, REASON = "孫のみどりと湯につかりたい", "こんな齢だすけ、しかたねえわ"
PERSONAL = (NAME, KANA, "テシガワラ", BATH, "みどり", REASON)


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def case_id(town):
    person = register(town, NAME, KANA)
    opened = open_case(town, person, state=CaseState.CERTIFIED, days_ago=9, reason_text=REASON)
    nurse = town.viewer(Role.EAST_NURSE)
    cases.schedule_visit(by=nurse, case_id=opened, visit_on=nurse.on)
    return opened


@pytest.fixture
def away(town, case_id, page, watch):
    """Taken along, and out of reach of every network; returns the watchword."""
    watch.allow(OFFLINE)
    be_seated(page, town, Role.EAST_NURSE)
    watchword = take_along(page)
    page.context.set_offline(True)
    page.goto(f"/cases/{case_id}/visit/")
    return watchword


def write_a_visit(page):
    section(page, 1)
    page.get_by_role("button", name="きょう").click()
    page.get_by_text("本人", exact=True).click()
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    section(page, 7)
    page.locator("#section-7").get_by_text("通所C", exact=True).click()
    section(page, 8)
    page.get_by_text("「そういうやり方もあるんだ」").click()
    section(page, 9)
    page.get_by_label("次にすること").fill("担当者会議を開く")
    page.get_by_role("button", name="1週間後").click()


def test_a_visit_done_wholly_without_a_network_arrives_once_and_leaves_nothing(page, away, axe, snap, case_id):
    expect(page.get_by_role("heading", name="出先の訪問")).to_be_visible()
    nothing_readable(page, *PERSONAL)
    axe(page)
    snap(page, "visit-away-door")
    open_away(page, "まちがい" * 4)
    expect(page.get_by_text("合言葉がちがいます")).to_be_visible(timeout=15_000)
    open_away(page, away.replace("・", " "))
    expect(page.get_by_role("heading", name=NAME)).to_be_visible(timeout=15_000)
    expect(page.get_by_text("閲覧の根拠")).to_be_visible()
    write_a_visit(page)
    kept(page)
    from_the_top(page)
    axe(page)
    snap(page, "visit-away-form", full_page=True)
    nothing_readable(page, *PERSONAL)

    # The tablet is put away and opened again at the next house.
    page.reload()
    open_away(page, away)
    section(page, 5)
    expect(page.get_by_label("本人の願い")).to_have_value(BATH, timeout=15_000)
    page.get_by_role("button", name="訪問を確定する").click()
    expect(page.get_by_text("いまは送れません。")).to_be_visible()
    assert not VisitDraft.objects.exists()

    page.context.set_offline(False)
    expect(page.get_by_text("訪問を確定しました。")).to_be_visible(timeout=20_000)
    snap(page, "visit-away-confirmed")
    assert Visit.objects.get().former_life.wish_text == BATH
    assert Visit.objects.get().reason_text == REASON
    page.wait_for_timeout(300)
    assert rows_on_the_device(page) == 0
    nothing_readable(page, *PERSONAL)


def test_what_was_written_away_is_sent_from_whatever_page_is_opened_first(page, away, town, case_id):
    open_away(page, away)
    expect(page.get_by_role("heading", name=NAME)).to_be_visible(timeout=15_000)
    write_a_visit(page)
    page.get_by_role("button", name="訪問を確定する").click()
    expect(page.get_by_text("いまは送れません。")).to_be_visible()
    # The tablet is carried to the office; another window is opened there.
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/cases/visits/")

    expect(page.get_by_text("件を送り、この端末から消しました")).to_be_visible(timeout=20_000)
    page.reload()
    assert Visit.objects.count() == 1
    assert rows_on_the_device(page) == 0


def test_a_network_that_is_lost_in_the_middle_of_a_visit_costs_nothing(town, case_id, page, watch):
    watch.allow(OFFLINE)
    be_seated(page, town, Role.EAST_NURSE)
    watchword = take_along(page)
    page.goto(f"/cases/{case_id}/visit/")
    ready(page)
    section(page, 3)
    page.get_by_label("前はどう暮らしていたか").fill("裏の山で山菜をとっていた")
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "saved")
    page.context.set_offline(True)
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    page.reload()
    open_away(page, watchword)
    section(page, 3)
    expect(page.get_by_label("前はどう暮らしていたか")).to_have_value("裏の山で山菜をとっていた", timeout=15_000)
    section(page, 5)
    expect(page.get_by_label("本人の願い")).to_have_value(BATH)
    nothing_readable(page, *PERSONAL, "山菜")

    page.context.set_offline(False)
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "saved", timeout=20_000)
    entries = VisitDraft.objects.get().entries
    assert (entries["wish_text"]["value"], entries["wish_text"]["rivals"]) == (BATH, [])


def test_the_same_visit_written_away_and_in_the_office_shows_both_wordings(page, away, town, case_id, snap):
    open_away(page, away)
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    save_draft(
        by=town.viewer(Role.EAST_HEAD),
        case_id=case_id,
        draft_id=next_draft_id(case_id),
        editor="office",
        changes=[Change("wish_text", "裏の大根を抜きたい", 0, 1), Change("home_text", "玄関に段差", 0, 2)],
    )
    page.context.set_offline(False)

    difference = page.get_by_role("group", name="二人の書いたことがちがいます")
    expect(difference).to_contain_text("裏の大根を抜きたい", timeout=20_000)
    snap(page, "visit-away-difference", full_page=True)
    difference.get_by_role("listitem").filter(has_text=BATH).get_by_role("button", name="こちらを残す").click()
    expect(difference).to_have_count(0)
    section(page, 6)
    expect(page.get_by_label("家のようす")).to_have_value("玄関に段差")
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH


def test_a_sign_in_that_ended_meanwhile_is_asked_for_and_then_everything_is_sent(page, away, town):
    secret = give_second_factor(town.staff_id(Role.WEST_NURSE))
    open_away(page, away)
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(page.get_by_text("サインインが切れました。")).to_be_visible(timeout=20_000)

    # A colleague signs in on the same tablet: nothing of it is hers to read or to send.
    other = page.context.new_page()
    other.goto("/signin/?next=/cases/visits/")
    sign_in_again(other, town, Role.WEST_NURSE, secret)
    expect(other.locator('[data-take][data-ready="yes"]')).to_be_attached(timeout=15_000)
    page.bring_to_front()
    expect(page.get_by_text("別の職員がサインインしています。")).to_be_visible(timeout=20_000)
    expect(page.get_by_label("本人の願い")).to_be_hidden()
    nothing_readable(other, *PERSONAL)
    assert not VisitDraft.objects.exists()
    page.close()

    # The writer comes back, and it goes out.
    other.context.clear_cookies()
    be_seated(other, town, Role.EAST_NURSE)
    other.goto("/cases/visits/")
    expect(other.get_by_text("件を送り、この端末から消しました")).to_be_visible(timeout=20_000)
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH
    assert rows_on_the_device(other) == 0


def test_signing_out_sends_first_and_leaves_the_device_empty(page, town, case_id, watch):
    watch.allow(OFFLINE)
    be_seated(page, town, Role.EAST_NURSE)
    take_along(page)
    assert rows_on_the_device(page) == 2
    page.goto(f"/cases/{case_id}/visit/")
    ready(page)
    page.route("**/visit/save/", lambda route: route.abort())
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    boxes_lie_here(page)
    page.locator(".who summary").click()
    page.get_by_role("button", name="サインアウトする").click()
    expect(page.get_by_text("まだ送れていない訪問の記録が1件あります")).to_be_visible()
    page.unroute("**/visit/save/")
    page.get_by_role("button", name="サインアウトする", exact=True).click()

    expect(page.get_by_text("サインアウトしました。")).to_be_visible(timeout=15_000)
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH
    assert rows_on_the_device(page) == 0
    nothing_readable(page, *PERSONAL)


def test_after_the_day_the_watchword_opens_nothing_and_unsent_words_wait_sealed(page, away, town):
    open_away(page, away)
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    page.evaluate("""async () => { const base = await new Promise((done) => { const asked = indexedDB.open("takigi-visits");
        asked.onsuccess = () => done(asked.result); });
      for (const name of ["doors", "pieces"]) { const store = base.transaction(name, "readwrite").objectStore(name);
        const rows = await new Promise((done) => { const all = store.getAll(); all.onsuccess = () => done(all.result); });
        for (const row of rows) if (row.until) store.put({ ...row, until: Date.now() - 1 }); } base.close(); }""")
    page.reload()

    expect(page.get_by_role("heading", name="つながりませんでした")).to_be_visible()
    expect(page.get_by_text("まだ送っていない訪問の記録が1件、")).to_be_visible()
    assert rows_on_the_device(page) == 1
    page.context.set_offline(False)
    page.goto("/cases/visits/")
    expect(page.get_by_text("件を送り、この端末から消しました")).to_be_visible(timeout=20_000)
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == BATH


def test_five_wrong_watchwords_close_the_door(page, away):
    for _ in range(5):
        open_away(page, "ちがうことばをいれてみる")
        expect(page.locator("[data-watchword-fault]")).not_to_have_text("確かめています…", timeout=15_000)
    expect(page.get_by_role("heading", name="つながりませんでした")).to_be_visible()
    assert rows_on_the_device(page) == 1


def test_without_anything_taken_along_a_lost_network_is_said_plainly(page, town, watch, axe, snap):
    watch.allow(OFFLINE)
    be_seated(page, town, Role.EAST_NURSE)
    page.goto("/cases/visits/")
    expect(page.locator('[data-take][data-ready="yes"]')).to_be_attached(timeout=15_000)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.get_by_label("合言葉").fill("1234567890")
    axe(page)
    snap(page, "visits", full_page=True)
    page.context.set_offline(True)
    page.goto("/cases/")
    expect(page.get_by_role("heading", name="つながりませんでした")).to_be_visible()
    axe(page)
    snap(page, "visit-away-nothing")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="つながりました")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="訪問の画面へ").click()
    expect(page).to_have_url(re.compile("/cases/visits/"))
