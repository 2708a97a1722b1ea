"""管理の机を見て歩く: every screen of the desk whole on a desk and on a tablet, and usable by everybody."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from takigi.access import actions as access
from tests.worlds import Role, World, build_world, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLET = {"width": 768, "height": 1024}


def pages(world: World) -> dict[Role, list[str]]:
    """What each role may open here, as addresses."""
    nurse = world.members[Role.EAST_NURSE]
    reading = access.open_emergency(
        by=world.viewer(Role.WEST_NURSE),
        target="person:0f3c2a11-0000-4000-8000-000000000000",
        reason="自宅で倒れているとの通報を確かめるため",
        owner_agency_ids=[world.agency_ids["east"]],
    )
    one = [nurse.staff_id]
    return {
        Role.ADMINISTRATOR: [
            *map(reverse, ("today", "administration", "staff", "staff_new", "agencies", "agency_new", "area_new")),
            *(reverse(name, args=one) for name in ("staff_member", "post_new", "staff_status", "staff_password")),
            reverse("post_end", args=[nurse.staff_id, nurse.post_id]),
            reverse("maintenance"),
        ],
        Role.SECRETARIAT: [
            *map(reverse, ("today", "settings", "emergencies", "oaths")),
            reverse("setting_change", args=["centres_search_register"]),
            reverse("emergency_review", args=[reading]),
        ],
        Role.AUDITOR: [*map(reverse, ("today", "audit_log", "access_matrix", "legal_bases"))],
        Role.EAST_HEAD: [reverse("today"), *map(reverse, ("mfa_index", "account_change_password", "account_logout"))],
    }


def sit_down(page: Page, world: World, role: Role, url: str) -> None:
    name = settings.SESSION_COOKIE_NAME
    session = seat(Client(), world, role).cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": url}])


def test_every_screen_of_the_desk_is_whole_and_usable(new_page, live_server, axe, snap):
    world = build_world()
    for role, addresses in pages(world).items():
        page = new_page()
        sit_down(page, world, role, live_server.url)
        for address in addresses:
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            axe(page)
            for window in (TABLET, {"width": 1366, "height": 768}):
                page.set_viewport_size(window)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, window)
            snap(page, f"desk-{role.name.lower()}-{address.strip('/').replace('/', '-') or 'today'}")


def test_an_administrator_takes_in_a_colleague_without_leaving_the_form(new_page, live_server, axe, watch):
    watch.expect(r"422")  # the form that comes back
    world = build_world()
    page = new_page()
    sit_down(page, world, Role.ADMINISTRATOR, live_server.url)
    page.goto(reverse("staff"))
    page.get_by_role("link", name="職員を加える").click()
    page.get_by_label("氏名").fill("𠮷野 渚")
    page.get_by_label("カナ").fill("ヨシノ ナギサ")
    page.get_by_label("サインイン名").fill("yoshino")
    page.get_by_label("はじめのパスワード").fill("yama-no-kinoko-31")
    page.get_by_role("button", name="職員を加える").click()

    expect(page.get_by_role("alert")).to_contain_text("保守の理由を書いてください")
    expect(page.get_by_label("氏名")).to_have_value("𠮷野 渚")
    axe(page)
    page.get_by_label("はじめのパスワード").fill("yama-no-kinoko-31")
    page.get_by_label("保守の理由").fill("4月の人事異動を入力するため")
    page.get_by_role("button", name="職員を加える").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("𠮷野 渚")

    page.get_by_role("link", name="配属を加える").click()
    page.get_by_label("機関").select_option(label="東地域包括支援センター")
    page.get_by_label("職務").select_option(label="相談支援")
    page.get_by_label("始まりの日").fill("きのう")
    page.get_by_role("button", name="配属を加える").click()
    expect(page.get_by_text("配属中")).to_be_visible()


def test_the_staff_list_answers_while_one_types(new_page, live_server):
    world = build_world()
    page = new_page()
    sit_down(page, world, Role.ADMINISTRATOR, live_server.url)
    page.goto(reverse("staff"))

    page.get_by_label("氏名・機関・職務でさがす").press_sequentially("西地域")
    expect(page.get_by_role("status").first).to_contain_text("人中1人")
    expect(page.get_by_role("link", name="西脇 実")).to_be_visible()
    assert "q=" in page.url
