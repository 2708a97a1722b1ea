"""引継書の読み取り: what a successor must know, from what was recorded anyway; nothing is typed a second time."""

import uuid
from datetime import timedelta

from takigi.access.grounds import Viewer
from takigi.casework.models import CarePlan, Case, Companion, Note
from takigi.casework.policies import seen_case
from takigi.casework.queries.goals import GoalLine, goals_of
from takigi.casework.queries.notes import follow_ups_of
from takigi.casework.queries.plans import sheet_person
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.casework.rules.words import NoteKind
from takigi.casework.sheets import HandoverPack, HandoverSection, PlanSheet, SheetPerson
from takigi.casework.sheets.in_json import from_json
from takigi.kernel.codes import REASON
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.organisations.queries import names_of_agencies, names_of_staff

# What happened lately is told in full; what lies further back stands in 経過記録.
LATELY = timedelta(days=90)


def handover_pack(viewer: Viewer, case_id: uuid.UUID) -> HandoverPack:
    """引継書 of a case that the viewer sees. At most 22 queries, however long the way was."""
    case = seen_case(viewer, case_id)
    person = sheet_person(viewer, case)
    notes = list(
        Note.objects.filter(case=case, replaced_by__isnull=True, happened_on__gte=viewer.on - LATELY).order_by(
            "happened_on", "pk"
        )
    )
    companions = list(Companion.objects.filter(case=case, until_on__gte=viewer.on).order_by("until_on"))
    ids = {note.recorded_by_id for note in notes} | {one.staff_id for one in companions} | {case.owner_id or 0}
    staff = names_of_staff(viewer.municipality_id, ids)
    agency = names_of_agencies(viewer.municipality_id, {case.agency_id}).get(case.agency_id, "")
    sections = [
        _person(person, case),
        _next(case, companions, staff),
        _goals(goals_of(viewer, case_id)),
        _plan(case),
        _after(viewer, case_id),
        _moves(case),
        _lately(notes, staff),
    ]
    return HandoverPack(
        from_whom=f"{agency}　{staff.get(case.owner_id or 0, '')}".strip("　"),
        handed_over_on=viewer.on,
        sections=tuple(section for section in sections if section is not None),
    )


def _person(person: SheetPerson, case: Case) -> HandoverSection:
    facts = [
        ("氏名", f"{person.name}（{person.kana}）"),
        ("生年月日", person.birth.in_japanese if person.birth else "記録がありません"),
        ("被保険者番号", person.insured_no or "記録がありません"),
        ("はじまり", in_both_eras(case.opened_on)),
        ("本人のことば", f"「{case.reason_text}」" if case.reason_text else "記録がありません"),
        ("理由", REASON.label(case.reason_code) if case.reason_code else "記録がありません"),
        ("いまの状態", f"{CaseState(case.state).label}（{in_both_eras(case.state_from_on)}から）"),
    ]
    return HandoverSection(heading="本人とケース", facts=tuple(facts))


def _next(case: Case, companions: list[Companion], staff: dict[int, str]) -> HandoverSection:
    facts = []
    if case.due_on:
        facts.append(
            ("いちばん近い期限", f"{DueKind(case.due_kind).label}　{in_both_eras(case.due_on)}　{case.due_because}")
        )
    if case.scheduled_visit_on:
        facts.append(("訪問の約束", in_both_eras(case.scheduled_visit_on)))
    if case.next_step:
        day = f"（{in_both_eras(case.next_step_on)}まで）" if case.next_step_on else ""
        facts.append(("次にすること", f"{case.next_step}{day}"))
    facts += [
        ("同行する人", f"{staff.get(one.staff_id, '')}（{in_both_eras(one.until_on)}まで。{one.purpose}）")
        for one in companions
    ]
    return HandoverSection(
        heading="これからのこと", facts=tuple(facts) or (("期限", "いま決まっている期限はありません"),)
    )


def _goals(lines: tuple[GoalLine, ...]) -> HandoverSection | None:
    if not lines:
        return None
    rows = []
    for goal in lines:
        agreed = f"{in_short_japanese(goal.agreed_on)} {'・'.join(goal.agreed_by)}" if goal.agreed_on else "まだ"
        last = goal.ratings[-1] if goal.ratings else None
        asked = f"実行度{last.performance}・満足度{last.satisfaction}（{last.timepoint.label}）" if last else "まだ"
        rows.append((f"「{goal.text}」", goal.graduation or "まだ", agreed, asked))
    return HandoverSection(
        heading="目標", columns=("本人のことば", "卒業の目印", "合意", "いちばん新しい答え"), rows=tuple(rows)
    )


def _plan(case: Case) -> HandoverSection | None:
    plan = CarePlan.objects.filter(case=case, consented_on__isnull=False).order_by("-number").first()
    if plan is None:
        return None
    sheet = from_json(PlanSheet, plan.sheet)
    facts = [("版と同意", f"第{plan.number}版　{in_both_eras(plan.consented_on)}　{plan.consented_by}")]
    if plan.service_start_on and plan.evaluation_ends_on:
        facts.append(
            ("期間", f"{in_both_eras(plan.service_start_on)}から　評価は{in_both_eras(plan.evaluation_ends_on)}まで")
        )
    if sheet.overall_policy:
        facts.append(("総合的な方針", sheet.overall_policy))
    rows = [
        (issue.goal, support.points, support.self_care, "、".join(f"{use.kind} {use.office}" for use in support.uses))
        for issue in sheet.issues
        for support in issue.supports
    ]
    columns = ("目標", "支援のポイント", "本人・家族・地域", "サービス") if rows else ()
    return HandoverSection(heading="計画", facts=tuple(facts), columns=columns, rows=tuple(rows))


def _after(viewer: Viewer, case_id: uuid.UUID) -> HandoverSection | None:
    lines = follow_ups_of(viewer, case_id)
    if not lines:
        return None
    rows = tuple(
        (
            f"{line.month}か月後",
            in_both_eras(line.due_on),
            in_both_eras(line.done_on) if line.done_on else "これから",
            line.finding.label if line.finding else "",
        )
        for line in lines
    )
    return HandoverSection(heading="卒業後の確かめ", columns=("時点", "予定", "確かめた日", "様子"), rows=rows)


def _moves(case: Case) -> HandoverSection:
    moves = list(case.moves.order_by("seq"))
    undone = {move.corrects_id for move in moves if move.corrects_id}
    rows = []
    for move in moves:
        if move.pk in undone or move.corrects_id:
            continue
        reason = "" if move.reason == MoveReason.USUAL else MoveReason(move.reason).label
        told = "　".join(part for part in (reason, move.note) if part)
        rows.append((in_both_eras(move.effective_on), CaseState(move.to_state).label, told))
    return HandoverSection(heading="これまでの道のり", columns=("日", "状態", "理由・覚え書き"), rows=tuple(rows))


def _lately(notes: list[Note], staff: dict[int, str]) -> HandoverSection:
    if not notes:
        return HandoverSection(heading="この90日の経過", text="この90日の経過記録はありません。")
    rows = tuple(
        (in_both_eras(note.happened_on), NoteKind(note.kind).label, note.text, staff.get(note.recorded_by_id, ""))
        for note in notes
    )
    return HandoverSection(heading="この90日の経過", columns=("日", "種別", "内容", "記録"), rows=rows)
