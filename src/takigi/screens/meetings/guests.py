"""招く画面: members first, others with the chair's reason; answers, links, and what each has in hand."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.meetings.actions.disclosures import recall_from
from takigi.meetings.actions.invitations import Guest, give_link, invite, note_answer, withdraw_invitation
from takigi.meetings.queries.agenda import ItemCard, items_of
from takigi.meetings.queries.bodies import MemberLine, body_page
from takigi.meetings.queries.invited import GuestLine, guests_of
from takigi.meetings.queries.meetings import MeetingHead, meeting_head
from takigi.meetings.rules.seating import Hindrance
from takigi.meetings.rules.words import Capacity, Reply
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    form_page,
    staff_choices,
)
from takigi.screens.meetings.desk import check_arranges, head_parts, moment
from takigi.screens.meetings.forms import ReasonForm, ReplyForm
from takigi.screens.meetings.said import refusals_said
from takigi.screens.render import render_screen

REPLY_TONES = {Reply.ACCEPTED: Tone.ACTIVE, Reply.DECLINED: Tone.QUIET, Reply.WAITING: Tone.WAITING}
SAID_BY_THE_TAG = frozenset({Hindrance.WAITING, Hindrance.DECLINED})
OTHERS = [(one.value, one.label) for one in Capacity if one is not Capacity.MEMBER]


class InviteForm(MeetingForm):
    """招く人を選ぶ: members by a tap, one other with the reason for which the chair lets them in."""

    members = forms.MultipleChoiceField(
        label="構成員から", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    items = forms.MultipleChoiceField(
        label="どの議題に", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    other_staff = forms.ChoiceField(label="構成員でない職員", required=False, choices=())
    other_name = forms.CharField(
        label="サインインしない方の名前", required=False, max_length=60, help_text="民生委員・住民・講師など。"
    )
    other_agency = forms.ChoiceField(label="サインインしない方の所属", required=False, choices=())
    other_capacity = forms.ChoiceField(
        label="構成員でない方の立場", required=False, choices=OTHERS, initial=Capacity.ADHOC.value
    )
    admit_reason = forms.CharField(
        label="この会議に限って認める理由",
        required=False,
        max_length=300,
        help_text="構成員でない方を招くときに書きます。会長の判断として残ります。",
    )

    def __init__(self, *args: Any, members: tuple[MemberLine, ...], topics: tuple[ItemCard, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.members = {str(one.member_id): one for one in members}
        self.fields["members"].choices = [
            (key, f"{one.name}{f'（{one.agency_name}）' if one.agency_name else ''}")
            for key, one in self.members.items()
        ]
        if not self.members:
            # Everybody of the register is invited already: there is nothing to choose from.
            del self.fields["members"]
        self.fields["items"].choices = [(str(one.item_id), f"議題{one.seq}　{one.heading}") for one in topics]
        self.fields["items"].initial = [str(one.item_id) for one in topics]
        self.fields["other_staff"].choices = staff_choices(self.viewer)
        self.fields["other_agency"].choices = agency_choices(self.viewer, empty="なし・わからない")

    def guests(self) -> list[Guest]:
        """As the action wants them."""
        typed = self.cleaned_data
        items = tuple(uuid.UUID(one) for one in typed["items"])
        found = [
            Guest(
                staff_id=one.staff_id,
                person_name="" if one.staff_id else one.name,
                capacity=Capacity.COMMUNITY if one.is_community else Capacity.MEMBER,
                items=items,
            )
            for one in (self.members[key] for key in typed.get("members", ()))
        ]
        if typed["other_staff"] or typed["other_name"].strip():
            found.append(
                Guest(
                    staff_id=int(typed["other_staff"]) if typed["other_staff"] else None,
                    agency_id=int(typed["other_agency"])
                    if typed["other_agency"] and not typed["other_staff"]
                    else None,
                    person_name="" if typed["other_staff"] else typed["other_name"],
                    capacity=Capacity(typed["other_capacity"] or Capacity.ADHOC.value),
                    items=items,
                    admit_reason=typed["admit_reason"],
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody has to be chosen."""
        typed = super().clean() or {}
        if not (typed.get("members") or typed.get("other_staff") or (typed.get("other_name") or "").strip()):
            self.add_error("members" if self.members else "other_staff", "招く方を一人以上選んでください。")
        return typed


@require_http_methods(GET_OR_POST)
def meeting_guests(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """招いた人, and for whoever convenes the way to invite more."""
    viewer = request.viewer
    head = meeting_head(viewer, meeting_id)
    form = _invite_form(request, head)
    if form is not None:
        done = kept(
            request,
            form,
            lambda: invite(by=viewer, meeting_id=meeting_id, guests=form.guests()),
            "招きました。返事のリンクは、それぞれの「返事のリンクをつくる」から渡せます。",
            ("meeting_guests", meeting_id),
        )
        if done:
            return done
    parts = head_parts(viewer, head, "meeting_guests") | {
        "guests": [_guest(head, one) for one in guests_of(viewer, meeting_id)],
        "form": form,
        "save": Button("招く", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/guests.html", parts, status=422 if form and form.errors else 200)


def _invite_form(request: Any, head: MeetingHead) -> InviteForm | None:
    if not head.may_arrange or head.is_over:
        return None
    viewer = request.viewer
    topics = tuple(one for one in items_of(viewer, head.meeting_id) if one.withdrawn_at is None)
    return InviteForm(request.POST or None, viewer=viewer, members=_members(viewer, head, topics), topics=topics)


def _members(viewer: Viewer, head: MeetingHead, topics: tuple[ItemCard, ...]) -> tuple[MemberLine, ...]:
    """Members of the body whose ground the items stand on, who are not invited yet."""
    body_id = topics[0].body_id if topics else head.body_id
    invited = {one.staff_id for one in guests_of(viewer, head.meeting_id) if one.withdrawn_at is None}
    return tuple(
        one
        for one in body_page(viewer, body_id).members
        if one.is_member_now and (one.staff_id or one.name != "（機関として）") and one.staff_id not in invited - {None}
    )


def _guest(head: MeetingHead, one: GuestLine) -> dict[str, Any]:
    where = [head.meeting_id, one.invitation_id]
    lives = one.withdrawn_at is None
    arranges = head.may_arrange and lives and not head.is_over
    return {
        "guest": one,
        "reply": StatusTag(one.reply.label, REPLY_TONES[one.reply]) if lives else StatusTag("取り消しました"),
        "replied": moment(one.replied_at) if one.replied_at else "",
        # That somebody has not answered, or cannot come, stands on the tag already.
        "hindrances": [why.value for why in one.hindrances if why not in SAID_BY_THE_TAG]
        if head.may_arrange and lives
        else [],
        "answer": reverse("guest_answer", args=where) if arranges else "",
        "link": reverse("guest_link", args=where) if arranges else "",
        "withdraw": reverse("guest_withdraw", args=where) if arranges else "",
        "recall": reverse("guest_recall", args=where) if arranges and one.copies.in_hand else "",
    }


def _of(request: Any, meeting_id: uuid.UUID, invitation_id: uuid.UUID) -> tuple[MeetingHead, GuestLine]:
    head = check_arranges(meeting_head(request.viewer, meeting_id))
    for one in guests_of(request.viewer, meeting_id):
        if one.invitation_id == invitation_id and one.withdrawn_at is None:
            return head, one
    raise Http404


@require_http_methods(GET_OR_POST)
def guest_answer(request: Any, meeting_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """電話などで聞いた返事を代わりに記録する."""
    head, guest = _of(request, meeting_id, invitation_id)
    form = ReplyForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: note_answer(
            by=request.viewer, invitation_id=invitation_id, reply=form.chosen, note=form.cleaned_data["note"]
        ),
        f"{guest.name}さんの返事を記録しました。",
        ("meeting_guests", meeting_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(request.viewer, head),
        title="聞いた返事を記録する",
        save="記録する",
        about=f"{guest.name}さん",
        back=_back(meeting_id),
    )


@require_http_methods(GET_OR_POST)
def guest_link(request: Any, meeting_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """返事のリンクと番号: shown once, on no other page and in no address."""
    head, guest = _of(request, meeting_id, invitation_id)
    parts = head_parts(request.viewer, head) | {
        "title": "返事のリンクをつくる",
        "guest": guest,
        "back": _back(meeting_id),
        "make": Button("新しいリンクと番号をつくる", ButtonKind.PRIMARY),
    }
    if request.method == "POST":
        with refusals_said(request):
            link = give_link(by=request.viewer, invitation_id=invitation_id)
            address = request.build_absolute_uri(reverse("meeting_answer", args=[link.token]))
            parts |= {"link": address, "code": link.code, "until": moment(link.until_at)}
    return render_screen(request, "meetings/link.html", parts)


@require_http_methods(GET_OR_POST)
def guest_withdraw(request: Any, meeting_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """招集を取り消す."""
    head, guest = _of(request, meeting_id, invitation_id)
    form = ReasonForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: withdraw_invitation(by=request.viewer, invitation_id=invitation_id, **form.cleaned_data),
        f"{guest.name}さんの招集を取り消しました。",
        ("meeting_guests", meeting_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(request.viewer, head),
        title="招集を取り消す",
        save="取り消す",
        is_danger=True,
        about=f"{guest.name}さん",
        explanation="開いている資料は、この方にはすぐに見えなくなります。返事のリンクも使えなくなります。",
        back=_back(meeting_id),
    )


@require_POST
def guest_recall(request: Any, meeting_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """一人から回収する."""
    _, guest = _of(request, meeting_id, invitation_id)
    with refusals_said(request):
        taken = recall_from(by=request.viewer, invitation_id=invitation_id)
        messages.success(request, f"{guest.name}さんから資料を回収しました（{taken}区分）。")
    return redirect("meeting_guests", meeting_id)


def _back(meeting_id: uuid.UUID) -> tuple[str, str]:
    return reverse("meeting_guests", args=[meeting_id]), "招いた人へ戻る"
