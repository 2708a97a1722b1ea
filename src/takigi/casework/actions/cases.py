"""ケースの操作: open it, move it on, correct a move, hand it over, entrust it, and stop it when somebody dies or moves."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Assignment, Case, Companion, FollowUp, Move
from takigi.casework.rules.due import follow_ups_due
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import (
    COURSE_ENDS,
    FINAL,
    OPENINGS,
    CaseKind,
    CaseRefused,
    CaseState,
    MoveReason,
    Route,
    check_move,
    check_reason,
)
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people.queries.names import NamedPerson, named_persons, seen_by
from takigi.people.rules import ResidentStatus


@dataclass(frozen=True)
class Opening:
    """How a case begins: the person's very words beside the codes."""

    person_id: uuid.UUID
    agency_id: int
    route: Route
    opened_on: date
    state: CaseState = CaseState.INQUIRY
    owner_id: int | None = None
    reason_text: str = ""
    reason_code: str = ""
    cause_code: str = ""
    triggers: tuple[str, ...] = field(default=())
    certification_line: uuid.UUID | None = None
    certification_until_on: date | None = None
    is_level_pending: bool = False


def _named(by: Viewer, person_id: uuid.UUID) -> NamedPerson:
    # An opened case is a ground of its own: nobody gives themselves one to somebody they may not see.
    found = seen_by(by, person_id)
    if found is None:
        raise Unseen
    return found


def _check_opening(opening: Opening, person: NamedPerson, *, on: date) -> None:
    if opening.state not in OPENINGS:
        raise CaseRefused("ケースは、相談の受付か、認定の結果から始まります。")
    if opening.opened_on > on:
        raise CaseRefused("受付日が今日より後になっています。日付を確かめてください。")
    if not person.is_resident:
        day = f"（{in_short_japanese(person.status_on)}）" if person.status_on else ""
        raise CaseRefused(
            f"この方は、台帳では「{person.status.label}」{day}です。まちがいのときは、先に本人のページで直してください。"
        )


@transaction.atomic
def open_case(*, by: Viewer, opening: Opening) -> uuid.UUID:
    """受付 (or the ledger's decision): a case of one's own centre, linked to the person's earlier one if there is one (V27).

    Refused while the person has an open case: the sentence says which centre holds it, not what is in it.
    """
    policies.check_may_open(by, opening.agency_id)
    person = _named(by, opening.person_id)
    _check_opening(opening, person, on=by.on)
    records = Case.objects.filter(person__root_id=person.shown_id, kind=CaseKind.PREVENTION)
    now_open = records.select_for_update().filter(closed_on__isnull=True).first()
    if now_open is not None:
        names = organisations.names_of_agencies(by.municipality_id, {now_open.agency_id})
        held_by = names.get(now_open.agency_id, "別の機関")
        raise CaseRefused(f"この方のケースは、{held_by}で続いています。そのケースに記録してください。")
    case = Case(
        municipality_id=by.municipality_id,
        person_id=person.shown_id,
        agency_id=opening.agency_id,
        owner_id=opening.owner_id or by.staff_id,
        area_id=person.area_id,
        opened_on=opening.opened_on,
        route=opening.route,
        reason_text=opening.reason_text.strip(),
        reason_code=opening.reason_code,
        cause_code=opening.cause_code,
        triggers=list(opening.triggers),
        certification_line=opening.certification_line,
        certification_until_on=opening.certification_until_on,
        is_level_pending=opening.is_level_pending,
        previous=records.order_by("-closed_on").first(),
        state=opening.state,
        state_from_on=opening.opened_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _first_rows(case, by=by)
    record("casework.case_opened", by, case, route=opening.route.value, state=opening.state.value)
    return case.pk


def _first_rows(case: Case, *, by: Viewer) -> None:
    save_with_due(case, policies.town_way(by), on=by.on)
    stamp = {"recorded_at": by.at, "recorded_by_id": by.staff_id}
    Move.objects.create(case=case, seq=1, to_state=case.state, effective_on=case.opened_on, **stamp)
    Assignment.objects.create(
        case=case, agency_id=case.agency_id, staff_id=case.owner_id, from_on=case.opened_on, **stamp
    )


@transaction.atomic
def move_case(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    to: CaseState,
    on: date,
    reason: MoveReason = MoveReason.USUAL,
    note: str = "",
) -> None:
    """状態を進める along the table. Refused out of order, before the last move's day, and in the future."""
    change = policies.case_to_lead if to is CaseState.CLOSED else policies.case_to_change
    case = change(by, case_id)
    check_reason(to, reason, note)
    if to is CaseState.GRADUATED and case.is_level_pending:
        raise CaseRefused("認定の結果を待っている間は、卒業にできません。結果が出たら、認定の結果を記録してください。")
    step(case, to, on=on, reason=reason, note=note, by=by, way=policies.town_way(by))


def step(case: Case, to: CaseState, *, on: date, reason: MoveReason, note: str, by: Viewer, way: TownWay) -> None:
    """One step of a locked case, for the actions of this room: checked, kept, told to the log."""
    current, before = CaseState(case.state), CaseState(case.state_before) if case.state_before else None
    check_move(current, to, before=before)
    check_day(case, on, today=by.on)
    keep_step(case, to, on=on, reason=reason, note=note, at=by.at, staff_id=by.staff_id)
    save_with_due(case, way, on=by.on)
    record("casework.case_moved", by, case, **{"from": current.value, "to": to.value})


def check_day(case: Case, on: date, *, today: date) -> None:
    """Dates stand in order: not before the last move, not after today."""
    if on > today:
        raise CaseRefused("日付が今日より後になっています。予定は「次にすること」に書いてください。")
    if on < case.state_from_on:
        since = in_short_japanese(case.state_from_on)
        raise CaseRefused(
            f"この日は「{CaseState(case.state).label}」になった日（{since}）より前です。{since}以降の日にするか、"
            "前の記録の日付を先に直してください。"
        )


def keep_step(
    case: Case, to: CaseState, *, on: date, reason: MoveReason, note: str, at: datetime, staff_id: int | None
) -> None:
    """Write the move and what follows from it on the case's own row; the caller saves the case."""
    current = CaseState(case.state)
    Move.objects.create(
        case=case,
        seq=case.moves.count() + 1,
        from_state=current,
        to_state=to,
        effective_on=on,
        reason=reason,
        note=note.strip(),
        recorded_at=at,
        recorded_by_id=staff_id,
    )
    case.state_before = current.value if to is CaseState.HOSPITALISED else ""
    case.state, case.state_from_on = to, on
    # What was to be done by a day that has come is done when the case moves on.
    if case.next_step_on and case.next_step_on <= on:
        case.next_step, case.next_step_on = "", None
    if to in FINAL:
        case.closed_on, case.due_kind, case.due_on = on, "", None
        case.stage, case.sorted_on = "", date.max
        case.outcome = case.outcome or to.value
    if to in COURSE_ENDS:
        case.outcome, case.course_ends_on = to.value, None
    if to in {CaseState.GRADUATED, CaseState.TRANSFERRED_SERVICE, CaseState.DISCONTINUED}:
        FollowUp.objects.bulk_create(
            (FollowUp(case=case, month=month, due_on=due) for month, due in follow_ups_due(on)), ignore_conflicts=True
        )


def _has_another_open(case: Case) -> bool:
    others = Case.objects.filter(person__root_id=case.person.root_id, kind=case.kind, closed_on__isnull=True)
    return others.exclude(pk=case.pk).exists()


@transaction.atomic
def correct_move(*, by: Viewer, case_id: uuid.UUID, on: date, note: str) -> None:
    """最後の動きを取り消す: the case stands again where it was before; the mistaken move stays readable (never overwritten)."""
    case = policies.case_to_change(by, case_id)
    last = case.moves.order_by("-seq").first()
    if last is None or not last.from_state:
        raise CaseRefused("このケースには、取り消せる動きがありません。")
    if last.reason == MoveReason.CORRECTION:
        raise CaseRefused("最後の動きは、すでに取り消しです。もう一度進めるときは、状態を進めてください。")
    if len(note.strip()) < 3:
        raise CaseRefused("何がまちがっていたのかを書いてください。")
    if case.closed_on is not None and _has_another_open(case):
        raise CaseRefused("この方には、そのあとに開いたケースがあります。記録は、いまのケースに続けてください。")
    back = CaseState(last.from_state)
    earlier = case.moves.filter(seq__lt=last.seq, to_state=back).order_by("-seq").first()
    undone = CaseState(case.state)
    if undone in COURSE_ENDS:
        FollowUp.objects.filter(case=case, done_on__isnull=True).delete()
    Move.objects.create(
        case=case,
        seq=last.seq + 1,
        from_state=undone,
        to_state=back,
        effective_on=on,
        reason=MoveReason.CORRECTION,
        note=note.strip(),
        corrects=last,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    case.state, case.closed_on = back, None
    case.state_from_on = earlier.effective_on if earlier else case.opened_on
    case.outcome = "" if undone in FINAL | COURSE_ENDS else case.outcome
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.move_corrected", by, case, **{"from": undone.value, "to": back.value})


@transaction.atomic
def hand_over(*, by: Viewer, case_id: uuid.UUID, agency_id: int, staff_id: int | None, on: date, note: str) -> None:
    """担当を替える, inside the centre or to another one. The history of ownership has no gap and no overlap (V25)."""
    case = policies.case_to_lead(by, case_id)
    if (agency_id, staff_id) == (case.agency_id, case.owner_id):
        raise CaseRefused("いまと同じ担当です。替わる人を選んでください。")
    if len(note.strip()) < 5:
        raise CaseRefused("次の人に伝えることを書いてください（いまの約束、気をつけること、次の予定）。")
    if on > by.on:
        raise CaseRefused("引き継ぐ日が今日より後になっています。その日が来てから引き継いでください。")
    _check_successor(by, agency_id, staff_id)
    current = Assignment.objects.select_for_update().get(case=case, ended_on__isnull=True)
    if on < current.from_on:
        raise CaseRefused(f"いまの担当は{in_short_japanese(current.from_on)}からです。それ以降の日にしてください。")
    moves_centre = agency_id != case.agency_id
    current.ended_on, current.handover_note = on, note.strip()
    if moves_centre:
        current.readable_until_on = on + timedelta(days=policies.town_way(by).number("old_centre_reads_days"))
    current.save()
    Assignment.objects.create(
        case=case, agency_id=agency_id, staff_id=staff_id, from_on=on, recorded_at=by.at, recorded_by_id=by.staff_id
    )
    case.agency_id, case.owner_id = agency_id, staff_id
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.case_handed_over", by, case, agency=agency_id, staff=staff_id)


def _check_own_agency(by: Viewer, agency_id: int) -> None:
    if not organisations.names_of_agencies(by.municipality_id, {agency_id}):
        raise Unseen


def _check_successor(by: Viewer, agency_id: int, staff_id: int | None) -> None:
    """Another town's centre, or somebody without casework there, can have no case of ours."""
    _check_own_agency(by, agency_id)
    if staff_id is None:
        return
    posts = organisations.posts_held(staff_id, on=by.on)
    if not any(post.agency_id == agency_id and post.duty is Duty.CASEWORK for post in posts):
        raise CaseRefused("その人は、いまそのセンターで相談支援を担当していません。別の人を選んでください。")


@transaction.atomic
def entrust_case(*, by: Viewer, case_id: uuid.UUID, agency_id: int | None) -> None:
    """介護予防支援を委託する (or take back with None), while the person consents to sharing with the office."""
    case = policies.case_to_lead(by, case_id)
    if agency_id is not None:
        _check_own_agency(by, agency_id)
        if not policies.consents_to(case.person.root_id, agency_id, on=by.on):
            raise CaseRefused(
                "本人の同意が、この事業所に及んでいません。本人のページで「支援のための情報の共有」の同意を記録してから、委託してください。"
            )
    case.entrusted_agency_id = agency_id
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.case_entrusted", by, case, agency=agency_id)


@transaction.atomic
def invite_companion(*, by: Viewer, case_id: uuid.UUID, staff_id: int, until: date, purpose: str) -> None:
    """同行を頼む: a colleague of another agency reads this case until the day, and no longer than 60 days."""
    case = policies.case_to_change(by, case_id)
    if not by.on <= until <= by.on + timedelta(days=60):
        raise CaseRefused("同行の期限は、今日から60日以内の日にしてください。")
    if not purpose.strip():
        raise CaseRefused("何のための同行かを書いてください（例: 動作の見立て）。")
    if not organisations.names_of_staff(by.municipality_id, {staff_id}):
        raise Unseen
    Companion.objects.create(
        case=case,
        staff_id=staff_id,
        from_on=by.on,
        until_on=until,
        purpose=purpose.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("casework.companion_invited", by, case, staff=staff_id)


@transaction.atomic
def set_next_step(*, by: Viewer, case_id: uuid.UUID, text: str, on: date | None) -> None:
    """次にすることを決める: one sentence and a day, or nothing more to do (empty)."""
    case = policies.case_to_change(by, case_id)
    if text.strip() and on is None:
        raise CaseRefused("いつまでにするかを書いてください。日が決まらないときは、次に考える日を書きます。")
    case.next_step, case.next_step_on = text.strip(), on if text.strip() else None
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.next_step_set", by, case)


@transaction.atomic
def schedule_visit(*, by: Viewer, case_id: uuid.UUID, visit_on: date) -> None:
    """訪問を約束する: the case stands at 訪問の予定 with the day."""
    case = policies.case_to_change(by, case_id)
    if visit_on < by.on:
        raise CaseRefused("訪問の日が今日より前です。もう行ったときは、訪問を記録してください。")
    case.scheduled_visit_on = visit_on
    way = policies.town_way(by)
    if case.state == CaseState.VISIT_SCHEDULED:
        save_with_due(case, way, on=by.on)
        record("casework.visit_scheduled", by, case)
        return
    step(case, CaseState.VISIT_SCHEDULED, on=by.on, reason=MoveReason.USUAL, note="", by=by, way=way)


@transaction.atomic
def await_level(*, by: Viewer, case_id: uuid.UUID) -> None:
    """認定の結果を待つ: support begins before the decision, on a provisional plan (V8). Saying it twice changes nothing."""
    _set_level("casework.level_awaited", by, case_id, is_pending=True)


@transaction.atomic
def settle_level(*, by: Viewer, case_id: uuid.UUID) -> None:
    """認定の結果が出た: a provisional plan becomes an ordinary one (V8). Saying it twice changes nothing."""
    _set_level("casework.level_settled", by, case_id, is_pending=False)


def _set_level(what: str, by: Viewer, case_id: uuid.UUID, *, is_pending: bool) -> None:
    case = policies.case_to_change(by, case_id)
    if case.is_level_pending is not is_pending:
        case.is_level_pending = is_pending
        save_with_due(case, policies.town_way(by), on=by.on)
        record(what, by, case)


# What the register says, and what it makes of a case.
STOPPED_BY = {ResidentStatus.DECEASED: CaseState.DECEASED, ResidentStatus.MOVED_OUT: CaseState.MOVED_OUT}


@transaction.atomic
def stop_for_register(*, municipality_id: int, at: datetime, on: date) -> int:
    """死亡・転出で止める: every open case of somebody whom the register knows to have died or moved out (V21, V24).

    Called after an import and after a change by hand; returns how many cases were stopped. No reminder outlives this.
    """
    gone = [status.value for status in STOPPED_BY]
    # A household's shared case goes on without the one through whom it was known; its owner decides.
    rows = Case.objects.filter(
        municipality_id=municipality_id, kind=CaseKind.PREVENTION, closed_on__isnull=True, person__root__status__in=gone
    ).select_for_update(of=("self",))
    stopped = list(rows)
    persons = named_persons(municipality_id, {case.person_id for case in stopped})
    for case in stopped:
        person = persons[case.person_id]
        day = max(person.status_on or on, case.state_from_on)
        to = STOPPED_BY[person.status]
        keep_step(case, to, on=day, reason=MoveReason.REGISTER, note="", at=at, staff_id=None)
        case.due_because, case.next_step, case.next_step_on = "", "", None
        case.version += 1
        case.save()
        audit.record(
            "casework.case_stopped",
            municipality_id=municipality_id,
            by=None,
            at=at,
            target=policies.target_of(case.pk),
            detail={"to": to.value},
        )
    return len(stopped)
