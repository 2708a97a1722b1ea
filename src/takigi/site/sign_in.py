"""サインイン: how the sign-in library meets this house: no sign-up, own accounts only, our words."""

from base64 import urlsafe_b64encode
from time import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now

from takigi.organisations import actions as organisations

# The same sentence for an unknown name, a wrong password and a suspended account: it tells nobody which.
WRONG = "サインイン名かパスワードが違います。もう一度確かめてください。"
WRONG_CODE = "番号が合いません。認証アプリにいま出ている6けたの番号を書いてください。"
WAIT = "続けて何度も違ったため、しばらく受け付けません。5分ほど待ってから、もう一度試してください。"


def _second_factor_key() -> Fernet:
    return Fernet(urlsafe_b64encode(settings.INSTALLATION.secret("second-factor-key")))


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": WRONG,
        "enter_current_password": "今のパスワードが違います。もう一度書いてください。",
        "incorrect_password": "パスワードが違います。もう一度書いてください。",
        "incorrect_code": WRONG_CODE,
        "invalid_login": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counting wrong passwords is axes' work: two counters would contradict each other."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before a change of the second factor: unless somebody has just come in, which took the same password."""
        came_in = context.request.session.get("account_authentication_methods", [])
        return not any(time() - way["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for way in came_in)

    def set_password(self, user: Any, password: str) -> None:
        """Somebody chose a password of their own."""
        organisations.choose_own_password(by=user.pk, password=password, at=now())
        user.refresh_from_db()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A new password ends every session, this one too: the next thing is to sign in with it."""
        return reverse("account_login")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the day began."""
        return reverse("account_login")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The library's ways to confirm once more, in our words."""
        words = {
            "reauthenticate": "パスワードで確かめる",
            "mfa_reauthenticate": "認証アプリか予備の番号で確かめる",
            "mfa_reauthenticate:webauthn": "パスキーで確かめる",
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]


class OidcAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the town's identity provider, for accounts that exist here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an identity without an account here sees nothing."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An identity meets the account whose sign-in name the provider says (`preferred_username`)."""
        if sociallogin.is_existing:
            return
        data = sociallogin.account.extra_data
        claims = {**data.get("id_token", {}), **data.get("userinfo", {})}
        name = str(claims.get("preferred_username", ""))
        user = get_user_model().objects.filter(login_name=name).first() if name else None
        if user is not None:
            sociallogin.connect(request, user)


class MfaAdapter(DefaultMFAAdapter):
    """The second factor shows the sign-in name, never an address."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "二段階の確認は、すべて外すことはできません。先に別の方法を加えてください。",
        "cannot_generate_recovery_codes": "予備の番号は、認証アプリかパスキーを加えてから作れます。",
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_label(self, user: Any) -> str:
        """What the authenticator app shows."""
        return user.login_name

    def encrypt(self, text: str) -> str:
        """The secrets of apps and spare numbers: a stolen copy of the database alone opens no door."""
        return _second_factor_key().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart; the key lies beside the database's folder and travels in the backup."""
        return _second_factor_key().decrypt(encrypted_text.encode()).decode()

    def _get_user_identifier(self, user: Any) -> str:
        return user.login_name

    def _get_site_name(self) -> str:
        return "薪"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  # the library's own name for it
        """What the form proposes; a person may write something better."""
        return "わたしのパスキー"
