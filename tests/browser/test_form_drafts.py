"""書きかけの用紙: what is typed into a note or a session is there again after an ended sign-in, a closed window and a lost line."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from takigi.casework.models import FormDraft, Note
from takigi.programmes.models import Session as Held
from tests.browser.visits_away import (
    be_seated,
    boxes_lie_here,
    from_the_top,
    kept,
    nothing_readable,
    rows_on_the_device,
    saved,
)
from tests.programmes_made import begin, open_class
from tests.screens.way_made import planned_case
from tests.worlds import Role, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|Failed to (fetch|load)"
FIELD, STEPS = "裏の畑まで、つえなしで歩いた", "朝に家の前を5分歩く"
SCREENS = ({"width": 1366, "height": 768}, {"width": 820, "height": 1180}, {"width": 390, "height": 844})


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def case(town):
    return planned_case(town)


def open_form(page, address):
    page.goto(address)
    expect(page.locator('[data-draft-form][data-ready="yes"]')).to_be_attached()


def test_a_note_outlives_an_ended_sign_in_and_a_closed_window_and_is_recorded_once(town, case, page, axe, snap, watch):
    notes = reverse("notes", args=[case[0]])
    be_seated(page, town, Role.EAST_NURSE)
    open_form(page, notes)
    page.get_by_label("あったこと").fill("畑の話")
    saved(page)
    Session.objects.all().delete()
    page.get_by_label("あったこと").fill(FIELD)
    expect(page.get_by_text("サインインが切れました。")).to_be_visible()
    from_the_top(page)
    axe(page)
    snap(page, "note-signed-out")
    boxes_lie_here(page)
    nothing_readable(page, FIELD, "つえなし")
    # The window is closed before anybody has signed in again.
    page.close()

    other = page.context.new_page()
    watch.over(other)
    be_seated(other, town, Role.EAST_NURSE)
    open_form(other, notes)
    expect(other.get_by_label("あったこと")).to_have_value(FIELD)
    assert FormDraft.objects.get().entries["text"]["value"] == FIELD
    assert rows_on_the_device(other) == 0
    for number, size in enumerate(SCREENS):
        other.set_viewport_size(size)
        from_the_top(other)
        axe(other)
        snap(other, f"note-draft-{number}", full_page=True)
    other.get_by_role("button", name="経過を記録する").click()
    expect(other.get_by_text("経過を記録しました。")).to_be_visible()
    expect(other.get_by_label("あったこと")).to_have_value("")
    assert Note.objects.get().text == FIELD
    assert rows_on_the_device(other) == 0


def test_a_provider_writes_a_session_through_a_lost_line_with_the_keyboard_alone(town, case, page, axe, snap, watch):
    watch.allow(OFFLINE)
    episode = begin(town, case[0], open_class(town).course_id, days_ago=20)
    address = reverse("session_new", args=[episode])
    be_seated(page, town, Role.PROVIDER)
    open_form(page, address)
    page.get_by_role("textbox", name="今週の行動").focus()
    page.keyboard.type(STEPS)
    saved(page)
    page.context.set_offline(True)
    page.keyboard.press("End")
    page.keyboard.type("。雨の日は廊下で")
    kept(page)
    page.context.set_offline(False)
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "saved", timeout=20_000)

    page.reload()
    expect(page.get_by_role("textbox", name="今週の行動")).to_have_value(f"{STEPS}。雨の日は廊下で")
    for number, size in enumerate(SCREENS):
        page.set_viewport_size(size)
        from_the_top(page)
        axe(page)
        snap(page, f"session-draft-{number}", full_page=True)
    page.get_by_role("button", name="実施を記録する").press("Enter")
    expect(page.get_by_text("実施を記録しました。")).to_be_visible()
    assert Held.objects.get().next_action == f"{STEPS}。雨の日は廊下で"
    assert FormDraft.objects.get().entries == {}


def test_what_is_typed_before_the_page_listens_is_kept_all_the_same(town, case, page):
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"/visit/sheet[^/]*\.js"), hold)
    be_seated(page, town, Role.EAST_NURSE)
    page.goto(reverse("notes", args=[case[0]]), wait_until="commit")
    page.get_by_label("あったこと").fill(FIELD)
    page.get_by_text("モニタリング", exact=True).first.click()
    held[0].continue_()
    saved(page)
    entries = FormDraft.objects.get().entries
    assert entries["text"]["value"] == FIELD
    assert set(entries) == {"text", "kind"}
