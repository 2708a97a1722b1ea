"""人と場所を引き合わせる: what shuts a place out, and in which order the others are shown, each with its reasons.

Nothing is ever assigned: a coordinator who knows the place and the person chooses, and may choose what stands last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from takigi.resources.rules.words import TAKEN_THERE, Access, Comfort, Interest, Welcome

# A shared interest is what brings somebody back a second time: it goes before everything else, which only breaks ties.
POINTS_KNOWN, POINTS_WELCOME, POINTS_NEAR, POINTS_SURE = 6, 4, 3, 1
NEAR_MINUTES = 10


@dataclass(frozen=True)
class Need:
    """さがしている人の条件. Empty or None: no condition."""

    interests: frozenset[Interest] = frozenset()
    area_id: int | None = None
    weekdays: frozenset[int] = frozenset()
    most_walk: int | None = None
    is_to_be_taken: bool = False
    is_without_steps: bool = False
    most_cost: int | None = None
    welcomes: frozenset[Welcome] = frozenset()


@dataclass(frozen=True)
class Place:
    """引き合わせる場所. `known`: how many people of this town have begun to go there and still did at the last look."""

    resource_id: str
    name: str
    is_open: bool
    area_id: int | None
    weekdays: frozenset[int]
    cost_yen: int | None
    access: frozenset[Access]
    walk_minutes: int | None
    comforts: frozenset[Comfort]
    interests: frozenset[Interest]
    welcomes: frozenset[Welcome]
    is_sure: bool
    known: int = 0


@dataclass(frozen=True)
class Candidate:
    """候補: why it is shown here, and what to ask before anybody goes."""

    place: Place
    shared: int
    points: int
    reasons: tuple[str, ...]
    to_ask: tuple[str, ...]


@dataclass(frozen=True)
class ShutOut:
    """外れた場所: for which conditions."""

    place: Place
    because: tuple[str, ...]


@dataclass(frozen=True)
class Matched:
    """引き合わせの結果."""

    candidates: tuple[Candidate, ...]
    shut_out: tuple[ShutOut, ...]


def match(need: Need, places: Iterable[Place]) -> Matched:
    """Every place either as a candidate, the one with most reasons first, or shut out with the condition that did it."""
    candidates: list[Candidate] = []
    shut_out: list[ShutOut] = []
    for place in places:
        because = _shut_out(need, place)
        if because:
            shut_out.append(ShutOut(place, because))
        else:
            candidates.append(_candidate(need, place))
    candidates.sort(key=lambda one: (-one.shared, -one.points, one.place.name, one.place.resource_id))
    shut_out.sort(key=lambda one: (len(one.because), one.place.name, one.place.resource_id))
    return Matched(tuple(candidates), tuple(shut_out))


def _shut_out(need: Need, place: Place) -> tuple[str, ...]:
    """What is known to stand in the way. What is not known shuts nothing out: it is asked."""
    found = []
    if not place.is_open:
        found.append("いまは休んでいます")
    if need.weekdays and place.weekdays and not need.weekdays & place.weekdays:
        found.append("行ける曜日にひらいていません")
    if need.is_to_be_taken and place.access and not place.access & TAKEN_THERE:
        found.append("送迎や乗りものがありません")
    elif _is_too_far(need, place):
        found.append(f"歩いて{place.walk_minutes}分かかります")
    if need.most_cost is not None and place.cost_yen is not None and place.cost_yen > need.most_cost:
        found.append(f"費用が{place.cost_yen:,}円です")
    if need.is_without_steps and Comfort.SLOPE in place.comforts and Comfort.NO_STEPS not in place.comforts:
        found.append("坂や段差があります")
    return tuple(found)


def _is_too_far(need: Need, place: Place) -> bool:
    if need.most_walk is None or place.walk_minutes is None or place.access & TAKEN_THERE:
        return False
    return place.walk_minutes > need.most_walk


def _candidate(need: Need, place: Place) -> Candidate:
    shared = sorted(need.interests & place.interests, key=list(Interest).index)
    points, reasons = 0, [f"したいことが合う（{interest.label}）" for interest in shared]
    if place.known:
        points += POINTS_KNOWN
        reasons.append(f"紹介した方のうち{place.known}人が通っている")
    for welcome in sorted(need.welcomes & place.welcomes, key=list(Welcome).index):
        points += POINTS_WELCOME
        reasons.append(welcome.label)
    near, near_points = _near(need, place)
    if near:
        points += near_points
        reasons.append(near)
    if place.is_sure:
        points += POINTS_SURE
        reasons.append("この半年のうちに確かめた")
    return Candidate(place, len(shared), points, tuple(reasons), _to_ask(need, place))


def _near(need: Need, place: Place) -> tuple[str, int]:
    if need.area_id is not None and place.area_id == need.area_id:
        if place.walk_minutes is not None and place.walk_minutes <= NEAR_MINUTES:
            return f"同じ地区で、歩いて{place.walk_minutes}分", POINTS_NEAR + 1
        return "同じ地区", POINTS_NEAR
    if place.access & TAKEN_THERE:
        return "送迎や乗りものがある", POINTS_NEAR - 1
    return "", 0


def _to_ask(need: Need, place: Place) -> tuple[str, ...]:
    """What the card does not say although the person needs it."""
    found = []
    if not place.is_sure:
        found.append("いまもひらいているか")
    if need.weekdays and not place.weekdays:
        found.append("何曜日か")
    if need.is_to_be_taken and not place.access:
        found.append("送迎があるか")
    if need.most_walk is not None and place.walk_minutes is None and not place.access & TAKEN_THERE:
        found.append("歩いて何分か")
    if need.most_cost is not None and place.cost_yen is None:
        found.append("費用")
    if need.is_without_steps and Comfort.NO_STEPS not in place.comforts:
        found.append("段差がないか")
    if need.area_id is not None and place.area_id not in {need.area_id, None} and not place.access & TAKEN_THERE:
        found.append("別の地区なので、行く手だて")
    return tuple(found)
