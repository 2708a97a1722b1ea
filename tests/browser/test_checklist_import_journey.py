"""チェックリストの取り込みの旅: a town's file with its own numbers, looked at, confirmed, and taken back, at the desk and by keyboard."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.at_the_desk import heading_is, sit_down
from tests.checklist_files import HANA, answers_of, as_csv
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town(settings, tmp_path) -> World:
    settings.TASKS, settings.IMPORT_FOLDER = AT_ONCE, tmp_path / "imports"
    cache.clear()
    return build_world()


@pytest.fixture
def answers(town, tmp_path) -> Path:
    """Four rows: two to take in, one that nobody is found for, one with an answer that nobody can read."""
    register(town, insured_no="0000000011")
    register(town, name="川上　イネ", kana="カワカミ　イネ", birth="S10.3.3", insured_no="0000000022")
    ine = {"被保険者番号": "0000000022", "氏名": "川上 イネ", "生年月日": "昭和10年3月3日"}
    file = tmp_path / "回答.csv"
    rows = (
        HANA | answers_of(6, 7, 8),
        ine | answers_of(16) | {"3": "△"},
        HANA | {"被保険者番号": "0000000099"} | answers_of(),
        HANA | {"生年月日": "昭和20年1月1日"} | answers_of(),
    )
    file.write_bytes(as_csv(*rows))
    return file


@pytest.fixture
def look(axe, snap):
    """axe from the top of the page, and a picture at the desk and on a tablet."""

    def examine(page, name):
        page.evaluate("window.scrollTo(0, 0)")
        axe(page)
        snap(page, f"checklist-import-{name}", full_page=True)
        page.set_viewport_size({"width": 820, "height": 1180})
        snap(page, f"checklist-import-{name}-tablet", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})

    return examine


def test_many_peoples_answers_come_in_and_go_out_again(page, town, answers, look):
    sit_down(page, town, Role.EAST_NURSE)
    page.goto("/cases/")
    page.get_by_role("link", name="チェックリストの取り込み").click()
    page.get_by_label("チェックリストのファイル").set_input_files(answers)
    look(page, "list")
    page.get_by_role("button", name="このファイルを読む").click()
    heading_is(page, "列と書き方を合わせる")
    page.get_by_label("答えた日の列がないとき").fill("きのう")
    look(page, "columns")

    page.get_by_role("button", name="この列で確かめる").press("Enter")
    heading_is(page, "取り込む前に確かめる")
    expect(page.get_by_text("2人のチェックリストを記録します。")).to_be_visible()
    look(page, "checked")
    page.get_by_role("link", name="一つずつ見る").click()
    expect(page.get_by_role("cell", name="△", exact=True)).to_be_visible()
    look(page, "problems")
    page.go_back()
    page.get_by_role("button", name="この内容で取り込む").press("Enter")
    expect(page.get_by_text("2人のチェックリストを記録しました。")).to_be_visible()
    page.get_by_role("link", name="2行").first.click()
    look(page, "rows")
    page.go_back()

    page.get_by_role("link", name="この取り込みを取り消す").click()
    look(page, "undo")
    page.get_by_label("取り消す理由").fill("違う年度のファイルだった")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2人のチェックリストがなくなりました。")).to_be_visible()


def test_a_towns_own_numbers_are_shown_in_both_readings(page, town, answers, look):
    answers.write_bytes(as_csv(HANA | {f"No.{number}": "はい" for number in range(1, 11)}))
    sit_down(page, town, Role.EAST_NURSE)
    page.goto("/cases/checklists/import/")
    page.get_by_label("チェックリストのファイル").set_input_files(answers)
    page.get_by_role("button", name="このファイルを読む").click()
    page.get_by_label("番号だけの見出しを").select_option("栄養から始まる様式")
    page.get_by_role("button", name="この並びで選びなおす").click()
    page.get_by_label("答えた日の列がないとき").fill("きのう")
    page.get_by_role("button", name="この列で確かめる").click()
    expect(page.get_by_text("この町の番号は、国の様式とちがいます。")).to_be_visible()
    look(page, "numbers")
