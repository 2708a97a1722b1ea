"""担当者ミーティングの画面: three short meetings a month; the records themselves are those of each team's story."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Link, Table
from takigi.logic_models.queries.team_months import A_MONTH, TeamMonth, team_months
from takigi.screens.meetings.afterwards.pages import plain_parts
from takigi.screens.meetings.afterwards.promise_rows import short
from takigi.screens.meetings.afterwards.promises import back_to_desk
from takigi.screens.render import render_screen

COLUMNS = (
    Column("チーム（ストーリー）"),
    Column("今月", is_number=True),
    Column("先月", is_number=True),
    Column("変えると決めたこと"),
    Column("確かめる日"),
)


@require_safe
def team_meetings(request: Any) -> HttpResponse:
    """担当者ミーティング: last month's reflection → a change → looked at this month."""
    empty = EmptyState("入っているチームはありません", "ストーリーのチームに入ると、打ち合わせがここに並びます。")
    table = Table(
        "担当者ミーティング",
        COLUMNS,
        tuple(_row(one) for one in team_months(request.viewer)),
        empty=empty,
        has_hidden_caption=True,
    )
    parts = plain_parts(request.viewer) | {
        "title": "担当者ミーティング",
        "heading": "担当者ミーティング",
        "back": back_to_desk(),
        "lead": f"めやすは月{A_MONTH}回。先月の振り返りから一つ変えて、次の打ち合わせでどうなったかを確かめます。",
        "tables": [("わたしのチーム", table)],
    }
    return render_screen(request, "meetings/my_promises.html", parts)


def _row(one: TeamMonth) -> tuple[object, ...]:
    told = f"{short(one.check_on)}（その日が来ています）" if one.is_due else short(one.check_on)
    return (
        Link(one.title, reverse("story_meetings", args=[one.story_id])),
        f"{one.held}回",
        f"{one.held_before}回",
        one.to_change or "―",
        told,
    )
