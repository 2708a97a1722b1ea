"""測定の前後の差: refused when the two were measured differently; becoming able is a change without a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from takigi.instruments.measurements import FACT_LABELS, Measured
from takigi.instruments.physical_tests import Better, MeasurementStatus, PhysicalTest
from takigi.kernel.labelled import Labelled

_COMPARABLE = {MeasurementStatus.MEASURED, MeasurementStatus.UNABLE}


class ChangeKind(Labelled):
    """変化の種類: a number, or a step between being able and not."""

    BETTER = "better", "よくなった"
    SAME = "same", "変わらない"
    WORSE = "worse", "下がった"
    BECAME_ABLE = "became_able", "できるようになった"
    BECAME_UNABLE = "became_unable", "できなくなった"


@dataclass(frozen=True)
class Change:
    """前後の差: `amount` is later minus earlier in the test's unit; None where there is no number to subtract."""

    test: PhysicalTest
    kind: ChangeKind
    amount: Decimal | None
    before: Measured
    after: Measured

    @property
    def improvement(self) -> Decimal | None:
        """The amount counted so that more is better, whatever the test."""
        if self.amount is None:
            return None
        return self.amount if self.test.better is Better.HIGHER else -self.amount

    @property
    def is_capped(self) -> bool:
        """Whether one of the two stopped at the cap: the true difference may be larger."""
        return self.before.is_at_cap or self.after.is_at_cap


@dataclass(frozen=True)
class NotComparable:
    """くらべられない: why there is no difference to show, as a sentence."""

    sentence: str


def change_between(before: Measured, after: Measured) -> Change | NotComparable:
    """The change from one measurement to a later one of the same test, made in the same way.

    A required fact that is not written down may differ, so a change is refused as well; on the side where
    the person was unable, facts that were not written down are no obstacle.
    """
    obstacle = _obstacle(before, after)
    if obstacle is not None:
        return NotComparable(obstacle)
    test = before.test
    if before.value is not None and after.value is not None:
        amount = after.value - before.value
        return Change(test, _kind_of(test, amount), amount, before, after)
    kind = ChangeKind.BECAME_ABLE if before.value is None else ChangeKind.BECAME_UNABLE
    return Change(test, kind, None, before, after)


def _kind_of(test: PhysicalTest, amount: Decimal) -> ChangeKind:
    if amount == 0:
        return ChangeKind.SAME
    return ChangeKind.BETTER if (amount > 0) == (test.better is Better.HIGHER) else ChangeKind.WORSE


def _obstacle(before: Measured, after: Measured) -> str | None:
    label = before.test.label
    if before.test is not after.test:
        return f"{label}と{after.test.label}は別の種目なので、くらべられません。"
    if after.on < before.on:
        return f"{label}の前の測定日が、後の測定日より後になっています。日付を確かめてください。"
    for when, one in (("前回", before), ("今回", after)):
        if one.status not in _COMPARABLE:
            return f"{label}は{when}「{one.status.label}」ため、くらべられません。"
    if before.value is None and after.value is None:
        return f"{label}は前回も今回もできなかったため、差はありません。"
    return _different_protocol(before, after)


def _different_protocol(before: Measured, after: Measured) -> str | None:
    unwritten, different = [], []
    for name in before.test.card.required_facts:
        pair = (before.protocol.fact(name), after.protocol.fact(name))
        was_measured = (before.value is not None, after.value is not None)
        if any(fact is None and needed for fact, needed in zip(pair, was_measured, strict=True)):
            unwritten.append(FACT_LABELS[name])
        elif None not in pair and pair[0] != pair[1]:
            different.append(FACT_LABELS[name])
    if different:
        return f"{before.test.label}は{'・'.join(different)}が前回と違うため、くらべられません。"
    if unwritten:
        return (
            f"{before.test.label}は{'・'.join(unwritten)}が書かれていないため、同じ測り方かわからず、くらべられません。"
        )
    return None
