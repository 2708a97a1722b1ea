"""比べ方と根拠の段階: how far each way of comparing can reach on the ladder of evidence (policy.md 6, evidence.md 5.1)."""

from collections.abc import Mapping
from types import MappingProxyType

from takigi.logic_models.rules.learning import Comparison
from takigi.statistics.claims import Grade, WordingProblem, check_wording

HIGHEST_RUNG: Mapping[Comparison, Grade] = MappingProxyType(
    {
        Comparison.ASSIGNED: Grade.E,
        Comparison.QUASI: Grade.D,
        Comparison.BASELINE: Grade.B,
        Comparison.BEFORE_AFTER: Grade.B,
    }
)


def overclaims(text: str, comparison: Comparison) -> tuple[WordingProblem, ...]:
    """The words that such a comparison has not earned: the same sieve as for everything that is printed."""
    return check_wording(text, HIGHEST_RUNG[comparison])
