"""支援プランの操作: written by the owner, decided in its own meeting with the consent of that moment, evaluated."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.meetings import policies, sight
from takigi.meetings.actions.deeds import record_item
from takigi.meetings.models import AgendaItem, PlanAction, PlanEvaluation, SupportPlan
from takigi.meetings.rules.support_plans import (
    Achievement,
    DecidingFacts,
    PlanResult,
    PlanState,
    check_may_decide,
)
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused
from takigi.people.queries.consents import sharing_of
from takigi.people.rules import ConsentPurpose, ConsentState

_DURING = frozenset({MeetingPhase.HELD, MeetingPhase.GRACE})


@dataclass(frozen=True)
class PlanStep:
    """だれが何をいつまで. `agency_id` None: the person, the family or a neighbour."""

    who: str
    what: str
    by_when: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """プランの中身."""

    wish: str = ""
    goals: str = ""
    steps: tuple[PlanStep, ...] = ()
    agreed_by_subject_on: date | None = None
    review_on: date | None = None


@transaction.atomic
def write_plan(*, by: Viewer, item_id: uuid.UUID, words: PlanWords) -> uuid.UUID:
    """案を書く: at any meeting and without any consent; it decides nothing. By the owner, or with the owner by the table's writer."""
    item = sight.item_to_promise_on(by, item_id)
    if item.case is None:
        raise MeetingsRefused("ケースのない議題には、支援プランを書けません。")
    steps = tuple(one for one in words.steps if one.who.strip() and one.what.strip())
    plan = SupportPlan.objects.select_for_update().filter(case_id=item.case_id, state=PlanState.DRAFT).first()
    if plan is None:
        plan = SupportPlan(case_id=item.case_id)
    plan.wish, plan.goals = words.wish.strip(), words.goals.strip()
    plan.agreed_by_subject_on, plan.review_on = words.agreed_by_subject_on, words.review_on
    plan.written_at, plan.written_by_id = by.at, by.staff_id
    plan.save()
    PlanAction.objects.filter(plan=plan).delete()
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            seq=seq,
            who=one.who.strip(),
            what=one.what.strip(),
            by_when=one.by_when.strip(),
            agency_id=one.agency_id,
        )
        for seq, one in enumerate(steps, start=1)
    )
    record_item("meetings.plan_written", by, item)
    return plan.pk


@transaction.atomic
def decide_plan(*, by: Viewer, item_id: uuid.UUID) -> uuid.UUID:
    """支援プランを決める: only in a 重層的支援会議 that is being held, and only with consent at this moment (I8, R9).

    Otherwise a sentence with the lawful way on; the draft stays as it is. The plan that was in force before ends.
    """
    item = _item_to_decide(by, item_id)
    draft = SupportPlan.objects.select_for_update().filter(case_id=item.case_id, state=PlanState.DRAFT).first()
    said = _consent(by, item)
    check_may_decide(
        DecidingFacts(
            is_plan_meeting=item.meeting.kind == MeetingKind.PLANNING,
            is_held=policies.phase_of(item.meeting, by.at) in _DURING,
            has_consent=said is not None,
            has_case=item.case_id is not None,
            goals=len((draft.goals if draft else "").split()),
            actions=PlanAction.objects.filter(plan=draft).count() if draft else 0,
            review_on=draft.review_on if draft else None,
            agreed_by_subject_on=draft.agreed_by_subject_on if draft else None,
            on=by.on,
        )
    )
    before = SupportPlan.objects.select_for_update().filter(case_id=item.case_id, state=PlanState.DECIDED).first()
    if before is not None:
        before.state = PlanState.ENDED
        before.save(update_fields=["state"])
    draft.state, draft.item, draft.consent_said, draft.replaces = PlanState.DECIDED, item, said, before
    draft.decided_at, draft.decided_by_id = by.at, by.staff_id
    draft.save()
    record_item("meetings.plan_decided", by, item, plan=str(draft.pk))
    return draft.pk


def _item_to_decide(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    item = AgendaItem.objects.select_related("case__person", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is None or item.meeting.municipality_id != by.municipality_id:
        raise Unseen
    meeting = policies.seen_meeting(by, item.meeting_id)
    if not policies.minutes_by(by, meeting):
        raise NotPermitted("決まったことを記録するのは、会議の事務局かステーションの職員です。")
    return item


def _consent(by: Viewer, item: AgendaItem) -> str | None:
    """What stands in the register about sharing, in this moment; None when that is no consent."""
    if item.case is None:
        return None
    line = sharing_of(item.case.person.root_id, on=by.on)
    if line.state is not ConsentState.GRANTED:
        return None
    newest = next((one for one in line.steps if one.state is ConsentState.GRANTED), None)
    since = f"（{newest.happened_on:%Y-%m-%d}、{newest.form_version}）" if newest else ""
    return f"{ConsentPurpose.SHARING.label}: 同意{since}"[:120]


@dataclass(frozen=True, kw_only=True)
class EvaluationWords:
    """評価: how near the goal is, what changed, how it goes on."""

    evaluated_on: date
    achievement: Achievement
    result: PlanResult
    changes: str = ""


@transaction.atomic
def evaluate_plan(*, by: Viewer, item_id: uuid.UUID, words: EvaluationWords) -> uuid.UUID:
    """プランを評価する: the one that is in force. 終結 and 中断 end it; 再プラン leaves it in force until the next is decided."""
    item = sight.item_to_promise_on(by, item_id)
    plan = SupportPlan.objects.select_for_update().filter(case_id=item.case_id, state=PlanState.DECIDED).first()
    if item.case_id is None or plan is None:
        raise MeetingsRefused("決まった支援プランがありません。プランを決めてから評価します。")
    if words.evaluated_on > by.on:
        raise MeetingsRefused("評価した日が今日より後になっています。")
    row = PlanEvaluation.objects.create(
        plan=plan,
        evaluated_on=words.evaluated_on,
        achievement=words.achievement,
        changes=words.changes.strip(),
        result=words.result,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    if words.result is not PlanResult.NEW_PLAN:
        plan.state = PlanState.EVALUATED
        plan.save(update_fields=["state"])
    record_item("meetings.plan_evaluated", by, item, result=words.result.value)
    return row.pk
