"""約束のきまり: who does what by when and looks when next; taken on or declined by the agency itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused


class PromiseState(Labelled):
    """約束の状態. Nobody is held to what their agency has not taken on."""

    ASKED = "asked", "返事待ち"
    ACCEPTED = "accepted", "引き受けた"
    DECLINED = "declined", "引き受けられない"
    DONE = "done", "済んだ"
    DROPPED = "dropped", "取りやめ"


PROMISE_MOVES: Mapping[PromiseState, frozenset[PromiseState]] = {
    PromiseState.ASKED: frozenset({PromiseState.ACCEPTED, PromiseState.DECLINED, PromiseState.DROPPED}),
    PromiseState.ACCEPTED: frozenset({PromiseState.DONE, PromiseState.DECLINED, PromiseState.DROPPED}),
    # Whoever declined may find a way after all; the reason that was given stays in the log.
    PromiseState.DECLINED: frozenset({PromiseState.ACCEPTED, PromiseState.DROPPED}),
    PromiseState.DONE: frozenset(),
    PromiseState.DROPPED: frozenset(),
}
OPEN = frozenset({PromiseState.ASKED, PromiseState.ACCEPTED})


class DeclineReason(Labelled):
    """引き受けられないわけ: added up without names they show what a town has too little of (K25)."""

    OUT_OF_REMIT = "out_of_remit", "制度や担当の範囲に入らない"
    NO_CAPACITY = "no_capacity", "いまは人手がない"
    NOT_KNOWN = "not_known", "本人とのつながりがない"
    OTHER_FITS = "other_fits", "ほかに合う機関がある"
    TOO_EARLY = "too_early", "先にすることがある"
    NO_RESOURCE = "no_resource", "町にその手だてがない"
    OTHER = "other", "その他"


class Urgency(Labelled):
    """約束の見え方 on a day."""

    LATE = "late", "期限がすぎています"
    SOON = "soon", "もうすぐ期限"
    CHECK = "check", "確かめる日が来ています"
    WAITING = "waiting", "返事を待っています"
    CALM = "calm", "期限まで間があります"
    OVER = "over", "終わりました"


# A week is what somebody can still arrange.
SOON_DAYS = 7


def check_promise_move(now: PromiseState, wanted: PromiseState) -> None:
    """Refuses with the ways that are open."""
    if wanted in PROMISE_MOVES[now]:
        return
    ways = "、".join(one.label for one in PromiseState if one in PROMISE_MOVES[now])
    possible = f"いまできるのは「{ways}」です。" if ways else "新しい約束として書いてください。"
    raise MeetingsRefused(f"「{now.label}」の約束を「{wanted.label}」にはできません。{possible}")


def check_declining(reason: str, suggestion: str) -> None:
    """A no helps when it says why and what could be tried instead."""
    if reason not in DeclineReason.__members__.values():
        raise MeetingsRefused("引き受けられないわけを、一覧から一つ選んでください。")
    if not suggestion.strip():
        raise MeetingsRefused("かわりの案を一言書いてください。思いつかないときは「思いつかない」と書けます。")


def check_dates(*, held_on: date, due_on: date | None, next_check_on: date | None) -> None:
    """A promise falls due after the meeting, and somebody looks at it at the latest then."""
    if due_on is None:
        raise MeetingsRefused("いつまでに、を書いてください。決まらないときは、次に確かめる日を期限にします。")
    if due_on < held_on:
        raise MeetingsRefused(f"期限が会議の日（{held_on.month}月{held_on.day}日）より前になっています。")
    if next_check_on is not None and next_check_on < held_on:
        raise MeetingsRefused("次に確かめる日が、会議の日より前になっています。")


def urgency(state: PromiseState, *, due_on: date, next_check_on: date | None, on: date) -> Urgency:
    """How a promise looks on the day: late first, then what somebody wanted to look at.

    >>> urgency(PromiseState.ACCEPTED, due_on=date(2026, 11, 20), next_check_on=None, on=date(2026, 11, 23)).value
    'late'
    >>> urgency(PromiseState.ASKED, due_on=date(2026, 12, 20), next_check_on=None, on=date(2026, 11, 23)).value
    'waiting'
    """
    if state not in OPEN:
        return Urgency.OVER
    if due_on < on:
        return Urgency.LATE
    if next_check_on is not None and next_check_on <= on:
        return Urgency.CHECK
    if state is PromiseState.ASKED:
        return Urgency.WAITING
    return Urgency.SOON if due_on - on <= timedelta(days=SOON_DAYS) else Urgency.CALM


@dataclass(frozen=True)
class Kept:
    """期限までに済んだか (K8, KPI 9): n of those that fell due. What was dropped or declined leaves both."""

    in_time: int
    due: int


def kept_in_time(
    promises: Iterable[tuple[PromiseState, date, date | None]], *, from_on: date, until_on: date, as_of: date
) -> Kept:
    """Of the promises (state, due, done) that fell due in the period and by the day, how many were done by then.

    >>> kept_in_time(
    ...     [(PromiseState.DONE, date(2026, 11, 1), date(2026, 11, 1)), (PromiseState.ACCEPTED, date(2026, 11, 2), None),
    ...      (PromiseState.DROPPED, date(2026, 11, 3), None)],
    ...     from_on=date(2026, 11, 1), until_on=date(2026, 11, 30), as_of=date(2026, 11, 23))
    Kept(in_time=1, due=2)
    """
    counted = [
        (due_on, done_on)
        for state, due_on, done_on in promises
        if state not in {PromiseState.DROPPED, PromiseState.DECLINED}
        and from_on <= due_on <= until_on
        and due_on <= as_of
    ]
    return Kept(sum(done_on is not None and done_on <= due_on for due_on, done_on in counted), len(counted))
