"""このケースが入る数: from the page of a case up to the numbers in which it counts, and as what."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import case_head
from takigi.components.empty_state import EmptyState
from takigi.components.table import Cell, Column, Link, Table
from takigi.evaluation.queries.counts_in import CountsIn, counts_in
from takigi.evaluation.queries.rights import rights_of
from takigi.evaluation.rules import Part
from takigi.indicators.periods import fiscal_years
from takigi.kernel.era_names import in_both_eras
from takigi.kernel.fiscal_year import FiscalYear
from takigi.screens.casework.case_form import head_parts
from takigi.screens.render import render_screen

COLUMNS = (Column("数"), Column("数えられ方"), Column("もとになった日"))
NOWHERE = EmptyState(
    "まだ、どの数にも入っていません", "訪問・合意・短期集中・卒業などを記録すると、その日から数に入ります。"
)
# Whoever counts is also among those it is counted out of: said once.
WORDS = {
    Part.NUMERATOR: "当てはまる方として",
    Part.DENOMINATOR: "全体のひとりとして",
    Part.WAITING: "まだ決まらない方として（集計中）",
    Part.LEFT_OUT: "除いた方として",
    Part.UNKNOWN: "わからない方として",
}


@require_safe
def case_counts(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """This fiscal year's numbers, as far as today's records say. Nothing is typed for them."""
    viewer: Viewer = request.viewer
    head = case_head(viewer, case_id)
    year = FiscalYear.containing(viewer.on)
    found = counts_in(viewer, case_id, periods=fiscal_years(year.begins_in))
    context = head_parts(viewer, head) | {
        "title": "このケースが入る数",
        "year": year.in_japanese,
        "table": _table(viewer, found),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "numbers/of_case.html", context)


def _table(viewer: Viewer, found: tuple[CountsIn, ...]) -> Table:
    opens = rights_of(viewer).sees_numbers
    by_number: dict[str, list[CountsIn]] = {}
    for one in found:
        by_number.setdefault(one.key, []).append(one)
    rows = tuple(_row(parts, opens=opens) for parts in by_number.values())
    return Table("このケースが入る数", COLUMNS, rows, NOWHERE, has_hidden_caption=True)


def _row(parts: list[CountsIn], *, opens: bool) -> tuple[Cell, ...]:
    first, named = parts[0], {one.part for one in parts}
    if Part.NUMERATOR in named:
        named.discard(Part.DENOMINATOR)
    days = [one.index_on for one in parts if one.index_on]
    name: Cell = Link(first.label, reverse("number", args=[first.key])) if opens else first.label
    return name, "、".join(WORDS[part] for part in Part if part in named), in_both_eras(min(days)) if days else "―"
