"""ストーリーとチーム: what the story says of itself, where it stands, who may see it, and who is in its team."""

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted
from takigi.components.definition_list import DefinitionList, Fact
from takigi.kernel.eras import in_both_eras
from takigi.logic_models.actions.stories import describe_story, end_member, invite_member, move_story, show_story
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryHead, StoryPage, story_head, story_page
from takigi.logic_models.rules.learning import MemberRole, Visibility
from takigi.organisations.queries import staff_list
from takigi.organisations.rules import StaffStatus
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits, head_parts
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.story_team_forms import (
    DescribeForm,
    InviteForm,
    LeaveForm,
    MoveForm,
    ShowForm,
    choices_to_show,
)

GET_OR_POST = ["GET", "HEAD", "POST"]
LEADS = "チームの一員を加えたり外したりするのは、とりまとめの人です。とりまとめの人に伝えてください。"


@require_safe
def story_team(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """題とチーム."""
    page = story_page(request.viewer, story_id)
    head, today = page.head, request.viewer.on
    context = head_parts(request.viewer, head) | {
        "facts": _facts(head),
        "members": [one for one in page.members if one.ended_on is None or today < one.ended_on],
        "left": [one for one in page.members if one.ended_on is not None and one.ended_on <= today],
        "may_lead": _may_lead(page, today),
        "may_show": bool(choices_to_show(head)),
        "ways": head.ways,
    }
    return render_screen(request, "stories/team.html", context)


@require_http_methods(GET_OR_POST)
def story_describe(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """題・動機などを書く."""
    head = check_edits(story_head(request.viewer, story_id))
    form = DescribeForm(request.POST or None, viewer=request.viewer, head=head)
    done = kept(
        request,
        form,
        lambda: describe_story(by=request.viewer, story_id=story_id, words=form.words()),
        "書きかえました。",
        ("story_team", story_id),
    )
    return done or _form(request, head, form, title="題・動機などを書く", save="保存する")


@require_http_methods(GET_OR_POST)
def story_move(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """状態を動かす."""
    head = check_edits(story_head(request.viewer, story_id))
    decisions = learning_of(request.viewer, story_id).decisions
    form = MoveForm(request.POST or None, viewer=request.viewer, head=head, decisions=decisions)
    done = kept(
        request,
        form,
        lambda: move_story(
            by=request.viewer,
            story_id=story_id,
            to=form.wanted,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            decision_id=uuid.UUID(form.cleaned_data["decision"]) if form.cleaned_data["decision"] else None,
        ),
        "状態を動かしました。",
        ("story_team", story_id),
    )
    told = f"いまは「{head.state.label}」です（{in_both_eras(head.state_from_on)}から）。"
    return done or _form(request, head, form, title="状態を動かす", save="動かす", explanation=told)


@require_http_methods(GET_OR_POST)
def story_show(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """見せる範囲を変える."""
    head = story_head(request.viewer, story_id)
    if not choices_to_show(head):
        check_edits(head)
    form = ShowForm(request.POST or None, viewer=request.viewer, head=head)
    done = kept(
        request,
        form,
        lambda: show_story(by=request.viewer, story_id=story_id, to=Visibility(form.cleaned_data["to"])),
        "見せる範囲を変えました。",
        ("story_team", story_id),
    )
    told = "広げても、声・モヤモヤ・振り返りは、チームと、計画の担当・責任者のほかには見えません。「公開」にするのは、責任者か計画の担当です。"
    return done or _form(request, head, form, title="見せる範囲を変える", save="変える", explanation=told)


@require_http_methods(GET_OR_POST)
def member_invite(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """チームに加える."""
    viewer, head = request.viewer, _to_lead(request, story_id)
    colleagues = [one for one in staff_list(viewer.municipality_id) if one.status is StaffStatus.ACTIVE]
    form = InviteForm(request.POST or None, viewer=viewer, colleagues=colleagues)
    done = kept(
        request,
        form,
        lambda: invite_member(by=viewer, story_id=story_id, invitation=form.invitation()),
        "チームに加えました。",
        ("story_team", story_id),
    )
    told = "「とりまとめ」「メンバー」「受託者」は書けます。「メンター」「庁内の関係者」は、読んで問い返せます。"
    return done or _form(request, head, form, title="チームに加える", save="加える", explanation=told)


@require_http_methods(GET_OR_POST)
def member_end(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """チームを離れる."""
    head = _to_lead(request, story_id)
    members = story_page(request.viewer, story_id).members
    form = LeaveForm(request.POST or None, viewer=request.viewer, members=members)
    done = kept(
        request,
        form,
        lambda: end_member(
            by=request.viewer,
            story_id=story_id,
            member_id=uuid.UUID(form.cleaned_data["member"]),
            on=form.cleaned_data["on"],
        ),
        "離れる日を記録しました。",
        ("story_team", story_id),
    )
    told = "離れた人が書いたものは、すべて残ります。受け持っていた箱は、次の人を決めてください。"
    return done or _form(request, head, form, title="チームを離れる", save="離れる日を記録する", explanation=told)


def _to_lead(request: Any, story_id: uuid.UUID) -> StoryHead:
    page = story_page(request.viewer, story_id)
    if not _may_lead(page, request.viewer.on):
        raise NotPermitted(LEADS)
    return page.head


def _may_lead(page: StoryPage, on: date) -> bool:
    """Whoever leads; where nobody does any more, whoever writes it or answers for it can name somebody."""
    head = page.head
    has_lead = any(one.role is MemberRole.LEAD and one.has_account and one.is_in(on) for one in page.members)
    return MemberRole.LEAD in head.my_roles or (not has_lead and (head.may_edit or head.may_approve))


def _facts(head: StoryHead) -> DefinitionList:
    days = "〜".join(in_both_eras(day) if day else "" for day in (head.period_from, head.period_until))
    return DefinitionList(
        (
            Fact("状態", f"{head.state.label}（{in_both_eras(head.state_from_on)}から）"),
            Fact("見せる範囲", head.visibility.label),
            Fact("テーマ", head.theme),
            Fact("もとになる制度", head.scheme.label),
            Fact("チームの名前", head.team_name),
            Fact("動機", head.motive),
            Fact("はじめに気になっていたこと", head.initial_view),
            Fact("期間", days if days != "〜" else ""),
        )
    )


def _form(request: Any, head: StoryHead, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_team", args=[head.story_id]), "題とチームへ戻る")
    return story_form_page(request, head, form, title=title, save=save, back=back, **more)
