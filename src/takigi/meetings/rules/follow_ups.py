"""会議のあとの確かめのきまり: 30, 90 and 180 days later, who is still there and whether the case stayed with its owner. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused

CHECK_DAYS = (30, 90, 180)


class Involvement(Labelled):
    """いまの関わり of one agency."""

    GOING_ON = "going_on", "続けている"
    FINISHED = "finished", "役目を終えた"
    STOPPED = "stopped", "止まっている"
    NOT_BEGUN = "not_begun", "まだ始まっていない"
    UNKNOWN = "unknown", "わからない"


class OwnerFound(Labelled):
    """主担当は変わっていないか."""

    SAME = "same", "会議のときの機関のまま"
    STATION = "station", "ステーションが主担当になっている"
    OTHER = "other", "ほかの機関に移った"
    IN_FACT = "in_fact", "名前はそのままだが、実際はほかが担っている"


def owner_found(*, at_request: int, now: int, station_ids: frozenset[int]) -> OwnerFound:
    """What the ledger says; that somebody else carries it in fact only people can say.

    >>> owner_found(at_request=3, now=3, station_ids=frozenset({9})).value
    'same'
    """
    if now == at_request:
        return OwnerFound.SAME
    return OwnerFound.STATION if now in station_ids else OwnerFound.OTHER


@dataclass(frozen=True)
class CheckDue:
    """一回分の確かめ: which one, its day, and when it was made."""

    days: int
    due_on: date
    done_on: date | None

    def is_due(self, on: date) -> bool:
        """Whether somebody should look now."""
        return self.done_on is None and self.due_on <= on


def checks_of(
    held_on: date, done: Iterable[tuple[int, date]], *, closed_on: date | None = None
) -> tuple[CheckDue, ...]:
    """The three checks of a case that was discussed. After a case is closed no new one falls due.

    >>> [one.due_on.isoformat() for one in checks_of(date(2026, 11, 1), [])]
    ['2026-12-01', '2027-01-30', '2027-04-30']
    """
    made = dict(done)
    found = (CheckDue(days, held_on + timedelta(days=days), made.get(days)) for days in CHECK_DAYS)
    return tuple(one for one in found if one.done_on or closed_on is None or one.due_on <= closed_on)


def check_days(days: int, *, held_on: date, on: date) -> None:
    """A check is made on its day or later; what was seen earlier is a note of the case."""
    if days not in CHECK_DAYS:
        raise MeetingsRefused("確かめは、会議の30日・90日・180日あとに行います。")
    due_on = held_on + timedelta(days=days)
    if on < due_on:
        raise MeetingsRefused(
            f"{days}日の確かめは{due_on.month}月{due_on.day}日からです。それより前に気づいたことは、経過に書けます。"
        )


def stopped(findings: Iterable[tuple[str, Involvement]]) -> tuple[str, ...]:
    """Who has stopped without the task being over."""
    return tuple(name for name, found in findings if found in {Involvement.STOPPED, Involvement.NOT_BEGUN})
