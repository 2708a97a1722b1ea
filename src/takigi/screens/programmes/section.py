"""短期集中の区切り: the courses of one case, on the case's page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.states import CaseState
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.table import Link
from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.queries.cards import EpisodeCard
from takigi.programmes.queries.courses import episodes_of_case
from takigi.screens.casework.next_work import is_next
from takigi.screens.casework.section import Section

IN_COURSE = frozenset({CaseState.SERVICE_ACTIVE, CaseState.SUSPENDED, CaseState.END_ASSESSED, CaseState.EXTENDED})
BEGINS_FROM = frozenset({CaseState.PLAN_ACTIVE, CaseState.SERVICE_ACTIVE})


def course_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """Every course with how far it is; where the plan runs and none does, the way to begin one."""
    cards = episodes_of_case(viewer, head.case_id)
    is_running = any(card.ended_on is None for card in cards)
    begins = head.may_record and head.state in BEGINS_FROM and not is_running
    url = reverse("episode_start", args=[head.case_id])
    start = url if begins and not is_next(head, url) else ""
    if not cards and not start:
        return None
    parts = {"lines": [_line(c) for c in cards], "start": start}
    return Section("短期集中", "courses", "programmes/_case_section.html", parts, _work(head, cards))


def _work(head: CaseHead, cards: list[EpisodeCard]) -> ButtonLink | None:
    """While a course runs, whoever writes in it moves the case: sessions, measurements, and how it ends."""
    if not head.may_record or head.state not in IN_COURSE or not cards:
        return None
    card = next((one for one in cards if one.ended_on is None), None)
    if card is None:
        return None
    return ButtonLink("短期集中の記録を開く", reverse("episode", args=[card.episode_id]), ButtonKind.PRIMARY)


def _line(card: EpisodeCard) -> dict[str, object]:
    if card.ended_on is not None:
        end = f"{in_short_japanese(card.ended_on)} {card.end_reason.label if card.end_reason else ''}"
    else:
        end = f"{in_short_japanese(card.planned_end_on)}の予定{'（中断中）' if card.is_suspended else ''}"
    span = f"{in_short_japanese(card.started_on)}〜{end}".strip()
    return {
        "link": Link(span, reverse("episode", args=[card.episode_id])),
        "progress": f"{card.planned_sessions}回中{card.attended}回に出席",
        "last_action": card.last_action,
    }
