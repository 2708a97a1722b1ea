"""基本チェックリストの読み取り: the sheets of a case, one with its whole result, and whether the person is 事業対象者."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.models import Case, Checklist, Eligibility
from takigi.casework.policies import may_judge, seen_case, town_way, visible_cases
from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay, Standing
from takigi.casework.rules.checklists import Answers, Times, standing_on, town_cutoffs, valid_until
from takigi.instruments.checklist import ChecklistResult
from takigi.instruments.frailty import Cutoffs, FrailtyRange, frailty_class
from takigi.instruments.scores import Score, Verdict
from takigi.organisations.queries import names_of_staff


@dataclass(frozen=True)
class ChecklistLine:
    """チェックリストの一行."""

    checklist_id: uuid.UUID
    is_of_this_case: bool
    answered_on: date
    way: AnswerWay
    answered_by: AnsweredBy
    verdict: Verdict
    total: Score
    is_judged: bool
    is_latest: bool


def _root_of(case: Case) -> uuid.UUID:
    return Case.objects.values_list("person__root_id", flat=True).get(pk=case.pk)


def _sheets(root_id: uuid.UUID) -> QuerySet[Checklist]:
    return Checklist.objects.filter(person__root_id=root_id, replaced_by__isnull=True)


def checklists_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[ChecklistLine, ...]:
    """The sheets in force, newest first: of this case and of others that the viewer may see. Three queries.

    The reading was noted with the heading.
    """
    case = seen_case(viewer, case_id)
    seen = Q(case__isnull=True) | Q(case__in=visible_cases(viewer))
    rows = _sheets(_root_of(case)).filter(seen).order_by("-answered_on", "-recorded_at")
    return tuple(
        ChecklistLine(
            row.pk,
            row.case_id in {case.pk, None},
            row.answered_on,
            AnswerWay(row.way),
            AnsweredBy(row.answered_by),
            Verdict(row.verdict),
            Score(row.total_low, row.total_high),
            row.judged_by_id is not None,
            position == 0,
        )
        for position, row in enumerate(rows)
    )


@dataclass(frozen=True)
class ChecklistSheet:
    """チェックリスト一枚: the answers as given, and everything they say."""

    checklist_id: uuid.UUID
    answers: Answers
    result: ChecklistResult
    frailty: FrailtyRange
    cutoffs: Cutoffs
    form_version: str
    recorded_by: str
    judged_by: str
    judged_on: date | None
    correction: str
    replaces_id: uuid.UUID | None
    replaced_by_id: uuid.UUID | None
    is_latest: bool
    has_eligibility: bool
    would_hold_until: date | None
    may_judge: bool


def checklist_of(viewer: Viewer, case_id: uuid.UUID, checklist_id: uuid.UUID) -> ChecklistSheet:
    """One sheet of a case, also one that was corrected since. Raises Unseen. Nine queries."""
    case = seen_case(viewer, case_id)
    # A sheet that came with a file of many belongs to the person, and to whichever case takes it up.
    own = Q(case=case) | Q(case__isnull=True, person__root_id=_root_of(case))
    row = Checklist.objects.filter(own, pk=checklist_id).first()
    if row is None:
        raise Unseen
    way, answers = town_way(viewer), answers_of_row(row)
    result, cutoffs = answers.result, town_cutoffs(way)
    names = names_of_staff(viewer.municipality_id, {row.recorded_by_id, row.judged_by_id} - {None})
    last = _sheets(_root_of(case)).order_by("answered_on", "recorded_at").values_list("pk", flat=True).last()
    return ChecklistSheet(
        checklist_id=row.pk,
        answers=answers,
        result=result,
        frailty=frailty_class(result.total, cutoffs),
        cutoffs=cutoffs,
        form_version=row.form_version,
        recorded_by=names.get(row.recorded_by_id, ""),
        judged_by=names.get(row.judged_by_id, "") if row.judged_by_id else "",
        judged_on=row.judged_on,
        correction=row.correction,
        replaces_id=row.replaces_id,
        replaced_by_id=Checklist.objects.filter(replaces=row).values_list("pk", flat=True).first(),
        is_latest=last == row.pk,
        has_eligibility=Eligibility.objects.filter(checklist=row).exists(),
        would_hold_until=valid_until(viewer.on, way),
        may_judge=may_judge(viewer, case) and row.filled_by_id != viewer.staff_id,
    )


def answers_of_row(row: Checklist) -> Answers:
    """What stands on a sheet that was kept."""
    return Answers(
        answered_on=row.answered_on,
        way=AnswerWay(row.way),
        answered_by=AnsweredBy(row.answered_by),
        points=row.points,
        height_cm=row.height_cm,
        weight_kg=row.weight_kg,
    )


@dataclass(frozen=True)
class StandingLine:
    """事業対象者の今: how it stands on the viewer's day and everything that it was read from."""

    standing: Standing
    times: Times
    reason: str
    suspension_reason: str
    end_reason: str
    judged_by: str


def standing_of(viewer: Viewer, case_id: uuid.UUID) -> StandingLine | None:
    """The last judgement of the person, whichever centre made it; None when there never was one. Five queries."""
    root_id = _root_of(seen_case(viewer, case_id))
    rows = Eligibility.objects.filter(person__root_id=root_id).select_related("checklist")
    row = rows.order_by("judged_on", "recorded_at").last()
    if row is None:
        return None
    # The latest judgement counts (施行規則140条の62の4), also when it says that no criterion is reached any more.
    last = _sheets(root_id).filter(judged_on__isnull=False).order_by("answered_on", "recorded_at").last()
    is_overtaken = last is not None and last.pk != row.checklist_id and last.verdict == Verdict.NOT_MET
    times = Times(
        judged_on=row.judged_on,
        valid_until=row.valid_until,
        suspended_from=row.suspended_from,
        suspended_until=row.suspended_until,
        ended_on=row.ended_on,
        overtaken_on=last.judged_on if is_overtaken else None,
    )
    names = names_of_staff(viewer.municipality_id, {row.judged_by_id})
    return StandingLine(
        standing=standing_on(times, viewer.on),
        times=times,
        reason=row.reason,
        suspension_reason=row.suspension_reason,
        end_reason=row.end_reason,
        judged_by=names.get(row.judged_by_id, ""),
    )
