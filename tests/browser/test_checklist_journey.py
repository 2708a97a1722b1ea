"""チェックリストの旅: 25 questions with a thumb, a mistake that costs nothing, the result, and who it makes eligible."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.at_the_desk import heading_is, sit_down
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


def answer(page, question, word):
    page.get_by_role("group", name=question).get_by_label(word, exact=True).check()


@pytest.fixture
def look(axe, snap):
    """axe from the top of the page, and a picture on a tablet and at the desk."""

    def examine(page, name):
        page.evaluate("window.scrollTo(0, 0)")
        axe(page)
        snap(page, f"checklist-{name}-tablet", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})
        snap(page, f"checklist-{name}", full_page=True)
        page.set_viewport_size({"width": 820, "height": 1180})

    return examine


def test_a_checklist_from_the_first_answer_to_the_judgement(new_page, watch, town, look):
    case_id = open_case(town, register(town, name="川上　イネ"), days_ago=9)
    page = new_page(viewport={"width": 820, "height": 1180})
    sit_down(page, town, Role.EAST_NURSE)
    page.goto(reverse("case", args=[case_id]))
    page.get_by_role("link", name="チェックリストを書く").click()
    answer(page, "8　15分", "いいえ")
    answer(page, "9　この1年間", "はい")
    page.get_by_label("身長（cm）").fill("150")
    watch.expect(r"422")
    page.get_by_label("体重（kg）").fill("四十")
    page.get_by_role("button", name="記録して結果を見る").click()
    expect(page.get_by_role("group", name="9　この1年間").get_by_label("はい", exact=True)).to_be_checked()
    look(page, "write")

    page.get_by_label("体重（kg）").fill("40.5")
    answer(page, "16　週に1回", "いいえ")
    page.get_by_role("button", name="記録して結果を見る").click()
    heading_is(page, "基本チェックリストの結果")
    look(page, "result")
    page.get_by_role("link", name="事業対象者と判定する").click()
    look(page, "eligible")
    page.get_by_role("button", name="事業対象者と判定する").click()
    expect(page.get_by_text("事業対象者です")).to_be_visible()
    look(page, "case")
