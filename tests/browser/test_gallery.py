"""部品一覧: every component is photographed, examined by axe in every light, and tried with the keyboard alone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.worlds import Role, build_world, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The gallery itself shows this notice once.
EXAMPLES_OF_IT = 1
# Between the phone and the desk there is no other markup, only other widths.
SEEN_BY_AXE_ALREADY = {"tablet", "zoomed"}
WINDOWS = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "tablet": {"viewport": {"width": 1024, "height": 1366}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {"color_scheme": "dark"},
    "forced-colors": {"forced_colors": "active"},
    # A 1366-pixel screen at 200 %.
    "zoomed": {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2},
}


@pytest.fixture
def gallery(new_page, live_server) -> Callable[..., Page]:
    """`gallery(viewport=…)`: the gallery before the eyes of a nurse."""
    client = seat(Client(), build_world(), Role.EAST_NURSE)

    def look(**window: object) -> Page:
        page = new_page(**window)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto("/gallery/")
        return page

    return look


def test_every_component_is_whole_in_every_window_and_light(gallery, axe, snap):
    for name, window in WINDOWS.items():
        page = gallery(**window)

        expect(page.get_by_role("heading", level=1)).to_have_text("部品一覧")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} で横にはみ出しています"
        if name not in SEEN_BY_AXE_ALREADY:
            axe(page)
        snap(page, f"gallery-{name}", full_page=True)


def test_no_word_is_smaller_than_sixteen_pixels_and_no_button_too_small_for_a_finger(gallery):
    page = gallery(**WINDOWS["phone"])

    small_words = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 16)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    small_targets = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, select, input, .rail a, .tabs a, .filter-chip")]
            .map((e) => (e.matches("[type=checkbox], [type=radio]") ? e.closest("label") : e))
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )

    assert small_words == []
    assert small_targets == []


def test_the_slash_key_goes_to_the_search_field_except_while_somebody_types(gallery):
    page = gallery()
    search = page.get_by_role("searchbox", name="人をさがす")

    page.keyboard.press("/")
    expect(search).to_be_focused()

    page.keyboard.type("7/1")
    expect(search).to_have_value("7/1")


def test_the_first_tab_leads_past_the_rail_to_the_text(gallery):
    page = gallery()
    # The examples of the summary of mistakes take the focus, as they should on a real form.
    page.evaluate("document.activeElement.blur()")

    page.get_by_role("link", name="本文へ進む").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_a_folded_rail_stays_folded_and_keeps_its_words_for_who_listens(gallery):
    page = gallery()

    page.get_by_role("button", name="たたむ").click()
    page.reload()

    expect(page.get_by_role("button", name="ひろげる")).to_have_attribute("aria-expanded", "false")
    assert page.get_by_role("navigation", name="机").get_by_role("link").count() >= 1


def test_the_menu_closes_with_escape_and_gives_the_focus_back(gallery):
    page = gallery()
    menu = page.locator(".who summary")

    menu.click()
    expect(page.get_by_role("button", name="サインアウトする")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="サインアウトする")).to_be_hidden()
    expect(menu).to_be_focused()


def test_on_paper_stand_the_text_and_its_ground_but_not_the_frame(gallery):
    page = gallery()

    page.emulate_media(media="print")

    for hidden in (".rail", ".bar", ".skip-link", ".button"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".ground-line").first).to_be_visible()


def test_the_page_is_whole_without_scripts(gallery, snap):
    page = gallery(java_script_enabled=False)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # What only a script can do is not offered.
    expect(page.locator("[data-fold]")).to_be_hidden()
    page.locator(".who summary").click()
    expect(page.get_by_role("button", name="サインアウトする")).to_be_visible()


def test_a_piece_that_cannot_be_fetched_is_said_in_words_once(gallery, watch):
    page = gallery()
    watch.expect("Failed to load resource|htmx|ERR_")
    page.route("**/nowhere/**", lambda route: route.abort())
    fetch = "htmx.ajax('GET', '/nowhere/', {target: '#messages', swap: 'none'}).catch(() => null)"

    page.evaluate(fetch)
    page.evaluate(fetch)

    expect(page.get_by_text("つながりませんでした。").locator("visible=true")).to_have_count(1 + EXAMPLES_OF_IT)


def test_a_form_pressed_twice_is_sent_once(gallery):
    page = gallery()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.route("**/signout/", lambda route: None)

    page.locator(".who summary").click()
    page.evaluate("""() => { const form = document.querySelector('.who form');
        form.requestSubmit(); form.requestSubmit(); form.requestSubmit(); }""")
    page.wait_for_timeout(300)

    assert len(sent) == 1


def test_a_whole_page_where_a_piece_was_expected_is_shown_as_a_page(gallery, live_server):
    page = gallery()

    # What happens when a session has ended: the sign-in page comes back as if it were a piece.
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/gallery/', {target: '#messages'})")

    page.wait_for_url("**/signin/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("サインイン")
