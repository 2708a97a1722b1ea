"""評価表の枠: each goal of a plan with what became of it, across A4. Pure."""

from __future__ import annotations

from takigi.casework.sheets import EvaluatedGoal, EvaluationSheet
from takigi.exchange.forms.boxes import LANDSCAPE, Box, Form, Grid, Look, Row, heads, label, labelled, row, value
from takigi.exchange.forms.persons import name_box, whose
from takigi.exchange.forms.wording import ACHIEVED, day, narrow_day, numbered, on_paper, one_of, ticks

TITLE = "介護予防支援・サービス評価表"
DECISION = {"continue": "プラン継続", "change": "プラン変更", "end": "終了"}
NEXT_SERVICES = {
    "care_benefit": "介護給付",
    "prevention_benefit": "予防給付",
    "programme": "介護予防・生活支援サービス事業",
    "general": "一般介護予防事業",
    "none": "終了",
}


def evaluation_form(sheet: EvaluationSheet) -> Form:
    """評価表."""
    top = heads(
        ("番号", 2),
        ("目標", 6),
        ("評価期間", 4),
        ("目標達成状況", 6),
        ("達成／未達成", 3),
        ("目標達成しない原因\n（本人・家族の意見）", 5),
        ("目標達成しない原因\n（計画作成者の評価）", 5),
        ("今後の方針", 5),
    )
    goals = sheet.goals or (EvaluatedGoal(),) * 3
    return Form(
        TITLE,
        (
            Grid((_head(sheet), _dates(sheet))),
            Grid((top, *(_goal(number, goal) for number, goal in enumerate(goals, start=1))), heads=1),
            Grid(
                (
                    labelled("総合的な方針", sheet.overall_policy, columns=LANDSCAPE, label_span=8, height_mm=16),
                    labelled(
                        "地域包括支援センターの意見",
                        sheet.centre_opinion,
                        columns=LANDSCAPE,
                        label_span=8,
                        height_mm=16,
                    ),
                    row(
                        label("プランの扱い", 8),
                        value(one_of(DECISION, sheet.decision).replace("　", "\n"), 7),
                        label("次のサービス", 4),
                        value(ticks(NEXT_SERVICES, sheet.next_services), 17),
                        height_mm=16,
                    ),
                ),
                is_kept=True,
            ),
        ),
        whose=whose(sheet.person),
        columns=LANDSCAPE,
    )


def _head(sheet: EvaluationSheet) -> Row:
    return row(
        label("利用者名", 4),
        name_box(sheet.person, 12),
        label("被保険者番号", 4),
        value(sheet.person.insured_no, 6),
        label("計画作成者", 4),
        value(sheet.author, 6),
        height_mm=9,
    )


def _dates(sheet: EvaluationSheet) -> Row:
    return row(
        label("評価日", 4),
        value(day(sheet.evaluated_on), 12),
        label("計画の作成日", 4),
        value(day(sheet.plan_drawn_up_on), 16),
    )


def _goal(number: int, goal: EvaluatedGoal) -> Row:
    return row(
        Box(numbered(number), 2, Look.CENTRED),
        value(goal.goal, 6),
        value(_period(goal), 4),
        value(goal.result, 6),
        Box(one_of(ACHIEVED, goal.is_achieved).replace("　", "\n"), 3, Look.CENTRED),
        value(goal.why_not_person, 5),
        value(goal.why_not_author, 5),
        value(goal.next_policy, 5),
        height_mm=20,
    )


def _period(goal: EvaluatedGoal) -> str:
    return f"{on_paper(narrow_day(goal.period_from))}\n～{on_paper(narrow_day(goal.period_until))}"
