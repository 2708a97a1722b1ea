"""返事のリンク: an opaque address and a short number, kept as digests only, for a short while and a few tries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from takigi.meetings.rules.words import MeetingsRefused

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
LINK_DAYS = 30

WRONG = "番号が合いませんでした。お手紙かお電話でお伝えした6けたの番号を、もう一度確かめてください。"
LOCKED = "番号のまちがいが続いたため、15分ほど返事を受け取れません。時間をおくか、事務局へお電話ください。"


@dataclass(frozen=True)
class Lock:
    """What the tries so far have led to."""

    wrong_codes: int = 0
    locked_until: datetime | None = None


def digest_of_token(token: str) -> str:
    """What is kept of the address."""
    return sha256(f"link:{token}".encode()).hexdigest()


def digest_of_code(token: str, code: str) -> str:
    """What is kept of the number. Useless without the address, which is kept nowhere."""
    return sha256(f"code:{token}:{code}".encode()).hexdigest()


def readable_code(typed: str) -> str:
    """The digits of what somebody typed, full-width or spaced.

    >>> readable_code("１２３ 456")
    '123456'
    """
    return "".join(str(int(one)) for one in typed if one.isdecimal())


def link_until(at: datetime, starts_at: datetime | None) -> datetime:
    """A link lives until the meeting begins, and never longer than a month."""
    latest = at + timedelta(days=LINK_DAYS)
    return min(latest, starts_at) if starts_at else latest


def check_not_locked(lock: Lock, at: datetime) -> None:
    """Refuses while the number is locked."""
    if lock.locked_until is not None and at < lock.locked_until:
        raise MeetingsRefused(LOCKED)


def after_wrong(lock: Lock, at: datetime) -> Lock:
    """One wrong try more; after the fifth the number rests a quarter of an hour and counting begins anew."""
    wrong = lock.wrong_codes + 1
    return Lock(0, at + LOCKED_FOR) if wrong >= TRIES else Lock(wrong, None)
