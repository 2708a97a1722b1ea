"""落とされたサーバー: killed in the middle of a save and started again, it has exactly one record, and no word is lost."""

import random
import re
import shutil
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.town_served import ServedTown, prepare
from tests.browser.visits_away import kept, ready, rows_on_the_device, saved, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE = r"ERR_CONNECTION|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_ABORTED|ERR_SOCKET|Failed to (fetch|load)|503"
FIELD, BATH = "裏の畑まで、つえなしで歩いた", "孫のみどりと湯につかりたい"
NOTES = "SELECT count(*) FROM casework_note"
SEED = 20261123


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    home = tmp_path_factory.mktemp("用意") / "町"
    return home, prepare(home)


@pytest.fixture
def town(tmp_path, prepared):
    home, facts = prepared
    served = ServedTown(Path(shutil.copytree(home, tmp_path / "町")), facts)
    served.start()
    yield served
    served.close()


@pytest.fixture
def page(new_page, watch, town):
    watch.own_host = f"127.0.0.1:{town.port}"
    watch.allow(OFFLINE)
    page = new_page(base_url=town.address)
    cookie = {"name": town.facts["cookie"], "value": town.facts["session"], "url": town.address}
    page.context.add_cookies([cookie])
    return page


def open_notes(page, town):
    page.goto(f"/cases/{town.facts['case']}/notes/")
    expect(page.locator('[data-draft-form][data-ready="yes"]')).to_be_attached()


def try_to_record(page):
    """Press the button; the server may die on the way."""
    with suppress(Error):
        page.get_by_role("button", name="経過を記録する").click()
        page.wait_for_load_state()


def send_and(deed, route):
    deed()
    route.continue_()


def test_a_note_whose_server_is_killed_before_or_after_the_record_is_there_once(page, town):
    open_notes(page, town)
    page.get_by_label("あったこと").fill(FIELD)
    saved(page)

    # Before: nothing is recorded, and every word stands there again.
    def die_first(route):
        town.kill()
        route.abort("connectionrefused")

    page.route("**/notes/", die_first)
    try_to_record(page)
    page.unroute("**/notes/")
    town.start()
    assert town.asked(NOTES) == 0
    open_notes(page, town)
    expect(page.get_by_label("あったこと")).to_have_value(FIELD)

    # After: the answer is lost, but the record is there, and the sheet is empty.
    def die_afterwards(route):
        route.fetch(max_redirects=0)
        town.kill()
        route.abort("connectionreset")

    page.route("**/notes/", die_afterwards)
    try_to_record(page)
    page.unroute("**/notes/")
    town.start()
    assert town.asked(NOTES) == 1
    open_notes(page, town)
    expect(page.get_by_label("あったこと")).to_have_value("")
    expect(page.get_by_text(FIELD)).to_be_visible()
    assert rows_on_the_device(page) == 0


def test_a_server_killed_at_any_moment_of_the_record_leaves_all_of_it_or_the_draft(page, town):
    chance = random.Random(SEED)
    for number in range(3):
        words = f"{FIELD}（{number}回目）"
        open_notes(page, town)
        page.get_by_label("あったこと").fill(words)
        saved(page)
        moment = threading.Timer(chance.uniform(0, 0.12), town.kill)
        page.route("**/notes/", partial(send_and, moment.start), times=1)
        try_to_record(page)
        moment.join()
        town.start()
        open_notes(page, town)
        is_recorded = town.asked(NOTES) == number + 1
        expect(page.get_by_label("あったこと")).to_have_value("" if is_recorded else words)
        if not is_recorded:
            page.get_by_role("button", name="経過を記録する").click()
            expect(page.get_by_text("経過を記録しました。")).to_be_visible()
        assert town.asked(NOTES) == number + 1


def test_a_visit_whose_server_is_killed_while_it_saves_itself_is_one_visit(page, town):
    case = town.facts["case"]
    page.goto(f"/cases/{case}/visit/")
    ready(page)
    section(page, 1)
    page.get_by_role("button", name="きょう").click()
    page.get_by_text("本人", exact=True).click()
    saved(page)

    def die_first(route):
        town.kill()
        route.abort("connectionrefused")

    page.route("**/visit/save/", die_first, times=1)
    section(page, 5)
    page.get_by_label("本人の願い").fill(BATH)
    kept(page)
    town.start()
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "saved", timeout=30_000)
    page.reload()
    ready(page)
    section(page, 5)
    expect(page.get_by_label("本人の願い")).to_have_value(BATH)

    # The confirmation arrives, its answer does not; the page asks again by itself.
    def die_afterwards(route):
        route.fetch()
        town.kill()
        route.abort("connectionreset")

    section(page, 8)
    page.get_by_text("「そういうやり方もあるんだ」").click()
    section(page, 9)
    page.get_by_label("次にすること").fill("担当者会議を開く")
    page.get_by_role("button", name="1週間後").click()
    saved(page)
    page.get_by_role("button", name="訪問を確定する").click()
    as_it_is = page.get_by_role("button", name="このまま確定する")
    expect(as_it_is).to_be_visible()
    page.route("**/visit/confirm/", die_afterwards, times=1)
    as_it_is.click()
    expect(page.get_by_text("いまは送れません")).to_be_visible()
    assert town.asked("SELECT count(*) FROM casework_visit") == 1
    town.start()
    expect(page).to_have_url(re.compile("/visits/"), timeout=30_000)
    assert town.asked("SELECT count(*) FROM casework_visit") == 1
    assert town.asked("SELECT wish_text FROM casework_formerlife") == BATH
