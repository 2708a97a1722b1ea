"""二人の道具: a clock that the journey turns on, the words of two invented people, and papers that must open."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from playwright.sync_api import Download, Locator, Page, expect
from python_calamine import CalamineWorkbook

from takigi.kernel.eras import in_short_japanese
from tests.browser.at_the_desk import heading_is
from tests.browser.visits_away import ready, saved, section
from tests.ledgers import HANA


@dataclass
class Clock:
    """The town's time: the months of a course pass with one call."""

    at: datetime

    def now(self) -> datetime:
        """What the gate asks."""
        return self.at

    def pass_days(self, days: int) -> None:
        """So many days later, at the same hour."""
        self.at += timedelta(days=days)

    def day(self, days: int = 0) -> str:
        """R8.11.23, so many days from now, as it is typed."""
        return in_short_japanese(self.at.date() + timedelta(days=days))


@dataclass(frozen=True)
class Life:
    """One person's words from the visit to the street."""

    onset: tuple[str, ...]
    onset_text: str
    before: str
    lost: tuple[str, ...]
    wish: str
    family_wish: str
    reaction_words: str
    goal: str
    graduation: str
    self_does: str
    proposal: str
    place: str
    later_words: str
    sessions: tuple[tuple[str, str], ...] = field(default=())


def newly_certified(clock: Clock) -> dict[str, str]:
    """A line of the ledger: somebody whose level was decided a few days ago."""
    return HANA | {
        "被保険者番号": "0000000871",
        "氏名": "雪下　トミ",
        "氏名カナ": "ユキシタ　トミ",
        "生年月日": "S14.6.2",
        "申請日": clock.day(-35),
        "申請理由": "家で転んで足の付け根を折った。もう年だから仕方ない",
        "認定日": clock.day(-5),
        "要介護状態区分": "要支援2",
        "有効期間開始日": clock.day(-35),
        "有効期間終了日": clock.day(330),
    }


def press(page: Page, words: str) -> None:
    """The one button of this name."""
    page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """The first link of this name."""
    page.get_by_role("link", name=words, exact=True).first.click()


def come(page: Page, way: Locator) -> None:
    """Click, and wait for the page that comes: what follows overtakes no form on its way and looks at no half a page.

    Chromium sends a form a moment after the click; a link that is clicked in that moment would take its place.
    """
    with page.expect_navigation():
        way.click()


def send(page: Page, words: str) -> None:
    """The one button of this name, whose form is answered by a page."""
    come(page, page.get_by_role("button", name=words, exact=True))


def go(page: Page, words: str) -> None:
    """The first link of this name, to the page it leads to."""
    come(page, page.get_by_role("link", name=words, exact=True).first)


def write_visit(page: Page, life: Life) -> None:
    """訪問: nine sections on one screen, nothing twice."""
    ready(page)
    section(page, 1)
    page.get_by_role("button", name="きょう").first.click()
    for who in ("保健師・看護師", "理学療法士"):
        page.locator("#section-1").get_by_text(who, exact=True).first.click()
    page.locator("#section-1").get_by_text("本人", exact=True).click()
    section(page, 2)
    for one in life.onset:
        page.locator("#section-2").get_by_text(one, exact=True).first.click()
    section(page, 3)
    page.get_by_label("前はどう暮らしていたか").fill(life.before)
    section(page, 4)
    for one in life.lost:
        page.locator("#section-4").get_by_text(one, exact=True).first.click()
    section(page, 5)
    page.get_by_label("本人の願い").fill(life.wish)
    page.get_by_label("家族の願い").fill(life.family_wish)
    section(page, 7)
    page.locator("#section-7").get_by_text("通所C", exact=True).click()
    page.get_by_label("提案したこと").fill(life.proposal)
    section(page, 8)
    page.get_by_text("「そういうやり方もあるんだ」").click()
    page.get_by_label("そのときのことば").fill(life.reaction_words)
    section(page, 9)
    page.locator("#section-9").get_by_text("通所C", exact=True).click()
    page.get_by_label("次にすること").fill("担当者会議を開く")
    page.get_by_role("button", name="1週間後").click()
    saved(page)


def opened(download: Download) -> str:
    """The file's name, once it has shown that it can be opened."""
    name, content = download.suggested_filename, download.path().read_bytes()
    if name.endswith(".pdf"):
        assert content.startswith(b"%PDF")
        assert b"%%EOF" in content[-1024:]
    elif name.endswith(".xlsx"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        assert any(cell for row in book.get_sheet_by_index(0).to_python() for cell in row)
    else:
        rows = list(csv.reader(io.StringIO(content.decode("cp932"))))
        assert rows
        assert all(rows)
    return name


def take_paper(page: Page, *buttons: str) -> list[str]:
    """Every file that the page of a paper offers."""
    names = []
    for words in buttons:
        with page.expect_download() as paper:
            press(page, words)
        names.append(opened(paper.value))
    return names


def fill_test(page: Page, test: str, value: str, **facts: str) -> None:
    """One row of the sheet of measurements."""
    row = page.get_by_role("group", name=test, exact=True)
    row.get_by_label("測定値").fill(value)
    for label, fact in facts.items():
        row.get_by_label(label).select_option(label=fact)


def is_case_page(page: Page, name: str) -> None:
    """Back on the page of the case, which always says what is next."""
    heading_is(page, name)
    expect(page.get_by_role("heading", name="これまでの道のり")).to_be_visible()
