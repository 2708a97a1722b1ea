"""見本のケース: how far each of the demo's cases has come and what was lived on the way. Pure; the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from takigi.demo.case_words import ABSENCES, CONSULTATIONS, HOMES, REACTIONS, WISHES, Wish


class Reach(IntEnum):
    """どこまで来たか, in the order of the way."""

    TAKEN_UP = 0
    SCHEDULED = 1
    VISITED = 2
    PROPOSED = 3
    AGREED = 4
    PLANNED = 5
    IN_COURSE = 6
    ENDED = 7
    SEEN_AGAIN = 8


class Turn(IntEnum):
    """曲がり角: what happened otherwise than agreed."""

    NONE = 0
    DECLINED = 1
    PAUSED = 2
    STOPPED = 3
    OTHER_SERVICE = 4


@dataclass(frozen=True)
class Story:
    """一つのケース. Days are counted from the taking up; `days_ago` is how long ago that was."""

    reach: Reach
    turn: Turn
    days_ago: int
    from_counter: bool
    wish: Wish
    words: str
    trigger: str
    reaction: tuple[str, str]
    home: str
    visit_day: int
    goal_day: int
    plan_day: int
    course_day: int
    absences: tuple[tuple[int, str], ...]
    tug: tuple[float, float]
    stands: tuple[int, int]
    rating: tuple[int, int]


WEEKS = 12
# Where the cases of one centre stand: reach, turn, days since the taking up.
STANDS = (
    (Reach.TAKEN_UP, Turn.NONE, 6), (Reach.TAKEN_UP, Turn.NONE, 24),
    (Reach.SCHEDULED, Turn.NONE, 5), (Reach.SCHEDULED, Turn.NONE, 9),
    (Reach.VISITED, Turn.NONE, 12), (Reach.VISITED, Turn.NONE, 17),
    (Reach.PROPOSED, Turn.NONE, 22), (Reach.PROPOSED, Turn.DECLINED, 60),
    (Reach.AGREED, Turn.NONE, 28), (Reach.PLANNED, Turn.NONE, 40),
    (Reach.IN_COURSE, Turn.NONE, 55), (Reach.IN_COURSE, Turn.NONE, 80),
    (Reach.IN_COURSE, Turn.PAUSED, 90), (Reach.IN_COURSE, Turn.NONE, 110),
    (Reach.ENDED, Turn.NONE, 135), (Reach.ENDED, Turn.OTHER_SERVICE, 150), (Reach.ENDED, Turn.STOPPED, 140),
    (Reach.SEEN_AGAIN, Turn.NONE, 190), (Reach.SEEN_AGAIN, Turn.NONE, 260), (Reach.SEEN_AGAIN, Turn.NONE, 340),
)  # fmt: skip


def stories(*, seed: int, centre: int) -> Iterator[Story]:
    """The cases of one centre, the longest first, so that the earliest decisions of the ledger go to them."""
    rng = Random(f"{seed}:cases:{centre}")
    for place, (reach, turn, days_ago) in enumerate(sorted(STANDS, key=lambda one: -one[2])):
        yield _story(rng, place + centre, reach, turn, days_ago)


def _story(rng: Random, place: int, reach: Reach, turn: Turn, days_ago: int) -> Story:
    words, trigger = CONSULTATIONS[place % len(CONSULTATIONS)]
    tug, stands, before = rng.uniform(11, 17), rng.randint(6, 10), rng.randint(1, 4)
    visit_day = rng.randint(2, 4)
    missed = sorted(rng.sample(range(2, WEEKS), k=rng.randint(0, 2)))
    return Story(
        reach=reach,
        turn=turn,
        days_ago=days_ago,
        from_counter=place % 5 == 4,
        wish=WISHES[place % len(WISHES)],
        words=words,
        trigger=trigger,
        reaction=REACTIONS[rng.randrange(len(REACTIONS))],
        home=rng.choice(HOMES),
        visit_day=visit_day,
        goal_day=visit_day + rng.randint(5, 8),
        plan_day=visit_day + rng.randint(9, 12),
        course_day=visit_day + rng.randint(14, 20),
        absences=tuple((week, rng.choice(ABSENCES)) for week in missed),
        tug=(round(tug, 1), round(tug * rng.uniform(0.6, 0.85), 1)),
        stands=(stands, stands + rng.randint(2, 6)),
        rating=(before, min(before + rng.randint(3, 6), 10)),
    )
