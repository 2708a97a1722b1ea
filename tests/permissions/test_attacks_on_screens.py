"""攻める人の試し、すべての画面に: what is tried at every address of the product. Told in docs/reference/attacks.md."""

import inspect
import re
import uuid
from http import HTTPStatus

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.urls import get_resolver

from tests.permissions.screen_table import SCREENS, expected
from tests.permissions.test_attacks import deeds, somebody
from tests.permissions.test_every_screen import without_token
from tests.worlds import Role

pytestmark = [pytest.mark.long, pytest.mark.django_db]
SCRIPT = "<img src=x onerror=alert(1)>\"'"
WRITERS = (Role.EAST_NURSE, Role.SECRETARIAT)
# The sign-in library's own pages, with tests of their own; signing out ends the visit.
OWN = [one for one in SCREENS if not one.startswith(("account_", "mfa_"))]
# A word of ours that a page looks up, not words that somebody typed.
CODES = {"code", "key", "status", "state", "kind", "level", "sex", "unit", "info_class", "scale", "shape"}


def other_ids(town, screen) -> str:
    """The same address of something that is not there."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", lambda _: str(uuid.uuid4()), town.address(screen))


def alike(answer):
    """The page but for its token and for what an answer before it left to be said."""
    return re.sub(rb'<div class="messages".*?<template', b"", without_token(answer), flags=re.DOTALL)


def test_what_is_hidden_and_what_was_never_there_are_answered_word_for_word_alike(town):
    """Every address with an id, by GET and POST, of what is there and of what is not."""
    differing = []
    for role in (Role.PROVIDER, Role.NEIGHBOUR_NURSE):
        client = somebody(town.world, role)
        for screen in OWN:
            there, missing = town.address(screen), other_ids(town, screen)
            if there == missing:
                continue
            for ask_for in (client.get, client.post):
                one, other = ask_for(there), ask_for(missing)
                if one.status_code == HTTPStatus.NOT_FOUND and (
                    other.status_code != HTTPStatus.NOT_FOUND or alike(one) != alike(other)
                ):
                    differing.append((role, screen, ask_for.__name__, other.status_code))
    assert not differing


def test_no_form_is_taken_without_its_token_and_no_other_method_does_anything(town):
    before = deeds(town.world.municipality_id)
    for role in WRITERS:
        forger = somebody(town.world, role, enforce_csrf_checks=True)
        plain = somebody(town.world, role)
        for screen in OWN:
            address = town.address(screen)
            forged = forger.post(address, {"reason": "ためしに送ってみる理由", "reply": "accepted"})
            assert forged.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}, (screen, forged)
            for method in ("put", "patch", "delete", "trace"):
                given = getattr(plain, method)(address, headers={"X-HTTP-Method-Override": "POST"}).status_code
                assert 300 <= given < 500, (screen, method, given)
    assert deeds(town.world.municipality_id) == before


# --- numbers, days and words in an address ----------------------------------------------------------------------------

# Whatever a screen looks up in its address, found in the screens themselves, and what the forms there are called.
LOOKED_UP = re.compile(r"""(?:GET\.get(?:list)?\(|GET\[|number_asked\(request, )"(\w+)\"""")
ASKS = re.compile(r"request\.GET|page_asked|month_asked|number_asked|filters_of|number_of\(")
OF_FORMS = {"page", "before", "kind", "by", "until", "year", "month", "since", "months", "part", "cell", "size", "seed"}
STRANGE = ("0", "-1", "1" + "0" * 30, "abc", "２", "²", "9" * 5000, "0001-01", "9999-12", "9999-12-31", "\x00", "i1.")


def sources() -> dict[str, str]:
    """Screen → the text of the module that answers it, decorators seen through."""
    waiting, found = [*get_resolver().url_patterns], {}
    while waiting:
        one = waiting.pop()
        waiting += getattr(one, "url_patterns", [])
        if one_view := getattr(one, "callback", None):
            found[one.name] = inspect.getsource(inspect.getmodule(inspect.unwrap(one_view)))
    return found


def test_no_number_day_or_word_in_an_address_breaks_a_screen(town):
    """`?page=` of nought, below it, beyond every list, and in words; the same of every other name that is looked up."""
    asking = {screen: text for screen, text in sources().items() if screen in OWN and ASKS.search(text)}
    names, broken = OF_FORMS.union(*map(LOOKED_UP.findall, asking.values())), []
    assert {"page", "agency", "month"} <= names and len(asking) > 40
    clients = {role: somebody(town.world, role) for role in Role if role is not Role.SUSPENDED}
    for screen in asking:
        reader = next((role for role in clients if expected(screen, role) == HTTPStatus.OK), None)
        for text in STRANGE if reader else ():
            answer = clients[reader].get(town.address(screen), dict.fromkeys(names, text))
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                broken.append((screen, text[:12]))
    assert not broken


# --- stored words -----------------------------------------------------------------------------------------------------


def poison() -> int:
    """The script in every free text that is kept about people: those that their rooms call identifying or sensitive."""
    changed = 0
    for model in apps.get_models():
        handling = getattr(model, "Handling", None)
        if handling is None:
            continue
        kept = getattr(handling, "identifies", frozenset()) | getattr(handling, "sensitive", frozenset())
        for field in model._meta.get_fields():
            if field.name not in kept or field.name in CODES or not _is_free(field):
                continue
            try:
                with transaction.atomic():
                    changed += model.objects.exclude(**{field.name: ""}).update(**{field.name: SCRIPT})
            except DatabaseError:
                continue  # what is kept for good, and what has rules of its own
    return changed


def _is_free(field) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and (field.max_length or 1000) >= len(SCRIPT)
    )


def test_what_somebody_typed_is_never_a_script_on_any_screen(town):
    assert poison() > 20
    raw, met, broken = [], 0, []
    for role in (Role.EAST_NURSE, Role.SECRETARIAT, Role.PLANNER):
        client = somebody(town.world, role)
        for screen in OWN:
            answer = client.get(town.address(screen))
            if answer.status_code >= 500:
                broken.append((role, screen))
            if "html" not in answer.headers.get("Content-Type", "html"):
                continue
            met += b"&lt;img src=x" in answer.content
            if b"<img src=x" in answer.content:
                raw.append((role, screen))
    assert not raw and not broken
    assert met > 25, "the words really stood on screens"
