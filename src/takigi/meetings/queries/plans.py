"""支援プランの閲覧: the draft and the plan in force, for whom the matrix opens them; otherwise the reason."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from takigi.access.decide import Circumstances, Decision, decide
from takigi.access.grounds import Unseen, Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.collaboration.queries.on_agenda import case_readings
from takigi.meetings import policies, sight
from takigi.meetings.models import AgendaItem, PlanAction, PlanEvaluation, SupportPlan
from takigi.meetings.rules.support_plans import Achievement, PlanResult, PlanState
from takigi.meetings.rules.words import MeetingKind
from takigi.people.queries.consents import sharing_of
from takigi.people.rules import ConsentState


@dataclass(frozen=True)
class PlanStepLine:
    """だれが何をいつまで."""

    who: str
    what: str
    by_when: str
    agency_id: int | None


@dataclass(frozen=True)
class EvaluationLine:
    """評価."""

    evaluated_on: date
    achievement: Achievement
    changes: str
    result: PlanResult


@dataclass(frozen=True)
class PlanFile:
    """一つのプラン."""

    plan_id: uuid.UUID
    state: PlanState
    wish: str
    goals: tuple[str, ...]
    steps: tuple[PlanStepLine, ...]
    agreed_by_subject_on: date | None
    review_on: date | None
    consent_said: str
    evaluations: tuple[EvaluationLine, ...]


@dataclass(frozen=True)
class PlanPage:
    """支援プランの頁. `refusal`: why the viewer does not read it; empty when they do."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    heading: str
    draft: PlanFile | None
    in_force: PlanFile | None
    before: tuple[PlanFile, ...]
    because: str
    refusal: str
    has_consent: bool
    is_plan_meeting: bool
    may_write: bool
    may_decide: bool


def plan_page(viewer: Viewer, item_id: uuid.UUID) -> PlanPage:
    """支援プラン of an item's case. Noted as read. At most 34 queries. Who may not read it is told on which ground one may.

    The plan is the case's: whoever the matrix lets read it does so without having been at the meeting.
    """
    rows = AgendaItem.objects.select_related("case__person", "meeting", "meeting__body")
    item = rows.filter(pk=item_id, meeting__municipality_id=viewer.municipality_id).first()
    if item is None or item.case is None:
        raise Unseen
    said = _said(viewer, item.case_id)
    meeting = item.meeting if said.permitted else policies.seen_meeting(viewer, item.meeting_id)
    writes = policies.visible_meetings(viewer).filter(pk=meeting.pk).exists() and policies.minutes_by(viewer, meeting)
    plans = _plans(item.case_id) if said.permitted else []
    if plans:
        sight.note_items_read(viewer, meeting, [item], [said.because])
    return PlanPage(
        item_id=item.pk,
        meeting_id=meeting.pk,
        heading=item.heading,
        draft=next((one for one in plans if one.state is PlanState.DRAFT), None),
        in_force=next((one for one in plans if one.state is PlanState.DECIDED), None),
        before=tuple(one for one in plans if one.state in {PlanState.EVALUATED, PlanState.ENDED}),
        because=said.because if said.permitted else "",
        refusal="" if said.permitted else said.because,
        has_consent=sharing_of(item.case.person.root_id, on=viewer.on).state is ConsentState.GRANTED,
        is_plan_meeting=meeting.kind == MeetingKind.PLANNING,
        may_write=said.permitted and (sight.owns(viewer, item) or writes),
        may_decide=writes,
    )


def plan_item_of(case_id: uuid.UUID) -> uuid.UUID | None:
    """Where the plan of a case is read, for whom its head has opened PLAN; None while nobody has written one. One query."""
    written = SupportPlan.objects.filter(case_id=OuterRef("case_id"))
    rows = AgendaItem.objects.filter(Exists(written), case_id=case_id, withdrawn_at__isnull=True)
    return rows.order_by("-requested_at").values_list("pk", flat=True).first()


def _said(viewer: Viewer, case_id: uuid.UUID) -> Decision:
    """What the matrix says of this case's plan to this viewer, whatever meeting it was brought to."""
    reading = case_readings(viewer, [case_id]).get(case_id)
    if reading is not None:
        return reading.decisions[Information.PLAN]
    return decide(Relation.NONE, Information.PLAN, Circumstances(is_active=viewer.is_active, has_oath=viewer.has_oath))


def _plans(case_id: uuid.UUID) -> list[PlanFile]:
    rows = list(SupportPlan.objects.filter(case_id=case_id).order_by("-written_at"))
    steps = list(PlanAction.objects.filter(plan__in=rows).order_by("seq"))
    evaluations = list(PlanEvaluation.objects.filter(plan__in=rows).order_by("-evaluated_on"))
    return [
        PlanFile(
            plan_id=row.pk,
            state=PlanState(row.state),
            wish=row.wish,
            goals=tuple(line.strip() for line in row.goals.splitlines() if line.strip()),
            steps=tuple(
                PlanStepLine(one.who, one.what, one.by_when, one.agency_id) for one in steps if one.plan_id == row.pk
            ),
            agreed_by_subject_on=row.agreed_by_subject_on,
            review_on=row.review_on,
            consent_said=row.consent_said,
            evaluations=tuple(
                EvaluationLine(one.evaluated_on, Achievement(one.achievement), one.changes, PlanResult(one.result))
                for one in evaluations
                if one.plan_id == row.pk
            ),
        )
        for row in rows
    ]
