"""目標の操作: propose, agree, decline, ask how far it is done and enjoyed, and judge at the end."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import step
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Case, Goal, GoalRating
from takigi.casework.rules.goals import GoalField, check_agreement, check_goal, check_rating
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason
from takigi.instruments.timepoints import Timepoint


@dataclass(frozen=True)
class GoalWords:
    """What is written down of one goal."""

    text: str
    field: GoalField = GoalField.OTHER
    graduation: str = ""
    target_on: date | None = None
    self_does: str = ""
    family_does: str = ""
    team_does: str = ""


def _now(case: Case) -> list[Goal]:
    return list(Goal.objects.filter(case=case, replaced_by__isnull=True).order_by("position", "recorded_at"))


@transaction.atomic
def write_goals(*, by: Viewer, case_id: uuid.UUID, goals: Sequence[GoalWords], on: date) -> list[uuid.UUID]:
    """目標を提案する (or rewrite what is not agreed yet): one to three, in the person's words; returns their ids.

    Goals that were agreed stay as they are; `revise_goal` changes those.
    """
    case = policies.case_to_change(by, case_id)
    wanted = [one for one in goals if one.text.strip()]
    if not 1 <= len(wanted) <= 3:
        raise CaseRefused("目標は、ひとつから三つまでにしてください。いちばん大事なことから始めます。")
    for one in wanted:
        check_goal(one.text, one.graduation, needs_graduation=False)
    if on > by.on:
        raise CaseRefused("提案した日が今日より後になっています。")
    Goal.objects.filter(case=case, agreed_on__isnull=True, ratings__isnull=True, replaced_by__isnull=True).delete()
    # What was agreed, or is asked about already, keeps its place; the new goals take those that are free.
    taken = set(Goal.objects.filter(case=case).values_list("position", flat=True))
    free = (place for place in count(1) if place not in taken)
    made = [_make(case, one, next(free), on=on, by=by) for one in wanted]
    if CaseState(case.state) is CaseState.ASSESSED:
        way = policies.town_way(by)
        day = max(on, case.state_from_on)
        step(case, CaseState.GOAL_PROPOSED, on=day, reason=MoveReason.USUAL, note="", by=by, way=way)
    record("casework.goals_written", by, case)
    return made


def _make(case: Case, words: GoalWords, position: int, *, on: date, by: Viewer, **more: object) -> uuid.UUID:
    goal = Goal.objects.create(
        case=case,
        position=position,
        text=words.text.strip(),
        field=words.field,
        graduation=words.graduation.strip(),
        target_on=words.target_on,
        proposed_on=on,
        self_does=words.self_does.strip(),
        family_does=words.family_does.strip(),
        team_does=words.team_does.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        **more,
    )
    return goal.pk


@transaction.atomic
def agree_goals(*, by: Viewer, case_id: uuid.UUID, agreed_on: date, parties: Sequence[str]) -> None:
    """目標に合意する: all goals that wait, by the person and the team, each with its point of graduation."""
    case = policies.case_to_change(by, case_id)
    waiting = [goal for goal in _now(case) if goal.agreed_on is None]
    if not waiting:
        raise CaseRefused("合意を待っている目標がありません。先に目標を書いてください。")
    for goal in waiting:
        check_goal(goal.text, goal.graduation, needs_graduation=True)
        check_agreement(parties, agreed_on, proposed_on=goal.proposed_on, today=by.on)
        goal.agreed_on, goal.agreed_by = agreed_on, list(parties)
        goal.save()
    way = policies.town_way(by)
    if CaseState(case.state) is CaseState.GOAL_PROPOSED:
        day = max(agreed_on, case.state_from_on)
        step(case, CaseState.GOAL_AGREED, on=day, reason=MoveReason.USUAL, note="", by=by, way=way)
    else:
        save_with_due(case, way, on=by.on)
    record("casework.goals_agreed", by, case)


@transaction.atomic
def decline_goals(*, by: Viewer, case_id: uuid.UUID, on: date, reason: MoveReason, note: str) -> None:
    """合意しなかった: the person or the family does not want this goal; said with the reason, and no door is shut."""
    case = policies.case_to_change(by, case_id)
    if reason is MoveReason.USUAL and not note.strip():
        raise CaseRefused("合意しなかったわけを、本人や家族のことばで書いてください。")
    way = policies.town_way(by)
    step(case, CaseState.GOAL_DECLINED, on=on, reason=reason, note=note, by=by, way=way)
    record("casework.goals_declined", by, case)


def goal_to_change(by: Viewer, goal_id: uuid.UUID) -> tuple[Goal, Case]:
    """A goal that is in force, with its case locked."""
    goal = Goal.objects.filter(pk=goal_id, replaced_by__isnull=True).first()
    if goal is None:
        raise Unseen
    return goal, policies.case_to_change(by, goal.case_id)


@transaction.atomic
def revise_goal(*, by: Viewer, goal_id: uuid.UUID, words: GoalWords, on: date) -> uuid.UUID:
    """合意した目標を変える: a new version beside the old one; it waits for its own agreement."""
    old, case = goal_to_change(by, goal_id)
    check_goal(words.text, words.graduation, needs_graduation=False)
    new_id = _make(case, words, old.position, on=on, by=by, replaces=old)
    record("casework.goals_written", by, case)
    return new_id


@transaction.atomic
def rate_goal(
    *, by: Viewer, goal_id: uuid.UUID, timepoint: Timepoint, on: date, performance: int, satisfaction: int
) -> None:
    """実行度・満足度を聞く, 0 to 10 each. Asked again at the same time, the later answer replaces the earlier one."""
    goal, case = goal_to_change(by, goal_id)
    rating = check_rating(performance, satisfaction)
    if not goal.proposed_on <= on <= by.on:
        raise CaseRefused("聞いた日は、目標を提案した日から今日までの日にしてください。")
    earlier = None
    if timepoint is not Timepoint.AD_HOC:
        earlier = goal.ratings.filter(timepoint=timepoint, replaced_by__isnull=True).first()
    GoalRating.objects.create(
        goal=goal,
        timepoint=timepoint,
        rated_on=on,
        performance=rating.performance,
        satisfaction=rating.satisfaction,
        replaces=earlier,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("casework.goal_rated", by, case)


@transaction.atomic
def judge_goal(
    *, by: Viewer, goal_id: uuid.UUID, is_achieved: bool, on: date, parties: Sequence[str], why_not: str = ""
) -> None:
    """目標を判断する: achieved or not, on which day, by whom. Only an agreed goal can be judged (KPI 15)."""
    goal, case = goal_to_change(by, goal_id)
    if goal.agreed_on is None:
        raise CaseRefused("合意していない目標は、判断できません。先に合意を記録してください。")
    if not goal.agreed_on <= on <= by.on:
        raise CaseRefused("判断した日は、合意した日から今日までの日にしてください。")
    if not parties:
        raise CaseRefused("だれと判断したかを選んでください。")
    goal.is_achieved, goal.judged_on = is_achieved, on
    goal.judged_by, goal.why_not = list(parties), why_not.strip()
    goal.save()
    record("casework.goal_judged", by, case)
