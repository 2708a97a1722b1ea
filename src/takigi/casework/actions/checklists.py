"""基本チェックリストの操作: keep the answers, correct them, judge somebody eligible, and stop or end that standing."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Q

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import step
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Case, Checklist, Eligibility
from takigi.casework.rules.checklist_words import AnsweredBy
from takigi.casework.rules.checklists import Answers, check_answers, check_eligible, valid_until
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason
from takigi.instruments.checklist_items import ITEM_KEYS, NATIONAL_FORM
from takigi.instruments.scores import Verdict
from takigi.kernel.era_names import in_short_japanese

RENEWED = "新しいチェックリストで判定したため"


def _move_on(by: Viewer, case: Case, answered_on: date) -> None:
    """A case that waited for a checklist moves on with it."""
    if CaseState(case.state) is not CaseState.TRIAGED:
        _renew_due(by, case)
        return
    day, way = max(answered_on, case.state_from_on), policies.town_way(by)
    step(case, CaseState.KCL_DONE, on=day, reason=MoveReason.USUAL, note="", by=by, way=way)


def _renew_due(by: Viewer, case: Case) -> None:
    save_with_due(case, policies.town_way(by), on=by.on)


def _check_may_judge(by: Viewer, case: Case) -> None:
    if not policies.may_judge(by, case):
        raise NotPermitted("判定できるのは、担当の地域包括支援センターの職員です。")


def _keep(by: Viewer, case: Case, answers: Answers, **more: object) -> Checklist:
    """One row. A centre's own member of staff judges with the recording; whoever answers in the person's place does not."""
    result, judges = answers.result, policies.may_judge(by, case)
    is_filled_in = answers.answered_by is AnsweredBy.CARE_MANAGER and not judges
    return Checklist.objects.create(
        municipality_id=case.municipality_id,
        person_id=case.person_id,
        case=case,
        answered_on=answers.answered_on,
        way=answers.way,
        answered_by=answers.answered_by,
        filled_by_id=by.staff_id if is_filled_in else None,
        judged_by_id=by.staff_id if judges else None,
        judged_on=by.on if judges else None,
        points={key: answers.points.get(key) for key in ITEM_KEYS},
        height_cm=answers.height_cm,
        weight_kg=answers.weight_kg,
        form_version=NATIONAL_FORM.key,
        verdict=result.eligible,
        total_low=result.total.low,
        total_high=result.total.high,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        **more,
    )


@transaction.atomic
def record_checklist(*, by: Viewer, case_id: uuid.UUID, answers: Answers) -> uuid.UUID:
    """チェックリストを記録する, with answers missing if need be; a case that waited for it moves on. Returns its id."""
    check_answers(answers, on=by.on)
    case = policies.case_to_change(by, case_id)
    made = _keep(by, case, answers)
    _move_on(by, case, answers.answered_on)
    record("casework.checklist_recorded", by, case)
    return made.pk


def _to_change(by: Viewer, case_id: uuid.UUID, checklist_id: uuid.UUID) -> tuple[Case, Checklist]:
    case = policies.case_to_change(by, case_id)
    # A sheet that came with a file of many is taken up by the case in which somebody works on it.
    own = Q(case=case) | Q(case__isnull=True, person__root_id=_root_of(case))
    sheet = Checklist.objects.select_for_update(of=("self",)).filter(own, pk=checklist_id).first()
    if sheet is None:
        raise Unseen
    if Checklist.objects.filter(replaces=sheet).exists():
        raise CaseRefused("この記録は、すでに直されています。新しいほうの記録を開いてください。")
    if sheet.case_id is None:
        sheet.case = case
        sheet.save(update_fields=["case"])
    return case, sheet


@transaction.atomic
def correct_checklist(
    *, by: Viewer, case_id: uuid.UUID, checklist_id: uuid.UUID, answers: Answers, correction: str
) -> uuid.UUID:
    """答えを直す: another row replaces it, and the old one stays readable. A judgement that still holds goes with it."""
    check_answers(answers, on=by.on)
    if len(correction.strip()) < 3:
        raise CaseRefused("何を直したのかを書いてください（例: No.9の写しまちがい）。")
    case, old = _to_change(by, case_id, checklist_id)
    made = _keep(by, case, answers, replaces=old, correction=correction.strip())
    judgement = Eligibility.objects.filter(checklist=old).first()
    if judgement is not None and (made.verdict == Verdict.MET or judgement.reason):
        judgement.checklist = made
        judgement.save(update_fields=["checklist"])
    _renew_due(by, case)
    record("casework.checklist_corrected", by, case)
    return made.pk


def _judge(by: Viewer, sheet: Checklist) -> None:
    if sheet.filled_by_id == by.staff_id:
        raise CaseRefused("代わりに答えた人は、判定できません。センターのほかの職員に頼んでください。")
    if sheet.judged_by_id is None:
        sheet.judged_by_id, sheet.judged_on = by.staff_id, by.on
        sheet.save(update_fields=["judged_by", "judged_on"])


@transaction.atomic
def judge_checklist(*, by: Viewer, case_id: uuid.UUID, checklist_id: uuid.UUID) -> None:
    """センターが判定する: a sheet that somebody outside the centre wrote down is looked at and counts from now on (V15)."""
    case, sheet = _to_change(by, case_id, checklist_id)
    _check_may_judge(by, case)
    _judge(by, sheet)
    _move_on(by, case, sheet.answered_on)
    record("casework.checklist_judged", by, case)


def _is_latest(sheet: Checklist, root_id: uuid.UUID) -> bool:
    last = Checklist.objects.filter(person__root_id=root_id, replaced_by__isnull=True).order_by(
        "answered_on", "recorded_at"
    )
    return last.last() == sheet


def _root_of(case: Case) -> uuid.UUID:
    return Case.objects.values_list("person__root_id", flat=True).get(pk=case.pk)


@transaction.atomic
def judge_eligible(*, by: Viewer, case_id: uuid.UUID, checklist_id: uuid.UUID, on: date, reason: str = "") -> uuid.UUID:
    """事業対象者と判定する, by the latest checklist; an earlier judgement ends that day. Returns its id."""
    case, sheet = _to_change(by, case_id, checklist_id)
    _check_may_judge(by, case)
    root_id = _root_of(case)
    check_eligible(Verdict(sheet.verdict), reason, is_latest=_is_latest(sheet, root_id))
    _check_day(on, sheet.answered_on, today=by.on, what="答えた日")
    if Eligibility.objects.filter(checklist=sheet).exists():
        raise CaseRefused("このチェックリストでは、もう判定しています。更新には、新しいチェックリストが要ります。")
    _judge(by, sheet)
    for earlier in _open_of(root_id):
        _check_day(on, earlier.judged_on, today=by.on, what="前の判定の日")
        earlier.ended_on, earlier.end_reason = on, RENEWED
        earlier.save(update_fields=["ended_on", "end_reason"])
    made = Eligibility.objects.create(
        municipality_id=case.municipality_id,
        person_id=case.person_id,
        checklist=sheet,
        judged_on=on,
        judged_by_id=by.staff_id,
        reason=reason.strip(),
        valid_until=valid_until(on, policies.town_way(by)),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _move_on(by, case, sheet.answered_on)
    record("casework.eligibility_judged", by, case, has_reason=bool(reason.strip()))
    return made.pk


def _check_day(day: date, first: date, *, today: date, what: str) -> None:
    if day > today:
        raise CaseRefused("日付が今日より後になっています。")
    if day < first:
        raise CaseRefused(f"日付が、{what}（{in_short_japanese(first)}）より前です。")


def _open_of(root_id: uuid.UUID) -> list[Eligibility]:
    rows = Eligibility.objects.filter(person__root_id=root_id, ended_on__isnull=True)
    return list(rows.order_by("-judged_on", "-recorded_at").select_for_update(of=("self",)))


def _now_eligible(by: Viewer, case_id: uuid.UUID) -> tuple[Case, Eligibility]:
    case = policies.case_to_change(by, case_id)
    _check_may_judge(by, case)
    now = _open_of(_root_of(case))
    if not now:
        raise CaseRefused("この方は、いま事業対象者ではありません。")
    return case, now[0]


@transaction.atomic
def suspend_eligibility(
    *, by: Viewer, case_id: uuid.UUID, service_from: date, certification_until: date | None, reason: str
) -> None:
    """止める: from the first day of a service under a certification of 要介護 until that certification ends (V14)."""
    case, now = _now_eligible(by, case_id)
    if len(reason.strip()) < 3:
        raise CaseRefused("どのサービスを使い始めたかを書いてください（例: 通所介護を使い始めた）。")
    _check_day(service_from, now.judged_on, today=by.on, what="判定の日")
    if certification_until is not None and certification_until < service_from:
        raise CaseRefused("認定の終わりが、サービスを使い始めた日より前です。認定の期間を確かめてください。")
    now.suspended_from, now.suspended_until = service_from, certification_until
    now.suspension_reason = reason.strip()
    now.save(update_fields=["suspended_from", "suspended_until", "suspension_reason"])
    _renew_due(by, case)
    record("casework.eligibility_suspended", by, case)


@transaction.atomic
def end_eligibility(*, by: Viewer, case_id: uuid.UUID, on: date, reason: str) -> None:
    """終える, with the reason; the row stays."""
    case, now = _now_eligible(by, case_id)
    if len(reason.strip()) < 3:
        raise CaseRefused("終えるわけを書いてください（例: 要支援の認定を受けた）。")
    _check_day(on, now.judged_on, today=by.on, what="判定の日")
    now.ended_on, now.end_reason = on, reason.strip()
    now.save(update_fields=["ended_on", "end_reason"])
    _renew_due(by, case)
    record("casework.eligibility_ended", by, case)
