"""公平さの確かめ: whether groups of people were offered, found and judged alike (evidence.md 6), each with its people and its width.

A group stands beside all others of the same kind. A difference says where to look and ask; it says nothing of why, nothing of
one person, and nothing of whoever did the work. Groups of fewer than ten people are not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.kernel.few import FEWEST_FOR_A_SHARE
from takigi.kernel.labelled import Labelled
from takigi.statistics.arrays import NoAnswer, flags, numbers
from takigi.statistics.proportions import Interval, newcombe_difference, wilson

# All groups together are said to differ in at most one of twenty looks where nothing differs.
DOUBT = 0.05


class Finding(Labelled):
    """見つかったこと. Never more than the people of a group allow to say."""

    LOWER = "lower", "低めです。揺れだけでは説明しにくい差です"
    HIGHER = "higher", "高めです。揺れだけでは説明しにくい差です"
    OPEN = "open", "差があるとは言えません"
    ALONE = "alone", "くらべる相手がいません"
    CLOSED = "closed", "少人数のため、くらべません"


@dataclass(frozen=True)
class Share:
    """ある人たちの割合: x out of n. None where their number is not told."""

    name: str
    x: int | None
    n: int | None


@dataclass(frozen=True)
class Beside:
    """ほかの方々とくらべて. `difference`: own share less that of the others, with the width that many looks ask for."""

    name: str
    x: int | None
    n: int | None
    interval: Interval | None
    difference: float | None
    width: Interval | None
    finding: Finding


@dataclass(frozen=True)
class Expected:
    """見込みと実際: people of a group, how many of them a model expected, how many it was, and the width of that share."""

    name: str
    people: int | None
    expected: float | None
    came: int | None
    interval: Interval | None
    finding: Finding


def beside_the_others(groups: Sequence[Share], *, looks: int | None = None) -> tuple[Beside, ...]:
    """Each group of one kind beside all others of it: the rate of offers, or, among those who returned, of who was found.

    looks: how many groups are looked at on the page in all; without it, as many as there are here. Those whose number is
    not told, or who are fewer than ten, are compared with nobody, and nobody is compared with them.
    """
    told = [one for one in groups if one.x is not None and one.n is not None and one.n >= FEWEST_FOR_A_SHARE]
    confidence = 1 - DOUBT / max(looks if looks is not None else len(told), 1)
    return tuple(_beside(one, told, confidence) for one in groups)


def _beside(one: Share, told: Sequence[Share], confidence: float) -> Beside:
    if one.x is None or one.n is None or one not in told:
        return Beside(one.name, None, None, None, None, None, Finding.CLOSED)
    own = wilson(one.x, one.n)
    others = [other for other in told if other is not one]
    if not others:
        return Beside(one.name, one.x, one.n, own, None, None, Finding.ALONE)
    x, n = sum(other.x or 0 for other in others), sum(other.n or 0 for other in others)
    difference, width = newcombe_difference(one.x, one.n, x, n, confidence=confidence)
    finding = Finding.LOWER if width.upper < 0 else Finding.HIGHER if width.lower > 0 else Finding.OPEN
    return Beside(one.name, one.x, one.n, own, float(difference), width, finding)


def expected_and_came(
    expected: npt.ArrayLike, came: npt.ArrayLike, groups: Mapping[str, npt.ArrayLike]
) -> tuple[Expected, ...]:
    """Calibration by group: expected (n,), shares 0 to 1; came (n,), yes or no; of each group who belongs to it (n,).

    A group of which fewer were expected than came was underrated. The widths are those of as many looks as there are groups.
    """
    share = numbers(expected, "見込み")
    if share.ndim != 1 or not np.isfinite(share).all() or ((share < 0) | (share > 1)).any():
        raise NoAnswer("見込みは、ひとりにひとつ、0から1までの数で渡してください。")
    happened = flags(came, "実際", rows=len(share))
    members = {name: flags(inside, name, rows=len(share)) for name, inside in groups.items()}
    looks = sum(int(inside.sum()) >= FEWEST_FOR_A_SHARE for inside in members.values())
    return tuple(
        _expected(name, share[inside], int(happened[inside].sum()), 1 - DOUBT / max(looks, 1))
        for name, inside in members.items()
    )


def _expected(name: str, share: npt.NDArray[np.float64], came: int, confidence: float) -> Expected:
    people = len(share)
    if people < FEWEST_FOR_A_SHARE:
        return Expected(name, None, None, None, None, Finding.CLOSED)
    expected, width = float(share.sum()), wilson(came, people, confidence=confidence)
    mean = expected / people
    finding = Finding.HIGHER if mean < width.lower else Finding.LOWER if mean > width.upper else Finding.OPEN
    return Expected(name, people, expected, came, wilson(came, people), finding)
