"""合図の状態: whether a hoped-for change is seen yet, judged by people, and told apart from nobody having looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled


class SignState(Labelled):
    """合図の状態 (policy.md 7)."""

    NOT_YET = "not_yet", "まだ見ない"
    BEGINNING = "beginning", "見え始めた"
    SEEN = "seen", "確かに見えた"
    SILENT = "silent", "見えない（期限切れ）"


class Match(Labelled):
    """合図に合うか: what a person said about a voice."""

    YES = "yes", "はい"
    NO = "no", "いいえ"
    NEITHER = "neither", "どちらとも"
    WAITING = "waiting", "まだ確かめていない"


# What somebody who looked can say. Silence is what the calendar says.
JUDGEMENTS = (SignState.NOT_YET, SignState.BEGINNING, SignState.SEEN)


@dataclass(frozen=True)
class Look:
    """確かめた記録: somebody looked on a day and said what they found; `next_on`: when to look again."""

    on: date
    found: SignState
    next_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """いまの合図: the state, since when it is looked for in vain, and when to look next."""

    state: SignState
    next_on: date | None
    is_late: bool
    voices: int
    waiting: int


def standing(
    *, planned_on: date | None, looks: tuple[Look, ...], heard: tuple[tuple[date, Match], ...], on: date
) -> Standing:
    """Where a sign stands on a day, from what had been looked at and heard by then.

    A voice that a person found to match begins a sign that nobody has looked at since. A day that has passed without a
    look makes it silent, unless something had been seen.
    """
    looked = sorted((one for one in looks if one.on <= on), key=lambda one: one.on)
    known = [(day, match) for day, match in heard if day <= on]
    matching = [day for day, match in known if match is Match.YES]
    last = looked[-1] if looked else None
    state = last.found if last else SignState.NOT_YET
    if state is SignState.NOT_YET and any(last is None or day > last.on for day in matching):
        state = SignState.BEGINNING
    # A look that names no further day has done what was planned.
    next_on = last.next_on if last else planned_on
    is_late = next_on is not None and next_on < on and state is not SignState.SEEN
    if is_late and state is SignState.NOT_YET:
        state = SignState.SILENT
    waiting = sum(match is Match.WAITING for _, match in known)
    return Standing(state, next_on, is_late, len(matching), waiting)
