"""外に出せる数: which counts may leave the office at all, by the size of the town. One rule for every paper. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.claims import suppressed_sentence
from takigi.statistics.disclosure.tiers import hidden_below, must_hide

SMALL = "少人数のため表示しません"


@dataclass(frozen=True)
class Leaving:
    """外に出すきまり. `smallest`: counts of 1 to this less one stay inside; 0: no count of people leaves at all."""

    smallest: int
    sentence: str

    def may_leave(self, *counts: int | None) -> bool:
        """Whether all of these may stand on a paper together; the last of two or more is the whole of which the others are parts.

        A part tells what is missing from it, too: 95 of 100 tells of five.
        """
        known = [one for one in counts if one is not None]
        if not known:
            return True
        whole = known[-1]
        told = [*known, *(whole - part for part in known[:-1] if part <= whole)]
        return self.smallest > 0 and not any(must_hide(one, threshold=self.smallest) for one in told)


def leaving(residents: int, *, on: date) -> Leaving:
    """The rule for a town with so many people in its register; a town too small to publish counts says so.

    >>> leaving(39_584, on=date(2026, 11, 23)).may_leave(12, 40), leaving(39_584, on=date(2026, 11, 23)).may_leave(36, 40)
    (True, False)
    >>> leaving(1_500, on=date(2026, 11, 23)).may_leave(500)
    False
    """
    try:
        smallest = hidden_below(residents, on=on)
    except NoAnswer as refusal:
        return Leaving(0, str(refusal))
    return Leaving(smallest, suppressed_sentence(threshold=smallest, secondary=True))


@dataclass(frozen=True)
class OutsideNumber:
    """外に出す数 of one period. `value` in the unit of its indicator; None where it is closed or not there."""

    period: str
    words: str
    value: Fraction | None


@dataclass(frozen=True)
class Outside:
    """What may leave: the numbers by indicator, oldest period first, and the rule by which the rest stays."""

    rule: Leaving
    numbers: dict[str, tuple[OutsideNumber, ...]]
    sentence: str
