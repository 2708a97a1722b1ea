"""推定の結果: one method's answer with its width, its grade and the protocol it was opened under."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, isnan

from scipy import stats

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.claims import NOT_PROVEN, Grade
from takigi.statistics.effects.protocol import BY_LOT, OpenedProtocol, check_opened

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """ひとつの方法の答え: in the outcome's unit. Its method goes on the label; it is never averaged with another's.

    se, lower, upper are nan where the method has no honest error (`why_no_error` says why).
    """

    method: str
    estimand: str
    value: float
    se: float
    lower: float
    upper: float
    people: int
    grade: Grade
    protocol: str
    why_no_error: str = ""

    @property
    def p_value(self) -> float:
        """Two-sided, normal; nan without an error."""
        return float(2 * stats.norm.sf(abs(self.value / self.se))) if self.se > 0 else float("nan")

    def sentence(self, *, unit: str, digits: int = 1) -> str:
        """The answer as the page says it, with what it does not show."""
        width = "" if isnan(self.lower) else f"（幅{self.lower:.{digits}f}〜{self.upper:.{digits}f}）"
        caution = NOT_PROVEN if self.grade in {Grade.A, Grade.B, Grade.C} else ""
        return f"{self.method}では、差は{self.value:.{digits}f}{unit}{width}、対象は{self.people:,}です。{caution}"


def estimated(
    protocol: OpenedProtocol,
    *,
    method: str,
    estimand: str,
    value: float,
    se: float,
    people: int,
    at_most: Grade = Grade.E,
    without_lot: Grade = Grade.E,
    why_no_error: str = "",
) -> Estimate:
    """Puts value and error under the protocol. The grade is the design's or, where lower, the method's: `at_most` always, `without_lot`
    where no lot decided who receives (a plain difference then adjusts for nothing).
    """
    check_opened(protocol)
    if not isfinite(value):
        raise NoAnswer(f"{method}では答えが決まりません。片方の群に重みのかかる方がいるか確かめてください。")
    by_method = at_most if protocol.protocol.design in BY_LOT else min(at_most, without_lot, key=lambda g: g.value)
    grade = min(protocol.protocol.grade, by_method, key=lambda g: g.value)
    return Estimate(
        method,
        estimand,
        value,
        se,
        value - Z95 * se,
        value + Z95 * se,
        people,
        grade,
        protocol.fingerprint,
        why_no_error,
    )


def side_by_side(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Several methods' answers to one protocol, smallest first. There is no function that makes one number of them.

    Raises NoAnswer when they were opened under different protocols.
    """
    answers = tuple(sorted(estimates, key=lambda estimate: estimate.value))
    if len({estimate.protocol for estimate in answers}) > 1:
        raise NoAnswer("計画の違う結果は並べて比べられません。同じ計画で計算した結果だけを並べてください。")
    return answers
