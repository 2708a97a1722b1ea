"""ブラウザーの道具: one Chromium for the run, one clean window for each test, and three things nobody may forget.

A page that writes an error to the console, asks another host for anything, or fails axe fails its test.
"""

import os
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, chromium
from tests.browser.watching import Watch, violations_in_words

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
SCREENSHOTS = ROOT / "tests" / "screenshots"
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # It would fetch our imported sheets from wrong addresses and paste them in as inline styles, for one rule we need not.
    "preload": False,
}
# Milliseconds. Nobody measures time here: two browsers and two servers share two cores, and a slow answer is an answer.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    program = chromium()
    if program is None:
        pytest.fail("Chromium がありません（Debian: apt install chromium。別の場所なら TAKIGI_CHROMIUM）。")
    # Playwright keeps an event loop in this thread, and Django would refuse every query because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def awake(live_server, django_db_setup, django_db_blocker) -> None:
    """The first answer takes by far the longest, since all screens are read in for it: nobody waits for that at a page."""
    door = f"{live_server.url}{reverse('account_login')}"
    with django_db_blocker.unblock(), urlopen(door, timeout=300) as answer:  # noqa: S310  # our own server
        assert answer.status == HTTPStatus.OK


@pytest.fixture
def watch(live_server) -> Watch:
    """What the pages of this test do wrong. A journey that provokes an error says so: `watch.expect(r"403")`."""
    return Watch(own_host=urlsplit(live_server.url).netloc)


@pytest.fixture
def new_page(browser, live_server, awake, watch, request) -> Iterator[Callable[..., Page]]:
    """Open a clean window, as another person at another desk would; options are Playwright's own."""
    opened: list[tuple[BrowserContext, Page]] = []

    def open_page(**options: object) -> Page:
        window = {"width": 1366, "height": 768}
        usual = {"base_url": live_server.url, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": window}
        context = browser.new_context(**{**usual, **options})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(2 * PATIENCE)
        watch.over(page)
        opened.append((context, page))
        return page

    yield open_page

    if request.node.stash.get(failed, False):
        for number, (_, page) in enumerate(opened, start=1):
            _photograph_failure(page, request.node.name, number)
    for context, _ in opened:
        context.close()
    assert watch.complaints() == []


def _photograph_failure(page: Page, test: str, number: int) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "_", test)
    picture = SCREENSHOTS / f"{name}-{number}.png"
    page.screenshot(path=picture, full_page=True)
    print(f"画面の写真: {picture.relative_to(ROOT)}（{urlsplit(page.url).path}）")


@pytest.fixture
def page(new_page) -> Page:
    """The one window that most tests need."""
    return new_page()


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)`: fails with every barrier found, where it is and how to remove it."""

    def examine(page: Page, context: str | None = None) -> None:
        found = Axe().run(page, context=context, options=AXE_RULES).response["violations"]
        assert not found, violations_in_words(found, urlsplit(page.url).path)

    return examine


@pytest.fixture(scope="session")
def shown_pictures() -> set[str]:
    """The pictures that some page of the manual shows."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return {name for page in pages for name in re.findall(r"pictures/([\w-]+)\.png", page.read_text(encoding="utf-8"))}


@pytest.fixture
def snap(shown_pictures) -> Callable[..., None]:
    """`snap(page, "people-search")`: with TAKIGI_PICTURES=1, a picture of this moment.

    For the manual when a page of it shows one by that name; otherwise only to be looked at, with the failures.
    """

    def photograph(page: Page, name: str, *, full_page: bool = False) -> None:
        if os.environ.get("TAKIGI_PICTURES") == "1":
            folder = PICTURES if name in shown_pictures else SCREENSHOTS
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=full_page)

    return photograph
