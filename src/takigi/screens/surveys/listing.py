"""アンケートの一覧: what is asked now and what was asked before."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Link, Table
from takigi.kernel.era_names import in_both_eras, in_japanese
from takigi.screens.numbers.desk import desk_tabs
from takigi.screens.render import render_screen
from takigi.surveys.queries.waves import WaveCard, may_prepare, waves

COLUMNS = (Column("題"), Column("聞くこと"), Column("期間"), Column("答えた人"), Column("いま"))


@require_safe
def surveys(request: Any) -> HttpResponse:
    """Every wave, newest first."""
    viewer = request.viewer
    empty = EmptyState(
        "まだアンケートはありません",
        "6つの問いは2分で答えられます。名前を書かずに答えてもらい、10人から、まとめだけを見ます。",
    )
    new = ButtonLink("アンケートを用意する", reverse("survey_new"), ButtonKind.PRIMARY, icon="plus")
    rows = tuple(_row(one) for one in waves(viewer))
    context = {
        "heading": "アンケート",
        "tabs": desk_tabs(viewer, "surveys"),
        "action": new if may_prepare(viewer) else "",
        "instruments_url": reverse("survey_instruments") if may_prepare(viewer) else "",
        "table": Table("アンケート", COLUMNS, rows, empty=empty, has_hidden_caption=True),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "surveys/list.html", context)


def _row(one: WaveCard) -> tuple[Any, ...]:
    label = Link(one.label, reverse("survey", args=[one.wave_id])) if one.may_read else one.label
    days = f"{in_japanese(one.opens_on)}から{in_japanese(one.closes_on)}まで"
    return (
        label,
        one.instrument,
        days,
        f"{one.invited:,}人中{one.answered:,}人",
        "受付中" if one.is_open else "閉じています",
    )
