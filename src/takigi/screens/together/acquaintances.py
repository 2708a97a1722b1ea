"""知っている人の画面: whom one can ring in another field, and where one met."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.collaboration.queries.acquaintances import Acquaintance, acquaintances
from takigi.components.both_era_date import BothEraDate
from takigi.components.empty_state import EmptyState
from takigi.components.table import Cell, Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.screens.render import render_screen
from takigi.screens.together.desk import desk_tabs
from takigi.screens.together.met import met_by

COLUMNS = (Column("名前"), Column("機関"), Column("分野"), Column("ブロック"), Column("どこで会ったか"), Column("最近"))


@require_safe
def known_people(request: Any) -> HttpResponse:
    """知っている人: other fields first; who is not there yet can be met at a meeting."""
    viewer = request.viewer
    known = acquaintances(viewer, met=met_by(viewer))
    far = [one for one in known if one.is_other_field]
    near = [one for one in known if not one.is_other_field]
    context = {
        "heading": "知っている人",
        "tabs": desk_tabs(viewer, "acquaintances"),
        "far": _table("ほかの分野で知っている人", far),
        "near": _table("同じ分野で知っている人", near),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/known_people.html", context)


def _table(name: str, people: list[Acquaintance]) -> Table:
    empty = EmptyState("まだいません", "経過に相手の職員を選ぶか、会議で出会うと、ここに出ます。")
    return Table(name, COLUMNS, tuple(_row(one) for one in people), empty, has_hidden_caption=True)


def _row(one: Acquaintance) -> tuple[Cell, ...]:
    return (
        f"{one.name}（{one.profession}）" if one.profession else one.name,
        one.agency,
        "、".join(field.label for field in one.fields) or "書かれていません",
        f"第{one.block}ブロック" if one.block else "全域",
        "、".join(dict.fromkeys(meeting.place or meeting.kind.label for meeting in one.met)),
        BothEraDate(one.met[0].last_on),
    )
