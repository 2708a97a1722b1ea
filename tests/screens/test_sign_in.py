"""サインイン: the door by itself, without a browser."""

import re
import time

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.audit.actions import WHOLE_INSTALLATION
from takigi.organisations import actions as organisations
from takigi.organisations.rules import StaffStatus
from takigi.site.sign_in import WRONG, MfaAdapter
from tests.worlds import PASSWORD, Role, give_second_factor

NEW = "asa-no-tauchi-7-do"


@pytest.fixture(autouse=True)
def _fresh_counters():
    """Wrong codes are counted in the cache, which outlives a test."""
    cache.clear()


def sign_in(client, name, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def kinds(world, municipality_id=None):
    return [line.kind for line in audit.events_page(municipality_id or world.municipality_id, kind="sign_in.")][::-1]


def test_a_password_and_then_a_code_lead_to_today(world, client):
    secret = give_second_factor(world.staff_id(Role.EAST_NURSE))

    assert sign_in(client, "tanabe").url == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": pyotp.TOTP(secret).now()})

    assert answer.url == "/"
    assert client.get("/").status_code == 200
    assert kinds(world) == ["sign_in.signed_in"]


def test_a_code_that_has_just_changed_still_opens_but_no_code_opens_twice(world):
    secret = give_second_factor(world.staff_id(Role.EAST_NURSE))
    a_moment_ago = pyotp.TOTP(secret).at(time.time() - 30)

    def try_it(code):
        window = Client()
        sign_in(window, "tanabe")
        return window.post(reverse("mfa_authenticate"), {"code": code})

    assert try_it(pyotp.TOTP(secret).at(time.time() - 120)).status_code == 200
    assert try_it(a_moment_ago).url == "/"
    # The library itself forgets a used code after one period.
    cache.delete(f"allauth.mfa.totp.used?user={world.staff_id(Role.EAST_NURSE)}&code={a_moment_ago}")
    assert try_it(a_moment_ago).status_code == 200


def test_who_has_no_second_factor_is_sent_to_set_one_up_and_nowhere_else(world, client):
    sign_in(client, "tanabe")

    for name in ("today", "staff", "agencies", "access_matrix"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    assert "認証アプリを加える" in client.get(reverse("mfa_index")).content.decode()


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(world, client):
    unknown = sign_in(client, "nobody").content.decode()
    wrong = sign_in(client, "tanabe", "not the password").content.decode()

    assert WRONG in unknown and WRONG in wrong
    tokens = re.compile(r"[A-Za-z0-9]{64}")  # the form's CSRF token differs each time
    assert tokens.sub("", unknown).replace("nobody", "tanabe") == tokens.sub("", wrong)


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(world, monkeypatch):
    """The time until the refusal tells nobody which names there are: each costs one password."""
    reckoned, encode = [], MD5PasswordHasher.encode

    def counted(*args):
        reckoned[-1] += 1
        return encode(*args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    suspended = world.members[Role.SUSPENDED].login_name
    for name in ("nobody", "tanabe", suspended):
        reckoned.append(0)
        assert WRONG in sign_in(Client(), name, "not the password").content.decode()
    assert reckoned == [1, 1, 1]


def test_failures_are_recorded_and_an_unknown_name_is_never_written_down(world, client):
    sign_in(client, "tanabe", "not the password")
    sign_in(client, "hatake-no-nappa-8")

    assert kinds(world) == ["sign_in.failed"]
    (unknown,) = audit.events_page(WHOLE_INSTALLATION)
    assert unknown.kind == "sign_in.failed_unknown" and not unknown.detail and not unknown.target


def test_after_the_last_failure_the_door_closes_even_for_the_right_password(world, client):
    for _ in range(settings.SECURITY.lockout_failures - 1):
        assert sign_in(client, "tanabe", "not the password").status_code == 200
    last = sign_in(client, "tanabe", "not the password")

    assert last.status_code == 429
    assert f"{settings.SECURITY.lockout_minutes}分ほど" in last.content.decode()
    assert sign_in(client, "tanabe").status_code == 429
    assert kinds(world).count("sign_in.locked_out") == 1


def test_a_colleague_at_the_same_address_is_not_locked_out(world, client):
    for _ in range(settings.SECURITY.lockout_failures):
        sign_in(client, "tanabe", "not the password")

    assert sign_in(Client(), "nishiwaki").status_code == 302


def test_an_unknown_name_is_locked_out_just_like_a_known_one(world, client):
    answers = [sign_in(client, "nobody") for _ in range(settings.SECURITY.lockout_failures)]

    assert [answer.status_code for answer in answers] == [200] * (settings.SECURITY.lockout_failures - 1) + [429]


def test_what_was_typed_stays_out_of_the_counters_table(world, client):
    sign_in(client, "hatake-no-nappa-8", "sono-kotoba")
    kept = " ".join(str(value) for row in AccessAttempt.objects.values() for value in row.values())
    assert "hatake" not in kept and "sono-kotoba" not in kept


def test_wrong_codes_are_counted_too(world, client):
    secret = give_second_factor(world.staff_id(Role.EAST_NURSE))
    sign_in(client, "tanabe")
    right = pyotp.TOTP(secret).now()
    wrong = f"{(int(right) + 5) % 1_000_000:06}"
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": wrong})

    answer = client.post(reverse("mfa_authenticate"), {"code": right})
    assert "しばらく受け付けません" in answer.content.decode()
    assert kinds(world).count("sign_in.second_factor_failed") == 5


def test_a_suspended_account_is_told_whom_to_ask_and_sees_nothing(world, client):
    answer = sign_in(client, "tomari")

    assert answer.url == reverse("account_inactive")
    assert "システム管理の担当" in client.get(answer.url).content.decode()
    assert client.get("/").status_code == 302


def test_suspending_an_account_ends_what_it_has_open(world, sit):
    nurse = sit(Role.EAST_NURSE)
    assert nurse.get("/").status_code == 200

    organisations.change_staff_status(
        by=None, staff_id=world.staff_id(Role.EAST_NURSE), status=StaffStatus.SUSPENDED, at=world.at
    )
    assert nurse.get("/").url.startswith(reverse("account_login"))


def change_password(client, **changes):
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), {**typed, **changes})


def test_a_new_password_ends_every_session_also_the_one_it_was_changed_in(world, sit):
    here, elsewhere = sit(Role.EAST_NURSE), Client()
    elsewhere.force_login(
        get_user_model().objects.get(login_name="tanabe"), backend=settings.AUTHENTICATION_BACKENDS[1]
    )

    assert change_password(here).url == reverse("account_login")
    assert here.get("/").status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert kinds(world)[-2:] == ["sign_in.password_changed", "sign_in.signed_out"]


def test_a_password_that_an_administrator_chose_opens_only_the_page_to_choose_another(world, sit, client):
    administrator = sit(Role.ADMINISTRATOR)
    reset = reverse("staff_password", args=[world.staff_id(Role.EAST_NURSE)])
    administrator.post(reset, {"password": NEW, "maintenance_reason": "本人がパスワードを忘れたため"})

    sign_in(client, "tanabe", NEW)
    for name in ("today", "mfa_activate_totp", "agencies"):
        assert client.get(reverse(name)).url == reverse("account_change_password")
    assert "仮のもの" in client.get(reverse("account_change_password")).content.decode()
    same = change_password(client, oldpassword=NEW)
    assert "今のパスワードとは違うもの" in same.content.decode()
    own = "jibun-no-kotoba-88"
    change_password(client, oldpassword=NEW, password1=own, password2=own)

    sign_in(client, "tanabe", own)
    assert client.get("/").url == reverse("mfa_index")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"oldpassword": "something-else-1"}, "今のパスワードが違います"),
        ({"password1": "mijikai", "password2": "mijikai"}, "短"),
        ({"password1": "tanabe-tanabe", "password2": "tanabe-tanabe"}, "似"),
        ({"password1": "123456789012345", "password2": "123456789012345"}, "数字"),
        ({"password2": "chigau-kotoba-7"}, "二つの新しいパスワードが違います"),
    ],
)
def test_a_password_that_cannot_be_taken_is_refused_with_the_reason(sit, changes, sentence):
    answer = change_password(sit(Role.EAST_NURSE), **changes)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_signing_out_is_a_post_and_empties_the_session(world, sit):
    nurse = sit(Role.EAST_NURSE)

    assert nurse.get(reverse("account_logout")).status_code == 200
    assert nurse.get("/").status_code == 200
    nurse.post(reverse("account_logout"))
    assert nurse.get("/").status_code == 302
    assert kinds(world)[-1] == "sign_in.signed_out"


def test_an_idle_session_ends_and_every_request_prolongs_it(world, sit):
    nurse = sit(Role.EAST_NURSE)
    session = Session.objects.get(session_key=nurse.session.session_key)
    before = session.expire_date
    assert nurse.session.get_expiry_age() <= settings.SECURITY.idle_minutes * 60

    nurse.get("/")
    session.refresh_from_db()
    assert session.expire_date > before

    Session.objects.update(expire_date=world.at)
    assert nurse.get("/").url.startswith(reverse("account_login"))


def test_the_cookie_goes_when_the_browser_closes(sit):
    assert sit(Role.EAST_NURSE).get("/").cookies["takigi_session"]["max-age"] == ""


def test_adding_and_removing_a_second_factor_is_recorded(world, client, django_capture_on_commit_callbacks):
    sign_in(client, "tanabe")
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml' in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": pyotp.TOTP(page.context["form"].secret).now()})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))

    told = kinds(world)
    assert told.count("sign_in.factor_added") == 2  # the app, and the spare numbers that come with it
    assert {"sign_in.codes_renewed", "sign_in.factor_removed"} <= set(told)


def test_the_second_factors_secret_cannot_be_read_in_the_database(world):
    secret = give_second_factor(world.staff_id(Role.EAST_NURSE))

    kept = Authenticator.objects.get(user_id=world.staff_id(Role.EAST_NURSE))
    assert secret not in str(kept.data)
    assert MfaAdapter().decrypt(kept.data["secret"]) == secret


def test_a_spare_number_opens_the_door_once(world, client):
    sign_in(client, "tanabe")
    page = client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": pyotp.TOTP(page.context["form"].secret).now()})
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]

    for expected in (302, 200):
        elsewhere = Client()
        sign_in(elsewhere, "tanabe")
        assert elsewhere.post(reverse("mfa_authenticate"), {"code": spare}).status_code == expected


def test_nobody_signs_up():
    answers = [Client().get(path).status_code for path in ("/signup/", "/accounts/signup/", "/password/reset/")]

    assert answers == [404, 404, 404]


def test_a_piece_of_a_page_never_becomes_the_sign_in_form(world, sit):
    desk = sit(Role.ADMINISTRATOR)
    Session.objects.all().delete()

    answer = desk.get(reverse("staff"), {"q": "田辺"}, headers={"HX-Request": "true"})
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith(reverse("account_login"))


def test_an_oath_is_confirmed_only_after_the_second_factor(world, client):
    sign_in(client, "hinata")

    assert client.post(reverse("oath")).url == reverse("mfa_index")
    assert not world.viewer(Role.NO_OATH).has_oath


def test_without_an_oath_every_desk_leads_to_the_oath(world, sit):
    newcomer = sit(Role.NO_OATH)

    assert newcomer.get("/").url == reverse("oath")
    assert newcomer.get(reverse("agencies")).url == reverse("oath")
    assert newcomer.post(reverse("oath")).url == "/"
    assert newcomer.get("/").status_code == 200
    assert world.viewer(Role.NO_OATH).has_oath
