"""閲覧の表: who may read what, and when, in words for one standing at a time and as the whole table."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.information import Information
from takigi.access.matrix import MATRIX, Cell, Code
from takigi.access.relations import Relation
from takigi.components.table import Column, Table
from takigi.components.tabs import Tab, Tabs
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen


@require_safe
def access_matrix(request: Any) -> HttpResponse:
    """The standing chosen by `as`, or the first."""
    asked = request.GET.get("as", "")
    relation = Relation(asked) if asked in set(Relation) else Relation.OWN
    rows = tuple((kind.label, _in_words(MATRIX[kind, relation])) for kind in Information)
    context = {
        "heading": "閲覧の表",
        "tabs": tabs(request.viewer, "access_matrix"),
        "relations": _relations(relation),
        "relation": relation,
        "table": Table(f"{relation.label}が見られるもの", (Column("情報"), Column("どんなときに見られるか")), rows),
        "grid": [(kind, [MATRIX[kind, one].text for one in Relation]) for kind in Information],
        "standings": list(Relation),
        "codes": [(code.value, code.when) for code in Code if code.when],
    }
    return render_screen(request, "administration/access_matrix.html", context)


def _in_words(cell: Cell) -> str:
    return "、または".join(way.when for way in cell.ways) or "見られません"


def _relations(current: Relation) -> Tabs:
    here = reverse("access_matrix")
    return Tabs("立場", tuple(Tab(one.label, f"{here}?as={one.value}", one is current) for one in Relation))
