"""職員ひとり: the account, every post with its dates, and what may be changed."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.pages import Page, opens
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.organisations.queries import PostCard, StaffCard
from takigi.screens.administration.words import span_tag, status_tag
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("機関", "職務", "職位", "始まり", "終わり", "状態", "")))


@require_safe
def staff_member(request: Any, staff_id: int) -> HttpResponse:
    """One member of the viewer's municipality."""
    viewer = request.viewer
    card, changes = administration.member_of_staff(viewer, staff_id), opens(viewer, Page.ACCOUNTS)
    give = ButtonLink("配属を加える", reverse("post_new", args=[staff_id]), ButtonKind.PRIMARY)
    context = {
        "heading": card.name,
        "action": give if changes else "",
        "facts": _facts(card, changes=changes),
        "posts": _posts(card, viewer.on, changes=changes),
        "changes": _changes(staff_id) if changes else (),
    }
    return render_screen(request, "administration/staff_member.html", context)


def _facts(card: StaffCard, *, changes: bool) -> DefinitionList:
    # Half of what opens the door: only for whoever makes accounts.
    sign_in = (Fact("サインイン名", card.login_name),) if changes else ()
    account = Fact("アカウント", status_tag(card.status))
    return DefinitionList((Fact("カナ", card.name_kana), Fact("職種", card.profession), *sign_in, account))


def _posts(card: StaffCard, on: Any, *, changes: bool) -> Table:
    rows = tuple(_row(card.staff_id, post, on, changes=changes) for post in card.posts)
    empty = EmptyState("まだ配属がありません", "配属を加えると、その日から職務に応じた机が開きます。")
    return Table("配属", COLUMNS, rows, empty)


def _row(staff_id: int, post: PostCard, on: Any, *, changes: bool) -> tuple[Any, ...]:
    may_end = changes and post.ended_on is None
    end = ButtonLink("配属を終える", reverse("post_end", args=[staff_id, post.post_id])) if may_end else ""
    ended = BothEraDate(post.ended_on) if post.ended_on else "決まっていません"
    return (
        post.agency_name,
        post.duty.label,
        post.level.label,
        BothEraDate(post.from_on),
        ended,
        span_tag(post, on),
        end,
    )


def _changes(staff_id: int) -> tuple[ButtonLink, ...]:
    named = (("アカウントを止める・戻す", "staff_status"), ("パスワードを決めなおす", "staff_password"))
    return tuple(ButtonLink(label, reverse(name, args=[staff_id])) for label, name in named)
