"""記録の一覧: the records behind a number or a finding, for those with a ground; of the rest only how many there are."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.pager import Pager
from takigi.components.table import Cell, Column, Link, Table
from takigi.evaluation.queries.behind import ON_A_PAGE, RecordLine, RecordsBehind
from takigi.kernel.era_names import in_japanese
from takigi.screens.render import render_screen

COLUMNS = (Column("氏名"), Column("もとになった日"), Column("記録"))
GROUND = "それぞれの記録を、担当や監督などの根拠で見られるため"


def records_page(
    request: Any, found: RecordsBehind, *, back: tuple[str, str], args: tuple[str, ...] = ()
) -> HttpResponse:
    """One page of the list; `back` is the name of the page that it was opened from, and its words."""
    name, words = back
    pager = Pager(found.page, found.seen, ON_A_PAGE, _address(request)) if found.seen > ON_A_PAGE else ""
    context = {
        "heading": found.label,
        "back": reverse(name, args=args),
        "back_words": words,
        "found": found,
        "table": _table(found),
        "pager": pager,
        "ground": GroundLine((GROUND,)),
        "as_of": in_japanese(found.as_of),
    }
    return render_screen(request, "numbers/behind.html", context)


def _address(request: Any) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"?{asked.urlencode()}"


def _table(found: RecordsBehind) -> Table:
    empty = EmptyState("ここに出せる記録はありません", "担当のケースや、担当の圏域の方の記録だけが並びます。")
    rows = tuple(_row(line) for line in found.lines)
    return Table("数の中身", COLUMNS, rows, empty=empty, has_hidden_caption=True)


def _row(line: RecordLine) -> tuple[Cell, ...]:
    home = reverse("case", args=[line.case_id]) if line.case_id else reverse("person", args=[line.person_id])
    day = in_japanese(line.index_on) if line.index_on else "―"
    return Link(line.name, home), day, "ケース" if line.case_id else "台帳"
