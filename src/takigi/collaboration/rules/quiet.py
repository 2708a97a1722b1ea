"""静かなケース: nobody of another agency for a while. A question to the owner alone; an offer to the supervisor later; never a list of the best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.labelled import Labelled


class QuietReply(Labelled):
    """担当者の答え."""

    ENOUGH = "enough", "いまは足りている"
    ASKING = "asking", "これから相談する"
    HELP = "help", "上司にも知らせてよい"


@dataclass(frozen=True)
class QuietFacts:
    """What the prompt rests on. `last_other_on`: the last contact with another agency, or a role it took up."""

    opened_on: date
    last_other_on: date | None
    has_partner_now: bool
    reply: QuietReply | None = None
    replied_on: date | None = None


@dataclass(frozen=True)
class QuietWay:
    """決めごと: after how many days the owner is asked, and how much later it becomes an offer to the supervisor."""

    days: int = 60
    later: int = 14


def quiet_since(case: QuietFacts, way: QuietWay, *, on: date) -> date | None:
    """The day since which nobody else has been there, once that is long enough; None otherwise.

    >>> case = QuietFacts(date(2026, 1, 1), None, has_partner_now=False)
    >>> quiet_since(case, QuietWay(), on=date(2026, 3, 1)), quiet_since(case, QuietWay(), on=date(2026, 3, 2))
    (None, datetime.date(2026, 1, 1))
    """
    since = max(case.opened_on, case.last_other_on or case.opened_on)
    if case.has_partner_now or on < since + timedelta(days=way.days):
        return None
    return since


def asks_owner(case: QuietFacts, way: QuietWay, *, on: date) -> bool:
    """Whether the owner is asked today: an answer is believed for as long again."""
    if quiet_since(case, way, on=on) is None:
        return False
    return case.replied_on is None or on >= case.replied_on + timedelta(days=way.days)


def offered_to_supervisor(case: QuietFacts, way: QuietWay, *, on: date) -> bool:
    """Whether the supervisor may offer a hand: the owner said so, or has had the question to themselves for a while.

    An owner who answered that it is enough, or that they are asking somebody, is left in peace as long as it is believed.
    """
    since = quiet_since(case, way, on=on)
    if since is None:
        return False
    if case.replied_on is not None and on < case.replied_on + timedelta(days=way.days):
        return case.reply is QuietReply.HELP
    asked_on = max(
        since + timedelta(days=way.days),
        (case.replied_on or date.min) + timedelta(days=way.days if case.replied_on else 0),
    )
    return on >= asked_on + timedelta(days=way.later)
