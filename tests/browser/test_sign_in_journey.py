"""サインインの旅: a nurse's first day at the door, with a telephone and with a passkey, in a real browser."""

import pyotp
import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.worlds import PASSWORD, Role, World, build_world, give_second_factor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> World:
    cache.clear()
    return build_world()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_label("サインイン名").fill(name)
    page.get_by_label("パスワード", exact=False).first.fill(password)
    page.get_by_role("button", name="サインインする", exact=True).click()


def put_in_a_security_key(page: Page) -> None:
    """A key as Chromium's own tests have one: it holds passkeys and says that its owner is there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_first_day_with_an_authenticator_app_and_the_oath(town, page, axe, snap):
    sign_in(page, "hinata")
    expect(page.get_by_role("heading", level=1)).to_have_text("パスワードと二段階の確認")
    axe(page)
    page.get_by_role("link", name="認証アプリを加える").click()

    expect(page.get_by_role("img")).to_be_visible()
    axe(page)
    secret = page.locator("code").inner_text()
    page.get_by_label("番号").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="この認証アプリを加える").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("予備の番号")
    expect(page.locator(".codes code")).to_have_count(10)
    axe(page)
    page.get_by_role("link", name="しまったので進む").click()
    page.get_by_role("link", name="仕事の画面へ進む").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("守秘の確認")
    axe(page)
    snap(page, "oath")
    page.get_by_role("button", name="読みました。守ることを確認します").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")
    axe(page)


def test_a_password_a_code_and_out_again_with_the_keyboard_alone(town, page, axe, snap):
    secret = give_second_factor(town.staff_id(Role.EAST_NURSE))
    page.goto("/")
    axe(page)
    snap(page, "sign-in")
    page.get_by_label("サインイン名").focus()
    page.keyboard.type("tanabe")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("二段階の確認")
    axe(page)
    page.get_by_label("番号").focus()
    page.keyboard.type(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")
    snap(page, "today")

    page.locator("summary", has_text="田辺 恵").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="サインアウトする").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("サインアウトしました。")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("サインイン")


def test_a_passkey_is_added_and_opens_the_door_without_a_password(town, page, axe):
    put_in_a_security_key(page)
    sign_in(page, "tanabe")
    page.get_by_role("link", name="パスキーを加える").click()
    axe(page)
    page.get_by_label("名前").fill("机の端末")
    page.get_by_text("パスワードなしでサインインできるようにする").click()
    page.get_by_role("button", name="パスキーを加える").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("予備の番号")
    page.goto("/second/passkeys/")
    expect(page.get_by_text("机の端末")).to_be_visible()
    axe(page)

    page.goto("/signout/")
    page.get_by_role("button", name="サインアウトする").click()
    page.get_by_role("button", name="パスキーでサインインする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")


def test_a_passkey_is_the_second_step_after_a_password_too(town, page):
    put_in_a_security_key(page)
    sign_in(page, "tanabe")
    page.get_by_role("link", name="パスキーを加える").click()
    page.get_by_role("button", name="パスキーを加える").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("予備の番号")
    page.goto("/signout/")
    page.get_by_role("button", name="サインアウトする").click()
    expect(page.get_by_text("サインアウトしました。")).to_be_visible()

    sign_in(page, "tanabe")
    page.get_by_role("button", name="パスキーで確かめる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")


def test_a_device_that_does_not_answer_is_told_in_words(town, page, axe):
    page.goto("/signin/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('NotAllowed')) }")

    page.get_by_role("button", name="パスキーでサインインする").click()
    expect(page.get_by_text("パスキーを使えませんでした")).to_be_visible()
    axe(page)


def test_wrong_words_are_told_kindly_until_the_door_closes(town, page, axe, watch):
    watch.expect(r"429")
    for _ in range(settings.SECURITY.lockout_failures - 1):
        sign_in(page, "tanabe", "chigau-kotoba-1")
        expect(page.get_by_role("alert")).to_contain_text("サインイン名かパスワードが違います")
        expect(page.get_by_label("サインイン名")).to_have_value("tanabe")
    axe(page)
    sign_in(page, "tanabe", "chigau-kotoba-1")

    expect(page.get_by_role("heading", level=1)).to_have_text("しばらくサインインできません")
    axe(page)
