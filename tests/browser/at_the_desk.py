"""机に着く: sign in as somebody of the small town, with a password and a telephone, in a real browser."""

import pyotp
from playwright.sync_api import Page, expect

from tests.worlds import PASSWORD, Role, World, give_second_factor


def sit_down(page: Page, town: World, role: Role) -> None:
    """Through the door and to the first screen of the day."""
    secret = give_second_factor(town.staff_id(role))
    page.goto("/")
    page.get_by_label("サインイン名").fill(town.members[role].login_name)
    page.get_by_label("パスワード", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.get_by_label("番号").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今日", timeout=20_000)


def heading_is(page: Page, words: str) -> None:
    """The page that has come says this of itself."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
