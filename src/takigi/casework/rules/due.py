"""期限のきまり: what falls due next in a case, when, and why. Pure; every number has its rule and can be a setting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.casework.rules.states import BEFORE_VISIT, FINAL, UNDER_PLAN, CaseState
from takigi.kernel.labelled import Labelled
from takigi.kernel.months import months_after


class DueKind(Labelled):
    """期限の種類."""

    FIRST_VISIT = "first_visit", "アセスメント訪問"
    AGREEMENT = "agreement", "目標の合意"
    PLAN = "plan", "計画の作成"
    MONITORING = "monitoring", "モニタリング"
    EVALUATION = "evaluation", "評価期間の終わりの訪問"
    END_ASSESSMENT = "end_assessment", "終了時の評価"
    RETURN_FROM_HOSPITAL = "return", "入院中の方の様子の確かめ"
    FOLLOW_UP = "follow_up", "卒業後の確かめ"
    CERTIFICATION_END = "certification_end", "認定の終わり"
    ELIGIBILITY_END = "eligibility_end", "事業対象者の更新"
    NEXT_STEP = "next_step", "次にすること"


@dataclass(frozen=True, order=True)
class Due:
    """期限の一つ: the day, what, and the sentence that says why."""

    on: date
    kind: DueKind
    because: str


def monitoring_periods(service_start: date, *, until: date, months: int = 3) -> list[tuple[date, date]]:
    """The periods in which one interview each is due: counted from the month after the service began (V32).

    First and last day of each period that begins by `until`.

    >>> monitoring_periods(date(2026, 4, 10), until=date(2026, 8, 1))
    [(datetime.date(2026, 5, 1), datetime.date(2026, 7, 31)), (datetime.date(2026, 8, 1), datetime.date(2026, 10, 31))]
    """
    first, periods = months_after(service_start.replace(day=1), 1), []
    while first <= until:
        after = months_after(first, months)
        periods.append((first, after - timedelta(days=1)))
        first = after
    return periods


def monitoring_due(
    service_start: date, interviews: Iterable[date], *, on: date, extended_until_on: date | None = None
) -> date:
    """The last day of the earliest period after the last interview: overdue stays overdue until somebody goes (V32).

    Counted in periods, never from the last visit: an interview early in a period does not bring the next one forward.
    A valid extension (all four conditions ticked) moves the day to `extended_until_on`.
    """
    last = max(interviews, default=None)
    horizon = months_after(max(on, service_start, last or service_start), 6)
    ends = [end for first, end in monitoring_periods(service_start, until=horizon) if last is None or first > last]
    return max(ends[0], extended_until_on) if extended_until_on else ends[0]


# The four conditions that must all hold, and be recorded in 経過記録, before monitoring may be spaced out.
EXTENSION_CONDITIONS = (
    ("stable", "状態が落ち着いている"),
    ("no_change_of_service", "サービスの内容に変わりがない"),
    ("contact_kept", "電話などで様子を確かめている"),
    ("agreed", "本人・家族と関係者が了解している"),
)


def may_extend_monitoring(ticked: Iterable[str]) -> bool:
    """Whether the interval may be lengthened: only if all four conditions are recorded (casework.md 1.1)."""
    return {key for key, _ in EXTENSION_CONDITIONS} <= set(ticked)


def conditions_in_words(ticked: Iterable[str]) -> tuple[str, ...]:
    """The ticked conditions as sentences, in the order of the form."""
    ticked = set(ticked)
    return tuple(label for key, label in EXTENSION_CONDITIONS if key in ticked)


NEEDS_ELIGIBILITY = (
    BEFORE_VISIT
    | UNDER_PLAN
    | {CaseState.ASSESSED, CaseState.GOAL_PROPOSED, CaseState.GOAL_AGREED, CaseState.GOAL_DECLINED}
)
FOLLOW_UP_MONTHS = (1, 3, 6, 12)


def follow_ups_due(ended_on: date, months: Iterable[int] = FOLLOW_UP_MONTHS) -> list[tuple[int, date]]:
    """Follow-up days after the end of a course: the same day of the month, 1, 3, 6 and 12 months on."""
    return [(month, months_after(ended_on, month)) for month in months]


@dataclass(frozen=True)
class DueFacts:
    """What the next due date of a case is read from. `None`: there is no such day."""

    state: CaseState
    state_from_on: date
    opened_on: date
    visit_within_days: int
    agree_within_days: int
    suspend_days: int
    plan_within_days: int = 14
    scheduled_visit_on: date | None = None
    visited_on: date | None = None
    next_step_on: date | None = None
    next_step: str = ""
    service_start: date | None = None
    interviews: tuple[date, ...] = ()
    monitoring_extended_until: date | None = None
    evaluation_month_end: date | None = None
    planned_end: date | None = None
    follow_ups: tuple[date, ...] = ()  # not yet done
    certification_until_on: date | None = None
    eligible_until_on: date | None = None  # None too while it stands still
    eligibility_notice_days: int = 30


def dues_of(facts: DueFacts, *, on: date) -> list[Due]:
    """Everything that is due in a case, earliest first. Nothing is due in a final state (V24)."""
    if facts.state in FINAL:
        return []
    found = [*_before_plan(facts), *_under_plan(facts, on), *_eligibility(facts), *_afterwards(facts)]
    if facts.next_step_on:
        found.append(Due(facts.next_step_on, DueKind.NEXT_STEP, facts.next_step or "次にすることの日です"))
    return sorted(found)


def next_due(facts: DueFacts, *, on: date) -> Due | None:
    """The one that comes first."""
    return next(iter(dues_of(facts, on=on)), None)


def _before_plan(facts: DueFacts) -> Iterable[Due]:
    if facts.state in BEFORE_VISIT:
        target = facts.opened_on + timedelta(days=facts.visit_within_days)
        if facts.scheduled_visit_on:
            yield Due(facts.scheduled_visit_on, DueKind.FIRST_VISIT, "訪問の約束の日です")
        else:
            yield Due(target, DueKind.FIRST_VISIT, f"つながってから{facts.visit_within_days}日以内がめやすです")
    if facts.state in {CaseState.ASSESSED, CaseState.GOAL_PROPOSED}:
        since = facts.visited_on or facts.state_from_on
        until = since + timedelta(days=facts.agree_within_days)
        yield Due(until, DueKind.AGREEMENT, f"訪問から{facts.agree_within_days}日以内の合意がめやすです")
    if facts.state in {CaseState.GOAL_AGREED, CaseState.GOAL_DECLINED}:
        until = facts.state_from_on + timedelta(days=facts.plan_within_days)
        yield Due(until, DueKind.PLAN, f"合意から{facts.plan_within_days}日以内がめやすです")


def _under_plan(facts: DueFacts, on: date) -> Iterable[Due]:
    if facts.state in UNDER_PLAN and facts.service_start:
        day = monitoring_due(
            facts.service_start, facts.interviews, on=on, extended_until_on=facts.monitoring_extended_until
        )
        yield Due(day, DueKind.MONITORING, "サービスが始まった次の月から3か月ごとに1回です")
        if facts.evaluation_month_end and not any(
            (day.year, day.month) == (facts.evaluation_month_end.year, facts.evaluation_month_end.month)
            for day in facts.interviews
        ):
            yield Due(facts.evaluation_month_end, DueKind.EVALUATION, "評価期間が終わる月の訪問です")
    if facts.state in {CaseState.SERVICE_ACTIVE, CaseState.SUSPENDED} and facts.planned_end:
        yield Due(facts.planned_end, DueKind.END_ASSESSMENT, "短期集中の終わりの予定日です")
    if facts.state in UNDER_PLAN and facts.certification_until_on:
        yield Due(facts.certification_until_on, DueKind.CERTIFICATION_END, "認定の有効期間が終わります")


def _eligibility(facts: DueFacts) -> Iterable[Due]:
    # Whoever has left the services needs no renewal; before and under a plan the new checklist must come in time.
    if facts.eligible_until_on and facts.state in NEEDS_ELIGIBILITY:
        day = facts.eligible_until_on - timedelta(days=facts.eligibility_notice_days)
        last = f"{facts.eligible_until_on.month}月{facts.eligible_until_on.day}日"
        yield Due(day, DueKind.ELIGIBILITY_END, f"事業対象者の期間が{last}に終わります。更新はチェックリストからです")


def _afterwards(facts: DueFacts) -> Iterable[Due]:
    if facts.state is CaseState.HOSPITALISED:
        until = facts.state_from_on + timedelta(days=facts.suspend_days)
        yield Due(until, DueKind.RETURN_FROM_HOSPITAL, f"入院から{facts.suspend_days}日で、続けるか終えるかを決めます")
    if facts.state in {CaseState.GRADUATED, CaseState.FOLLOW_UP, CaseState.TRANSFERRED_SERVICE}:
        for day in sorted(facts.follow_ups)[:1]:
            yield Due(day, DueKind.FOLLOW_UP, "卒業のあと、1・3・6・12か月に確かめます")
