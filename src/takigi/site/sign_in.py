"""ログイン: how the sign-in library meets this house: no sign-up, own accounts only, events in the audit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class OidcAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the town's identity provider, for accounts that exist here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an identity without an account here sees nothing."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """The second factor shows the sign-in name, never an address."""

    def get_totp_label(self, user: Any) -> str:
        """What the authenticator app shows."""
        return user.login_name
