"""教室の旅: from the town's terms to the last measurement, by a head, a nurse and a provider; read by axe at every step."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest, Side
from takigi.instruments.timepoints import Timepoint
from takigi.programmes.actions import measurements, sessions
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.words import AbsenceReason, ActionDone, Attendance
from tests.browser.at_the_desk import heading_is, sit_down
from tests.programmes_made import begin, open_class, planned_case
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "勅使河原 﨑右衛門左衛門ジョアンナ・マリア・デ・ラ・クルス・エスペランサ・ゴンサレス"
SIZES = {"desk": (1366, 768), "tablet": (820, 1180), "phone": (390, 844)}


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def lived(town):
    """A class of today with four people, one of them measured at the start and with four weeks behind her."""
    room = open_class(town, template="neyagawa")
    people = [
        ("山田 ハナ", "ヤマダ ハナ", "S12.4.1", 28),
        ("海野 タロウ", "ウミノ タロウ", "S10.1.5", 80),
        (LONG, "テシガワラ サキエモンザエモンジョアンナマリアデラクルス", "S5", 0),
        ("𠮷野 髙子", "ヨシノ タカコ", "S14.5.2", 14),
    ]
    made = {}
    for name, kana, birth, days_ago in people:
        made[name] = begin(
            town, planned_case(town, register(town, name, kana, birth)), room.course_id, days_ago=days_ago
        )
    hana = made["山田 ハナ"]
    _weeks(town, hana)
    return hana


def _weeks(town, episode_id):
    provider = town.viewer(Role.PROVIDER)
    start = provider.on - timedelta(days=28)
    words = ("朝に家の前を5分歩く", "手すりを持って浴槽をまたぐ練習を、長女と毎晩する", "畑まで歩いて菜っぱを見る")
    for week, (action, done) in enumerate(zip(words, (None, ActionDone.DONE, ActionDone.PARTLY), strict=True)):
        entry = SessionEntry(
            start + timedelta(weeks=week),
            Attendance.ATTENDED,
            safety={"systolic": 128, "diastolic": 76, "pulse": 72, "temperature": "36.4", "pain": "none"},
            interview_minutes=20,
            exercise_minutes=40,
            last_action_done=done,
            next_action=action,
        )
        sessions.enter_session(by=provider, episode_id=episode_id, entry=entry)
    sick = SessionEntry(start + timedelta(weeks=3), Attendance.ABSENT, AbsenceReason.UNWELL)
    sessions.enter_session(by=provider, episode_id=episode_id, entry=sick)
    measured, tug = MeasurementStatus.MEASURED, Protocol(pace=Pace.MAX, aid=Aid.STICK)
    walk = Protocol(pace=Pace.USUAL, distance_m=Decimal(5), run_up=True, aid=Aid.STICK)
    for timepoint, on, values in (
        (Timepoint.T0, start, ("14.2", "0.82")),
        (Timepoint.T1, provider.on, ("10.1", "1.04")),
    ):
        readings = (
            Reading(PhysicalTest.TUG, measured, Decimal(values[0]), tug),
            Reading(PhysicalTest.GAIT_USUAL, measured, Decimal(values[1]), walk),
            Reading(PhysicalTest.ONE_LEG, MeasurementStatus.UNSAFE, None, Protocol(side=Side.BETTER)),
        )
        sheet = Sheet(timepoint, on, readings, "理学療法士")
        measurements.record_measurements(by=provider, episode_id=episode_id, sheet=sheet)


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_provider_marks_the_class_with_one_tap_each_and_writes_the_week_on(lived, town, page, axe, snap):
    sit_down(page, town, Role.PROVIDER)
    page.get_by_role("link", name="事業", exact=True).click()
    heading_is(page, "きょうの教室")
    expect(page.get_by_text("畑まで歩いて菜っぱを見る")).to_be_visible()
    axe(page)

    page.get_by_role("button", name=re.compile("出席.*山田")).click()
    expect(page.get_by_role("link", name="つづきを書く")).to_be_focused()
    axe(page)
    page.get_by_text(re.compile("休み.*海野")).click()
    page.get_by_role("button", name="体の具合").click()
    expect(page.get_by_text("（体の具合）")).to_be_visible()
    axe(page)
    snap(page, "programmes-today", full_page=True)
    page.get_by_role("button", name="取り消す").first.click()
    expect(page.get_by_text("（体の具合）")).to_have_count(0)

    page.get_by_role("link", name="つづきを書く").click()
    axe(page)
    expect(page.get_by_text("「畑まで歩いて菜っぱを見る」")).to_be_visible()
    page.get_by_label("できた", exact=True).check()
    page.get_by_role("textbox", name=re.compile("今週の行動")).fill("畑の草を10分だけとる")
    snap(page, "programmes-session", full_page=True)
    page.get_by_role("button", name="実施を記録する").click()
    expect(page.get_by_text("畑の草を10分だけとる").first).to_be_visible()
    axe(page)
    snap(page, "programmes-episode", full_page=True)


def test_the_sheet_of_the_end_remembers_the_start_and_the_person_reads_what_changed(lived, town, page, axe, snap):
    sit_down(page, town, Role.PROVIDER)
    page.goto(f"/programmes/episodes/{lived}/measurements/t1/")
    heading_is(page, "終了時の測定")
    axe(page)
    snap(page, "programmes-sheet", full_page=True)
    tug = page.get_by_role("group", name="TUG（立って3m歩いて戻る）", exact=True)
    expect(tug.get_by_label("歩く速さ")).to_have_value("max")
    tug.get_by_label("測定値").fill("1.9")
    page.get_by_role("button", name="測定を記録する").click()
    expect(page.get_by_label("この値で合っています")).to_be_visible()
    axe(page)
    tug.get_by_label("測定値").fill("9.9")
    page.get_by_role("button", name="測定を記録する").click()
    page.get_by_role("link", name="本人に見せる（前と後）").click()
    expect(page.get_by_text("立って歩き出すのが4.3秒はやくなりました")).to_be_visible()
    axe(page)
    snap(page, "programmes-before-after", full_page=True)


def test_a_nurse_begins_a_course_and_ends_one(lived, town, page, axe, snap, watch):
    watch.expect(r"422")
    case_id = planned_case(town, register(town, "北野 ユキ", "キタノ ユキ", "S11.2.3"))
    sit_down(page, town, Role.EAST_NURSE)
    page.goto(f"/cases/{case_id}/")
    page.get_by_role("link", name="短期集中を始める").first.click()
    axe(page)
    page.get_by_role("button", name="短期集中を始める").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    snap(page, "programmes-start", full_page=True)
    form = page.locator("main")
    form.get_by_label("教室", exact=False).first.select_option(index=1)
    form.get_by_label("開始日").fill("今日")
    form.get_by_label("本人が同意した日").fill("今日")
    form.get_by_label("目標（本人のことば）").fill("畑に行きたい")
    page.get_by_role("button", name="短期集中を始める").click()
    expect(page.get_by_text("短期集中を始めました。")).to_be_visible()
    axe(page)

    page.goto(f"/programmes/episodes/{lived}/end/")
    axe(page)
    page.get_by_label("卒業").check()
    page.get_by_role("button", name="終わりを記録する").click()
    expect(page.get_by_text("終わりを記録しました。")).to_be_visible()
    axe(page)


def test_the_town_adopts_a_programme_and_opens_a_course(town, page, axe, snap):
    sit_down(page, town, Role.EAST_HEAD)
    page.goto("/programmes/")
    axe(page)
    page.get_by_role("link", name="事業の決めごと").click()
    axe(page)
    page.get_by_text("週1回・12回（八王子市の例）").click()
    page.get_by_role("link", name="この町に取り入れる").first.click()
    axe(page)
    page.get_by_role("button", name="町の事業にする").click()
    expect(page.get_by_text("未確認").first).to_be_visible()
    axe(page)
    snap(page, "programmes-terms", full_page=True)
    page.get_by_role("link", name="決めごとを変える").click()
    axe(page)
    page.goto("/programmes/courses/new/")
    axe(page)
    form = page.locator("main")
    form.get_by_label("事業", exact=False).first.select_option(index=1)
    form.get_by_label("事業所", exact=False).select_option(label="通所の教室 ひだまり")
    form.get_by_label("教室の名前").fill("水曜コース")
    page.get_by_role("button", name="教室を開く").click()
    heading_is(page, "水曜コース")
    axe(page)
    page.goto("/programmes/courses/")
    axe(page)
    snap(page, "programmes-courses")


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_of_the_desk_fits_a_desk_a_tablet_and_a_telephone(lived, town, new_page, axe, snap, size):
    width, height = SIZES[size]
    page = new_page(viewport={"width": width, "height": height})
    sit_down(page, town, Role.PROVIDER)
    episode = f"/programmes/episodes/{lived}/"
    for name, address in (
        ("today", "/programmes/"),
        ("participants", "/programmes/participants/"),
        ("courses", "/programmes/courses/"),
        ("episode", episode),
        ("session", f"{episode}sessions/new/"),
        ("sheet", f"{episode}measurements/t0/"),
        ("extension", f"{episode}extension/"),
        ("report", f"{episode}report/"),
        ("before-after", f"{episode}before-after/"),
    ):
        page.goto(address)
        fits(page)
        axe(page)
        snap(page, f"programmes-{size}-{name}", full_page=True)
