"""見本のケース: how far each of the demo's cases has come and what was lived on the way. Pure; the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from random import Random

from takigi.demo.case_words import ABSENCES, CONSULTATIONS, HOMES, LEFT_TO_YOU, REACTIONS, WISHES, Wish


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
    # Agreed upon before the course changed: a day service, with no end in sight.
    DAY_SERVICE = 5


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
    # Before the town changed its course a nurse went alone, with the list of services; `is_way_shown`: and spoke of more.
    is_alone: bool
    is_way_shown: bool
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
# Whose three years are told.
WITH_A_PAST = ("takigino",)
# How long ago the town of the long story changed its course, and what its centres had lived before and soon after: one
# visit in five weeks, most of which led to a day service; then two in a month, and more.
TURNED_DAYS_AGO = 425
PAST_STANDS = (
    (Reach.SEEN_AGAIN, Turn.NONE, 212), (Reach.PROPOSED, Turn.DECLINED, 232), (Reach.SEEN_AGAIN, Turn.NONE, 258),
    (Reach.SEEN_AGAIN, Turn.OTHER_SERVICE, 285), (Reach.PROPOSED, Turn.DECLINED, 318), (Reach.PLANNED, Turn.DAY_SERVICE, 352),
    (Reach.SEEN_AGAIN, Turn.NONE, 370), (Reach.PROPOSED, Turn.DECLINED, 385), (Reach.PLANNED, Turn.DAY_SERVICE, 400),
    *((Reach.PLANNED, Turn.DAY_SERVICE, days) for days in (440, 505, 540, 575, 610, 645, 712, 760, 810, 910, 960, 1010, 1060)),
    *((Reach.PROPOSED, Turn.DECLINED, days) for days in (470, 680, 860)),
)  # fmt: skip
# Of the visits before the change of course one in so many spoke of more than services.
SPOKE_OF_MORE = 4
# Two centres do not take people up on the same days; the young cases stay where their next date wants them.
JITTER_FROM, JITTER = 30, 2
NEW_WITHIN = 14
# Whoever declines is asked once more, and then the case ends.
ASKED_AGAIN_AFTER = 28


def stories(*, seed: int, centre: int, has_past: bool = False) -> Iterator[Story]:
    """The cases of one centre, the longest first, so that the earliest decisions of the ledger go to them.

    `has_past`: with three years behind them, in which the town changed its course.
    """
    told = list(_stories(STANDS, Random(f"{seed}:cases:{centre}"), centre))
    if has_past:
        told += _stories(PAST_STANDS, Random(f"{seed}:past:{centre}"), centre)
        told = [_as_it_was(story, place) for place, story in enumerate(told)]
    yield from sorted(told, key=lambda one: -one.days_ago)


def _stories(stands: Sequence[tuple[Reach, Turn, int]], rng: Random, centre: int) -> Iterator[Story]:
    for place, (reach, turn, days_ago) in enumerate(sorted(stands, key=lambda one: -one[2])):
        moved = rng.randint(0, JITTER) if days_ago >= JITTER_FROM else 0
        yield _story(rng, place + centre, reach, turn, days_ago + moved)


def _as_it_was(story: Story, place: int) -> Story:
    """A visit before the change of course: alone, and with more than services only now and then."""
    if story.days_ago - story.visit_day <= TURNED_DAYS_AGO:
        return story
    shows = story.reach is Reach.SEEN_AGAIN or place % SPOKE_OF_MORE == 0
    return replace(story, is_alone=True, is_way_shown=shows, reaction=LEFT_TO_YOU)


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
        is_alone=False,
        is_way_shown=True,
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
