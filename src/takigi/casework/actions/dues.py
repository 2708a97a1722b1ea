"""次の期限を書きなおす: after whatever happened in a case, so that boards and weeks need not compute it."""

from datetime import date

from takigi.casework.models import Case, FollowUp, Note
from takigi.casework.rules.due import DueFacts, may_extend_monitoring, next_due
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import STAGE_OF, CaseState


def due_facts_of(case: Case, way: TownWay) -> DueFacts:
    """What the next due date of the case is read from. Two queries."""
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
    )


def save_with_due(case: Case, way: TownWay, *, on: date) -> None:
    """Save the case with its next due date written anew and its version advanced. Three queries."""
    due = next_due(due_facts_of(case, way), on=on)
    case.due_kind = due.kind.value if due else ""
    case.due_on = due.on if due else None
    case.sorted_on = case.due_on or date.max
    stage = STAGE_OF.get(CaseState(case.state))
    case.stage = stage.value if stage else ""
    case.due_because = due.because if due else ""
    case.version += 1
    case.save()
