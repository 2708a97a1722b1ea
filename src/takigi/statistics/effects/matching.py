"""似た方どうしの組: nearest neighbours on the propensity score, each used once."""

from dataclasses import dataclass

import numpy as np

from takigi.statistics.arrays import NoAnswer, Whole
from takigi.statistics.effects.propensity import PropensityScores


@dataclass(frozen=True)
class Pairs:
    """Row numbers of each pair, both (k,), in the order of matching; unmatched: treated people without a partner."""

    treated: Whole
    partner: Whole
    unmatched: int

    @property
    def rows(self) -> Whole:
        """Everyone who was matched, treated first."""
        return np.concatenate((self.treated, self.partner))


def nearest_neighbours(scores: PropensityScores, *, caliper: float | None = None, both_sides: bool = False) -> Pairs:
    """One partner each, without replacement, highest score first; the earlier row among equals. Time: treated × others.

    By default the nearest score at or below, and one above only when none below is left: a partner is then never taken from
    those for whom support was more likely (MatchIt 4.5.1 pairs so; its reference values need it). both_sides: the nearest of all,
    which is what the textbooks call nearest. caliper: the largest difference of scores that still counts as near.
    Raises NoAnswer when no pair is left.
    """
    treated, free = np.flatnonzero(scores.treated), np.flatnonzero(~scores.treated)
    first = treated[np.argsort(-scores.score[treated], kind="stable")]
    left = scores.score[free].copy()
    chosen, partners = [], []
    for person in first:
        gaps = np.abs(left - scores.score[person])
        below = left <= scores.score[person]
        if below.any() and not both_sides:
            gaps = np.where(below, gaps, np.inf)
        nearest = int(np.argmin(gaps))
        if not np.isfinite(gaps[nearest]):
            break
        if caliper is not None and gaps[nearest] > caliper:
            continue
        chosen.append(int(person))
        partners.append(int(free[nearest]))
        left[nearest] = np.inf
    if not chosen:
        raise NoAnswer("近い相手が1人も見つかりません。許す差を広げるか、そろえる項目を見直してください。")
    return Pairs(np.array(chosen), np.array(partners), len(treated) - len(chosen))
