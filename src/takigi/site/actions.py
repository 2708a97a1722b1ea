"""扉にできること: what the command line may undo for somebody who stands outside: a lost second factor, a lockout."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import transaction

from takigi.audit import actions as audit
from takigi.site.lockout import name_counted


@transaction.atomic
def forget_second_factor(*, staff_id: int, municipality_id: int, at: datetime) -> int:
    """二段階の確認を外す: apps, passkeys and spare numbers of one account. Returns how many there were.

    At the next sign-in the owner sets up another one, so whoever asks for this has been recognised in person.
    """
    removed, _ = Authenticator.objects.filter(user_id=staff_id).delete()
    audit.record(
        "sign_in.factors_forgotten",
        municipality_id=municipality_id,
        by=None,
        at=at,
        target=f"staff:{staff_id}",
        detail={"removed": removed},
    )
    return removed


@transaction.atomic
def unlock(*, login_name: str, staff_id: int, municipality_id: int, at: datetime) -> None:
    """錠を開ける: the wrong passwords of one sign-in name are counted from zero again, wherever they came from."""
    reset(username=name_counted(login_name))
    audit.record("sign_in.unlocked", municipality_id=municipality_id, by=None, at=at, target=f"staff:{staff_id}")
