"""点数の幅: a score that some answers are missing from, and what may be said of it all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from takigi.kernel.labelled import Labelled


class Verdict(Labelled):
    """判定: met, not met, or not to be told yet."""

    MET = "met", "該当"
    NOT_MET = "not_met", "非該当"
    UNDETERMINED = "undetermined", "判定できない（未回答あり）"


@dataclass(frozen=True)
class Score:
    """点数: the fewest and the most points that the missing answers still allow.

    >>> Score(2, 4).in_words, Score(3, 3).in_words
    ('2～4点', '3点')
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"点数の幅が逆になっています（{self.low}～{self.high}）。")

    @classmethod
    def of(cls, points: Iterable[int | None]) -> Score:
        """The sum of the points; a missing one counts as 0 at the least and 1 at the most."""
        known = list(points)
        low = sum(point for point in known if point is not None)
        return cls(low, low + sum(point is None for point in known))

    @property
    def is_certain(self) -> bool:
        return self.low == self.high

    @property
    def in_words(self) -> str:
        return f"{self.low}点" if self.is_certain else f"{self.low}～{self.high}点"

    def reaches(self, threshold: int) -> Verdict:
        """Whether the score is at the threshold or above, whatever the missing answers are.

        >>> Score(2, 3).reaches(3)
        <Verdict.UNDETERMINED: 'undetermined'>
        """
        if self.low >= threshold:
            return Verdict.MET
        return Verdict.NOT_MET if self.high < threshold else Verdict.UNDETERMINED


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One that is met suffices; not met only when none can be met any more."""
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in found else Verdict.NOT_MET
