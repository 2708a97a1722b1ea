"""一つの世帯の旅: from stuck to the ninetieth day, by four agencies and a secretariat, each at a desk of its own at the same time.

It takes the manual's pictures (docs/tutorials/work-together.md). The owner is the same on the first page and on the last.
"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import localtime, now
from playwright.sync_api import expect

from tests.browser import household_way as way
from tests.browser.at_the_desk import heading_is
from tests.browser.household_town import DAUGHTER, GRANDSON, NAME, WORRY, prepare, sit_down
from tests.browser.household_way import Round, owner_is_the_same, says_nothing_of
from tests.browser.two_lives import Clock, come, go, send
from tests.browser.visits_away import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLET = {"width": 820, "height": 1180}
AGENCIES = ("owner", "disability", "school", "station")


@pytest.fixture
def clock(monkeypatch):
    turned = Clock(localtime(now()) + timedelta(days=1))
    monkeypatch.setattr("takigi.screens.gate.now", turned.now)
    monkeypatch.setattr("takigi.screens.meetings.replies.now", turned.now)
    return turned


@pytest.fixture
def table(clock, new_page, live_server, axe, snap, facts_folder, watch):
    cache.clear()
    # Forms that say what is missing, a wrong number, and papers that have closed are part of the way.
    watch.expect("422")
    watch.expect("403.*/papers/")
    town = prepare(clock.at)

    def look(page, picture="", *, tablet=False):
        """Usable by everybody, nothing wider than the window; one picture where the manual shows it."""
        if tablet:
            page.set_viewport_size(TABLET)
        page.evaluate("window.scrollTo(0, 0)")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), page.url
        axe(page)
        if picture:
            snap(page, f"together-{picture}", full_page=True)
        if tablet:
            page.set_viewport_size({"width": 1366, "height": 768})

    desks = {who: new_page() for who in (*AGENCIES, "secretariat")}
    for who, page in desks.items():
        sit_down(page, town.staff_id(who), live_server.url)
    made = Round(town, clock, desks, look, live_server.url)
    made.at(hour=10)
    return made


def opens_on_the_day(table):
    """会議の日: three classes, each with its necessity; who has not confirmed secrecy, or not answered, sees none of them."""
    table.at(days=2, hour=14)
    page = table.secretariat
    page.goto(table.known["meeting"])
    go(page, "だれに何が見えるか・区分を開く")
    for label in ("氏名・連絡先", "世帯・家族図・エコマップ", "課題・暮らしの状況・経過"):
        page.get_by_role("checkbox", name=label).check()
        page.get_by_label(f"「{label}」が、この議題でなぜ必要か").fill("世帯の暮らしを一度に考え、役割を決めるため")
    send(page, "選んだ区分を開く")
    table.look(page, "opened")
    page = table.school
    page.goto(table.known["papers"])
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    page.goto(table.known["meeting"])
    go(page, "守秘を確認する")
    send(page, "読みました。守ることを確認します")
    page.goto(table.known["papers"])
    for words in (NAME, DAUGHTER, GRANDSON, WORRY):
        expect(page.get_by_text(words).first).to_be_visible()
    table.look(page, "papers")


def is_held(table):
    """議事: kept while it is spoken, by two hands at once."""
    page = table.secretariat
    page.goto(table.known["meeting"])
    send(page, "開いたと記録する")
    # The countdown on the page runs by the browser's own clock.
    page.clock.set_fixed_time(table.clock.at + timedelta(minutes=20))
    come(page, page.get_by_role("link", name="議事録", exact=True))
    page.get_by_label("出た話").click()
    page.get_by_label("出た話").fill("学校では、朝の二時間目までに来られた日が増えている。")
    saved(page)
    station = table.station
    station.goto(page.url)
    station.get_by_label("決まったこと").click()
    station.get_by_label("決まったこと").fill("主担当は包括のまま。受診の同行と朝の声かけを分けあう。")
    expect(station.get_by_label("出た話")).to_have_value("学校では、朝の二時間目までに来られた日が増えている。")
    expect(page.get_by_label("決まったこと")).to_have_value("主担当は包括のまま。受診の同行と朝の声かけを分けあう。")
    table.look(page, "minutes")
    # With the end of the meeting the station's part in its minutes ends, too.
    station.goto("/")


PROMISES = (
    ("相談室 みなも", "子の受診に、はじめの二回だけ同行する", "40日後", "30日後", "協力"),
    ("学校教育課", "毎朝、孫に声をかける", "60日後", "30日後", "見守り"),
    ("東地域包括支援センター", "親の通院の日を、子と決める", "14日後", "", ""),
)


def is_promised_in_one_table(table):
    """だれが × 何を × いつまで × 次の確認; one's own agency takes it on at once, the others are asked."""
    page = table.secretariat
    for agency, what, due, check, role in PROMISES:
        come(page, page.locator(".room-items").get_by_role("link", name="約束を書く"))
        page.get_by_label("だれが（機関）").select_option(label=agency)
        page.get_by_label("何を").fill(what)
        page.get_by_label("いつまで").fill(due)
        page.get_by_label("次に確かめる日").fill(check)
        if role:
            page.get_by_label("続けて担う役割として頼むとき").select_option(label=role)
        if agency == "相談室 みなも":
            table.look(page)
        send(page, "約束を書く")
        come(page, page.get_by_role("link", name="議事録", exact=True))
    send(page, "議事録をまとめる")
    come(page, page.get_by_role("link", name="出席", exact=True))
    table.look(page)
    send(page, "出席を記録する")
    expect(page.get_by_text("5人").first).to_be_visible()


def each_agency_answers(table):
    """引き受ける・断る: one from the first screen of the day, the other from the case, with a reason and a suggestion."""
    page = table.disability
    page.goto("/")
    go(page, "返事を待っている頼みごとが1件あります")
    go(page, PROMISES[0][1])
    page.get_by_label("引き受ける", exact=True).check()
    page.get_by_label("引き受けるとき: だれが").select_option(label="小野寺 樹（相談室 みなも）")
    table.look(page)
    send(page, "記録する")
    expect(page.get_by_text("引き受けた").first).to_be_visible()
    page = table.school
    page.goto(table.case)
    come(page, page.get_by_role("table", name="役割分担").get_by_role("link", name="返事をする"))
    heading_is(page, PROMISES[1][1])
    page.get_by_label("引き受けられない", exact=True).check()
    send(page, "記録する")
    page.get_by_label("引き受けられないとき: わけ").select_option(label="いまは人手がない")
    page.get_by_label("かわりの案").fill("担任が、来た日に一言かけることならできます")
    table.look(page)
    send(page, "記録する")
    expect(page.get_by_text("引き受けられない").first).to_be_visible()

    page = table.owner
    page.goto(table.known["meeting"])
    come(page, page.get_by_role("link", name="約束", exact=True))
    go(page, "記録の事実を確かめる")
    send(page, "確かめた")
    go(page, PROMISES[2][1])
    table.look(page)
    page.goto(table.known["meeting"] + "promises/")
    expect(page.get_by_role("row").filter(has_text=PROMISES[1][1])).to_contain_text("担任が、来た日に一言")
    table.look(page, "promises")
    page.goto(table.case)
    roles = page.get_by_role("table", name="役割分担")
    expect(roles.get_by_role("row").filter(has_text="相談室 みなも")).to_contain_text("引き受けた")
    expect(roles.get_by_role("row").filter(has_text="学校教育課")).to_contain_text("担任が、来た日に一言")
    table.look(page, "case")
    table.look(page, tablet=True)


def closes_by_itself(table):
    """閉じる: nobody presses a button, and the old bookmark shows nothing any more."""
    page = table.secretariat
    page.goto(table.known["meeting"])
    send(page, "会議を終える")
    page = table.disability
    page.goto(table.known["papers"])
    expect(page.get_by_text(NAME).first).to_be_visible()
    table.at(days=3, hour=17, minute=1)
    for who in ("disability", "school", "station"):
        page = table.desks[who]
        for address in (table.known["papers"], table.known["meeting"], table.case, "/", reverse("meetings")):
            page.goto(address)
            says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    page = table.disability
    page.goto(table.known["papers"])
    table.look(page)
    page.goto(table.known["meeting"] + "promises/")
    expect(page.get_by_text(PROMISES[0][1])).to_be_visible()
    page.goto(table.case)
    expect(page.get_by_text("「氏名・連絡先」を見られるのは、次のときです").first).to_be_visible()
    table.look(page, "closed")


def goes_on_without_the_station(table):
    """30日・90日: who is still there, who stopped; the promise is kept, and the owner is the owner."""
    table.at(days=27)
    page = table.station
    page.goto("/")
    table.look(page)
    page.goto(reverse("involvement_checks"))
    table.look(page)
    come(page, page.get_by_role("table").get_by_role("link").first)
    heading_is(page, "30日の確かめ")
    page.get_by_role("group", name="相談室 みなも").get_by_label("続けている").check()
    page.get_by_label("相談室 みなものようす（一言）").fill("受診に一度同行した")
    table.look(page)
    send(page, "確かめたことを記録する")
    page = table.disability
    page.goto(reverse("my_promises"))
    go(page, PROMISES[0][1])
    page.get_by_label("済んだ", exact=True).check()
    page.get_by_label("どうなったか").fill("二回同行し、子が一人で通えるようになった")
    send(page, "記録する")
    expect(page.get_by_text("二回同行し")).to_be_visible()
    page = table.owner
    page.goto(reverse("help_desk"))
    come(page, page.get_by_role("table", name="自分が出した相談").get_by_role("link").first)
    page.get_by_label("どう進められたか").fill("会議で役割が決まり、受診が始まった")
    send(page, "進められたことを記録する")
    owner_is_the_same(table, page)
    roles = page.get_by_role("table", name="役割分担")
    expect(roles.get_by_role("row").filter(has_text="相談室 みなも")).to_contain_text("済んだ")


def is_looked_at_on_the_ninetieth_day(table):
    """90日: recorded by the owner; the station steps out, and the board is empty again."""
    table.at(days=60)
    page = table.owner
    page.goto(table.case)
    come(page, page.get_by_role("table", name="このケースの会議").get_by_role("link", name="90日の確かめ"))
    heading_is(page, "90日の確かめ")
    expect(page.get_by_text("会議のときの機関のまま").first).to_be_visible()
    page.get_by_role("group", name="相談室 みなも").get_by_label("役目を終えた").check()
    page.get_by_label("ほかに関わっている機関").select_option(label="学校教育課")
    page.get_by_label("気づいたこと").fill("担任の一言が続いている。子は一人で通っている。")
    send(page, "確かめたことを記録する")
    expect(page.get_by_text("90日の確かめを記録しました。")).to_be_visible()
    table.look(page, "ninety-days")
    page = table.station
    page.goto(reverse("together_station"))
    stays = page.get_by_role("table", name="関わっているケースと離れる予定")
    come(page, stays.get_by_role("row").filter(has_text="アセスメント支援").get_by_role("link", name="離れる・延ばす"))
    page.get_by_label("離れる", exact=True).check()
    page.get_by_label("どう離れたか・なぜ延ばすか").fill("役割が決まり、包括と相談室と学校で続けている")
    table.look(page)
    send(page, "記録する")
    page.goto(reverse("together_station"))
    expect(page.get_by_role("table", name="例外として主担当になっているケース")).to_have_count(0)
    expect(page.get_by_text("例外として主担当になっているケースはありません")).to_be_visible()
    table.look(page)
    owner_is_the_same(table, table.owner)
    table.look(table.owner)


def is_in_the_numbers(table):
    """主担当継続率: the one household of the town, three months after its meeting."""
    table.at(days=5)
    page = table.secretariat
    page.set_default_navigation_timeout(120_000)
    page.goto(reverse("number", args=["owner_kept_3m"]))
    expect(page.get_by_text("1件中1件").first).to_be_visible()
    table.look(page)


def test_a_household_from_stuck_to_the_ninetieth_day(table, new_page):
    way.asks_without_giving_the_case_away(table)
    way.is_heard_by_the_station(table)
    way.asks_for_a_meeting(table)
    way.is_convened_by_the_secretariat(table)
    way.is_answered_by_link_and_code(table, new_page)
    way.is_answered_at_the_desks(table)
    way.is_prepared_without_a_name(table)
    opens_on_the_day(table)
    is_held(table)
    is_promised_in_one_table(table)
    each_agency_answers(table)
    closes_by_itself(table)
    goes_on_without_the_station(table)
    is_looked_at_on_the_ninetieth_day(table)
    is_in_the_numbers(table)
