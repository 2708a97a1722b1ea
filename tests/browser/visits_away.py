"""出先の道具: the network switched off and on, what lies on the device, and the visit form under a finger."""

import json
import re
from typing import Any

import pyotp
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.worlds import PASSWORD, Role, World, seat

# Everything that a thief of the device could read with a browser's own means.
EVERYTHING = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, bases: {}, shelves: {}, cookies: document.cookie };
  const plain = (value) => {
    if (value instanceof ArrayBuffer) return "buffer:" + [...new Uint8Array(value)].map((b) => String.fromCharCode(b)).join("");
    if (ArrayBuffer.isView(value)) return plain(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
    if (value instanceof CryptoKey) return "key";
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
    return value;
  };
  for (const { name, version } of await indexedDB.databases()) {
    const base = await new Promise((done) => { const r = indexedDB.open(name, version); r.onsuccess = () => done(r.result); });
    found.bases[name] = {};
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((done) => { const r = base.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
      found.bases[name][store] = rows.map(plain);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    found.shelves[name] = {};
    for (const request of await shelf.keys()) found.shelves[name][request.url] = await (await shelf.match(request)).text();
  }
  return found;
}"""


def on_the_device(page: Page) -> dict[str, Any]:
    """Everything that the browser keeps for this address."""
    return page.evaluate(EVERYTHING)


def rows_on_the_device(page: Page) -> int:
    """How many boxes and doors lie in the cupboard."""
    bases = on_the_device(page)["bases"]
    return sum(len(rows) for stores in bases.values() for rows in stores.values())


def nothing_readable(page: Page, *words: str) -> None:
    """None of the words stands anywhere on the device: not as text, not as bytes, not in any shelf."""
    kept = json.dumps(on_the_device(page), ensure_ascii=False)
    utf8 = [word.encode().decode("latin-1") for word in words]
    found = [word for word in (*words, *utf8) if word in kept]
    assert found == [], f"端末に読めることばが残っています: {found}"


def section(page: Page, number: int) -> None:
    """Open one of the nine."""
    place = page.locator(f"#section-{number}")
    if place.get_attribute("open") is None:
        place.locator("summary").first.click()


def saved(page: Page) -> None:
    """The words have reached the server."""
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "saved")


def kept(page: Page) -> None:
    """The words are safe on this device, and the page says so."""
    expect(page.locator("[data-draft]")).to_have_attribute("data-state", "kept", timeout=15_000)


def ready(page: Page) -> None:
    """The form listens."""
    expect(page.locator('[data-visit-form][data-ready="yes"]')).to_be_attached()


def boxes_lie_here(page: Page) -> None:
    """Something is sealed on the device already: sealing takes a moment."""
    page.wait_for_function(
        """async () => (await indexedDB.databases()).length && await new Promise((done) => {
          const asked = indexedDB.open("takigi-visits");
          asked.onsuccess = () => { const all = asked.result.transaction("pieces").objectStore("pieces").getAll();
            all.onsuccess = () => { asked.result.close(); done(all.result.some((one) => one.kind === "letter")); }; }; })"""
    )


def watchword_of(page: Page) -> str:
    """The watchword that the page proposes."""
    field = page.get_by_label("合言葉")
    expect(field).to_have_value(re.compile("・"))
    return field.input_value()


def take_along(page: Page, word: str = "きょう") -> str:
    """Take the day's visits along; returns the watchword."""
    page.goto("/cases/visits/")
    watchword = watchword_of(page)
    page.get_by_role("button", name=f"{word}の訪問を持っていく").click()
    expect(page.get_by_text("訪問を封をして入れました")).to_be_visible(timeout=20_000)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return watchword


def open_away(page: Page, watchword: str) -> None:
    """Without a network: the watchword, and the visits are there."""
    page.get_by_label("合言葉").fill(watchword)
    page.get_by_role("button", name="開く").click()


def be_seated(page: Page, town: World, role: Role) -> None:
    """Signed in already, as on any morning."""
    session = seat(Client(), town, role).cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/healthz")
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])


def sign_in_again(page: Page, town: World, role: Role, secret: str) -> None:
    """At the sign-in page that has come, with password and telephone."""
    page.get_by_label("サインイン名").fill(town.members[role].login_name)
    page.get_by_label("パスワード", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.get_by_label("番号").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("訪問")


def from_the_top(page: Page) -> None:
    """Where a page begins: under a bar that stays, the half of something is no target for a finger."""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
