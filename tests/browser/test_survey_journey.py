"""アンケートの道すじ: prepared at a desk, answered on a phone without signing in, and read only when ten have answered."""

import pytest
from playwright.sync_api import expect

from takigi.surveys.actions.answering import Said, answer
from takigi.surveys.actions.waves import close_wave, open_wave
from tests.browser.at_the_desk import sit_down
from tests.worlds import Role, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


def test_a_survey_is_prepared_answered_on_a_phone_and_read_when_ten_have_answered(new_page, live_server, axe, snap):
    world = build_world()
    planner = world.viewer(Role.PLANNER)
    desk = new_page()
    sit_down(desk, world, Role.PLANNER)
    desk.goto("/numbers/surveys/")
    desk.get_by_role("link", name="アンケートを用意する").click()
    desk.get_by_label("支援者の6問（未検証の独自項目）").check()
    desk.locator("[name=label]").fill("秋の6問")
    desk.locator("[name=invited]").fill("2")
    axe(desk)
    desk.get_by_role("button", name="用意して、答える紙を出す").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("答える紙")
    axe(desk)
    address = desk.locator("code").first.inner_text()

    phone = new_page(viewport=PHONE)
    phone.goto(address)
    axe(phone)
    snap(phone, "survey-answer", full_page=True)
    phone.get_by_role("group", name="一人で抱えこんでいると感じます").get_by_text("2", exact=True).click()
    phone.get_by_role("button", name="送る").click()
    expect(phone.get_by_role("status")).to_contain_text("ありがとうございました")

    wave = open_wave(
        by=planner,
        instrument="understanding",
        label="6月の会のあと",
        opens_on=planner.on,
        closes_on=planner.on,
        invited=12,
    )
    for number, token in enumerate(wave.tokens):
        answer(token, Said({"before": "2", "after": str(3 + number % 3), "interest": "4"}), on=planner.on)
    close_wave(by=planner, wave_id=wave.wave_id)
    desk.goto("/numbers/surveys/")
    axe(desk)
    desk.get_by_role("link", name="6月の会のあと").click()
    expect(desk.get_by_role("table")).to_contain_text("12人")
    axe(desk)
    snap(desk, "survey-results")
    desk.goto("/numbers/surveys/instruments/")
    axe(desk)
