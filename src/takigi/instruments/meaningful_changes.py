"""意味のある変化: how much a test must change before it means something, each limit with its source and its people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from takigi.instruments.changes import Change, ChangeKind
from takigi.instruments.physical_tests import PhysicalTest
from takigi.kernel.labelled import Labelled


class Strength(Labelled):
    """変化の大きさ."""

    MINIMAL = "minimal", "意味のある最小の変化"
    CLINICAL = "clinical", "暮らしに表れる変化"
    DETECTABLE = "detectable", "測り方の誤差をこえる変化"


@dataclass(frozen=True)
class MeaningfulChange:
    """一つの目安: reached from `amount` on, in the test's unit."""

    test: PhysicalTest
    amount: Decimal
    strength: Strength
    people: str
    source: str


# These belong to the population and the way they were measured in; none is a pass line. Grip has none on
# purpose: in a short-term day programme (10.9759/hppt.12.81) walking improved and grip did not.
_TABLE = "Cullen ら 2019 の表2（PMC6521916）"
MEANINGFUL_CHANGES: tuple[MeaningfulChange, ...] = (
    *(
        MeaningfulChange(test, Decimal(amount), strength, "地域で暮らす高齢者", _TABLE)
        for test in (PhysicalTest.GAIT_USUAL, PhysicalTest.GAIT_MAX)
        for amount, strength in (("0.05", Strength.MINIMAL), ("0.10", Strength.CLINICAL))
    ),
    MeaningfulChange(PhysicalTest.TUG, Decimal("2.0"), Strength.CLINICAL, "地域で暮らす高齢者", _TABLE),
    MeaningfulChange(
        PhysicalTest.TUG,
        Decimal("1.14"),
        Strength.DETECTABLE,
        "ひざの関節症のある人（1.10～1.14秒）",
        "Alghadir ら 2015（10.1186/s12891-015-0637-8）",
    ),
)


def meaningful_changes(test: PhysicalTest) -> tuple[MeaningfulChange, ...]:
    """The limits known for a test, none for some."""
    return tuple(limit for limit in MEANINGFUL_CHANGES if limit.test is test)


def reached(change: Change) -> tuple[MeaningfulChange, ...]:
    """The limits that the change reaches, for the better or for the worse."""
    if change.amount is None:
        return ()
    return tuple(limit for limit in meaningful_changes(change.test) if abs(change.amount) >= limit.amount)


def is_clear_improvement(change: Change) -> bool | None:
    """Whether the test improved by its clinical limit; None for a test without one, and for becoming able or not.

    Becoming able is counted by itself, never as a number (casework KPI 17).
    """
    limits = [one.amount for one in meaningful_changes(change.test) if one.strength is Strength.CLINICAL]
    if not limits or change.improvement is None:
        return None
    return change.kind is ChangeKind.BETTER and change.improvement >= min(limits)
