"""合意の旅: the person's words, a plan that saves itself, the consent, a note, and what became of it a month later."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from takigi.casework.actions.cases import move_case
from takigi.casework.queries.goals import goals_of
from takigi.casework.queries.plans import plan_of, plans_of
from takigi.casework.rules.states import CaseState
from tests.browser.at_the_desk import heading_is, sit_down
from tests.screens.way_made import drafted_case, visited_case
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def look(axe):
    """axe from the top of the page: what lies under the bar while it is scrolled past is nobody's barrier."""

    def examine(page):
        page.evaluate("window.scrollTo(0, 0)")
        axe(page)

    return examine


def is_kept(page, words):
    """The page has heard from the server that these words are safe."""
    expect(page.locator("[name=was]")).to_have_value(re.compile(words))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def write_a_goal(page, case_id, nurse, look, snap):
    """目標. A date that cannot be read costs nothing; then the goal stands in the person's words."""
    page.goto(reverse("case", args=[case_id]))
    page.get_by_role("link", name="目標を書く").first.click()
    page.get_by_label("どうなりたいか、本人のことばで").first.fill("風呂に自分で入れるようになりたい")
    page.get_by_label("本人がすること").first.fill("毎日、立ち上がりを5回")
    page.get_by_label("いつまでに").first.fill("来年")
    press(page, "目標を書きとめる")
    expect(page.get_by_label("どうなりたいか、本人のことばで").first).to_have_value("風呂に自分で入れるようになりたい")
    look(page)
    page.get_by_label("いつまでに").first.fill("R9.3.31")
    page.get_by_label("卒業の目印").first.fill("見守りなしで入れたら")
    press(page, "目標を書きとめる")
    heading_is(page, "目標")
    look(page)


def agree_and_ask(page, case_id, nurse, look, snap):
    """合意. By the person and the therapist; asked from nought to ten; printed for the refrigerator."""
    page.get_by_role("link", name="合意を記録する").click()
    page.get_by_label("リハ職").check()
    press(page, "合意を記録する")
    expect(page.get_by_text("合意を記録しました。")).to_be_visible()
    page.get_by_role("link", name="実行度・満足度を聞く").click()
    page.get_by_role("group", name="実行度").get_by_text("3", exact=True).click()
    page.get_by_role("group", name="満足度").get_by_text("2", exact=True).click()
    look(page)
    snap(page, "goal-rating", full_page=True)
    press(page, "答えを記録する")
    (goal,) = goals_of(nurse, case_id)
    assert [(one.performance, one.satisfaction) for one in goal.ratings] == [(3, 2)]
    page.get_by_role("link", name="目標の紙を印刷する").click()
    with page.expect_download() as paper:
        press(page, "PDFにする")
    assert paper.value.suggested_filename.startswith("目標の紙_")


def write_a_plan(page, case_id, nurse, look, snap):
    """計画. Filled from what is known, saved as it is typed, rows more and less."""
    page.goto(reverse("plans", args=[case_id]))
    press(page, "計画書を書きはじめる")
    page.get_by_label("目標と具体策の提案").fill("浴そうのまたぎを、3か月練習する")
    page.get_by_label("具体策についての意向（本人・家族）").fill("「やってみたい」")
    is_kept(page, "やってみたい")
    plan_id = plans_of(nurse, case_id)[0].plan_id
    assert plan_of(nurse, plan_id).sheet.issues[0].wish == "「やってみたい」"
    press(page, "サービスの行を増やす")
    expect(page.get_by_label("サービス種別")).to_be_focused()
    page.get_by_label("サービス種別").fill("通所型サービスC")
    press(page, "課題を増やす")
    expect(page.get_by_label("総合的課題").nth(1)).to_be_focused()
    expect(page.get_by_label("サービス種別").first).to_have_value("通所型サービスC")
    look(page)
    snap(page, "plan", full_page=True)
    page.get_by_label("総合的課題").nth(1).fill("外へ出るのがこわい")
    press(page, "課題2を消す")
    expect(page.get_by_text("書いてあった行を消しました。")).to_be_visible()
    press(page, "元に戻す")
    expect(page.get_by_label("総合的課題").nth(1)).to_have_value("外へ出るのがこわい")
    press(page, "保存して、同意の記録へ")


def consent(page, case_id, nurse, look, snap):
    """同意. Days in the wrong order are said; then the plan is in force."""
    heading_is(page, "計画への同意を記録する")
    page.get_by_label("サービスの始まり").fill("今日")
    page.get_by_label("評価期間の終わり").fill("きのう")
    press(page, "同意を記録する")
    expect(page.get_by_text("評価期間の終わりは、サービスの始まりより後の日にしてください。")).to_be_visible()
    look(page)
    page.get_by_label("評価期間の終わり").fill("90日後")
    press(page, "同意を記録する")
    expect(page.get_by_text("同意済み")).to_be_visible()


def write_a_note(page, case_id, nurse, look, snap):
    """経過. A visit at home, in a minute."""
    page.goto(reverse("notes", args=[case_id]))
    page.get_by_text("モニタリング", exact=True).first.click()
    page.get_by_label("あったこと").fill("浴そうを自分でまたげた。")
    page.get_by_label("自宅を訪ねました").check()
    press(page, "経過を記録する")
    expect(page.get_by_text("浴そうを自分でまたげた。")).to_be_visible()
    look(page)


def ask_a_month_later(page, case_id, nurse, look, snap):
    """その後. The service ends, and somebody telephones."""
    for state in (CaseState.SERVICE_ACTIVE, CaseState.END_ASSESSED, CaseState.GRADUATED):
        move_case(by=nurse, case_id=case_id, to=state, on=nurse.on)
    page.goto(reverse("case", args=[case_id]))
    look(page)
    page.get_by_role("link", name="卒業後の様子を記録する").click()
    look(page)
    page.get_by_role("link", name="確かめたことを記録する").first.click()
    page.get_by_text("元の生活を続けている").click()
    page.get_by_text("行っています", exact=True).click()
    page.get_by_text("使っていません").click()
    look(page)
    press(page, "様子を記録する")
    expect(page.get_by_text("元の生活を続けている")).to_be_visible()


def test_from_the_persons_words_to_the_street_again(town, page, look, snap, watch):
    watch.expect("422")
    case_id, nurse = visited_case(town), town.viewer(Role.EAST_NURSE)
    sit_down(page, town, Role.EAST_NURSE)

    write_a_goal(page, case_id, nurse, look, snap)
    agree_and_ask(page, case_id, nurse, look, snap)
    write_a_plan(page, case_id, nurse, look, snap)
    consent(page, case_id, nurse, look, snap)
    write_a_note(page, case_id, nurse, look, snap)
    ask_a_month_later(page, case_id, nurse, look, snap)


def test_a_plan_is_written_without_a_script(town, new_page):
    case_id, plan_id = drafted_case(town)
    nurse, page = town.viewer(Role.EAST_NURSE), new_page(java_script_enabled=False)
    sit_down(page, town, Role.EAST_NURSE)

    page.goto(reverse("plan", args=[case_id, plan_id]))
    page.get_by_label("目標とする生活（1日）").fill("朝の散歩")
    press(page, "課題を増やす")
    page.get_by_label("総合的課題").nth(1).fill("外へ出るのがこわい")
    press(page, "下書きを保存する")

    expect(page.get_by_text("下書きを保存しました。")).to_be_visible()
    sheet = plan_of(nurse, plan_id).sheet
    assert (sheet.goal_day, sheet.issues[1].issue) == ("朝の散歩", "外へ出るのがこわい")


def test_two_people_write_in_one_plan_and_see_each_other(town, new_page, look, snap, watch):
    watch.expect("409")
    case_id, plan_id = drafted_case(town)
    nurse, hers, theirs = town.viewer(Role.EAST_NURSE), new_page(), new_page()
    sit_down(hers, town, Role.EAST_NURSE)
    sit_down(theirs, town, Role.EAST_HEAD)
    for page in (hers, theirs):
        page.goto(reverse("plan", args=[case_id, plan_id]))

    theirs.get_by_label("目標とする生活（1日）").fill("庭に出る")
    theirs.get_by_label("総合的な方針").fill("冬のあいだも続ける")
    is_kept(theirs, "冬のあいだ")
    hers.get_by_label("目標とする生活（1日）").fill("畑に行く")
    expect(hers.get_by_text("ほかの人が同じ欄を書きかえました。")).to_be_visible()
    press(hers, "見くらべる")

    expect(hers.get_by_text("ほかの人は「庭に出る」と書きました。")).to_be_visible()
    expect(hers.get_by_label("目標とする生活（1日）")).to_have_value("畑に行く")
    expect(hers.get_by_label("総合的な方針")).to_have_value("冬のあいだも続ける")
    look(hers)
    snap(hers, "plan-two-hands")
    press(hers, "下書きを保存する")
    expect(hers.get_by_text("下書きを保存しました。")).to_be_visible()
    sheet = plan_of(nurse, plan_id).sheet
    assert (sheet.goal_day, sheet.overall_policy) == ("畑に行く", "冬のあいだも続ける")
