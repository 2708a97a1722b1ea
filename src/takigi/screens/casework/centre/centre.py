"""センターの様子: visits against the target, open cases by column, what is late by kind, who waits."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import Viewer
from takigi.casework.queries.board import CaseCard
from takigi.casework.queries.centre import PAGE, Centre, centre_of, held_cases, late_cases
from takigi.casework.rules.due import DueKind
from takigi.components.chart import ChartFigure
from takigi.components.empty_state import EmptyState
from takigi.components.pager import Pager
from takigi.components.table import Column, Link, Table
from takigi.components.tabs import Tab, Tabs
from takigi.kernel.era_names import in_both_eras
from takigi.kernel.turning import page_in
from takigi.organisations.queries import names_of_staff
from takigi.screens.asked import number_asked, page_asked
from takigi.screens.casework.cards import dress_card
from takigi.screens.casework.centre.visits_chart import visits_chart
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.render import render_screen

NOTHING_LATE = EmptyState("期限を過ぎたケースはありません", "いまのところ、すべて期限の中です。")


@require_safe
def cases_centre(request: Any) -> HttpResponse:
    """The centre that the viewer leads; with several, the one in the address."""
    viewer = request.viewer
    found = centre_of(viewer, agency_id=number_asked(request, "agency"))
    context = {
        "heading": "センターの様子",
        "tabs": desk_tabs(viewer, "cases_centre"),
        "views": _views(found),
        "found": found,
        "months": ChartFigure(visits_chart(found.months, as_of=viewer.on)),
        "this_month": found.months[-1],
        "stages": _stages(found),
        "late": _late(found),
        "late_total": sum(one.count for one in found.late),
        "colleagues": _colleagues(found),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "casework/centre/centre.html", context)


def _views(found: Centre) -> Tabs | str:
    if not found.others:
        return ""
    here, all_of_them = reverse("cases_centre"), [(found.agency_id, found.agency_name), *found.others]
    tabs = (Tab(name, f"{here}?agency={key}", is_current=key == found.agency_id) for key, name in sorted(all_of_them))
    return Tabs("どのセンターか", tuple(tabs))


def _stages(found: Centre) -> Table:
    columns = (Column("いまの列"), Column("件数", is_number=True), Column("うち期限過ぎ", is_number=True))
    rows = tuple(
        (
            Link(one.stage.label, f"{reverse('case_column', args=[one.stage.value])}?agency={found.agency_id}"),
            f"{one.count}件",
            f"{one.late}件",
        )
        for one in found.stages
    )
    return Table("続いているケース", columns, rows, has_hidden_caption=True)


def _late(found: Centre) -> Table:
    columns = (Column("期限の種類"), Column("件数", is_number=True))
    rows = tuple(
        (
            Link(one.kind.label, f"{reverse('cases_late', args=[one.kind.value])}?agency={found.agency_id}"),
            f"{one.count}件",
        )
        for one in found.late
    )
    return Table("期限を過ぎたケース", columns, rows, NOTHING_LATE, has_hidden_caption=True)


def _colleagues(found: Centre) -> Table:
    columns = (Column("職員（五十音順）"), Column("受け持ち", is_number=True))
    rows = tuple(
        (
            Link(one.name, f"{reverse('cases_held', args=[one.staff_id])}?agency={found.agency_id}"),
            f"{one.cases}件",
        )
        for one in found.colleagues
    )
    return Table("職員の受け持ち", columns, rows, has_hidden_caption=True)


@require_safe
def cases_late(request: Any, kind: str) -> HttpResponse:
    """The late cases of one kind, longest first."""
    viewer: Viewer = request.viewer
    if kind not in set(DueKind):
        raise Http404
    asked, agency_id = page_asked(request), number_asked(request, "agency")
    found = late_cases(viewer, DueKind(kind), agency_id=agency_id, page=asked)
    return _cases(request, f"期限を過ぎたケース　{DueKind(kind).label}", *found)


@require_safe
def cases_held(request: Any, staff_id: int) -> HttpResponse:
    """One colleague's cases, what is due first. Nobody is compared with anybody."""
    viewer: Viewer = request.viewer
    found = held_cases(viewer, staff_id, agency_id=number_asked(request, "agency"), page=page_asked(request))
    name = names_of_staff(viewer.municipality_id, {staff_id}).get(staff_id)
    if name is None:
        raise Http404
    return _cases(request, f"受け持ち　{name}", *found)


def _cases(request: Any, heading: str, cards: tuple[CaseCard, ...], total: int, agency: int) -> HttpResponse:
    viewer, page = request.viewer, page_in(page_asked(request), total, PAGE)
    context = {
        "heading": heading,
        "back": (f"{reverse('cases_centre')}?agency={agency}", "センターの様子へ戻る"),
        "cards": [dress_card(card, viewer) for card in cards],
        "pager": Pager(page, total, PAGE, f"?agency={agency}") if total else "",
    }
    return render_screen(request, "casework/column.html", context)
