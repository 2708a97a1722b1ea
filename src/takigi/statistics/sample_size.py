"""必要な記録の数: how many closed cases a model needs before it may be fitted at all (Riley's criteria)."""

from dataclasses import dataclass
from math import ceil, log

from takigi.statistics.arrays import NoAnswer

# Below this no model is fitted; staff see reasons and counts of similar past cases instead (evidence.md 6).
NO_MODEL_BELOW, SIMPLE_MODEL_UP_TO = 250, 2000


@dataclass(frozen=True)
class CasesNeeded:
    """The three criteria, each in people; the largest one counts.

    shrinkage: overfitting at most 10 %. optimism: apparent and adjusted R² within .05. risk: overall risk within .05.
    """

    shrinkage: int
    optimism: int
    risk: int

    @property
    def people(self) -> int:
        """The number that meets all three."""
        return max(self.shrinkage, self.optimism, self.risk)


def cases_needed(*, r_squared: float, predictors: int, share: float, margin: float = 0.05) -> CasesNeeded:
    """Riley et al. 2019/2020, binary outcome. r_squared: Cox-Snell R² expected. share: of people with the outcome.

    Raises NoAnswer when the share is 0 or 1, or the R² is larger than such a share allows.
    """
    if not 0 < share < 1:
        raise NoAnswer("起きた方の割合が0か1では、必要な人数を計算できません。")
    if predictors < 1:
        raise NoAnswer("説明する項目は1つ以上にしてください。")
    largest = 1 - (share**share * (1 - share) ** (1 - share)) ** 2
    if not 0 < r_squared < largest:
        raise NoAnswer(f"この割合では、R²は0より大きく{largest:.3f}より小さい値にしてください。")
    by_optimism = r_squared / (r_squared + margin * largest)
    return CasesNeeded(
        shrinkage=_people(predictors, r_squared, 0.9),
        optimism=_people(predictors, r_squared, by_optimism),
        risk=ceil((1.96 / margin) ** 2 * share * (1 - share)),
    )


def _people(predictors: int, r_squared: float, shrinkage: float) -> int:
    return ceil(predictors / ((shrinkage - 1) * log(1 - r_squared / shrinkage)))


def model_stage(closed_cases: int) -> str:
    """What so many closed cases allow, as the page says it."""
    if closed_cases < NO_MODEL_BELOW:
        return (
            f"終結した記録が{closed_cases:,}件のため、見込みの計算はしません（{NO_MODEL_BELOW}件から）。"
            "試す理由の一覧と、似た経過の方の人数を示します。"
        )
    if closed_cases <= SIMPLE_MODEL_UP_TO:
        return f"終結した記録が{closed_cases:,}件です。3〜6個の項目による簡単な計算に限り、毎年合わせ直します。"
    return f"終結した記録が{closed_cases:,}件です。簡単な計算と、より細かい計算を並べて確かめられます。"
