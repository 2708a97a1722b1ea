"""基本チェックリストの判定: points by meaning, the seven criteria, and what missing answers leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from takigi.instruments.body import bmi, bmi_in_words, body_questions, is_lean
from takigi.instruments.checklist_items import BMI_KEY, ITEM_KEYS, ITEMS, Domain, item_of, keys_of
from takigi.instruments.scores import Score, Verdict, any_of

__all__ = ["CRITERIA", "ChecklistResult", "Criterion", "CriterionResult", "Score", "Verdict", "score_checklist"]


@dataclass(frozen=True)
class Criterion:
    """基準: one of the seven ways to become 事業対象者. Any one suffices."""

    number: int
    label: str
    domain: Domain | None
    keys: tuple[str, ...]
    threshold: int
    verified: bool = True

    @property
    def sign(self) -> str:
        return f"({self.number})"


# 平成27年厚生労働省告示第197号. (6) and (7) were taken from an implementation that cites the national form and
# still have to be compared with the notice itself.
CRITERIA = (
    Criterion(1, "生活全般（No.1～20のうち10項目以上）", None, keys_of(*range(1, 21)), 10),
    Criterion(2, "運動（No.6～10のうち3項目以上）", Domain.PHYSICAL, keys_of(*range(6, 11)), 3),
    Criterion(3, "栄養（No.11と12の両方）", Domain.NUTRITION, keys_of(11, 12), 2),
    Criterion(4, "口腔（No.13～15のうち2項目以上）", Domain.ORAL, keys_of(13, 14, 15), 2),
    # No. 17 alone does not count.
    Criterion(5, "閉じこもり（No.16）", Domain.HOMEBOUND, keys_of(16), 1),
    Criterion(6, "認知（No.18～20のうち1項目以上）", Domain.COGNITION, keys_of(18, 19, 20), 1, verified=False),
    Criterion(7, "うつ（No.21～25のうち2項目以上）", Domain.DEPRESSION, keys_of(*range(21, 26)), 2, verified=False),
)


@dataclass(frozen=True)
class CriterionResult:
    """One criterion with the points that count for it and what they say."""

    criterion: Criterion
    score: Score
    verdict: Verdict


@dataclass(frozen=True)
class ChecklistResult:
    """判定の結果: points of every question, of every domain, and whether the person is 事業対象者."""

    points: Mapping[str, int | None]
    bmi: Decimal | None
    domains: Mapping[Domain, Score]
    overall: Score
    total: Score
    criteria: tuple[CriterionResult, ...]
    eligible: Verdict
    warnings: tuple[str, ...]

    @property
    def criteria_met(self) -> tuple[CriterionResult, ...]:
        """The criteria that are met for certain."""
        return tuple(result for result in self.criteria if result.verdict is Verdict.MET)

    @property
    def met_numbers(self) -> tuple[int, ...]:
        """Numbers (1) to (7) of the criteria that are met for certain."""
        return tuple(result.criterion.number for result in self.criteria_met)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the questions without a point, in paper order."""
        return tuple(key for key in ITEM_KEYS if self.points[key] is None)

    def verdict_of(self, domain: Domain) -> Verdict | None:
        """What a domain says by itself; None for 日常生活, which counts only among the twenty."""
        return next((r.verdict for r in self.criteria if r.criterion.domain is domain), None)


def score_checklist(
    answers: Mapping[str, int | None],
    *,
    height_cm: Decimal | None,
    weight_kg: Decimal | None,
    bmi_flag: int | None = None,
) -> ChecklistResult:
    """Score one checklist. `answers` holds points by key: 1 a problem, 0 none, None or absent no answer.

    The twelfth question is computed from height and weight, unrounded; without them the form's own flag
    (`bmi_flag`, or the point under kcl_bmi) counts; without either it stays open. Where both are there and
    differ, the computed value wins and a warning says so (V34).

    Raises ValueError for a key that is no question or a point that is neither 0 nor 1.
    """
    _check(answers, bmi_flag)
    flag = answers.get(BMI_KEY) if bmi_flag is None else bmi_flag
    lean = is_lean(height_cm, weight_kg)
    points = {key: answers.get(key) for key in ITEM_KEYS} | {BMI_KEY: flag if lean is None else int(lean)}
    results = tuple(_result(criterion, points) for criterion in CRITERIA)
    return ChecklistResult(
        points=points,
        bmi=bmi(height_cm, weight_kg),
        domains={d: Score.of(points[item.key] for item in ITEMS if item.domain is d) for d in Domain},
        overall=results[0].score,
        total=Score.of(points.values()),
        criteria=results,
        eligible=any_of(result.verdict for result in results),
        warnings=(*_mismatch(lean, flag, height_cm, weight_kg), *body_questions(height_cm, weight_kg)),
    )


def _check(answers: Mapping[str, int | None], bmi_flag: int | None) -> None:
    unknown = [key for key in answers if key not in ITEM_KEYS]
    if unknown:
        raise ValueError(f"基本チェックリストにない項目です: {'、'.join(unknown)}")
    for key, point in [*answers.items(), (BMI_KEY, bmi_flag)]:
        if point not in {0, 1, None}:
            raise ValueError(f"No.{item_of(key).number} の点数は 0 か 1 です（{point} と書かれています）。")


def _result(criterion: Criterion, points: Mapping[str, int | None]) -> CriterionResult:
    score = Score.of(points[key] for key in criterion.keys)
    return CriterionResult(criterion, score, score.reaches(criterion.threshold))


def _mismatch(
    lean: bool | None, flag: int | None, height_cm: Decimal | None, weight_kg: Decimal | None
) -> tuple[str, ...]:
    value = bmi(height_cm, weight_kg)
    if lean is None or flag is None or value is None or flag == int(lean):
        return ()
    written, computed = ("該当" if flag else "非該当"), ("該当" if lean else "非該当")
    sentence = (
        f"No.12 は用紙では{written}ですが、身長と体重から計算するとBMI {bmi_in_words(value)}で{computed}です。"
        "計算した値を使いました。"
    )
    return (sentence,)
