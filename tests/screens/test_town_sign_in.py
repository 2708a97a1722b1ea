"""庁内の認証: an account that exists here comes in; an identity without an account sees nothing."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.site.sign_in import OidcAdapter
from tests.worlds import Role

IDP = "https://idp.town.invalid"
CONFIGURATION = {
    "issuer": IDP,
    "authorization_endpoint": f"{IDP}/authorize",
    "token_endpoint": f"{IDP}/token",
    "userinfo_endpoint": f"{IDP}/userinfo",
    "jwks_uri": f"{IDP}/keys",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


class Answer:
    """What the provider sends back."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, body):
        self.body = body

    def json(self):
        return self.body

    def raise_for_status(self):
        pass


class Provider:
    """A provider that knows one identity; no line leaves this machine."""

    def __init__(self, name):
        self.claims = {"sub": "town-4711", "iss": IDP, "aud": "takigi", "preferred_username": name}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def get(self, url, **_):
        return Answer(CONFIGURATION if url.startswith(f"{IDP}/.well-known") else self.claims)

    def request(self, method, url, **_):
        token = jwt.encode({**self.claims, "iat": 1, "exp": 4_000_000_000}, "k" * 32, algorithm="HS256")
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": token})


@pytest.fixture
def town_idp(settings, monkeypatch):
    """`town_idp("tanabe")`: the provider will say that it is her."""
    app = {"provider_id": "town", "name": "庁内の認証でサインイン", "client_id": "takigi", "secret": "s"}
    app["settings"] = {"server_url": IDP}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.ROOT_URLCONF = "tests.screens.town_urls"
    return lambda name: monkeypatch.setattr(OidcAdapter, "get_requests_session", lambda _: Provider(name))


def go_through(client):
    begun = client.post("/signin/town/oidc/town/login/")
    state = parse_qs(urlsplit(begun.url).query)["state"][0]
    assert begun.url.startswith(f"{IDP}/authorize")
    return client.get("/signin/town/oidc/town/login/callback/", {"code": "c", "state": state})


def test_the_button_stands_on_the_sign_in_page(world, client, town_idp):
    assert "庁内の認証でサインイン" in client.get(reverse("account_login")).content.decode()


def test_without_the_setting_there_is_no_button_and_no_address(world, client):
    assert "庁内の認証" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/signin/town/oidc/town/login/").status_code == 404


def test_whoever_has_an_account_comes_in_and_still_needs_a_second_factor(world, client, town_idp):
    town_idp("tanabe")

    assert go_through(client).url == "/"
    assert client.get("/").url == reverse("mfa_index")
    nurse = get_user_model().objects.get(login_name="tanabe")
    assert client.session["_auth_user_id"] == str(nurse.pk) and not is_mfa_enabled(nurse)
    assert audit.events_page(world.municipality_id)[0].kind == "sign_in.signed_in"


def test_an_identity_without_an_account_is_told_so_and_no_account_is_made(world, client, town_idp):
    town_idp("somebody-else")
    before = get_user_model().objects.count()

    page = go_through(client)
    assert "アカウントがありません" in page.content.decode()
    assert get_user_model().objects.count() == before and "_auth_user_id" not in client.session


def test_a_suspended_account_stays_outside(world, client, town_idp):
    town_idp("tomari")

    assert go_through(client).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_whoever_stops_at_the_provider_is_told_what_happened(world, client, town_idp):
    town_idp("tanabe")
    begun = client.post("/signin/town/oidc/town/login/")
    state = parse_qs(urlsplit(begun.url).query)["state"][0]

    answer = client.get(
        "/signin/town/oidc/town/login/callback/", {"error": "access_denied", "state": state}, follow=True
    )
    assert "庁内の認証ができませんでした" in answer.content.decode()


def test_the_provider_decides_nothing_about_posts(world, client, town_idp):
    town_idp("ukita")
    go_through(client)

    assert world.viewer(Role.MOVED_AWAY).posts == ()
