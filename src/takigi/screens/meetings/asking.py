"""会議を頼む・計画する画面: from a case, whose owner stays; or a meeting without one; items added and withdrawn."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.access.legal_bases import LegalBasis
from takigi.collaboration.queries.on_agenda import CaseBrief
from takigi.meetings.actions.requests import (
    Plan,
    add_theme,
    ask_for_meeting,
    join_agenda,
    plan_meeting,
    withdraw_item,
)
from takigi.meetings.queries.agenda import items_of
from takigi.meetings.queries.asking import PlannedMeeting, brief_to_ask, planned_meetings
from takigi.meetings.queries.bodies import BodyCard, bodies_to_plan, body_list
from takigi.meetings.queries.meetings import meeting_head, plans_meetings
from takigi.meetings.rules.phases import NEVER_IDENTIFIES
from takigi.meetings.rules.words import MeetingKind
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import kept, refusals_on
from takigi.screens.meetings.afterwards.pages import GET_OR_POST, MeetingForm, form_page, plain_parts
from takigi.screens.meetings.desk import check_arranges, head_parts, moment
from takigi.screens.meetings.forms import ItemForm, ReasonForm, ThemeForm

Ways = list[tuple[str, str]]


def _ways(bodies: tuple[BodyCard, ...], *, about_case: bool) -> Ways:
    """会議体と種類 in one choice: what each body of the town may hold, with its law beside it."""
    return [
        (f"{body.body_id}:{kind.value}", f"{kind.label}　{body.local_name}（{body.provision or '法令の根拠なし'}）")
        for body in bodies
        if body.ended_on is None
        for kind in body.kinds
        if about_case is (body.basis is not LegalBasis.NONE and kind not in NEVER_IDENTIFIES)
    ]


SENT_ALREADY = "この依頼は、もう届いています。会議は、このページの「このケースの会議」にあります。"
# What begins the choice of a meeting that is planned already.
PLANNED = "planned:"


def _planned(meetings: tuple[PlannedMeeting, ...]) -> Ways:
    """予定のある会議: its day says more than its name."""
    return [
        (
            f"{PLANNED}{one.meeting_id}",
            f"予定のある会議に加える　{moment(one.starts_at)}　{one.kind.label}　{one.body_name}",
        )
        for one in meetings
    ]


def _plan(way: str, **more: Any) -> Plan:
    body, _, kind = way.partition(":")
    return Plan(uuid.UUID(body), MeetingKind(kind), **more)


class AskForm(ItemForm):
    """支援会議を依頼する."""

    way = forms.ChoiceField(label="どの会議に", choices=(), widget=forms.RadioSelect)
    field_order = ("way",)

    def __init__(
        self,
        *args: Any,
        bodies: tuple[BodyCard, ...],
        planned: tuple[PlannedMeeting, ...],
        brief: CaseBrief,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        new = "新しく依頼する　" if planned else ""
        ways = [*_planned(planned), *((key, f"{new}{label}") for key, label in _ways(bodies, about_case=True))]
        self.fields["way"].choices = ways
        if len(ways) == 1:
            self.fields["way"].initial = ways[0][0]
        self.fields["deidentified_text"].initial = brief.summary
        self.fields["ask_type"].required = True
        self.fields["what_owner_will_keep"].required = True


class PlanForm(MeetingForm):
    """会議を計画する."""

    way = forms.ChoiceField(label="どの会議を", choices=(), widget=forms.RadioSelect)
    title = forms.CharField(
        label="会議の題", required=False, max_length=80, help_text="空のときは会議体の名前になります。"
    )
    purpose = forms.CharField(label="この会議の目的（一行）", required=False, max_length=200)
    block = forms.TypedChoiceField(
        label="ブロック",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "全市"), *((str(one), f"ブロック{one}") for one in range(1, 6))],
    )

    def __init__(self, *args: Any, bodies: tuple[BodyCard, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["way"].choices = [*_ways(bodies, about_case=False), *_ways(bodies, about_case=True)]


@require_http_methods(GET_OR_POST)
def meeting_ask(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """ケースから会議を依頼する."""
    viewer = request.viewer
    brief = brief_to_ask(viewer, shared_id)
    bodies = body_list(viewer)
    sheet = open_sheet(request, shared_id, "meeting")
    form = AskForm(posted_to(request), viewer=viewer, bodies=bodies, planned=planned_meetings(viewer), brief=brief)
    sheet.fill(form)
    if form.is_valid():
        made: list[tuple[uuid.UUID, str]] = []
        with refusals_on(form):
            sheet.once(request, lambda: made.append(_ask(request, shared_id, form)))
            messages.success(request, made[0][1] if made else SENT_ALREADY)
            return redirect("meeting", made[0][0]) if made else redirect("shared_case", shared_id)
    because = tuple(one.reason for one in brief.relations)
    return form_page(
        request,
        form,
        plain_parts(viewer, because=because) | sheet.parts(is_posted=form.is_bound),
        title="会議を依頼する",
        save="依頼する",
        about=f"ケース {brief.case_no}　主担当: {brief.owner_agency_name}",
        explanation="書いたことは、名前を伏せたまま事務局と招かれた方が読みます。ケースを引き取ってもらう依頼はできません。",
        back=(reverse("meetings"), "会議の一覧へ戻る"),
        template="meetings/ask.html" if not bodies else "meetings/plain_form.html",
    )


def _ask(request: Any, shared_id: uuid.UUID, form: AskForm) -> tuple[uuid.UUID, str]:
    way, words = form.cleaned_data["way"], form.words()
    if way.startswith(PLANNED):
        meeting_id = uuid.UUID(way.removeprefix(PLANNED))
        join_agenda(by=request.viewer, case_id=shared_id, meeting_id=meeting_id, words=words)
        return meeting_id, "予定のある会議の議題に加えました。主担当は変わりません。招く人は、事務局が選びます。"
    made, _ = ask_for_meeting(by=request.viewer, case_id=shared_id, plan=_plan(way), words=words)
    return made, "会議を依頼しました。主担当は変わりません。事務局が受け付けて、日時を決めます。"


@require_http_methods(GET_OR_POST)
def meeting_plan(request: Any) -> HttpResponse:
    """会議を計画する."""
    viewer = request.viewer
    if not plans_meetings(viewer):
        raise NotPermitted(
            "会議を計画できるのは、会議の事務局とステーションの職員、その会議体の事務を受け持つ機関の職員です。"
        )
    form = PlanForm(request.POST or None, viewer=viewer, bodies=bodies_to_plan(viewer))
    if form.is_valid():
        with refusals_on(form):
            typed = dict(form.cleaned_data)
            made = plan_meeting(by=viewer, plan=_plan(typed.pop("way"), **typed))
            messages.success(request, "会議を計画に入れました。次は日時と議題を決めます。")
            return redirect("meeting", made)
    return form_page(
        request,
        form,
        plain_parts(viewer),
        title="会議を計画する",
        save="計画に入れる",
        explanation="一つの世帯のことを話し合う会議は、ケースのページからの依頼で始まります。",
        back=(reverse("meetings"), "会議の一覧へ戻る"),
    )


@require_http_methods(GET_OR_POST)
def meeting_item_new(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """議題にテーマを加える."""
    head = check_arranges(meeting_head(request.viewer, meeting_id))
    form = ThemeForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: add_theme(by=request.viewer, meeting_id=meeting_id, words=form.words()),
        "議題を加えました。",
        ("meeting", meeting_id),
    )
    return done or form_page(request, form, head_parts(request.viewer, head), title="議題を加える", save="加える")


@require_http_methods(GET_OR_POST)
def meeting_item_withdraw(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """議題を取り下げる."""
    head = check_arranges(meeting_head(request.viewer, meeting_id))
    item = next((one for one in items_of(request.viewer, meeting_id) if one.item_id == item_id), None)
    if item is None:
        raise Http404
    form = ReasonForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: withdraw_item(by=request.viewer, item_id=item_id, **form.cleaned_data),
        "議題を取り下げました。",
        ("meeting", meeting_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(request.viewer, head),
        title="議題を取り下げる",
        save="取り下げる",
        is_danger=True,
        about=f"議題{item.seq}　{item.heading}",
        explanation="書いたことは残ります。この議題で開いている資料は、いますぐ閉じます。",
    )
