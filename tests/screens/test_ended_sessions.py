"""サインインが途中で切れたとき: what was done stands, and whoever asked is sent to the door like everybody else."""

import logging

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from takigi.casework.models import Note, VisitDraft
from takigi.screens import gate
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.screens.test_visits import change, wire_of
from tests.worlds import Role


@pytest.fixture
def case_id(world):
    return open_case(world, register(world), days_ago=5)


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


@pytest.fixture
def interrupt(monkeypatch):
    """From now on a request's session is deleted as soon as it is known who asks: she signs out in another window."""

    def begin():
        known = gate.viewer_of

        def viewer_of(*args, **kwargs):
            Session.objects.all().delete()
            return known(*args, **kwargs)

        monkeypatch.setattr(gate, "viewer_of", viewer_of)

    return begin


def door_to(address):
    return f"{reverse('account_login')}?next={address}"


def test_words_that_were_being_saved_are_kept_and_the_page_hears_that_the_sign_in_ended(
    nurse, case_id, interrupt, caplog
):
    page = nurse.get(reverse("visit", args=[case_id])).content.decode()
    interrupt()
    body = {"draft": wire_of(page)["draft"], "editor": "0f3c2a11-0000-4000-8000-000000000001", "since": 0}
    with caplog.at_level(logging.WARNING):
        answer = nurse.post(
            reverse("visit_save", args=[case_id]),
            {**body, "changes": [change("wish_text", "風呂に入りたい")]},
            content_type="application/json",
        )

    assert (answer.status_code, answer.url) == (302, door_to(reverse("visit_save", args=[case_id])))
    assert VisitDraft.objects.get().entries["wish_text"]["value"] == "風呂に入りたい"
    assert caplog.records == []
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_what_was_finished_is_shown_after_signing_in_again(nurse, case_id, interrupt):
    written = {"kind": "phone", "happened_on": "きょう", "text": "電話で様子をきいた"}
    interrupt()
    answer = nurse.post(reverse("notes", args=[case_id]), written)

    assert Note.objects.count() == 1
    assert answer.url == door_to(reverse("notes", args=[case_id]))


def test_a_page_is_asked_for_again_after_signing_in(nurse, interrupt):
    interrupt()
    answer = nurse.get(reverse("cases"))

    assert answer.url == door_to(reverse("cases"))
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_piece_of_a_page_leads_the_whole_page_to_the_door(nurse, interrupt):
    interrupt()
    answer = nurse.get(reverse("cases"), headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, door_to(reverse("cases")))


def test_what_asks_for_no_sign_in_is_answered_as_ever(nurse, interrupt):
    interrupt()

    assert nurse.get(reverse("visit_away")).status_code == 200


def test_a_late_answer_to_an_old_sign_in_does_not_end_the_new_one(nurse, case_id):
    nurse.get(reverse("cases"))
    Session.objects.all().delete()
    answer = nurse.get(reverse("cases"))

    assert answer.url == door_to(reverse("cases"))
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_signing_out_still_empties_the_browser(nurse):
    answer = nurse.post(reverse("account_logout"))

    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
