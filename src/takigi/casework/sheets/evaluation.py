"""評価表: what became of each goal of a plan, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.casework.sheets.person import SheetPerson


@dataclass(frozen=True, kw_only=True)
class EvaluatedGoal:
    """目標ひとつの評価."""

    goal: str = ""
    period_from: date | None = None
    period_until: date | None = None
    result: str = ""
    """目標達成状況."""
    is_achieved: bool | None = None
    why_not_person: str = ""
    """目標達成しない原因（本人・家族の意見）."""
    why_not_author: str = ""
    """目標達成しない原因（計画作成者の評価）."""
    next_policy: str = ""


@dataclass(frozen=True, kw_only=True)
class EvaluationSheet:
    """介護予防支援・サービス評価表."""

    person: SheetPerson
    evaluated_on: date | None = None
    author: str = ""
    plan_drawn_up_on: date | None = None
    goals: tuple[EvaluatedGoal, ...] = ()
    overall_policy: str = ""
    centre_opinion: str = ""
    decision: str = ""
    """continue プラン継続, change プラン変更, end 終了."""
    next_services: tuple[str, ...] = ()
    """care_benefit 介護給付, prevention_benefit 予防給付, programme 介護予防・生活支援サービス事業,
    general 一般介護予防事業, none 終了."""
