"""ストーリーの旅: the main job, from what `run.py demo` builds and the ledger that it offers for trying.

A ledger comes in, the list of the waiting shows who is new, a nurse visits and writes once, and the planner sees the story
answer; it is opened down to that visit, changes course, is compared and goes out. The seconds from the save to the moved
number are printed (`pytest -s`). It takes the manual's pictures (docs/tutorials/grow-a-story.md).
"""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.at_the_desk import heading_is
from tests.browser.test_two_ways_back import BATH
from tests.browser.town_served import ServedTown, prepare
from tests.browser.two_lives import follow, press, write_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLERK, NURSE, PLANNER = "t.kasuga", "t.hoshina", "t.minamoto"
STORY, SIGN, SHOWN = "転んだあとも、もとの暮らしへ", "「そういうやり方もあるのか」と口にする", "way_shown"
PHONE, TABLET, DESK = ({"width": w, "height": h} for w, h in ((390, 844), (820, 1180), (1366, 768)))
PATIENCE = 180_000
IN_THE_BOX = re.compile(r"いま ([0-9,]+)件中")
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


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    home = tmp_path_factory.mktemp("見本") / "町"
    served = ServedTown(home, prepare(home, "tests.browser.town_demo"))
    served.start()
    yield served
    served.close()


@pytest.fixture
def sit_down(new_page, watch, town):
    """Through the door of the demo, as it says when it has started."""
    watch.own_host = f"127.0.0.1:{town.port}"

    def as_somebody(login: str) -> Page:
        page = new_page(base_url=town.address)
        # The first count of a process gathers the facts and starts the engine.
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(PATIENCE)
        page.goto("/")
        page.get_by_label("サインイン名").fill(login)
        page.get_by_label("パスワード", exact=False).first.fill(town.facts["password"])
        press(page, "サインインする")
        heading_is(page, "今日")
        return page

    return as_somebody


def look(page: Page, axe, snap, name: str) -> None:
    """Usable by everybody, and nothing wider than the window."""
    for window in (PHONE, TABLET, DESK):
        page.set_viewport_size(window)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= window["width"], f"{name}: {width}"
    axe(page)
    # Of eight charts beneath each other nobody would see one on a page of the manual.
    snap(page, name, full_page=name != "story-measures")


def takes_in_the_ledger(page: Page, path: Path) -> None:
    """介護保険係: the dirty sample is read, its columns fitted, looked at, and taken in by the worker."""
    page.goto("/imports/")
    page.locator("main").get_by_label("台帳のファイル").set_input_files(path)
    press(page, "このファイルを読む")
    press(page, "この列で確かめる")
    expect(page.get_by_role("heading", level=1)).to_have_text("取り込む前に確かめる", timeout=PATIENCE)
    press(page, "この内容で取り込む")
    expect(page.get_by_role("heading", level=1)).to_have_text("取り込みの結果", timeout=PATIENCE)


def waiting(page: Page) -> set[str]:
    """Who waits for a visit, by the addresses at which they are taken up."""
    page.goto("/cases/waiting/")
    heading_is(page, "訪問を待っている方")
    links = page.get_by_role("link", name="引き受ける", exact=True)
    return {str(one.get_attribute("href")) for one in links.all()}


def takes_up(page: Page, address: str) -> str:
    """Somebody who stands on the list since the ledger came in; returns the page of the case."""
    page.goto(address)
    press(page, "ケースを開いて引き受ける")
    case = page.url.split("?")[0]
    follow(page, "訪問の日を決める")
    page.get_by_label("訪問の日").fill("きょう")
    press(page, "この日に決める")
    follow(page, "訪問を記録する")
    write_visit(page, BATH)
    return case


def keeps_the_visit(page: Page) -> float:
    """Pressed, and once more where the screen asks whether it is meant so; returns when it was pressed last."""
    began = time.monotonic()
    press(page, "訪問を確定する")
    page.wait_for_load_state()
    if page.get_by_text("このまま確定することもできます").count():
        began = time.monotonic()
        press(page, "訪問を確定する")
    expect(page.get_by_text(BATH.reaction_words).first).to_be_visible()
    return began


def counted_visits(page: Page) -> int:
    """今年度 48件中…: of how many visits the first number of the story's page speaks."""
    card = page.locator("main").get_by_text(re.compile(r"今年度\s*[0-9,]+件中")).first
    return int(re.search(r"([0-9,]+)件中", card.inner_text())[1].replace(",", ""))


def is_told(page: Page, visits: int) -> None:
    expect(page.get_by_text(re.compile(rf"今年度\s*{visits}件中")).first).to_be_visible()


def changes_course(page: Page, story: str, axe, snap) -> None:
    """A course change with its reason and what was given up, and a box by which it differs."""
    page.goto(f"{story}versions/course/")
    page.get_by_text("軌道修正", exact=True).click()
    page.get_by_label("なぜ変えるか").fill("本人の言葉が、思ったより早く聞かれた")
    page.get_by_label("手放したもの").fill("チラシを配ること")
    page.get_by_label("何がきっかけか").select_option(label="その他")
    press(page, "新しい版を始める")
    page.goto(f"{story}outline/")
    look(page, axe, snap, "story-outline")
    page.goto(f"{story}boxes/new/outcome/")
    page.locator("#id_text").fill("家族が先に聞いてくる")
    press(page, "足す")
    expect(page.get_by_text("箱を足しました。")).to_be_visible()
    page.goto(f"{story}versions/compare/")
    expect(page.get_by_text("家族が先に聞いてくる").first).to_be_visible()
    look(page, axe, snap, "story-compare")


def takes_the_slides(nurse: Page) -> None:
    with nurse.expect_download() as slides:
        nurse.get_by_role("link", name="4枚のスライド（PowerPoint）").click()
    assert slides.value.path().read_bytes().startswith(b"PK")


def is_read_from_records(page: Page) -> None:
    """Three years of visits: one arrow holds, one is weak, of another nothing can be told yet."""
    for verdict in ("記録は支えている", "記録は支えていない", "まだ言えない"):
        expect(page.locator("main").get_by_text(verdict, exact=True).first).to_be_visible()


def test_the_main_job_from_the_demo_and_its_ledger_to_the_slides(town, sit_down, axe, snap):
    clerk, nurse, planner = (sit_down(login) for login in (CLERK, NURSE, PLANNER))
    before = waiting(nurse)
    takes_in_the_ledger(clerk, Path(next(one for one in town.facts["samples"] if "受給者台帳" in one)))
    came = waiting(nurse) - before
    assert came, "the sample ledger brought nobody new"

    planner.goto("/stories/")
    follow(planner, STORY)
    story = planner.url.removeprefix(town.address)
    planner.goto(f"{story}measures/")
    is_read_from_records(planner)
    visits = counted_visits(planner)

    case = takes_up(nurse, min(came))
    began = keeps_the_visit(nurse)
    saved = time.monotonic()
    planner.reload()
    is_told(planner, visits + 1)
    moved = time.monotonic()
    nurse.goto(f"{story}signs/")
    expect(nurse.get_by_text(BATH.reaction_words).first).to_be_visible()
    print(
        f"\n訪問の確定から保存の答えまで {saved - began:.2f} 秒、計画の担当が開いたページで数と図が動くまで {moved - began:.2f} 秒、"
        f"声が合図で待つまで {time.monotonic() - began:.2f} 秒"
    )
    look(nurse, axe, snap, "story-signs")
    expect(nurse.get_by_text("確かめる声").first).to_be_visible()
    look(planner, axe, snap, "story-measures")
    # The newest stands first; others of the demo wait as well.
    heard = nurse.get_by_role("button", name="はい", exact=True)
    waited = heard.count()
    heard.first.click()
    expect(heard).to_have_count(waited - 1)
    nurse.goto(story)
    expect(nurse.locator(".layered-picture").get_by_text(IN_THE_BOX).first).to_be_attached()
    look(nurse, axe, snap, "story-picture")

    opens_down_to(planner, nurse, town, case, axe, snap)
    changes_course(nurse, story, axe, snap)
    nurse.goto(f"{story}papers/")
    look(nurse, axe, snap, "story-papers")
    takes_the_slides(nurse)
    for name in ("numbers", "numbers/quality", "numbers/reports", "stories"):
        planner.goto(f"/{name}/")
        look(planner, axe, snap, name.replace("/", "-"))
    for side in SIDES:
        nurse.goto(f"{story}{side}")
        look(nurse, axe, snap, f"story-{side.strip('/').replace('/', '-')}")


def opens_down_to(planner: Page, nurse: Page, town: ServedTown, case: str, axe, snap) -> None:
    """The number, its meaning, its records: the planner counts them, the nurse opens the one she wrote."""
    planner.goto(f"/numbers/of/{SHOWN}/")
    heading_is(planner, "提案率")
    look(planner, axe, snap, "number")
    planner.get_by_role("table").first.get_by_role("link").first.click()
    expect(planner.get_by_text("見る根拠がないため、ここには出ません")).to_be_visible()
    nurse.goto(planner.url.removeprefix(town.address))
    mine = nurse.locator(f'a[href="{case.removeprefix(town.address)}"]')
    while not mine.count():
        follow(nurse, "次へ")
    mine.click()
    expect(nurse.get_by_role("heading", name="これまでの道のり")).to_be_visible()
