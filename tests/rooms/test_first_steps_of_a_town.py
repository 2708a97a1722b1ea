"""設置のコマンド: a town is founded, and whoever stands outside is let in again."""

from io import StringIO

import pytest
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.organisations import queries as organisations
from tests.worlds import PASSWORD, Role, build_world, give_second_factor

pytestmark = pytest.mark.django_db

TOWN = {
    "name": "みどり野市",
    "lg_code": "992038",
    "insurer_no": "992031",
    "login_name": "iwase",
    "staff_name": "岩瀬 守",
}


def said(command, *words, **options):
    out = StringIO()
    call_command(command, *words, stdout=out, **options)
    return out.getvalue()


def temporary_password(text):
    return text.split("仮のパスワード: ")[1].split()[0]


def sign_in(client, name, password):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def test_a_town_begins_with_one_administrator_who_chooses_an_own_password_first():
    password = temporary_password(said("found", **TOWN))
    client = Client()

    assert sign_in(client, "iwase", password).status_code == 302
    assert client.get("/").url == reverse("account_change_password")
    (town,) = organisations.municipalities()
    assert town.name == "みどり野市"
    assert list(audit.faults()) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lg_code": "152235"}, "検査数字"),
        ({"insurer_no": "15223"}, "6けた"),
        ({"lg_code": "992046", "insurer_no": "992031"}, "すでにあります"),
        ({"lg_code": "992046", "insurer_no": "992049"}, "もう使われています"),
    ],
)
def test_a_second_town_with_something_of_the_first_is_refused_and_nothing_is_left(changes, sentence):
    said("found", **TOWN)

    with pytest.raises(CommandError, match=sentence):
        said("found", **{**TOWN, **changes})
    assert len(organisations.municipalities()) == 1


def test_a_forgotten_password_is_replaced_by_a_temporary_one():
    build_world()

    password = temporary_password(said("staff", "password", "tanabe"))
    assert sign_in(Client(), "tanabe", PASSWORD).status_code == 200
    assert sign_in(Client(), "tanabe", password).status_code == 302


def test_a_lost_telephone_is_forgotten_and_told_in_the_log():
    world = build_world()
    give_second_factor(world.staff_id(Role.EAST_NURSE))

    assert "1 件" in said("staff", "second-factor", "tanabe")
    assert not is_mfa_enabled(get_user_model().objects.get(login_name="tanabe"))
    assert audit.events_page(world.municipality_id)[0].kind == "sign_in.factors_forgotten"


def test_a_closed_door_is_opened_before_its_time():
    build_world()
    client = Client()
    while sign_in(client, "tanabe", "not the password").status_code != 429:
        pass

    said("staff", "unlock", "Tanabe")
    assert sign_in(client, "tanabe", PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_said():
    with pytest.raises(CommandError, match="職員はいません"):
        said("staff", "unlock", "nobody")
