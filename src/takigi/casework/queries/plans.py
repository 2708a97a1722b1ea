"""計画の読み取り: plans and evaluations as they were signed, and a first draft filled from what is already known."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.models import BasicRecord, CarePlan, Case, Evaluation, FormerLife, Visit
from takigi.casework.policies import seen_case
from takigi.casework.queries.goals import goals_of
from takigi.casework.queries.six_parts import last_verdict, six_of
from takigi.casework.rules.six_parts import six_counts
from takigi.casework.sheets import (
    BasicSheet,
    EvaluatedGoal,
    EvaluationSheet,
    PlanIssue,
    PlanSheet,
    PlanSupport,
    SheetPerson,
)
from takigi.casework.sheets.in_json import from_json
from takigi.organisations.queries import names_of_agencies, names_of_staff
from takigi.people.queries.names import InForce, certification_in_force, contact_of, named_persons

# UPYOBO's own codes for the level, not those of 要介護状態区分.
SUPPORT_LEVEL = {"12": "1", "13": "2", "06": "3"}


@dataclass(frozen=True)
class PlanLine:
    """計画書の一版."""

    plan_id: uuid.UUID
    number: int
    drawn_up_on: date
    version: int
    consented_on: date | None
    consented_by: str
    service_start_on: date | None
    evaluation_ends_on: date | None
    beyond_certification: str
    evaluated_on: date | None
    decision: str


def plans_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[PlanLine, ...]:
    """The versions of the plan, newest first. Four queries."""
    plans = list(CarePlan.objects.filter(case=seen_case(viewer, case_id)).order_by("-number"))
    evaluated = {}
    for one in Evaluation.objects.filter(plan__in=plans).order_by("evaluated_on", "pk"):
        evaluated[one.plan_id] = (one.evaluated_on, one.decision)
    return tuple(
        PlanLine(
            plan.pk,
            plan.number,
            plan.drawn_up_on,
            plan.version,
            plan.consented_on,
            plan.consented_by,
            plan.service_start_on,
            plan.evaluation_ends_on,
            plan.beyond_certification,
            *evaluated.get(plan.pk, (None, "")),
        )
        for plan in plans
    )


@dataclass(frozen=True)
class PlanFile:
    """計画書の一版 in full, with who wrote in it last."""

    line: PlanLine
    case_id: uuid.UUID
    sheet: PlanSheet
    saved_at: datetime
    saved_by_id: int


def plan_of(viewer: Viewer, plan_id: uuid.UUID) -> PlanFile:
    """One version. Raises Unseen without a ground for its case. Five queries; seven for a draft.

    A draft is told by the last checklist of this day; an agreed plan keeps the one that it was agreed by.
    """
    plan = CarePlan.objects.filter(pk=plan_id).select_related("case__person").first()
    if plan is None:
        raise Unseen
    lines = plans_of(viewer, plan.case_id)
    sheet = from_json(PlanSheet, plan.sheet)
    if plan.consented_on is None:
        sheet = replace(sheet, checked=six_of(viewer, plan.case))
    signed = replace(sheet, consented_on=plan.consented_on, consented_by=plan.consented_by)
    # The version that was read with the sheet: a later one would let a save pass over what came in between.
    line = replace(next(one for one in lines if one.plan_id == plan_id), version=plan.version)
    return PlanFile(line, plan.case_id, signed, plan.recorded_at, plan.recorded_by_id)


def sheet_person(viewer: Viewer, case: Case) -> SheetPerson:
    """本人: the head of every sheet. Three queries."""
    person = named_persons(viewer.municipality_id, [case.person_id])[case.person_id]
    contact = contact_of(viewer, person.shown_id)
    return SheetPerson(
        name=person.name,
        kana=person.name_kana,
        insurer_no=person.insurer_no,
        insured_no=person.insured_no,
        birth=person.birth,
        sex=person.sex,
        address=contact.address,
        phone=contact.phone,
    )


def person_of_case(viewer: Viewer, case_id: uuid.UUID) -> SheetPerson:
    """本人 of a case that the viewer sees, for a sheet. Four queries."""
    return sheet_person(viewer, seen_case(viewer, case_id))


def first_plan(viewer: Viewer, case_id: uuid.UUID) -> PlanSheet:
    """計画書の下書き, filled from the visit, the goals and the register; the two columns kept apart. 16 queries.

    With an earlier version, that one goes on: nothing is typed twice.
    """
    case = seen_case(viewer, case_id)
    person = sheet_person(viewer, case)
    earlier = CarePlan.objects.filter(case=case, consented_on__isnull=False).order_by("-number").first()
    if earlier is not None:
        sheet = from_json(PlanSheet, earlier.sheet)
        again = replace(
            sheet, person=person, drawn_up_on=viewer.on, consented_on=None, consented_by="", plan_stage="21"
        )
        return _counted(again, viewer, case)
    in_force = certification_in_force(viewer.municipality_id, case.person_id, on=viewer.on)
    agencies = names_of_agencies(viewer.municipality_id, {case.agency_id, case.entrusted_agency_id or 0})
    staff = names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    centre = agencies.get(case.agency_id, "")
    goals = goals_of(viewer, case_id)
    known = _counted(_certified(PlanSheet(person=person), in_force), viewer, case)
    return replace(
        known,
        drawn_up_on=viewer.on,
        plan_kind="1" if in_force and in_force.level_code in {"12", "13"} else "2",
        is_outsourced=case.entrusted_agency_id is not None,
        plan_stage="11",
        author_centre=staff.get(case.owner_id or 0, ""),
        office_name=agencies.get(case.entrusted_agency_id or 0, centre),
        first_drawn_up_on=viewer.on,
        centre_name=centre,
        goal_year=goals[0].text if goals else "",
        issues=_issues(case, viewer, case_id),
    )


def _counted(sheet: PlanSheet, viewer: Viewer, case: Case) -> PlanSheet:
    """The counts of the last checklist; without one, those that stand there stay."""
    checked = six_of(viewer, case)
    return replace(sheet, checked=checked, counts=six_counts(checked)) if checked.answered_on else sheet


def _certified(sheet: PlanSheet, in_force: InForce | None) -> PlanSheet:
    if in_force is None:
        return sheet
    return replace(
        sheet,
        certified_on=in_force.decided_on,
        valid_from=in_force.valid_from,
        valid_until=in_force.valid_until,
        certification_state="1" if in_force.is_pending else "2",
        support_level=SUPPORT_LEVEL.get(in_force.level_code, ""),
    )


def _issues(case: Case, viewer: Viewer, case_id: uuid.UUID) -> tuple[PlanIssue, ...]:
    """One issue a goal: the therapist's proposal on one side, what person and family said on the other."""
    visit = Visit.objects.filter(case=case, replaced_by__isnull=True).order_by("-visited_on", "-recorded_at").first()
    life = FormerLife.objects.filter(visit=visit).first() if visit else None
    said = []
    if life and life.wish_text:
        said.append(f"本人「{life.wish_text}」")
    if life and life.family_wish_text:
        said.append(f"家族「{life.family_wish_text}」")
    if visit and visit.reaction_words:
        said.append(f"提案への反応「{visit.reaction_words}」")
    return tuple(
        PlanIssue(
            issue=visit.reversible_reason if visit else "",
            proposal=visit.proposal if visit else "",
            wish="\n".join(said),
            goal=goal.text,
            supports=(
                PlanSupport(
                    points=f"卒業の目印: {goal.graduation}" if goal.graduation else "",
                    self_care="\n".join(part for part in (goal.self_does, goal.family_does) if part),
                    insured_service=goal.team_does,
                ),
            ),
        )
        for goal in goals_of(viewer, case_id)
    )


def first_evaluation(viewer: Viewer, plan_id: uuid.UUID) -> EvaluationSheet:
    """評価表の下書き: the goals of the plan with their periods, and what was judged of them already. Ten queries."""
    plan = plan_of(viewer, plan_id)
    judged = {goal.text: goal for goal in goals_of(viewer, plan.case_id)}
    goals = []
    for issue in plan.sheet.issues:
        if not issue.goal.strip():
            continue
        known = judged.get(issue.goal)
        goals.append(
            EvaluatedGoal(
                goal=issue.goal,
                period_from=plan.line.service_start_on,
                period_until=plan.line.evaluation_ends_on,
                is_achieved=known.is_achieved if known else None,
                why_not_person=known.why_not if known else "",
            )
        )
    staff = names_of_staff(viewer.municipality_id, {viewer.staff_id})
    return EvaluationSheet(
        person=plan.sheet.person,
        evaluated_on=viewer.on,
        author=staff.get(viewer.staff_id, ""),
        plan_drawn_up_on=plan.line.drawn_up_on,
        goals=tuple(goals),
    )


def evaluation_of(viewer: Viewer, plan_id: uuid.UUID) -> EvaluationSheet | None:
    """The latest evaluation of a plan, as it was written. Six queries."""
    plan_of(viewer, plan_id)
    row = Evaluation.objects.filter(plan_id=plan_id).order_by("-evaluated_on", "-pk").first()
    return from_json(EvaluationSheet, row.sheet) if row else None


def basic_sheet(viewer: Viewer, case_id: uuid.UUID) -> BasicSheet:
    """利用者基本情報: the latest, or a first draft from the register, the visit and the last checklist. Ten queries at most."""
    case = seen_case(viewer, case_id)
    person = sheet_person(viewer, case)
    row = BasicRecord.objects.filter(case=case).order_by("-drawn_up_on", "-pk").first()
    if row is not None:
        return replace(from_json(BasicSheet, row.sheet), person=person)
    in_force = certification_in_force(viewer.municipality_id, case.person_id, on=viewer.on)
    life = (
        FormerLife.objects.filter(visit__case=case, visit__replaced_by__isnull=True)
        .order_by("-visit__visited_on")
        .first()
    )
    staff = names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    met, answered_on = last_verdict(viewer, case)
    return BasicSheet(
        person=person,
        consulted_on=case.opened_on,
        author=staff.get(case.owner_id or 0, ""),
        plan_kind="1" if in_force and in_force.level_code in {"12", "13"} else "2",
        is_outsourced=case.entrusted_agency_id is not None,
        visit_count="02" if case.previous_id else "01",
        care_level=in_force.level_code if in_force else "",
        valid_from=in_force.valid_from if in_force else None,
        valid_until=in_force.valid_until if in_force else None,
        former_life=life.before_text if life else "",
        checklist_met=met,
        checklist_on=answered_on,
    )
