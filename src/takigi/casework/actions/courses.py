"""短期集中とケース: a course that begins, pauses, is extended or ends moves its case. Called by the room of programmes."""

import uuid
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import step
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Case, FollowUp, Move
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason

OUTCOMES = frozenset({CaseState.GRADUATED, CaseState.TRANSFERRED_SERVICE, CaseState.DISCONTINUED})


@transaction.atomic
def course_started(*, by: Viewer, case_id: uuid.UUID, starts_on: date, ends_on: date) -> None:
    """短期集中を始める: the case stands at 短期集中を実施中 from the first day, or from today when that day is still to come.

    Refused before there is a plan. A case that was moved there by hand already only takes over the dates.
    """
    case, way = policies.case_to_change(by, case_id), policies.town_way(by)
    case.course_ends_on = ends_on
    case.service_start_on = case.service_start_on or starts_on
    if case.state == CaseState.SERVICE_ACTIVE:
        save_with_due(case, way, on=by.on)
        return
    day = min(starts_on, by.on)
    step(case, CaseState.SERVICE_ACTIVE, on=day, reason=MoveReason.USUAL, note="", by=by, way=way)


@transaction.atomic
def course_suspended(
    *, by: Viewer, case_id: uuid.UUID, on: date, reason: MoveReason, note: str = "", is_hospital: bool = False
) -> None:
    """短期集中を中断する. In hospital the case stands at 入院中, which asks after the town's days; otherwise at 短期集中を中断中."""
    case = policies.case_to_change(by, case_id)
    away = {CaseState.SUSPENDED, CaseState.HOSPITALISED}
    if CaseState(case.state) in away:
        return
    to = CaseState.HOSPITALISED if is_hospital else CaseState.SUSPENDED
    step(case, to, on=on, reason=reason, note=note, by=by, way=policies.town_way(by))


@transaction.atomic
def course_resumed(*, by: Viewer, case_id: uuid.UUID, on: date, ends_on: date) -> None:
    """短期集中を再開する, with the end put behind the weeks that did not count (V26)."""
    case, way = policies.case_to_change(by, case_id), policies.town_way(by)
    case.course_ends_on = ends_on
    if case.state == CaseState.SERVICE_ACTIVE:
        save_with_due(case, way, on=by.on)
        return
    step(case, CaseState.SERVICE_ACTIVE, on=on, reason=MoveReason.USUAL, note="", by=by, way=way)


@transaction.atomic
def course_extended(*, by: Viewer, case_id: uuid.UUID, on: date, ends_on: date, note: str) -> None:
    """短期集中を延長する: assessed, extended and back into the service, each of them kept as a move of that day."""
    case, way = policies.case_to_change(by, case_id), policies.town_way(by)
    for to in (CaseState.END_ASSESSED, CaseState.EXTENDED, CaseState.SERVICE_ACTIVE):
        if CaseState(case.state) is not to and not _is_past(case, to):
            step(case, to, on=on, reason=MoveReason.USUAL, note=note, by=by, way=way)
    case.course_ends_on, case.outcome = ends_on, ""
    save_with_due(case, way, on=by.on)


def _is_past(case: Case, to: CaseState) -> bool:
    """Whether the end assessment was already told on the page of the case."""
    return to is CaseState.END_ASSESSED and case.state == CaseState.EXTENDED


@transaction.atomic
def course_ended(
    *, by: Viewer, case_id: uuid.UUID, on: date, outcome: CaseState, reason: MoveReason, note: str = ""
) -> None:
    """短期集中を終える: by way of the end assessment to graduation, another service or a stop. Graduation waits for the level (V8).

    Somebody who is in hospital can only stop; whoever was moved on by hand already stays there.
    """
    case, way = policies.case_to_change(by, case_id), policies.town_way(by)
    if outcome not in OUTCOMES:
        raise CaseRefused("終わり方は、卒業・ほかのサービスへ・中止の中から選んでください。")
    if case.state in {outcome, CaseState.FOLLOW_UP}:
        return
    if outcome is CaseState.GRADUATED and case.is_level_pending:
        raise CaseRefused("認定の結果を待っている間は、卒業にできません。結果が出たら、認定の結果を記録してください。")
    if case.state in {CaseState.SERVICE_ACTIVE, CaseState.SUSPENDED}:
        step(case, CaseState.END_ASSESSED, on=on, reason=MoveReason.USUAL, note="", by=by, way=way)
    step(case, outcome, on=on, reason=reason, note=note, by=by, way=way)


@transaction.atomic
def course_end_taken_back(*, by: Viewer, case_id: uuid.UUID, on: date, ends_on: date, note: str) -> None:
    """終わりの取り消し: the case stands at 短期集中を実施中 again, by a move that says which one it corrects."""
    case, way = policies.case_to_change(by, case_id), policies.town_way(by)
    last = case.moves.order_by("-seq").first()
    if last is None or CaseState(case.state) not in OUTCOMES:
        raise CaseRefused("ケースはもう次の状態に進んでいます。先にケースの動きを直してください。")
    FollowUp.objects.filter(case=case, done_on__isnull=True).delete()
    undone, since = case.state, case.moves.filter(to_state=CaseState.SERVICE_ACTIVE).order_by("-seq").first()
    Move.objects.create(
        case=case,
        seq=last.seq + 1,
        from_state=undone,
        to_state=CaseState.SERVICE_ACTIVE,
        effective_on=on,
        reason=MoveReason.CORRECTION,
        note=note.strip(),
        corrects=last,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    case.state, case.outcome, case.course_ends_on = CaseState.SERVICE_ACTIVE, "", ends_on
    case.state_from_on = since.effective_on if since else on
    save_with_due(case, way, on=by.on)
    record("casework.move_corrected", by, case, **{"from": undone, "to": CaseState.SERVICE_ACTIVE.value})
