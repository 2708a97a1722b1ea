"""台帳を取り込む旅: the demo town's dirty ledger is sent, fitted, looked at, confirmed and taken back in a real browser."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.town import Town
from takigi.demo.towns import TAKIGINO
from takigi.exchange.jobs import apply_ledger, check_ledger
from tests.browser.at_the_desk import heading_is, sit_down
from tests.screens.people_made import INSURER
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """As cities export it: lines above the headings, every notation mixed, mistakes of every kind."""
    path = tmp_path / "受給者台帳 令和8年11月.csv"
    plan = replace(TAKIGINO.scaled(2000), insurer_no=INSURER)
    write_ledger(Town(plan, 7), path, form="csv", dirt=Dirt.full(), seed=3, has_register=False)
    return path


def number_of(page) -> str:
    return re.search(r"/imports/([0-9a-f-]{36})/", page.url)[1]


def send(page, file: Path) -> None:
    page.goto("/imports/")
    page.locator("main").get_by_label("台帳のファイル").set_input_files(file)
    page.get_by_role("button", name="このファイルを読む").click()


def test_a_dirty_ledger_comes_in_and_goes_out_again(town, page, ledger, axe, snap):
    sit_down(page, town, Role.INSURANCE)
    page.goto("/imports/")
    axe(page)
    snap(page, "imports")
    send(page, ledger)

    heading_is(page, "列を合わせる")
    page.get_by_text("ファイルの初めの5行を見る").click()
    axe(page)
    snap(page, "import-columns", full_page=True)
    page.get_by_label("この対応を名前を付けて保存する").fill("毎週の台帳")
    page.get_by_role("button", name="この列で確かめる").click()

    heading_is(page, "台帳を確かめています")
    expect(page.get_by_role("progressbar")).to_be_visible()
    axe(page)
    snap(page, "import-checking")
    check_ledger.call(number_of(page))
    heading_is(page, "取り込む前に確かめる")
    expect(page.get_by_text("新しい人を")).to_be_visible()
    axe(page)
    snap(page, "import-checked", full_page=True)

    page.get_by_role("link", name="一つずつ見る").click()
    heading_is(page, "気をつける点")
    page.get_by_role("link", name="直すまで取り込まない").click()
    expect(page.get_by_text("見てほしい", exact=True)).to_have_count(0)
    axe(page)
    snap(page, "import-problems")
    with page.expect_download() as download:
        page.get_by_role("link", name="一覧を Excel で受け取る").click()
    assert re.fullmatch(r"problems-\d{8}\.xlsx", download.value.suggested_filename)
    page.get_by_role("link", name="取り込みのページへ戻る").click()
    page.get_by_role("link", name=re.compile("^[0-9,]+行$")).first.click()
    heading_is(page, "ファイルの行")
    page.locator("tbody summary").first.click()
    axe(page)
    page.get_by_role("link", name="取り込みのページへ戻る").click()

    page.get_by_role("button", name="この内容で取り込む").click()
    heading_is(page, "台帳を取り込んでいます")
    apply_ledger.call(number_of(page), town.municipality_id, town.staff_id(Role.INSURANCE))
    heading_is(page, "取り込みの結果")
    axe(page)
    snap(page, "import-applied")

    page.get_by_role("link", name="この取り込みを取り消す").click()
    axe(page)
    page.get_by_label("取り消す理由").fill("違う月のファイルだった")
    page.get_by_role("button", name="この取り込みを取り消す").click()
    expect(page.get_by_text("台帳は、取り込む前の内容に戻りました。")).to_be_visible()
    axe(page)


def test_files_that_cannot_be_read_say_what_to_do(town, page, tmp_path, axe):
    sit_down(page, town, Role.INSURANCE)
    page.goto("/imports/")
    page.get_by_role("button", name="このファイルを読む").click()
    expect(page.get_by_role("alert")).to_contain_text("台帳のファイルを選んでください。")
    axe(page)

    broken = tmp_path / "こわれた台帳.csv"
    broken.write_bytes(bytes(range(256)) * 4)
    send(page, broken)
    heading_is(page, "読めませんでした")
    expect(page.get_by_text("台帳には何も書かれていません。")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="取り込みをやめる").click()
    axe(page)
    page.get_by_role("button", name="取り込みをやめる").click()
    expect(page.get_by_text("取り込みをやめました。")).to_be_visible()


def test_a_saved_mapping_is_found_again_and_works_with_the_keyboard(town, page, ledger, axe):
    sit_down(page, town, Role.INSURANCE)
    for _ in range(2):
        send(page, ledger)
        heading_is(page, "列を合わせる")
        page.get_by_label("この対応を名前を付けて保存する").fill("毎週の台帳")
        page.keyboard.press("Enter")
        heading_is(page, "台帳を確かめています")

    send(page, ledger)
    expect(page.get_by_label("保存した対応")).to_have_value(re.compile(r"\d+"))
    axe(page)
