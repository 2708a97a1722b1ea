"""サインインの記録: what happens at the door goes into the audit. The libraries tell it by signals; nothing else here does."""

from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils.timezone import now

from takigi.audit import actions as audit


def _record(kind: str, user: Any, *, by: int | None, **detail: Any) -> None:
    audit.record(kind, municipality_id=user.municipality_id, by=by, at=now(), target=f"staff:{user.pk}", detail=detail)


def _account(credentials: dict[str, Any]) -> Any:
    name = str(credentials.get("username", "")).strip()
    return get_user_model().objects.filter(login_name__iexact=name).first() if name else None


@receiver(user_logged_in)
def _signed_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    session = getattr(request, "session", {})
    ways = [way.get("type", way.get("method", "")) for way in session.get("account_authentication_methods", [])]
    _record("sign_in.signed_in", user, by=user.pk, ways=ways)


@receiver(user_logged_out)
def _signed_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        _record("sign_in.signed_out", user, by=user.pk)


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """An unknown name is never written down: people type passwords into the wrong field."""
    user = _account(credentials)
    if user is not None:
        _record("sign_in.failed", user, by=None)
    else:
        audit.record("sign_in.failed_unknown", municipality_id=audit.WHOLE_INSTALLATION, by=None, at=now())


@receiver(user_locked_out)
def _locked_out(sender: Any, request: Any, **kwargs: Any) -> None:
    """Once, at the failure that closes the door; knocking on a closed door is told by the failures."""
    if getattr(request, "axes_failures_since_start", 0) != settings.AXES_FAILURE_LIMIT:
        return
    user = _account(getattr(request, "axes_credentials", None) or {})
    if user is not None:
        _record("sign_in.locked_out", user, by=None)


@receiver(authentication_failed)
def _second_factor_failed(sender: Any, user: Any, **kwargs: Any) -> None:
    _record("sign_in.second_factor_failed", user, by=None)


@receiver(authenticator_added)
def _factor_added(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _record("sign_in.factor_added", user, by=user.pk, type=str(authenticator.type))


@receiver(authenticator_removed)
def _factor_removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _record("sign_in.factor_removed", user, by=user.pk, type=str(authenticator.type))


@receiver(authenticator_reset)
def _codes_renewed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _record("sign_in.codes_renewed", user, by=user.pk)
