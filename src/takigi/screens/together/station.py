"""ステーションの板の画面: where we are the owner or have become it in fact, and when we step out."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.collaboration.queries.station import InFactLine, OwnedLine, StayLine, station_board
from takigi.components.both_era_date import BothEraDate
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.rules import Duty
from takigi.screens.render import render_screen
from takigi.screens.together.desk import desk_tabs


@require_safe
def together_station(request: Any) -> HttpResponse:
    """The board: case numbers, agencies and days; nobody's name."""
    viewer = request.viewer
    board = station_board(viewer)
    context = {
        "heading": "ステーションの板",
        "tabs": desk_tabs(viewer, "together_station"),
        "board": board,
        "new": reverse("station_case_new") if viewer.has_duty(Duty.SECRETARIAT) else "",
        "owned": Table(
            "例外として主担当になっているケース",
            (Column("ケース"), Column("期限"), Column("のこり"), Column("どう戻すか"), Column("もとの主担当")),
            tuple(_owned(one) for one in board.owned),
            EmptyState(
                "例外として主担当になっているケースはありません", "ケースは、もとの機関が受け持ち続けています。"
            ),
            has_hidden_caption=True,
        ),
        "in_fact": Table(
            "事実上の主担当になっているケース",
            (Column("ケース"), Column("主担当"), Column("主担当の最後の記録"), Column("ステーションの最後の記録")),
            tuple(_in_fact(one) for one in board.in_fact),
            EmptyState(
                "事実上の主担当になっているケースはありません",
                f"この{board.days}日に、ステーションだけが記録しているケースはありません。",
            ),
            has_hidden_caption=True,
        ),
        "stays": Table(
            "関わっているケースと離れる予定",
            (Column("ケース"), Column("関わり方"), Column("離れる予定"), Column("主担当"), Column("")),
            tuple(_stay(one) for one in board.stays),
            EmptyState(
                "いま関わっているケースはありません", "主担当が「ステーションの関わりを始める」と、ここに並びます。"
            ),
            has_hidden_caption=True,
        ),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/station.html", context)


def _owned(one: OwnedLine) -> tuple[Cell, ...]:
    left = "期限がありません" if one.days_left is None else f"あと{one.days_left}日"
    if one.days_left is not None and one.days_left < 0:
        left = f"{-one.days_left}日過ぎています"
    return (
        Link(one.case_no, reverse("shared_case", args=[one.case_id])),
        BothEraDate(one.until) if one.until else "",
        StatusTag(left, Tone.ALERT if one.is_soon else Tone.QUIET),
        one.exit_plan,
        one.from_name,
    )


def _in_fact(one: InFactLine) -> tuple[Cell, ...]:
    return (
        one.case_no,
        one.owner_name,
        BothEraDate(one.last_by_owner_on) if one.last_by_owner_on else "まだ記録がありません",
        BothEraDate(one.last_by_station_on),
    )


def _stay(one: StayLine) -> tuple[Cell, ...]:
    day: Cell = BothEraDate(one.planned_to)
    if one.is_late:
        day = StatusTag(f"{in_both_eras(one.planned_to)}の予定を過ぎています", Tone.ALERT)
    return (
        one.case_no,
        one.mode.label,
        day,
        one.owner_name,
        Link("離れる・延ばす", reverse("involvement_end", args=[one.involvement_id])),
    )
