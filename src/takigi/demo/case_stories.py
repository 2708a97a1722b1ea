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
# Where the cases of one centre stand: reach, turn, days since the taking up. They reach as far as today: three first
# visits in a month since spring, fewer before; of those that go on, three are late, as in any centre.
STANDS = (
    (Reach.TAKEN_UP, Turn.NONE, 2), (Reach.TAKEN_UP, Turn.NONE, 7), (Reach.TAKEN_UP, Turn.NONE, 19),
    (Reach.SCHEDULED, Turn.NONE, 3), (Reach.SCHEDULED, Turn.NONE, 8),
    (Reach.VISITED, Turn.NONE, 6), (Reach.PROPOSED, Turn.NONE, 14), (Reach.PROPOSED, Turn.DECLINED, 17),
    (Reach.AGREED, Turn.NONE, 20), (Reach.PLANNED, Turn.NONE, 27),
    (Reach.IN_COURSE, Turn.NONE, 38), (Reach.IN_COURSE, Turn.NONE, 47), (Reach.IN_COURSE, Turn.PAUSED, 58),
    (Reach.IN_COURSE, Turn.NONE, 68), (Reach.IN_COURSE, Turn.NONE, 79), (Reach.IN_COURSE, Turn.NONE, 90),
    (Reach.IN_COURSE, Turn.NONE, 118),
    (Reach.ENDED, Turn.STOPPED, 100), (Reach.ENDED, Turn.NONE, 111), (Reach.ENDED, Turn.NONE, 150),
    (Reach.SEEN_AGAIN, Turn.OTHER_SERVICE, 129), (Reach.SEEN_AGAIN, Turn.NONE, 138), (Reach.SEEN_AGAIN, Turn.NONE, 162),
    (Reach.SEEN_AGAIN, Turn.NONE, 175), (Reach.SEEN_AGAIN, Turn.NONE, 187), (Reach.PROPOSED, Turn.DECLINED, 205),
    (Reach.SEEN_AGAIN, Turn.NONE, 222), (Reach.SEEN_AGAIN, Turn.NONE, 245), (Reach.SEEN_AGAIN, Turn.NONE, 270),
    (Reach.SEEN_AGAIN, Turn.NONE, 300), (Reach.SEEN_AGAIN, Turn.NONE, 335), (Reach.SEEN_AGAIN, Turn.NONE, 500),
)  # fmt: skip
# Two centres do not take people up on the same days; the young cases stay where their next date wants them.
JITTER_FROM, JITTER = 30, 2
NEW_WITHIN = 14
# Whoever declines is asked once more, and then the case ends.
ASKED_AGAIN_AFTER = 28


def stories(*, seed: int, centre: int) -> Iterator[Story]:
    """The cases of one centre, the longest first, so that the earliest decisions of the ledger go to them."""
    rng = Random(f"{seed}:cases:{centre}")
    for place, (reach, turn, days_ago) in enumerate(sorted(STANDS, key=lambda one: -one[2])):
        moved = rng.randint(0, JITTER) if days_ago >= JITTER_FROM else 0
        yield _story(rng, place + centre, reach, turn, days_ago + moved)


def _story(rng: Random, place: int, reach: Reach, turn: Turn, days_ago: int) -> Story:
    words, trigger = CONSULTATIONS[place % len(CONSULTATIONS)]
    tug, stands, before = rng.uniform(11, 17), rng.randint(6, 10), rng.randint(1, 4)
    visit_day = rng.randint(2, 4)
    missed = sorted(rng.sample(range(2, WEEKS), k=rng.randint(0, 2)))
    return Story(
        reach=reach,
        turn=turn,
        days_ago=days_ago,
        # The ledger is a month behind, so whoever came up this week came to the counter.
        from_counter=place % 5 == 4 or (reach is Reach.TAKEN_UP and days_ago < NEW_WITHIN),
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
