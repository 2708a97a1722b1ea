"""会議のページ: its items with what is open until when, who is invited, and the next step of whoever convenes."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.notice import Notice, NoticeKind
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.meetings.actions import phases
from takigi.meetings.actions.disclosures import close_what_consent_opened, give_back
from takigi.meetings.actions.invitations import answer
from takigi.meetings.queries.agenda import ItemCard, items_of
from takigi.meetings.queries.bodies import body_page
from takigi.meetings.queries.meetings import MeetingHead, meeting_head, moves_of
from takigi.meetings.rules.words import MeetingKind, Reply
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import GET_OR_POST, form_page
from takigi.screens.meetings.desk import check_arranges, head_parts, moment
from takigi.screens.meetings.forms import CancelForm, ReplyForm, TimeForm
from takigi.screens.meetings.said import refusals_said
from takigi.screens.render import render_screen

P = MeetingPhase

# Phase → the verb on its button, what it does, the action. Cancelling asks for its reason on a page of its own.
STEPS: dict[MeetingPhase, tuple[str, str, Any]] = {
    P.ACCEPTED: ("依頼を受け付ける", "主担当は変わりません。日時を決めて、招く人を選びます。", phases.accept_meeting),
    P.MATERIALS_OPEN: (
        "資料を公開する",
        "出席の返事と守秘の確認が済んだ方に、開いた区分だけが見えるようになります。",
        phases.open_materials,
    ),
    P.HELD: ("開いたと記録する", "会議の日から記録できます。", phases.hold_meeting),
    P.GRACE: ("会議を終える", "資料は、決まった時刻に自動で閉じます。", phases.end_meeting),
    P.CLOSED: (
        "資料をいま閉じる",
        "出席した方は、決定と自分の約束だけを見られるようになります。",
        phases.close_meeting,
    ),
}


@require_safe
def meeting(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting."""
    viewer = request.viewer
    head, items = meeting_head(viewer, meeting_id), items_of(viewer, meeting_id)
    parts = head_parts(viewer, head) | {
        "items": [_item(head, one) for one in items],
        "is_conference": head.kind is MeetingKind.CARE and not any(one.is_about_case for one in items),
        "board": ButtonLink("事例の板を開く", reverse("meeting_care", args=[meeting_id]))
        if head.kind is MeetingKind.CARE
        else "",
        "steps": _steps(head, items, on=viewer.on),
        "waits_for_day": P.HELD in head.ways and head.starts_at is not None,
        "cancel": reverse("meeting_cancel", args=[meeting_id]) if P.CANCELLED in head.ways else "",
        "set_time": reverse("meeting_time", args=[meeting_id]) if _may_set_time(head) else "",
        "new_item": reverse("meeting_item_new", args=[meeting_id]) if _may_set_time(head) else "",
        "mine": _mine(viewer, head, items),
        "moves": [(one.to.label, moment(one.at), one.by_name, one.reason) for one in moves_of(viewer, meeting_id)],
    }
    return render_screen(request, "meetings/meeting.html", parts)


def _may_set_time(head: MeetingHead) -> bool:
    return head.may_arrange and head.phase in {P.DRAFT, P.ACCEPTED, P.MATERIALS_OPEN}


def _steps(head: MeetingHead, items: tuple[ItemCard, ...], *, on: date) -> list[dict[str, Any]]:
    """The next step is the one primary action; the others stand beside it."""
    ways = [one for one in head.ways if one in STEPS]
    if not any(one.is_about_case for one in items):
        # Without a household there is nothing to open: the meeting is simply held.
        ways = [one for one in ways if one is not P.MATERIALS_OPEN]
    if head.starts_at is None or localtime(head.starts_at).date() > on:
        # Before its day a meeting cannot have been held.
        ways = [one for one in ways if one is not P.HELD]
    return [
        {
            "button": Button(STEPS[one][0], ButtonKind.PRIMARY if number == 0 else ButtonKind.PLAIN),
            "told": STEPS[one][1],
            "to": one.value,
        }
        for number, one in enumerate(ways)
    ]


def _item(head: MeetingHead, one: ItemCard) -> dict[str, Any]:
    where = [head.meeting_id, one.item_id]
    arranges = head.may_arrange and not head.is_over and one.withdrawn_at is None
    return {
        "card": one,
        "basis": StatusTag(one.basis.label, Tone.QUIET),
        "opened_words": "会議の間に開いていた区分（いまは閉じています）" if head.is_over else "いま開いている区分",
        "opened": [(row.info_class.label, row.basis.label, moment(row.opened_at)) for row in one.opened],
        "lost": _lost(head, one),
        "looked": Button("閉じたことを記録する" if one.lost_consent else "確かめたことを記録する"),
        "papers": _papers(head, one),
        "open": reverse("meeting_open", args=where) if one.is_about_case and arranges else "",
        "material": reverse("material_new", args=where) if one.may_disclose and not head.is_over else "",
        "withdraw": reverse("meeting_item_withdraw", args=where) if arranges else "",
    }


def _papers(head: MeetingHead, one: ItemCard) -> ButtonLink | str:
    if not one.reads_packet:
        return ""
    # For whoever is invited, to prepare is the next step.
    kind = ButtonKind.PRIMARY if head.reply is Reply.ACCEPTED and not head.may_arrange else ButtonKind.PLAIN
    return ButtonLink("資料を読む", reverse("meeting_papers", args=[head.meeting_id, one.item_id]), kind)


def _lost(head: MeetingHead, one: ItemCard) -> Any:
    if not one.lost_consent and one.is_consent_withdrawn:
        told = (
            "資料は、もう閉じています。"
            if head.is_over
            else "法令の根拠で開いている情報は、招いた方にいまも見えています。"
        )
        return Notice(
            "本人が、同意を取り消しました。",
            NoticeKind.WARNING,
            f"{told}どう話し合うか、何を閉じるかを決めて、確かめたことを記録してください。",
        )
    if not one.lost_consent:
        return ""
    classes = "、".join(info.label for info in one.lost_consent)
    return Notice(
        f"本人の同意が取り消されたか、期限が過ぎました（{classes}）。",
        NoticeKind.WARNING,
        "同意で見ていた方には、もう見えません。事務局は、閉じたことを記録して、話し合い方を決めてください。",
    )


def _mine(viewer: Viewer, head: MeetingHead, items: tuple[ItemCard, ...]) -> dict[str, Any] | None:
    """What the meeting asks of an invited reader: an answer, an oath, and papers to give back."""
    if head.reply is None:
        return None
    asked = {one.body_id: body_page(viewer, one.body_id) for one in items if one.is_about_case}
    unsworn = [page for page in asked.values() if page.oath is not None and page.own_confirmed_at is None]
    return {
        "reply": StatusTag(head.reply.label, Tone.NEXT if head.reply is Reply.WAITING else Tone.ACTIVE),
        "is_waiting": head.reply is Reply.WAITING,
        "answer": _answer(head),
        "oaths": [
            (page.card.local_name, reverse("meeting_secrecy", args=[head.meeting_id, page.card.body_id]))
            for page in unsworn
            if not head.is_over
        ],
        "give_back": Button("資料を返す") if head.is_open and head.reply is Reply.ACCEPTED and asked else "",
    }


def _answer(head: MeetingHead) -> ButtonLink | str:
    if head.is_over or head.phase is P.GRACE:
        return ""
    address = reverse("meeting_reply", args=[head.meeting_id])
    if head.reply is Reply.WAITING:
        return ButtonLink("返事をする", address, ButtonKind.PRIMARY)
    return ButtonLink("返事を変える", address)


@require_POST
def meeting_move(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """One step on, by its button."""
    try:
        to = P(request.POST.get("to", ""))
        verb, _, deed = STEPS[to]
    except (KeyError, ValueError):
        raise Http404 from None
    with refusals_said(request):
        deed(by=request.viewer, meeting_id=meeting_id)
        messages.success(request, f"「{verb}」を記録しました。")
    return redirect("meeting", meeting_id)


@require_http_methods(GET_OR_POST)
def meeting_cancel(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """中止する: what was open closes at once."""
    head = check_arranges(meeting_head(request.viewer, meeting_id))
    form = CancelForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: phases.cancel_meeting(by=request.viewer, meeting_id=meeting_id, **form.cleaned_data),
        "会議を中止しました。開いていた資料は閉じました。",
        ("meeting", meeting_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(request.viewer, head),
        title="会議を中止する",
        save="中止する",
        is_danger=True,
        explanation="依頼と書いたことは残ります。開いている資料は、いますぐ閉じます。",
    )


@require_http_methods(GET_OR_POST)
def meeting_time(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """日時と場所を決める."""
    head = check_arranges(meeting_head(request.viewer, meeting_id))
    form = TimeForm(request.POST or None, viewer=request.viewer, head=head)
    done = kept(
        request,
        form,
        lambda: phases.set_time(by=request.viewer, meeting_id=meeting_id, **form.times()),
        "日時と場所を決めました。",
        ("meeting", meeting_id),
    )
    parts = head_parts(request.viewer, head)
    return done or form_page(request, form, parts, title="日時と場所を決める", save="決める")


@require_http_methods(GET_OR_POST)
def meeting_reply(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """自分の返事."""
    head = meeting_head(request.viewer, meeting_id)
    if head.reply is None:
        raise Http404
    form = ReplyForm(request.POST or None, viewer=request.viewer, initial={"reply": head.reply.value})
    done = kept(
        request,
        form,
        lambda: answer(by=request.viewer, meeting_id=meeting_id, reply=form.chosen, note=form.cleaned_data["note"]),
        "返事を受け取りました。",
        ("meeting", meeting_id),
    )
    parts = head_parts(request.viewer, head)
    return done or form_page(request, form, parts, title="出欠の返事", save="返事をする", explanation=parts["when"])


@require_POST
def meeting_give_back(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """資料を返す."""
    with refusals_said(request):
        give_back(by=request.viewer, meeting_id=meeting_id)
        messages.success(request, "資料を返しました。決定と自分の約束は、会議のあとも見られます。")
    return redirect("meeting", meeting_id)


@require_POST
def meeting_consent_lost(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """同意の取り消しを受けて閉じたことを記録する."""
    with refusals_said(request):
        ended = close_what_consent_opened(by=request.viewer, item_id=item_id)
        told = f"閉じたことを記録しました（控え {ended}件）。" if ended else "確かめたことを記録しました。"
        messages.success(request, told)
    return redirect("meeting", meeting_id)
