"""計画の操作: draft a plan, agree to it, evaluate it, and keep the basic sheet."""

import uuid
from dataclasses import replace
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import step
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import BasicRecord, CarePlan, Evaluation
from takigi.casework.queries.six_parts import six_of
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason
from takigi.casework.sheets import BasicSheet, EvaluationSheet, PlanSheet
from takigi.casework.sheets.in_json import from_json, to_json
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.months import month_end

DECISIONS = {"continue": "プラン継続", "change": "プラン変更", "end": "終了"}


def _plan(plan_id: uuid.UUID) -> CarePlan:
    plan = CarePlan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise Unseen
    return plan


@transaction.atomic
def begin_plan(*, by: Viewer, case_id: uuid.UUID, sheet: PlanSheet, on: date) -> uuid.UUID:
    """計画書を書きはじめる, pre-filled by the caller from the visit, or from the version before; returns the draft.

    With a draft there already, that one: nobody's writing is lost.
    """
    case = policies.case_to_change(by, case_id)
    draft = CarePlan.objects.filter(case=case, consented_on__isnull=True).first()
    if draft is not None:
        return draft.pk
    plan = CarePlan.objects.create(
        case=case,
        number=CarePlan.objects.filter(case=case).count() + 1,
        drawn_up_on=on,
        sheet=to_json(sheet),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("casework.plan_begun", by, case)
    return plan.pk


class PlanMoved(CaseRefused):
    """Somebody else has written into the draft since it was opened; what was typed here is not lost."""


@transaction.atomic
def save_plan(*, by: Viewer, plan_id: uuid.UUID, sheet: PlanSheet, on: date, version: int) -> int:
    """計画書の下書きを保存する; returns its new version. Refused when somebody else saved in between."""
    plan = _plan(plan_id)
    case = policies.case_to_change(by, plan.case_id)
    plan.refresh_from_db()
    if plan.consented_on:
        raise CaseRefused("同意の済んだ計画書は書きかえられません。変えるときは、次の版を作ってください。")
    if plan.version != version:
        raise PlanMoved(
            "ほかの人がこの計画書を書きかえました。書いた内容はこの画面に残っています。見くらべてください。"
        )
    plan.sheet, plan.drawn_up_on, plan.version = to_json(sheet), on, version + 1
    plan.recorded_at, plan.recorded_by_id = by.at, by.staff_id
    plan.save()
    record("casework.plan_saved", by, case)
    return plan.version


@transaction.atomic
def agree_plan(
    *,
    by: Viewer,
    plan_id: uuid.UUID,
    consented_on: date,
    consented_by: str,
    service_start_on: date,
    evaluation_ends_on: date,
    beyond_certification: str = "",
) -> None:
    """計画に同意を得る: the plan is in force; monitoring is counted from its service start (V32).

    A plan that runs longer than the certification says why in `beyond_certification` (V31).
    """
    plan = _plan(plan_id)
    case = policies.case_to_change(by, plan.case_id)
    sheet = from_json(PlanSheet, plan.sheet)
    _check_consent(plan, sheet, consented_on, consented_by, today=by.on)
    if evaluation_ends_on <= service_start_on:
        raise CaseRefused("評価期間の終わりは、サービスの始まりより後の日にしてください。")
    certified_until_on = sheet.valid_until or case.certification_until_on
    plan.beyond_certification = _why_beyond(certified_until_on, month_end(evaluation_ends_on), beyond_certification)
    plan.consented_on, plan.consented_by = consented_on, consented_by.strip()
    # The checklist that the person and the centre had before them when they agreed.
    plan.sheet = to_json(replace(sheet, checked=six_of(by, case)))
    plan.service_start_on, plan.evaluation_ends_on = service_start_on, month_end(evaluation_ends_on)
    plan.recorded_at, plan.recorded_by_id = by.at, by.staff_id
    plan.save()
    # The first service counts for the periods; a later plan goes on with them.
    case.service_start_on = case.service_start_on or service_start_on
    case.evaluation_ends_on = plan.evaluation_ends_on
    way = policies.town_way(by)
    if CaseState(case.state) in {CaseState.GOAL_AGREED, CaseState.GOAL_DECLINED}:
        day = max(consented_on, case.state_from_on)
        step(case, CaseState.PLAN_ACTIVE, on=day, reason=MoveReason.USUAL, note="", by=by, way=way)
    else:
        save_with_due(case, way, on=by.on)
    record("casework.plan_agreed", by, case)


def _why_beyond(certified_until_on: date | None, plan_until_on: date, reason: str) -> str:
    """The reason where one is needed; a plan inside the certification keeps none."""
    if certified_until_on is None or plan_until_on <= certified_until_on:
        return ""
    if not reason.strip():
        until = in_short_japanese(certified_until_on)
        raise CaseRefused(
            f"計画の期間が、認定の終わり（{until}）をこえています。こえる理由を書くか（例: 更新の申請中）、"
            "評価期間の終わりを早めてください。"
        )
    return reason.strip()


def _check_consent(plan: CarePlan, sheet: PlanSheet, consented_on: date, consented_by: str, *, today: date) -> None:
    if plan.consented_on:
        raise CaseRefused("この計画書には、もう同意が記録されています。")
    if not any(issue.goal.strip() for issue in sheet.issues):
        raise CaseRefused("計画書に目標がありません。ひとつは書いてから、同意を記録してください。")
    if not consented_by.strip():
        raise CaseRefused("同意した人の名前を書いてください（本人、または家族）。")
    if not plan.drawn_up_on <= consented_on <= today:
        made = in_short_japanese(plan.drawn_up_on)
        raise CaseRefused(f"同意日は、計画を作った日（{made}）から今日までの日にしてください。")


@transaction.atomic
def evaluate_plan(*, by: Viewer, plan_id: uuid.UUID, sheet: EvaluationSheet, on: date) -> int:
    """計画を評価する: each goal achieved or not with both reasons, and what follows; returns the evaluation's number."""
    plan = _plan(plan_id)
    case = policies.case_to_change(by, plan.case_id)
    if plan.consented_on is None:
        raise CaseRefused("同意の済んでいない計画書は、まだ評価できません。")
    if not plan.consented_on <= on <= by.on:
        raise CaseRefused("評価した日は、計画に同意した日から今日までの日にしてください。")
    if sheet.decision not in DECISIONS:
        raise CaseRefused(f"これからを「{'」「'.join(DECISIONS.values())}」から選んでください。")
    for goal in sheet.goals:
        if goal.is_achieved is False and not (goal.why_not_person.strip() or goal.why_not_author.strip()):
            raise CaseRefused("達成しなかった目標には、本人・家族の意見か、作成者の評価を書いてください。")
    made = Evaluation.objects.create(
        plan=plan,
        evaluated_on=on,
        decision=sheet.decision,
        sheet=to_json(sheet),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.plan_evaluated", by, case)
    return made.pk


@transaction.atomic
def keep_basic_sheet(*, by: Viewer, case_id: uuid.UUID, sheet: BasicSheet, on: date) -> None:
    """利用者基本情報を残す: a new version; earlier ones stay."""
    case = policies.case_to_change(by, case_id)
    BasicRecord.objects.create(
        case=case, drawn_up_on=on, sheet=to_json(sheet), recorded_at=by.at, recorded_by_id=by.staff_id
    )
    record("casework.basic_sheet_kept", by, case)
