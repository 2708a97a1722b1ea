"""次の期限を書きなおす: after whatever happened in a case, so that boards and weeks need not compute it."""

from datetime import date

from takigi.casework.models import Case, Checklist, Eligibility, FollowUp, Note
from takigi.casework.rules.due import DueFacts, may_extend_monitoring, next_due
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import STAGE_OF, CaseState
from takigi.instruments.scores import Verdict


def due_facts_of(case: Case, way: TownWay) -> DueFacts:
    """What the next due date of the case is read from. Four queries; five of somebody who is 事業対象者."""
    notes = list(
        Note.objects.filter(case=case, replaced_by__isnull=True).values_list(
            "happened_on", "is_interview", "extension_conditions", "extended_until_on"
        )
    )
    extended = [until for _, _, ticked, until in notes if until and may_extend_monitoring(ticked)]
    waiting = FollowUp.objects.filter(case=case, done_on__isnull=True)
    return DueFacts(
        state=CaseState(case.state),
        state_from_on=case.state_from_on,
        opened_on=case.opened_on,
        visit_within_days=way.number("visit_within_days"),
        agree_within_days=way.number("agree_within_days"),
        suspend_days=way.number("suspend_days"),
        scheduled_visit_on=case.scheduled_visit_on,
        visited_on=case.visited_on,
        next_step_on=case.next_step_on,
        next_step=case.next_step,
        service_start=case.service_start_on,
        interviews=tuple(day for day, is_interview, _, _ in notes if is_interview),
        monitoring_extended_until=max(extended, default=None),
        evaluation_month_end=case.evaluation_ends_on,
        planned_end=case.course_ends_on,
        follow_ups=tuple(waiting.values_list("due_on", flat=True)),
        certification_until_on=case.certification_until_on,
        eligible_until_on=_eligible_until(case),
        eligibility_notice_days=way.number("eligibility_notice_days"),
    )


def _eligible_until(case: Case) -> date | None:
    """The last day as 事業対象者; none while it stands still to its end, or when a later checklist has overtaken it."""
    root_id = case.person.root_id
    now = Eligibility.objects.filter(person__root_id=root_id, ended_on__isnull=True, valid_until__isnull=False).last()
    if now is None:
        return None
    if now.suspended_from and (now.suspended_until is None or now.suspended_until >= now.valid_until):
        return None
    judged = Checklist.objects.filter(person__root_id=root_id, replaced_by__isnull=True, judged_on__isnull=False)
    last = judged.order_by("answered_on", "recorded_at").last()
    is_overtaken = last is not None and last.pk != now.checklist_id and last.verdict == Verdict.NOT_MET
    return None if is_overtaken else now.valid_until


def save_with_due(case: Case, way: TownWay, *, on: date) -> None:
    """Save the case with its next due date written anew and its version advanced. Five queries, or six."""
    due = next_due(due_facts_of(case, way), on=on)
    case.due_kind = due.kind.value if due else ""
    case.due_on = due.on if due else None
    case.sorted_on = case.due_on or date.max
    stage = STAGE_OF.get(CaseState(case.state))
    case.stage = stage.value if stage else ""
    case.due_because = due.because if due else ""
    case.version += 1
    case.save()
