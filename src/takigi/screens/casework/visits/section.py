"""訪問の区切り: the case's visits and the draft that is open, on the case's own page."""

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.visits import CaseVisits, visits_of
from takigi.components.button import ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.next_work import is_next
from takigi.screens.casework.section import Section

COLUMNS = (Column("訪問した日"), Column("反応"), Column("選んだ道"), Column("記録"))


def visits_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The visits, newest first, and the way to the next one. Five queries."""
    visits = visits_of(viewer, head.case_id)
    goes_on = head.may_visit and not is_next(head, reverse("visit", args=[head.case_id]))
    if not (visits.visits or visits.draft_at or goes_on):
        return None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Link(in_both_eras(line.visited_on), reverse("visit_record", args=[head.case_id, line.visit_id])),
            line.reaction or "記録がありません",
            "、".join(line.chosen) or "決めていません",
            StatusTag("直される前の記録") if line.is_replaced else StatusTag("確定", Tone.DONE),
        )
        for line in visits.visits
    )
    return Section(
        "アセスメント訪問",
        "visits",
        "casework/visits/_section.html",
        {
            "table": Table("訪問の一覧", COLUMNS, rows, has_hidden_caption=True) if rows else "",
            "draft": _draft_words(viewer, visits),
            "go_on": _go_on(head, visits) if goes_on else "",
        },
    )


def _draft_words(viewer: Viewer, visits: CaseVisits) -> str:
    if visits.draft_at is None:
        return ""
    at = localtime(visits.draft_at)
    day = "きょう" if at.date() == viewer.on else in_both_eras(at.date())
    return f"書きかけの下書きがあります（{day} {at:%H:%M}、{visits.draft_by}）。"


def _go_on(head: CaseHead, visits: CaseVisits) -> ButtonLink:
    words = "下書きを続ける" if visits.draft_at else "訪問を記録する"
    return ButtonLink(words, reverse("visit", args=[head.case_id]))
