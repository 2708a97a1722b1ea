"""認定の道すじ: when one person applied, when it was decided, and which levels led to the last. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log
from random import Random

from takigi.instruments.validity import certification_until

# From light to heavy; the codes themselves do not rank.
LADDER = ("12", "13", "21", "22", "23", "24", "25")
# A path needs time for one application and its decision.
MIN_DAYS = 45
_MEDIAN_LAG, _LAG_SPREAD = 36, 0.28
_CHANGE_SHARE = 0.16
# The usual ones stand more often; a draw takes one of them.
_CHANGE_SHIFTS = (1,) * 15 + (2,) * 7 + (-1,) * 3
_RENEWAL_SHIFTS = (0,) * 33 + (1,) * 11 + (2,) * 2 + (-1,) * 4
_MONTHS_AFTER_SHIFT = (6,) * 3 + (12,) * 12 + (24,) * 3 + (36,) * 2
_MONTHS_UNCHANGED = (12,) * 7 + (24,) * 6 + (36,) * 4 + (48,) * 3


@dataclass(frozen=True, slots=True)
class Step:
    """One application; `shift` is how many levels heavier its result is than the one before."""

    application_type: str
    applied_on: date
    decided_on: date | None
    valid_from: date
    valid_to: date
    shift: int = 0
    issued_to: date | None = None

    @property
    def issued_valid_to(self) -> date:
        """The end as it was decided, before anything cut it off."""
        return self.issued_to or self.valid_to


def decision_lag(rng: Random) -> int:
    """認定までの日数: a median of 36 days, seldom under 20 or over 70."""
    return max(12, min(round(exp(rng.gauss(log(_MEDIAN_LAG), _LAG_SPREAD))), 150))


def steps_until(last: date, *, days: int, rng: Random, is_over: bool) -> list[Step]:
    """The applications of a path that began so many days before its last day.

    With `is_over` the last certification is made to end on that day's month; else it runs on beyond it.
    """
    first = last - timedelta(days=days)
    decided = min(first + timedelta(days=decision_lag(rng)), last)
    steps = [Step("1", first, decided, first, certification_until(first, 6 if rng.random() < 0.45 else 12))]
    while (following := _next(steps[-1], last, rng)) is not None:
        if following.application_type == "3" and following.decided_on is not None:
            # A change application cuts the running certification off the day before.
            running = steps[-1]
            steps[-1] = replace(running, valid_to=following.valid_from - timedelta(days=1), issued_to=running.valid_to)
        steps.append(following)
        if following.decided_on is None:
            break
    if is_over:
        steps = [step for step in steps if step.decided_on is not None and step.valid_from <= last]
        steps[-1] = replace(steps[-1], valid_to=_end_of_month(last), issued_to=None)
    return steps


def _next(running: Step, last: date, rng: Random) -> Step | None:
    """The next application, or None when none was made by the last day."""
    length = (running.valid_to - running.valid_from).days
    if rng.random() < _CHANGE_SHARE * min(length / 365, 2) and length > 200:
        applied = running.valid_from + timedelta(days=rng.randint(90, length - 80))
        shift = _drawn(_CHANGE_SHIFTS, rng)
        return _decided(
            Step("3", applied, None, applied, certification_until(applied, _months(shift, rng)), shift), last, rng
        )
    applied = running.valid_to - timedelta(days=rng.randint(8, 60))
    shift = _drawn(_RENEWAL_SHIFTS, rng)
    start = running.valid_to + timedelta(days=1)
    return _decided(Step("2", applied, None, start, certification_until(start, _months(shift, rng)), shift), last, rng)


def _months(shift: int, rng: Random) -> int:
    """有効期間: 48 months only where the level is unchanged."""
    return _drawn(_MONTHS_AFTER_SHIFT if shift else _MONTHS_UNCHANGED, rng)


def _drawn(ways: tuple[int, ...], rng: Random) -> int:
    return ways[int(rng.random() * len(ways))]


def _decided(step: Step, last: date, rng: Random) -> Step | None:
    if step.applied_on > last:
        return None
    decided = step.applied_on + timedelta(days=decision_lag(rng))
    if decided <= last:
        return replace(step, decided_on=decided)
    # A renewal that should already run has been decided today at the latest: nobody falls out of the town's share
    # by waiting. A change may wait, because the earlier certification runs on until it is decided.
    is_waiting = step.application_type == "3" or step.valid_from > last
    return step if is_waiting else replace(step, decided_on=last)


def levels_back_from(last_level: str, steps: list[Step], rng: Random) -> list[str]:
    """The level of every step, found by walking back from the last, so that today's levels come out as planned."""
    rank = LADDER.index(last_level)
    ranks = [rank]
    for step in reversed(steps[1:]):
        rank = _before(rank, step, rng)
        ranks.append(rank)
    return [LADDER[rank] for rank in reversed(ranks)]


def _before(rank: int, step: Step, rng: Random) -> int:
    before = rank - step.shift
    if 0 <= before < len(LADDER):
        return before
    if step.application_type == "3" or rng.random() < 0.5:
        # A change that led to where it was would be none: it came from the other side.
        return rank + (1 if step.shift > 0 else -1)
    return rank


def _end_of_month(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
