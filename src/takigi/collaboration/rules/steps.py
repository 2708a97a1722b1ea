"""役割・つなぎ・移管の歩み: what may become of each, as data, and what every step needs."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from takigi.collaboration.rules.words import (
    CollaborationRefused,
    Mode,
    ReferralStatus,
    RoleStatus,
    TransferStatus,
)
from takigi.kernel.labelled import Labelled

ROLE_MOVES: Mapping[Labelled, frozenset[Labelled]] = MappingProxyType(
    {
        RoleStatus.REQUESTED: frozenset({RoleStatus.ACCEPTED, RoleStatus.DECLINED, RoleStatus.WITHDRAWN}),
        RoleStatus.ACCEPTED: frozenset({RoleStatus.DONE, RoleStatus.WITHDRAWN}),
        RoleStatus.DECLINED: frozenset[Labelled](),
        RoleStatus.DONE: frozenset[Labelled](),
        RoleStatus.WITHDRAWN: frozenset[Labelled](),
    }
)
REFERRAL_MOVES: Mapping[Labelled, frozenset[Labelled]] = MappingProxyType(
    {
        ReferralStatus.SENT: frozenset({ReferralStatus.ACCEPTED, ReferralStatus.REJECTED, ReferralStatus.REVOKED}),
        # Accepted is not yet begun: it can still come back.
        ReferralStatus.ACCEPTED: frozenset({ReferralStatus.DONE, ReferralStatus.REJECTED, ReferralStatus.REVOKED}),
        ReferralStatus.REJECTED: frozenset[Labelled](),
        ReferralStatus.DONE: frozenset[Labelled](),
        ReferralStatus.REVOKED: frozenset[Labelled](),
    }
)
TRANSFER_MOVES: Mapping[Labelled, frozenset[Labelled]] = MappingProxyType(
    {
        TransferStatus.PROPOSED: frozenset(
            {TransferStatus.ACCEPTED, TransferStatus.DECLINED, TransferStatus.WITHDRAWN}
        ),
        TransferStatus.ACCEPTED: frozenset[Labelled](),
        TransferStatus.DECLINED: frozenset[Labelled](),
        TransferStatus.WITHDRAWN: frozenset[Labelled](),
    }
)

# I3: the house's own end of an exception; the town may settle on fewer days.
LONGEST_EXCEPTION = 90
# How long a station stays at most before somebody has to say again why.
LONGEST_INVOLVEMENT = 180
BOUNCED = frozenset({ReferralStatus.REJECTED, ReferralStatus.REVOKED})


def check_step(moves: Mapping[Labelled, frozenset[Labelled]], current: Labelled, wanted: Labelled) -> None:
    """Refuses a step that the table does not have, naming those that it has."""
    if wanted in moves[current]:
        return
    ways = "、".join(one.label for one in moves if one in moves[current])
    if not ways:
        raise CollaborationRefused(f"これはもう「{current.label}」です。必要なときは、新しく始めてください。")
    raise CollaborationRefused(f"「{current.label}」から「{wanted.label}」へは進めません（進める先: {ways}）。")


def check_words(text: str, what: str, *, least: int = 3) -> str:
    """A reason is written for whoever reads it later. Returns it without the blanks around it."""
    if len(text.strip()) < least:
        raise CollaborationRefused(f"{what}を、あとで読む人に分かるように書いてください。")
    return text.strip()


def check_informed(informed_on: date | None, why_not: str, *, on: date) -> None:
    """SUBJECT_INFORMED: the person was told on a day, or it stands why not yet."""
    if informed_on is not None and informed_on > on:
        raise CollaborationRefused("本人に説明した日が今日より後になっています。日付を確かめてください。")
    if informed_on is None and len(why_not.strip()) < 5:
        raise CollaborationRefused("本人に説明した日を書いてください。まだのときは、そのわけを書いてください。")


def check_exception(until: date | None, exit_plan: str, *, on: date, longest: int) -> None:
    """To the station only until a day, not farther than the town allows, with a way out (I3)."""
    if until is None:
        raise CollaborationRefused("ステーションへの移管は例外です。いつまでかを決めてください。")
    if not on < until <= on + timedelta(days=min(longest, LONGEST_EXCEPTION)):
        raise CollaborationRefused(f"例外の期限は、明日から{min(longest, LONGEST_EXCEPTION)}日以内の日にしてください。")
    if len(exit_plan.strip()) < 10:
        raise CollaborationRefused("どの機関に、どうやって戻すかを書いてください。")


def check_involvement(mode: Mode, planned_to: date, *, on: date) -> None:
    """Every involvement has an end that has been thought of."""
    if not on <= planned_to <= on + timedelta(days=LONGEST_INVOLVEMENT):
        raise CollaborationRefused(
            f"「{mode.label}」の終わりの予定は、今日から{LONGEST_INVOLVEMENT}日以内の日にしてください。続けるときは、その日に決めなおせます。"
        )


def bounces(statuses: list[ReferralStatus]) -> int:
    """たらい回し: how many referrals, oldest first, came back before the first one was accepted (K4b).

    >>> bounces([ReferralStatus.REJECTED, ReferralStatus.REVOKED, ReferralStatus.DONE, ReferralStatus.REJECTED])
    2
    """
    count = 0
    for status in statuses:
        if status in {ReferralStatus.ACCEPTED, ReferralStatus.DONE}:
            break
        count += status in BOUNCED
    return count


def is_ending_soon(until: date, *, on: date, days: int) -> bool:
    """Whether an exception ends within so many days, or has run out."""
    return until <= on + timedelta(days=days)


def in_order(difficulty_on: date | None, contact_on: date | None, opened_on: date) -> bool:
    """I11: the trouble began before the first consultation, and that came before the opening; unknown days pass."""
    known = [day for day in (difficulty_on, contact_on, opened_on) if day is not None]
    return known == sorted(known)
