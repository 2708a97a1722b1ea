"""二人の帰り道: two invented people from the application to the street again, on screen, by those who really do each step."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from tests.browser.at_the_desk import sit_down
from tests.browser.two_lives import (
    Clock,
    Life,
    fill_test,
    follow,
    is_case_page,
    newly_certified,
    press,
    take_paper,
    write_visit,
)
from tests.ledgers import InsuranceDesk
from tests.programmes_made import open_class
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TUG, STANDS = "TUG（立って3m歩いて戻る）", "30秒立ち上がり（CS-30）"
BATH = Life(
    onset=("転倒", "骨折", "病気"),
    onset_text="春に軽い脳梗塞、秋に家で転んで足の付け根を折った。",
    before="自分で湯をわかして毎晩入っていた。裏の畑で大根と菜をつくっていた。",
    lost=("風呂", "畑・庭"),
    wish="風呂に自分で入れるようになりたい",
    family_wish="もう転ばないでほしい",
    reaction_words="へえ、教室で練習して、また入れるようになるのかね",
    goal="風呂に自分で入れるようになりたい",
    graduation="ひとりで浴そうをまたぎ、ヘルパーの手を借りずに湯につかれたら",
    self_does="朝と晩、台所で立ち上がりを10回",
    proposal="立ち上がりのこわさを、通所Cで週1回ほぐす",
    place="集落の茶の間",
    later_words="毎晩ひとりで入っている。こんどは畑を見に行きたい。",
    sessions=(("台所で立ち上がりを10回", "できた"), ("空の浴そうをまたぐ練習を3回", "できた")),
)
STREET = Life(
    onset=("骨折",),
    onset_text="物置の片づけで腰の骨を折った。",
    before="冬は隣の分まで雪をかいた。友だちがよく来た。",
    lost=("近所歩き", "雪かき"),
    wish="もとのように外へ出たい",
    family_wish="腰を大事にしてほしい",
    reaction_words="数字で分かるなら、やってみてもいいな",
    goal="ひとりで外へ出て、庭のことをしたい",
    graduation="体力の測定が、同じ年の元気な人と同じになったら",
    self_does="家のまわりを朝10分歩く",
    proposal="12週の通所Cで足の力を戻し、測定でたしかめる",
    place="友だちとの茶飲みと、庭の小さな畑",
    later_words="友だちが来るようになった。庭に苗を植えた。",
    sessions=(("家のまわりを朝10分歩く", "できた"), ("プランターの水やりを毎日する", "できた")),
)


@dataclass
class Journey:
    """One nurse's window and one provider's, and what to do at each main page."""

    clock: Clock
    nurse: Page
    provider: Page
    look: Callable[[Page, str], None]

    case_address: str = ""

    def to_case(self) -> None:
        self.nurse.goto(self.case_address)


@pytest.fixture
def clock(monkeypatch):
    turned = Clock(now())
    monkeypatch.setattr("takigi.screens.gate.now", turned.now)
    return turned


@pytest.fixture
def town(tmp_path) -> World:
    cache.clear()
    world = build_world()
    open_class(world)
    return world


@pytest.fixture
def journey(town, clock, new_page, axe, snap):
    def look(page, picture=""):
        page.evaluate("window.scrollTo(0, 0)")
        axe(page)
        if picture:
            snap(page, f"way-{picture}", full_page=True)

    nurse, provider = new_page(), new_page()
    sit_down(nurse, town, Role.EAST_NURSE)
    sit_down(provider, town, Role.PROVIDER)
    return Journey(clock, nurse, provider, look)


def taken_from_the_waiting_list(journey, page):
    """認定: nobody had to be told; the ledger's line stands on the list."""
    follow(page, "個別支援")
    follow(page, "訪問を待っている方")
    expect(page.get_by_text("雪下 トミ")).to_be_visible()
    journey.look(page, "waiting")
    follow(page, "引き受ける")
    journey.look(page)
    press(page, "ケースを開いて引き受ける")


def taken_from_the_counter(journey, page):
    """相談: the very words, then the application and the level, each with its day."""
    page.get_by_role("link", name="人", exact=True).click()
    field = page.get_by_label("カナ・漢字・番号・生年月日")
    field.fill("沢口")
    field.press("Enter")
    follow(page, "沢口 源治")
    follow(page, "相談を受け付ける")
    page.get_by_label("言われたことば、そのまま").fill("もう年だから、外へ出られなくても仕方ない")
    page.get_by_label("次にどうするか").select_option(label="要介護・要支援認定の申請")
    journey.look(page, "consultation")
    press(page, "相談を受け付ける")
    follow(page, "「認定済み」に進める")
    press(page, "「認定済み」に進める")


def visited(journey, page, life, picture):
    """訪問: a day is agreed, and one screen takes everything."""
    journey.case_address = page.url
    follow(page, "訪問の日を決める")
    page.get_by_label("訪問の日").fill("3日後")
    press(page, "この日に決める")
    journey.clock.pass_days(3)
    follow(page, "訪問を記録する")
    write_visit(page, life)
    journey.look(page, f"{picture}-visit")
    press(page, "訪問を確定する")
    if page.get_by_text("このまま確定することもできます").count():
        press(page, "訪問を確定する")
    expect(page.get_by_text("そういうやり方もあるんだ").first).to_be_visible()
    journey.look(page)
    journey.to_case()


def agreed(journey, page, life, picture):
    """担当者会議: the goal with its point of graduation, agreed by those who sit there."""
    journey.clock.pass_days(7)
    page.reload()
    journey.look(page, f"{picture}-case")
    follow(page, "目標を書く")
    page.get_by_label("どうなりたいか、本人のことばで").first.fill(life.goal)
    page.get_by_label("卒業の目印").first.fill(life.graduation)
    page.get_by_label("本人がすること").first.fill(life.self_does)
    press(page, "目標を書きとめる")
    follow(page, "合意を記録する")
    for party in ("本人", "家族", "リハ職"):
        page.get_by_label(party, exact=True).check()
    press(page, "合意を記録する")
    rated(page, "2", "1")
    journey.look(page, f"{picture}-goals")
    follow(page, "目標の紙を印刷する")
    take_paper(page, "PDFにする")


def rated(page, performance, satisfaction):
    follow(page, "実行度・満足度を聞く")
    page.get_by_role("group", name="実行度").get_by_text(performance, exact=True).click()
    page.get_by_role("group", name="満足度").get_by_text(satisfaction, exact=True).click()
    press(page, "答えを記録する")


def planned(journey, page, life, picture):
    """計画: from the visit, without a second entry; the consent; every paper of it."""
    journey.to_case()
    follow(page, "計画書を書く")
    press(page, "計画書を書きはじめる")
    expect(page.get_by_label("目標と具体策の提案")).to_have_value(life.proposal)
    journey.look(page, f"{picture}-plan")
    press(page, "保存して、同意の記録へ")
    page.get_by_label("サービスの始まり").fill("今日")
    page.get_by_label("評価期間の終わり").fill("90日後")
    press(page, "同意を記録する")
    follow(page, "印刷する")
    take_paper(page, "PDFにする", "Excelにする")


def told_to_the_office(page):
    """データ連携: the two files of the plan, with the office's numbers typed once."""
    follow(page, "計画のページへ戻る")
    follow(page, "データ連携のファイルを作る")
    page.get_by_label("送る側の事業所番号").fill("9900000011")
    page.get_by_label("受け取る側の事業所番号").fill("9970000016")
    page.get_by_label("受け取る側のサービス種類コード").fill("46")
    press(page, "ファイルの中身を確かめる")
    take_paper(page, "UPYOBO（計画書）を受け取る", "UPYOBO_SUB（支援計画）を受け取る")


def began(journey, page, life, picture):
    """短期集中: a place in a class, with what the provider may know."""
    journey.to_case()
    follow(page, "短期集中を始める")
    page.get_by_label("教室", exact=False).first.select_option(index=1)
    page.get_by_label("開始日").fill("今日")
    page.get_by_label("事業所に伝えることに、本人が同意した日").fill("今日")
    journey.look(page, f"{picture}-start")
    press(page, "短期集中を始める")
    expect(page.get_by_text("短期集中を始めました。")).to_be_visible()
    journey.look(page)


def measured(journey, page, name, values, **facts):
    """測定 by the provider, who finds the person among the day's own."""
    follow(page, "事業")
    page.get_by_role("link", name=name).first.click()
    follow(page, facts.pop("sheet"))
    tug, stands = values
    fill_test(page, TUG, tug, 歩く速さ="できるだけ速く", つえなどの補助="なし")
    fill_test(page, STANDS, stands)
    journey.look(page)
    press(page, "測定を記録する")


def attended(journey, page, name, life, picture):
    """教室: last week's action, done or not, and the next one."""
    for action, done in life.sessions:
        follow(page, "事業")
        page.get_by_role("link", name=name).first.click()
        follow(page, "実施を記録する")
        if page.get_by_label(done, exact=True).count():
            page.get_by_label(done, exact=True).check()
        page.get_by_role("textbox", name="今週の行動").fill(action)
        journey.look(page, f"{picture}-session")
        press(page, "実施を記録する")
        journey.clock.pass_days(7)


def compared(journey, page, name, picture):
    """前と後: what the person is shown, in plain words, and the provider's word at the end."""
    follow(page, "本人に見せる（前と後）")
    expect(page.get_by_text("よくなったこと")).to_be_visible()
    journey.look(page, f"{picture}-before-after")
    follow(page, "この方のページへ戻る")
    follow(page, "終了時報告を書く")
    page.get_by_role("group", name="目標の結果").get_by_role("radio").first.check()
    page.get_by_label("これから本人が自分で続けること").fill("朝と晩の立ち上がり10回と、近所を歩くこと")
    journey.look(page)
    press(page, "終了時報告を残す")


def ended(journey, page, life, picture):
    """終わり: the goal judged together, the plan evaluated, and graduation."""
    journey.to_case()
    follow(page, "目標と、実行度・満足度を見る")
    rated(page, "9", "8")
    follow(page, "達成したかを判断する")
    page.get_by_role("group", name="どうなりましたか").get_by_role("radio").first.check()
    press(page, "判断を記録する")
    journey.to_case()
    follow(page, "評価する")
    page.get_by_role("group", name="達成／未達成").get_by_text("達成", exact=True).click()
    page.get_by_role("group", name="これから").get_by_text("終了", exact=True).click()
    journey.look(page, f"{picture}-evaluation")
    press(page, "評価を記録する")
    follow(page, "評価表を印刷する")
    take_paper(page, "PDFにする", "Excelにする")
    journey.to_case()
    page.get_by_role("link", name="の予定").first.click()
    follow(page, "終わりを記録する")
    page.get_by_label("卒業", exact=True).check()
    journey.look(page)
    press(page, "終わりを記録する")
    expect(page.get_by_text("終わりを記録しました。")).to_be_visible()


def seen_again(journey, page, life, picture):
    """その後: a month later, at a place in the community, without a service."""
    journey.clock.pass_days(31)
    follow(page, "個別支援")
    follow(page, "わたしの週")
    journey.look(page, f"{picture}-week")
    journey.to_case()
    follow(page, "卒業後の様子を記録する")
    follow(page, "確かめたことを記録する")
    page.get_by_text("元の生活を続けている").click()
    page.get_by_text("行っています", exact=True).click()
    page.get_by_label("どこに").fill(life.place)
    page.get_by_text("使っていません").click()
    page.get_by_label("聞いたこと").fill(life.later_words)
    journey.look(page, f"{picture}-follow-up")
    press(page, "様子を記録する")
    expect(page.get_by_text(life.place).first).to_be_visible()
    journey.to_case()
    journey.look(page, f"{picture}-end")


def filed(journey, page):
    """帳票: the basic sheet and the notes, as paper and as workbook."""
    journey.to_case()
    follow(page, "計画と利用者基本情報")
    page.get_by_role("link", name="印刷する", exact=True).last.click()
    take_paper(page, "PDFにする", "Excelにする")
    journey.to_case()
    page.get_by_role("link", name=re.compile("経過を記録する")).first.click()
    follow(page, "経過記録を印刷する（様式6）")
    take_paper(page, "PDFにする", "Excelにする")


def lived(journey, life, name, values, picture):
    """From the first visit to the street."""
    page, provider = journey.nurse, journey.provider
    visited(journey, page, life, picture)
    agreed(journey, page, life, picture)
    planned(journey, page, life, picture)
    told_to_the_office(page)
    began(journey, page, life, picture)
    measured(journey, provider, name, values[0], sheet="開始時の測定")
    attended(journey, provider, name, life, picture)
    journey.clock.pass_days(66)
    measured(journey, provider, name, values[1], sheet="終了時の測定")
    compared(journey, provider, name, picture)
    ended(journey, page, life, picture)
    seen_again(journey, page, life, picture)
    filed(journey, page)


def test_she_bathes_by_herself_and_then_looks_to_the_field(journey, town, tmp_path):
    InsuranceDesk(town, tmp_path, journey.clock.at).take_in(newly_certified(journey.clock))
    taken_from_the_waiting_list(journey, journey.nurse)
    is_case_page(journey.nurse, "雪下")
    lived(journey, BATH, "雪下", (("16.2", "7"), ("11.4", "12")), "bath")


def test_he_reaches_the_numbers_of_healthy_people_and_goes_out_again(journey, town):
    register(town, "沢口 源治", "サワグチ ゲンジ", "S18.9.9", insured_no="0000000831")
    taken_from_the_counter(journey, journey.nurse)
    lived(journey, STREET, "沢口", (("12.4", "9"), ("6.9", "16")), "street")
