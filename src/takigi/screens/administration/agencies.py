"""機関の名簿: centres, sections, providers, with their fields, blocks and areas. Open to all staff."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.pages import Page, opens
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.organisations.queries import AgencyCard
from takigi.organisations.rules import Field
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("名称", "種類", "分野", "担当圏域", "ブロック", "状態")))
EMPTY = EmptyState("まだ機関がありません", "センターと介護保険の担当から加えてください。")


@require_safe
def agencies(request: Any) -> HttpResponse:
    """The list of the viewer's municipality."""
    viewer = request.viewer
    add = ButtonLink("機関を加える", reverse("agency_new"), ButtonKind.PRIMARY)
    may_change = opens(viewer, Page.ACCOUNTS)
    rows = tuple(_row(card) for card in administration.agencies(viewer))
    context = {
        "heading": "機関",
        "tabs": tabs(viewer, "agencies"),
        "action": add if may_change else "",
        "more": ButtonLink("圏域を加える", reverse("area_new")) if may_change else "",
        "table": Table("機関", COLUMNS, rows, EMPTY, has_hidden_caption=True),
    }
    return render_screen(request, "administration/table.html", context)


def _row(card: AgencyCard) -> tuple[Any, ...]:
    fields = "、".join(Field(value).label for value in card.fields) or "決まっていません"
    kind = f"{card.kind.label}（多機関協働ステーション）" if card.is_station else card.kind.label
    block = f"第{card.block}ブロック" if card.block else "なし"
    state = StatusTag("廃止") if card.closed_on else "開いています"
    return (card.name, kind, fields, "、".join(card.area_names) or "なし", block, state)
