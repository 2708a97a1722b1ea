"""ストーリーの旅: a team writes its story, gives a box a number, a visit is recorded once, and the planner sees both answer."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.stories_made import OUTLINE
from tests.visits_made import confirm_made_visit
from tests.worlds import Role, World, build_world, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, TABLET, DESK = ({"width": w, "height": h} for w, h in ((390, 844), (820, 1180), (1366, 768)))


def sit_down(page: Page, world: World, role: Role, url: str) -> None:
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": seat(Client(), world, role).cookies[name].value, "url": url}])


def look(page: Page, axe, snap, name: str) -> None:
    """Usable by everybody, and nothing wider than the window."""
    for window in (PHONE, TABLET, DESK):
        page.set_viewport_size(window)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= window["width"], f"{name}: {width}"
    axe(page)
    snap(page, name, full_page=True)


def test_a_visit_recorded_once_answers_in_the_story_and_in_the_numbers(new_page, live_server, axe, snap, facts_folder):
    world = build_world()
    nurse, planner = new_page(), new_page()
    for page in (nurse, planner):
        # The first count of a process gathers the facts and starts the engine.
        page.set_default_timeout(60_000)
    sit_down(nurse, world, Role.EAST_NURSE, live_server.url)
    sit_down(planner, world, Role.PLANNER, live_server.url)

    nurse.goto(reverse("stories"))
    nurse.get_by_role("link", name="ストーリーを始める").click()
    nurse.get_by_label("題").fill("あきらめない町")
    nurse.get_by_role("button", name="始める").click()
    expect(nurse.get_by_role("heading", level=1)).to_have_text("あきらめない町")
    story = nurse.url.removeprefix(live_server.url)

    nurse.goto(f"{story}outline/")
    nurse.locator("textarea").first.fill(OUTLINE)
    look(nurse, axe, snap, "story-outline")
    nurse.locator("form.form button[type=submit]").first.click()
    nurse.goto(story)
    expect(nurse.locator(".layered-picture")).to_be_visible()
    look(nurse, axe, snap, "story-picture")

    nurse.goto(f"{story}measures/new/")
    nurse.get_by_label("どの箱に").select_option(label="何が変わる: 「そんな道もあるのか」と言う")
    nurse.get_by_label("どの指標を").select_option("way_shown")
    nurse.get_by_label("役割").select_option("initial")
    nurse.get_by_role("button", name="指標をつける").click()
    expect(nurse.get_by_text("指標をつけました。")).to_be_visible()

    planner.goto(f"{story}measures/")
    expect(planner.get_by_text("対象外").first).to_be_visible()

    case_id = open_case(world, register(world))
    confirm_made_visit(world, case_id)

    planner.reload()
    expect(planner.get_by_text("1件中").first).to_be_visible()
    look(planner, axe, snap, "story-measures")
    planner.get_by_role("link", name="意味・内訳・数えた記録を見る").click()
    expect(planner.get_by_role("heading", level=1)).to_have_text("提案率")
    look(planner, axe, snap, "number")
    planner.get_by_role("link", name="1件", exact=True).last.click()
    expect(planner.get_by_text("見る根拠がないため、ここには出ません")).to_be_visible()

    nurse.goto(planner.url.removeprefix(live_server.url))
    nurse.locator(f'a[href="{reverse("case", args=[case_id])}"]').click()
    expect(nurse.get_by_role("heading", level=1)).to_be_visible()

    for name in ("numbers", "number_quality", "number_reports", "stories"):
        planner.goto(reverse(name))
        look(planner, axe, snap, name)
    for side in ("signs/", "wood/", "learning/", "versions/", "papers/"):
        nurse.goto(f"{story}{side}")
        look(nurse, axe, snap, f"story-{side.strip('/')}")
