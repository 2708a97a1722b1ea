"""世帯の旅の前半: the desks around one household, and the way from stuck to a meeting that is prepared without a name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from tests.browser.at_the_desk import heading_is
from tests.browser.household_town import DAUGHTER, GRANDSON, NAME, SUMMARY, WORRY, Household
from tests.browser.two_lives import Clock, come, go, send

PHONE = {"width": 390, "height": 844}
OWNER = "東地域包括支援センター　田辺 恵"


@dataclass
class Round:
    """みんなの机: a window for each, the town's clock, and what was learned on the way."""

    town: Household
    clock: Clock
    desks: dict[str, Page]
    look: Callable[..., None]
    url: str
    known: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, who: str) -> Page:
        return self.desks[who]

    @property
    def case(self) -> str:
        return reverse("shared_case", args=[self.town.case_id])

    def at(self, *, days: int = 0, hour: int = 10, minute: int = 0) -> None:
        """So many days on, at this hour."""
        later = localtime(self.clock.at) + timedelta(days=days)
        self.clock.at = later.replace(hour=hour, minute=minute, second=0, microsecond=0)


def says_nothing_of(page: Page, *words: str) -> None:
    """None of these stands anywhere on the page, shown or folded away."""
    whole = page.content()
    assert not [one for one in words if one in whole], page.url


def owner_is_the_same(table: Round, page: Page) -> None:
    page.goto(table.case)
    expect(page.locator(".together-owner-name")).to_have_text(OWNER)


def asks_without_giving_the_case_away(table):
    """助けを求める: a sentence that tells too much is asked about, and what was typed stays."""
    page = table.owner
    page.goto(table.case)
    heading_is(page, NAME)
    go(page, "助けを求める")
    page.get_by_label("ひとことで言うと、何に困っていますか").fill("もう包括だけでは、誰に何を頼めばいいか分からない")
    telling = f"{DAUGHTER}さんが昼も起きられず、中学生の子が朝の支度を一人でしている。"
    page.get_by_label("世帯の様子").fill(telling)
    page.get_by_label("自分の分野で先に話し合った・試した日").fill("5日前")
    page.get_by_label("そのときの結果").fill("包括の中で話し合い、夜の手だては増やした。子と孫のことは分からない")
    page.get_by_label("こちらが続けること").fill("月に二度の訪問と、親の通院の調整は続けます")
    assert not page.get_by_text("引き取", exact=False).count()
    page.get_by_label("一緒に見立ててほしい").check()
    page.get_by_label("会議を開いてほしい").check()
    for one in page.get_by_role("group", name="出す前に、目で確かめる").get_by_role("checkbox").all():
        one.check()
    send(page, "相談を出す")
    expect(page.get_by_text("この世帯の方の名前か、住んでいる所です").first).to_be_visible()
    expect(page.get_by_label("世帯の様子")).to_have_value(telling)
    expect(page.get_by_label("こちらが続けること")).to_have_value("月に二度の訪問と、親の通院の調整は続けます")
    table.look(page, "help-checked")
    page.get_by_label("世帯の様子").fill(
        "80代の親の世帯。50代の子が昼も起きられず、中学生の孫が朝の支度を一人でしている。"
    )
    send(page, "相談を出す")
    expect(page.get_by_text("相談を出しました。")).to_be_visible()
    owner_is_the_same(table, page)


def is_heard_by_the_station(table):
    """ステーション: reads what names nobody, answers, and is asked in with a mode and an end."""
    page = table.station
    page.goto("/")
    expect(page.get_by_text("ステーションに届いた相談が1件")).to_be_visible()
    page.goto(reverse("help_desk"))
    come(page, page.get_by_role("table", name="ステーションに届いた相談").get_by_role("link").first)
    expect(page.get_by_text("80代の親の世帯")).to_be_visible()
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    page.get_by_label("一緒に見立てます").check()
    page.get_by_label("ひとこと").fill("主担当のまま、子と孫を知っている機関と一度に考えましょう。")
    table.look(page)
    send(page, "答えを送る")
    expect(page.get_by_text("答えを送りました。")).to_be_visible()
    page.goto(table.case)
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    expect(page.get_by_text(SUMMARY)).to_be_visible()

    owner = table.owner
    owner.goto(reverse("help_desk"))
    come(owner, owner.get_by_role("table", name="自分が出した相談").get_by_role("link").first)
    table.look(owner, "help-answered")
    go(owner, "ステーションの関わりを始める")
    expect(owner.get_by_label("アセスメント支援")).to_be_checked()
    owner.get_by_label("終わりの予定").fill("100日後")
    table.look(owner)
    send(owner, "始める")
    owner_is_the_same(table, owner)
    page.goto(reverse("together_station"))
    expect(
        page.get_by_role("table", name="関わっているケースと離れる予定").get_by_text("アセスメント支援")
    ).to_be_visible()
    table.look(page, "station")


def asks_for_a_meeting(table):
    """会議を依頼する: what the owner keeps stands before what is asked."""
    page = table.owner
    page.goto(table.case)
    go(page, "会議を頼む")
    page.get_by_label("議題の題").fill("介護と、子のこころと、孫の朝")
    page.get_by_label("困っていること").fill("三つの困りごとが重なり、どこから手をつけるかが見えない")
    page.get_by_label("自分の分野で話し合った日").fill("5日前")
    page.get_by_label("その結果").fill("夜の手だては増やした。子と孫のことは、包括では分からない")
    page.get_by_label("状況を整理したい").check()
    page.get_by_label("聞きたいこと").fill("子の受診のきっかけと、朝の声かけを、だれとできるか")
    send(page, "依頼する")
    expect(page.get_by_label("聞きたいこと")).to_have_value("子の受診のきっかけと、朝の声かけを、だれとできるか")
    page.get_by_label("主担当として続けること").fill("月に二度の訪問と、親の通院の調整は続けます")
    table.look(page)
    send(page, "依頼する")
    expect(page.get_by_text("会議を依頼しました。")).to_be_visible()
    table.known["meeting"] = page.url.removeprefix(table.url).split("?")[0]
    owner_is_the_same(table, page)


def is_convened_by_the_secretariat(table):
    """事務局: accepts, settles the day with the owner, invites; a non-member is refused with the lawful way on."""
    page = table.secretariat
    page.goto("/")
    table.look(page)
    page.goto(table.known["meeting"])
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON)
    send(page, "依頼を受け付ける")
    go(page, "日時と場所を決める")
    page.locator("[name=on]").fill("7日後")
    page.get_by_label("始まり").fill("14時")
    page.get_by_label("場所").fill("市役所3階 会議室2")
    send(page, "決める")
    come(page, page.get_by_role("link", name="招いた人", exact=True))
    for one in page.get_by_role("group", name="構成員から").get_by_role("checkbox").all():
        one.check()
    send(page, "招く")
    page.get_by_label("構成員でない職員").select_option(label="杉田 結（社会福祉協議会）")
    send(page, "招く")
    expect(page.get_by_text("認める理由を書けば招けます").first).to_be_visible()
    table.look(page, "guest-refused")
    page.get_by_label("この会議に限って認める理由").fill("子ども食堂で、孫を見守っているため")
    send(page, "招く")
    expect(page.get_by_text("構成員でない方を認めた理由")).to_be_visible()
    page.get_by_label("サインインしない方の名前").fill("佐伯 ミツ")
    page.get_by_label("構成員でない方の立場").select_option(label="民生委員・住民")
    page.get_by_label("この会議に限って認める理由").fill("同じ区域の民生委員で、親が信頼しているため")
    send(page, "招く")
    table.look(page)


def is_answered_by_link_and_code(table, new_page):
    """民生委員: one link and one number on her own telephone, and nobody is named there."""
    page = table.secretariat
    guest = page.get_by_role("listitem").filter(has_text="佐伯 ミツ")
    come(page, guest.get_by_role("link", name="返事のリンクをつくる"))
    send(page, "新しいリンクと番号をつくる")
    link, code = page.locator(".meeting-link").inner_text(), page.locator(".meeting-code").inner_text()
    table.look(page)
    phone = new_page(viewport=PHONE)
    phone.goto(link)
    says_nothing_of(phone, NAME, DAUGHTER, GRANDSON, "介護", "まるごと")
    phone.get_by_label("お伝えした番号").fill("000000" if code != "000000" else "111111")
    phone.get_by_label("出席します").check()
    send(phone, "返事をする")
    phone.get_by_label("お伝えした番号").fill(code)
    table.look(phone, "reply")
    send(phone, "返事をする")
    heading_is(phone, "お返事を受け取りました")
    table.look(phone)
    phone.close()


def is_answered_at_the_desks(table):
    """協力機関: each answers and confirms secrecy at the own desk; of the papers there is nothing yet."""
    for who in ("disability", "school", "station", "owner"):
        page = table.desks[who]
        page.goto(table.known["meeting"])
        go(page, "返事をする")
        page.get_by_label("出席します").check()
        send(page, "返事をする")
        expect(page.get_by_text("返事を受け取りました。")).to_be_visible()
        if who == "school":
            continue  # she confirms secrecy only in the meeting room, and sees nothing until then
        go(page, "守秘を確認する")
        send(page, "読みました。守ることを確認します")
    page = table.disability
    page.reload()
    table.look(page)
    expect(page.get_by_text("いまはまだ何も開いていません。")).to_be_visible()
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    table.disability.goto(table.case)
    says_nothing_of(table.disability, NAME, DAUGHTER, GRANDSON, WORRY)


def is_prepared_without_a_name(table):
    """開く: basis, members, oath and classes on one page; before the day only what names nobody, and the page says so."""
    table.at(days=5)
    page = table.secretariat
    page.goto(table.known["meeting"])
    go(page, "だれに何が見えるか・区分を開く")
    expect(page.get_by_text("この会議体の守秘の確認がまだです").first).to_be_visible()
    page.get_by_role("checkbox", name="氏名・連絡先").check()
    page.get_by_label("「氏名・連絡先」が、この議題でなぜ必要か").fill("役割を決めるため")
    send(page, "選んだ区分を開く")
    expect(page.get_by_text("だれのことか分かる情報は会議の当日から開きます").first).to_be_visible()
    page.get_by_role("checkbox", name="氏名・連絡先").uncheck()
    send(page, "選んだ区分を開く")
    expect(page.get_by_text("名前を伏せた概要を開きました。")).to_be_visible()
    table.look(page)
    page.goto(table.known["meeting"])
    send(page, "資料を公開する")
    table.look(page)
    for who in ("disability", "school"):
        page = table.desks[who]
        page.goto(table.known["meeting"])
        says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    page = table.disability
    go(page, "資料を読む")
    table.known["papers"] = page.url.removeprefix(table.url)
    expect(page.get_by_text("朝の声かけを、だれとできるか")).to_be_visible()
    says_nothing_of(page, NAME, DAUGHTER, GRANDSON, WORRY)
    table.look(page, "brief", tablet=True)
