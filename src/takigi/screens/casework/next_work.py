"""次の仕事: the one button of a case's page, which leads to the work that moves the case on by itself."""

from django.urls import reverse

from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.states import CaseState
from takigi.components.button import ButtonKind, ButtonLink

S = CaseState
# Whoever does this work moves the case by doing it; nobody has to know the names of the states.
WORK: dict[CaseState, tuple[str, str]] = {
    S.KCL_DONE: ("訪問の日を決める", "case_schedule"),
    S.CERTIFIED: ("訪問の日を決める", "case_schedule"),
    S.NOT_ELIGIBLE: ("訪問の日を決める", "case_schedule"),
    S.VISIT_SCHEDULED: ("訪問を記録する", "visit"),
    S.ASSESSED: ("目標を書く", "goals_write"),
    S.GOAL_PROPOSED: ("合意を記録する", "goals_agree"),
    S.GOAL_AGREED: ("計画書を書く", "plans"),
    S.GOAL_DECLINED: ("計画書を書く", "plans"),
    S.PLAN_ACTIVE: ("短期集中を始める", "episode_start"),
    S.GRADUATED: ("卒業後の様子を記録する", "follow_ups"),
    S.TRANSFERRED_SERVICE: ("その後の様子を記録する", "follow_ups"),
    S.DISCONTINUED: ("その後の様子を記録する", "follow_ups"),
    S.FOLLOW_UP: ("卒業後の様子を記録する", "follow_ups"),
}


def is_next(head: CaseHead, url: str) -> bool:
    """Whether the one button leads there already: then no second one stands in the sections below."""
    work = next_work(head)
    return work is not None and work.href == url


def next_work(head: CaseHead) -> ButtonLink | None:
    """The work that comes next, for whoever may record it; None where the section of the course leads on."""
    if not head.may_record or head.closed_on is not None or head.state not in WORK:
        return None
    words, screen = WORK[head.state]
    return ButtonLink(words, reverse(screen, args=[head.case_id]), ButtonKind.PRIMARY)
