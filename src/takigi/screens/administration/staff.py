"""職員の名簿: who works where today, by name, agency or duty."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.pages import Page, opens
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Link, Table
from takigi.organisations.queries import StaffCard
from takigi.screens.administration.pages import tabs
from takigi.screens.administration.words import posts_today, status_tag
from takigi.screens.render import render_screen

COLUMNS = (Column("氏名"), Column("職種"), Column("今の配属"), Column("アカウント"))


@require_safe
def staff(request: Any) -> HttpResponse:
    """The list, narrowed by `q` in name, reading, agency or duty."""
    viewer, wanted = request.viewer, request.GET.get("q", "").strip()
    everybody = administration.staff_page(viewer)
    rows = tuple(_row(card, viewer) for card in everybody if wanted in _words(card))
    context = {
        "heading": "職員",
        "tabs": tabs(viewer, "staff"),
        "action": ButtonLink("職員を加える", reverse("staff_new"), ButtonKind.PRIMARY)
        if opens(viewer, Page.ACCOUNTS)
        else "",
        "wanted": wanted,
        "table": Table("職員", COLUMNS, rows, EmptyState("当てはまる職員はいません"), has_hidden_caption=True),
        "found": f"{len(everybody)}人中{len(rows)}人",
    }
    return render_screen(request, "administration/staff.html", context, part="administration/_staff.html")


def _row(card: StaffCard, viewer: Any) -> tuple[Any, ...]:
    # The reading stands beside the name: a column of long readings would not fit a tablet.
    called = f"{card.name}（{card.name_kana}）" if card.name_kana else card.name
    name = Link(called, reverse("staff_member", args=[card.staff_id]))
    return (name, card.profession, posts_today(card, viewer.on), status_tag(card.status))


def _words(card: StaffCard) -> str:
    posts = " ".join(f"{post.agency_name} {post.duty.label}" for post in card.posts)
    return f"{card.name} {card.name_kana} {card.profession} {posts}"
