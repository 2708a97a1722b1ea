"""すべての画面 × すべての役割: fails when a screen is missing from the table, or shows itself to somebody else."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from takigi.audit import queries as audit
from tests.permissions.screen_lines import ELSEWHERE, OATH, SIGN_IN
from tests.permissions.screen_table import SCREENS, expected
from tests.worlds import Role, seat

pytestmark = pytest.mark.django_db


# Nobody comes every day; each of the others after the everyday tests.
EVERYBODY = [
    pytest.param(None, id="SIGNED_OUT"),
    *(pytest.param(role, id=role.name, marks=pytest.mark.long) for role in Role),
]
EACH_ROLE = pytest.mark.parametrize("role", EVERYBODY)
# Nobody puts our pages into a frame of theirs, guesses what a file is, or learns where somebody came from.
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Signing out ends the visit; it has a test of its own.
ENDS_THE_VISIT = {"account_logout"}
# Searching is a POST so that no name stands in an address. It shows each viewer only what the viewer may see.
SEARCHES = {"people"}
REFUSALS = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.TOO_MANY_REQUESTS,
    SIGN_IN,
    OATH,
    ELSEWHERE,
}


def names(patterns) -> Iterator[str]:
    for pattern in patterns:
        yield from names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.name]


def answer(response):
    if response.status_code == HTTPStatus.FOUND:
        if response["Location"].startswith(reverse("account_login")):
            return SIGN_IN
        return OATH if response["Location"] == reverse("oath") else ELSEWHERE
    return HTTPStatus(response.status_code)


def somebody(town, role):
    client = Client(raise_request_exception=False)
    return seat(client, town.world, role) if role else client


def test_no_screen_is_missing_from_the_table_and_none_in_it_has_gone():
    assert set(names(get_resolver().url_patterns)) == SCREENS.keys()


@EACH_ROLE
def test_each_role_is_answered_as_the_table_says(town, role):
    """And no page is kept by a browser or a proxy, and every page carries the strict policy."""
    client = somebody(town, role)

    pages = {screen: client.get(town.address(screen)) for screen in SCREENS if screen not in ENDS_THE_VISIT}

    assert {screen: answer(page) for screen, page in pages.items()} == {s: expected(s, role) for s in pages}
    for screen, page in pages.items():
        assert "no-store" in page["Cache-Control"], screen
        policy = page.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, screen
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy, screen
        assert {name: page.get(name) for name in HEADERS} == HEADERS, screen


def deeds(town):
    """What was done in the town, without readings and the coming and going of staff."""
    quiet = ("audit.", "sign_in.", "people.searched")
    events = audit.events_page(town.world.municipality_id, size=10_000)
    return [event.kind for event in events if not event.kind.startswith(quiet)]


@EACH_ROLE
def test_nobody_changes_anything_by_sending_a_form_to_a_screen_that_is_not_theirs(town, role):
    client, before = somebody(town, role), deeds(town)
    for screen, line in SCREENS.items():
        if (role and expected(screen, role) == HTTPStatus.OK) or role in line.seen_by or screen in SEARCHES:
            continue
        if screen in {"account_login", "account_logout"}:
            continue
        given = answer(client.post(town.address(screen), {"reason": "ためしに送ってみる理由", "evidence": "asked"}))
        assert given in REFUSALS, (screen, given)

    assert deeds(town) == before


def test_signing_out_by_a_link_is_asked_about_and_by_the_form_is_done(town):
    client = somebody(town, Role.EAST_NURSE)
    assert client.get(reverse("account_logout")).status_code == HTTPStatus.OK
    assert answer(client.get(reverse("today"))) == HTTPStatus.OK

    client.post(reverse("account_logout"))

    assert answer(client.get(reverse("today"))) == SIGN_IN


def without_token(response):
    """The page but for the form tokens, which differ in every answer."""
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken[^A-Za-z0-9]+)[A-Za-z0-9]+', b"", response.content)


def test_what_is_hidden_looks_just_like_what_does_not_exist(town):
    client = somebody(town, Role.WEST_NURSE)
    hidden = client.get(reverse("person", args=[town.person]))
    missing = client.get(reverse("person", args=["00000000-0000-4000-8000-000000000000"]))

    assert without_token(hidden) == without_token(missing)
    assert hidden.status_code == missing.status_code == HTTPStatus.NOT_FOUND


def test_no_address_holds_a_name_a_number_or_a_typed_word(town):
    """Every address of the table: opaque ids, and words of our own."""
    for screen in SCREENS:
        address = town.address(screen)
        assert "0000000001" not in address
        assert address.isascii()
