"""ストーリーの旅: the main job. A ledger comes in, a nurse visits, and the planner sees the story answer; then it changes course and goes out.

It takes the manual's pictures (docs/tutorials/grow-a-story.md).
"""

import re

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from takigi.exchange.jobs import apply_ledger, check_ledger
from tests.browser.at_the_desk import heading_is
from tests.browser.test_two_ways_back import BATH
from tests.browser.two_lives import Clock, follow, newly_certified, press, write_visit
from tests.ledgers import HANA, TARO, write_csv
from tests.stories_made import OUTLINE
from tests.worlds import Role, World, build_world, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, TABLET, DESK = ({"width": w, "height": h} for w, h in ((390, 844), (820, 1180), (1366, 768)))

SIDES = (
    "wood/",
    "wood/find/",
    "learning/",
    "learning/reflection/",
    "versions/",
    "claims/",
    "papers/committee/",
    "papers/grant/",
    "papers/public/",
)


def sit_down(page: Page, world: World, role: Role, url: str) -> None:
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": seat(Client(), world, role).cookies[name].value, "url": url}])


def look(page: Page, axe, snap, name: str) -> None:
    """Usable by everybody, and nothing wider than the window."""
    for window in (PHONE, TABLET, DESK):
        page.set_viewport_size(window)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= window["width"], f"{name}: {width}"
    axe(page)
    snap(page, name, full_page=True)


def takes_in_the_ledger(page: Page, world: World, path) -> None:
    """介護保険係: the file is read, its columns fitted, looked at, and taken in."""
    page.goto("/imports/")
    page.locator("main").get_by_label("台帳のファイル").set_input_files(path)
    press(page, "このファイルを読む")
    press(page, "この列で確かめる")
    heading_is(page, "台帳を確かめています")
    number = re.search(r"/imports/([0-9a-f-]{36})/", page.url)[1]
    check_ledger.call(number)
    heading_is(page, "取り込む前に確かめる")
    press(page, "この内容で取り込む")
    heading_is(page, "台帳を取り込んでいます")
    apply_ledger.call(number, world.municipality_id, world.staff_id(Role.INSURANCE))
    heading_is(page, "取り込みの結果")


def writes_a_story(page: Page, axe, snap, url: str) -> str:
    """保健師: a title, an outline, and one number at the change that is hoped for."""
    page.goto(reverse("stories"))
    follow(page, "ストーリーを始める")
    page.get_by_label("題").fill("あきらめない町")
    press(page, "始める")
    heading_is(page, "あきらめない町")
    story = page.url.removeprefix(url)
    page.goto(f"{story}outline/")
    page.locator("textarea").first.fill(OUTLINE)
    look(page, axe, snap, "story-outline")
    page.locator("form.form button[type=submit]").first.click()
    page.goto(f"{story}measures/new/")
    page.get_by_label("どの箱に").select_option(label="何が変わる: 「そんな道もあるのか」と言う")
    page.get_by_label("どの指標を").select_option("way_shown")
    page.get_by_label("役割").select_option("initial")
    press(page, "指標をつける")
    expect(page.get_by_text("指標をつけました。")).to_be_visible()
    return story


def visits(page: Page) -> str:
    """The one who stands on the list is taken on, visited, and everything is written once, with the reaction and the choice."""
    follow(page, "個別支援")
    follow(page, "訪問を待っている方")
    expect(page.get_by_text("雪下 トミ")).to_be_visible()
    follow(page, "引き受ける")
    press(page, "ケースを開いて引き受ける")
    case = page.url
    follow(page, "訪問の日を決める")
    page.get_by_label("訪問の日").fill("きょう")
    press(page, "この日に決める")
    follow(page, "訪問を記録する")
    write_visit(page, BATH)
    press(page, "訪問を確定する")
    if page.get_by_text("このまま確定することもできます").count():
        press(page, "訪問を確定する")
    expect(page.get_by_text("そういうやり方もあるんだ").first).to_be_visible()
    return case


def changes_course(page: Page, story: str, axe, snap) -> None:
    """What was believed is agreed upon; then a course change with its reason, what was given up, and a box by which it differs."""
    page.goto(f"{story}versions/agree/")
    page.get_by_label("だれが合意したか").fill("チームの3人")
    press(page, "合意する")
    page.goto(f"{story}versions/course/")
    page.get_by_text("軌道修正", exact=True).click()
    page.get_by_label("なぜ変えるか").fill("本人の言葉が、思ったより早く聞かれた")
    page.get_by_label("手放したもの").fill("チラシを配ること")
    page.get_by_label("何がきっかけか").select_option(label="その他")
    press(page, "新しい版を始める")
    page.goto(f"{story}boxes/new/outcome/")
    page.locator("#id_text").fill("家族が先に聞いてくる")
    press(page, "足す")
    expect(page.get_by_text("箱を足しました。")).to_be_visible()
    page.goto(f"{story}versions/compare/")
    expect(page.get_by_text("家族が先に聞いてくる").first).to_be_visible()
    look(page, axe, snap, "story-compare")


def takes_the_slides(nurse):
    with nurse.expect_download() as slides:
        nurse.get_by_role("link", name="4枚のスライド（PowerPoint）").click()
    assert slides.value.path().read_bytes().startswith(b"PK")


def test_the_main_job_from_a_ledger_to_the_slides(new_page, live_server, axe, snap, facts_folder, tmp_path):
    cache.clear()
    world, clock = build_world(), Clock(now())
    clerk, nurse, planner = new_page(), new_page(), new_page()
    for page, role in ((clerk, Role.INSURANCE), (nurse, Role.EAST_NURSE), (planner, Role.PLANNER)):
        # The first count of a process gathers the facts and starts the engine.
        page.set_default_timeout(180_000)
        page.set_default_navigation_timeout(180_000)
        sit_down(page, world, role, live_server.url)

    takes_in_the_ledger(clerk, world, write_csv(tmp_path / "受給者台帳.csv", [newly_certified(clock), HANA, TARO]))
    story = writes_a_story(nurse, axe, snap, live_server.url)
    planner.goto(f"{story}measures/")
    expect(planner.get_by_text("対象外").first).to_be_visible()

    nurse.goto("/")
    case = visits(nurse)

    planner.reload()
    expect(planner.get_by_text("1件中").first).to_be_visible()
    look(planner, axe, snap, "story-measures")
    nurse.goto(story)
    expect(nurse.get_by_text("いま 1件中").first).to_be_attached()
    expect(nurse.locator(".layered-picture")).to_be_visible()
    look(nurse, axe, snap, "story-picture")
    nurse.goto(f"{story}signs/")
    expect(nurse.get_by_text(BATH.reaction_words).first).to_be_visible()
    look(nurse, axe, snap, "story-signs")
    press(nurse, "はい")
    expect(nurse.get_by_text("確かめる声")).to_have_count(0)

    follow(planner, "意味・内訳・数えた記録を見る")
    heading_is(planner, "提案率")
    look(planner, axe, snap, "number")
    planner.get_by_role("link", name="1件", exact=True).last.click()
    expect(planner.get_by_text("見る根拠がないため、ここには出ません")).to_be_visible()
    nurse.goto(planner.url.removeprefix(live_server.url))
    nurse.locator(f'a[href="{case.removeprefix(live_server.url).split("?")[0]}"]').click()
    heading_is(nurse, "雪下 トミ")

    changes_course(nurse, story, axe, snap)
    nurse.goto(f"{story}papers/")
    look(nurse, axe, snap, "story-papers")
    takes_the_slides(nurse)

    for name in ("numbers", "number_quality", "number_reports", "stories"):
        planner.goto(reverse(name))
        look(planner, axe, snap, name)
    for side in SIDES:
        nurse.goto(f"{story}{side}")
        look(nurse, axe, snap, f"story-{side.strip('/').replace('/', '-')}")
