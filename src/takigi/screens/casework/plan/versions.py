"""計画書の版の身じたく: its days, where it stands, and what can be done with it."""

from typing import Any

from django.urls import reverse

from takigi.casework.actions.plans import DECISIONS
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.plans import PlanLine
from takigi.casework.rules.prints import PaperKind
from takigi.components.both_era_date import BothEraDate
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone


def version_tag(line: PlanLine) -> StatusTag:
    """Where a version stands."""
    if line.consented_on is None:
        return StatusTag("下書き", Tone.WAITING)
    if line.decision:
        return StatusTag(f"評価済み（{DECISIONS.get(line.decision, line.decision)}）", Tone.DONE)
    return StatusTag("同意済み", Tone.ACTIVE)


def dress_version(head: CaseHead, line: PlanLine) -> dict[str, Any]:
    """One version with its days and what can be done with it."""
    days = [("作成", line.drawn_up_on), ("同意", line.consented_on), ("サービスの始まり", line.service_start_on)]
    days += [("評価期間の終わり", line.evaluation_ends_on), ("評価", line.evaluated_on)]
    return {
        "number": line.number,
        "tag": version_tag(line),
        "days": [(label, BothEraDate(day)) for label, day in days if day],
        "beyond": line.beyond_certification,
        "ways": _ways(head, line),
    }


def _ways(head: CaseHead, line: PlanLine) -> list[tuple[str, str]]:
    ids = [head.case_id, line.plan_id]
    here = reverse("plan", args=ids)
    if not head.may_record:
        return [("読む", here)]
    prints = ("印刷する", reverse("plan_print", args=[*ids, PaperKind.PLAN.value]))
    if line.consented_on is None:
        return [("続きを書く", here), ("同意を記録する", reverse("plan_consent", args=ids)), prints]
    ways = [("読む", here), prints, ("評価する", reverse("plan_evaluate", args=ids))]
    if line.evaluated_on:
        ways.append(("評価表を印刷する", reverse("plan_print", args=[*ids, PaperKind.EVALUATION.value])))
    return [*ways, ("データ連携のファイルを作る", reverse("plan_exchange", args=ids))]
