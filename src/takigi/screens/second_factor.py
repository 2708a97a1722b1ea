"""二段階の確認: whether somebody has one. The only place where screens touch the sign-in library."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled


def has_second_factor(user: Any) -> bool:
    """Whether a one-time code or a passkey is set up for the account. One query."""
    return bool(is_mfa_enabled(user))
