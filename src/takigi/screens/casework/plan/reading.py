"""計画書を読む: an agreed plan as it was signed, on the screen."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.plans import PlanFile
from takigi.casework.rules.prints import PaperKind
from takigi.casework.sheets import PlanArea, PlanIssue, PlanSheet
from takigi.components.both_era_date import BothEraDate
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.table import Column, Table
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.plan.dress import AREAS
from takigi.screens.casework.plan.six import six_table
from takigi.screens.render import render_screen

UNKNOWN = MissingWord(Missing.NOT_RECORDED)
HAS_ISSUE = {True: "あります", False: "ありません", None: UNKNOWN}


def plan_page(request: Any, head: CaseHead, file: PlanFile) -> HttpResponse:
    """The whole plan; the two columns beside one another."""
    line, sheet = file.line, file.sheet
    ids = [head.case_id, line.plan_id]
    context = {
        **head_parts(request.viewer, head),
        "title": f"計画書（第{line.number}版）",
        "back": reverse("plans", args=[head.case_id]),
        "line": line,
        "facts": _facts(file),
        "areas": [(label, _area(getattr(sheet.areas, key))) for key, label in AREAS],
        "issues": [(number, issue, _uses(number, issue)) for number, issue in enumerate(sheet.issues, start=1)],
        "policies": _policies(sheet),
        "six": six_table(sheet),
        "print": reverse("plan_print", args=[*ids, PaperKind.PLAN.value]) if head.may_record else "",
        "evaluate": reverse("plan_evaluate", args=ids) if head.may_record and line.consented_on else "",
    }
    return render_screen(request, "casework/plan/read.html", context)


def _facts(file: PlanFile) -> DefinitionList:
    line, sheet = file.line, file.sheet
    consent = f"{line.consented_by}" if line.consented_on else "まだ同意がありません"
    return DefinitionList(
        (
            Fact("作成日", BothEraDate(line.drawn_up_on)),
            Fact("同意日", BothEraDate(line.consented_on) if line.consented_on else UNKNOWN),
            Fact("同意した人", consent),
            Fact("サービスの始まり", BothEraDate(line.service_start_on) if line.service_start_on else UNKNOWN),
            Fact("評価期間の終わり", BothEraDate(line.evaluation_ends_on) if line.evaluation_ends_on else UNKNOWN),
            Fact("目標とする生活（1日）", sheet.goal_day or UNKNOWN),
            Fact("目標とする生活（1年）", sheet.goal_year or UNKNOWN),
        )
    )


def _area(area: PlanArea) -> DefinitionList:
    return DefinitionList(
        (
            Fact("現在の状況", area.situation or UNKNOWN),
            Fact("意欲・意向", area.wish or UNKNOWN),
            Fact("課題", HAS_ISSUE[area.has_issue]),
            Fact("背景・原因", area.background or UNKNOWN),
        )
    )


def _uses(number: int, issue: PlanIssue) -> list[tuple[Any, Table | str]]:
    columns = (Column("サービス種別"), Column("事業所"), Column("期間"))
    found = []
    for place, support in enumerate(issue.supports, start=1):
        rows = tuple((use.kind or "（種別はまだ）", use.office, use.period) for use in support.uses)
        caption = f"課題{number}の支援{place}で使うサービス"
        found.append((support, Table(caption, columns, rows, has_hidden_caption=True) if rows else ""))
    return found


def _policies(sheet: PlanSheet) -> DefinitionList:
    return DefinitionList(
        (
            Fact("健康状態の留意点", sheet.health_notes or UNKNOWN),
            Fact("妥当な支援に向けた方針", sheet.when_unavailable or UNKNOWN),
            Fact("総合的な方針", sheet.overall_policy or UNKNOWN),
            Fact("センターの意見", sheet.centre_opinion or UNKNOWN),
        )
    )
