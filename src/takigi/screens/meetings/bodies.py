"""会議体の画面: on which law each meets, its rule, its members and who has confirmed secrecy."""

import uuid
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import make_aware
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.meetings.actions import bodies as actions
from takigi.meetings.actions.bodies import BodyWords, MemberWords
from takigi.meetings.queries.bodies import BodyPage, MemberLine, body_list, body_page
from takigi.meetings.rules.bodies import KINDS
from takigi.meetings.rules.phases import NEVER_IDENTIFIES
from takigi.meetings.rules.words import MeetingKind, MemberKind
from takigi.screens.forms import SpokenDateField, kept, refusals_on
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    form_page,
    long_text,
    plain_parts,
    staff_choices,
)
from takigi.screens.meetings.said import refusals_said
from takigi.screens.render import render_screen

KEEPERS = "会議体と構成員を登録できるのは、会議の事務局の職員です。"
BASES = [
    (one.value, f"{one.label}（{'、'.join(kind.label for kind in MeetingKind if kind in KINDS[one])}）")
    for one in LegalBasis
]


class BodyForm(MeetingForm):
    """会議体: the law is chosen, never guessed."""

    local_name = forms.CharField(label="町での名前", max_length=80, help_text="名前から根拠は決まりません。")
    legal_basis = forms.ChoiceField(
        label="根拠（開ける会議）",
        choices=BASES,
        widget=forms.RadioSelect,
        help_text="あとから変えられません。同じ名前でも根拠が違えば、別の会議体です。",
    )
    plain_kinds = forms.MultipleChoiceField(
        label="個人を扱わない会議も開く",
        required=False,
        choices=[(one.value, one.label) for one in MeetingKind if one in NEVER_IDENTIFIES],
        widget=forms.CheckboxSelectMultiple,
    )
    secretariat_id = forms.TypedChoiceField(label="事務を受け持つ機関", choices=(), coerce=int)
    established_on = SpokenDateField(label="できた日")
    rule_text = long_text("要綱・決まり", rows=6, max_length=20_000)
    grace_days = forms.IntegerField(
        label="会議のあと資料を閉じるまでの日数",
        min_value=0,
        max_value=14,
        initial=3,
        help_text="その日の17時に閉じます。",
    )
    is_identity_on_the_day = forms.BooleanField(
        label="氏名など、だれのことか分かる情報は、会議の当日から開く", required=False, initial=True
    )

    def __init__(self, *args: Any, page: BodyPage | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["secretariat_id"].choices = agency_choices(self.viewer)
        if page is None:
            return
        card = page.card
        self.fields["legal_basis"].disabled = True
        self.initial = {
            "local_name": card.local_name,
            "legal_basis": card.basis.value,
            "plain_kinds": [one.value for one in card.kinds if one in NEVER_IDENTIFIES],
            "secretariat_id": page.secretariat_id,
            "established_on": f"{card.established_on:%Y/%m/%d}",
            "rule_text": page.rule_text,
            "grace_days": page.grace_days,
            "is_identity_on_the_day": page.is_identity_on_the_day,
        }

    def words(self) -> BodyWords:
        """As the action wants it."""
        typed = dict(self.cleaned_data)
        basis = LegalBasis(typed["legal_basis"])
        kinds = {MeetingKind(one) for one in typed.pop("plain_kinds")}
        own = KINDS[basis] if basis is not LegalBasis.NONE else set()
        return BodyWords(**typed | {"legal_basis": basis, "kinds": frozenset(kinds | own)})


class MemberForm(MeetingForm):
    """構成員に加える."""

    staff_id = forms.TypedChoiceField(label="職員", required=False, choices=(), coerce=int, empty_value=None)
    agency_id = forms.TypedChoiceField(
        label="機関",
        required=False,
        choices=(),
        coerce=int,
        empty_value=None,
        help_text="機関だけを選ぶと、その機関の職員ならだれでも招けます。",
    )
    person_name = forms.CharField(label="サインインしない方の名前", required=False, max_length=60)
    is_community = forms.BooleanField(label="民生委員・住民", required=False)
    kind = forms.ChoiceField(label="別", choices=MemberKind.choices(), initial=MemberKind.STANDING.value)
    secrecy_type = forms.ChoiceField(
        label="守秘の種別",
        choices=SecrecyType.choices(),
        initial=SecrecyType.CORPORATION.value,
        help_text="法律は、国・自治体、法人、個人のそれぞれに守秘を求めています。",
    )
    appointed_on = SpokenDateField(label="任命した日", initial="きょう")
    term_until = SpokenDateField(label="任期の終わり", required=False)
    admit_reason = forms.CharField(label="会長が認めた理由（事例ごとのとき）", required=False, max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["staff_id"].choices = staff_choices(self.viewer)
        self.fields["agency_id"].choices = agency_choices(self.viewer, empty="選ばない")

    def words(self) -> MemberWords:
        """As the action wants it."""
        typed = dict(self.cleaned_data)
        kind, secrecy = MemberKind(typed.pop("kind")), SecrecyType(typed.pop("secrecy_type"))
        return MemberWords(**typed, kind=kind, secrecy_type=secrecy)


class EndForm(MeetingForm):
    """終わりの日."""

    on = SpokenDateField(label="日", initial="きょう")


class PaperForm(MeetingForm):
    """紙で受けた守秘の確認."""

    staff_id = forms.TypedChoiceField(label="だれの", choices=(), coerce=int)
    confirmed_on = SpokenDateField(label="署名の日")

    def __init__(self, *args: Any, members: tuple[MemberLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["staff_id"].choices = [
            (str(one.staff_id), one.name)
            for one in members
            if one.staff_id and one.is_member_now and one.confirmed_at is None
        ]


@require_safe
def bodies(request: Any) -> HttpResponse:
    """会議体の一覧."""
    viewer = request.viewer
    found = body_list(viewer)
    new = ButtonLink("会議体を登録する", reverse("body_new"), ButtonKind.PRIMARY, icon="plus")
    parts = plain_parts(viewer) | {
        "heading": "会議体",
        "action": new if _keeps(viewer) else "",
        "bodies": [
            {
                "card": one,
                "url": reverse("body", args=[one.body_id]),
                "basis": StatusTag(one.basis.label, Tone.ACTIVE if one.opens_identity else Tone.QUIET),
                "kinds": "、".join(kind.label for kind in one.kinds),
            }
            for one in found
        ],
    }
    return render_screen(request, "meetings/bodies.html", parts)


def _keeps(viewer: Viewer) -> bool:
    return viewer.may_read_persons and any(post.duty.value == "secretariat" for post in viewer.posts)


def _to_keep(request: Any, body_id: uuid.UUID) -> BodyPage:
    page = body_page(request.viewer, body_id)
    if not page.may_keep:
        raise NotPermitted(KEEPERS)
    return page


@require_safe
def body(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """会議体の一件."""
    viewer = request.viewer
    page = body_page(viewer, body_id)
    edit = ButtonLink("名前と決まりを書きかえる", reverse("body_edit", args=[body_id]))
    parts = plain_parts(viewer) | {
        "heading": page.card.local_name,
        "page": page,
        "action": edit if page.may_keep else "",
        "kinds": "、".join(kind.label for kind in page.card.kinds),
        "opens": _opens(page),
        "members": [_member(page, one, body_id) for one in page.members],
        "confirm": reverse("body_oath", args=[body_id]) if page.oath else "",
    }
    return render_screen(request, "meetings/body.html", parts)


def _opens(page: BodyPage) -> str:
    if page.card.basis is LegalBasis.NONE:
        return "名前を伏せた概要だけを扱います。"
    if page.card.opens_identity:
        return "会議の間だけ、本人の同意がなくても、必要な区分を開けます。"
    return "本人の同意があるときだけ、同意の範囲で開けます。"


def _member(page: BodyPage, one: MemberLine, body_id: uuid.UUID) -> dict[str, Any]:
    term = f"{in_short_japanese(one.appointed_on)}〜{in_short_japanese(one.term_until) if one.term_until else ''}"
    if page.oath is None:
        oath = "要りません"
    elif one.staff_id is None:
        oath = "会議の席で確かめます"
    else:
        oath = in_short_japanese(one.confirmed_at.date()) if one.confirmed_at else "まだです"
    return {
        "it": one,
        "term": f"{term}　{in_short_japanese(one.ended_on)}にやめました" if one.ended_on else term,
        "oath": oath,
        "end": reverse("body_member_end", args=[body_id, one.member_id])
        if page.may_keep and one.ended_on is None
        else "",
    }


@require_http_methods(GET_OR_POST)
def body_new(request: Any) -> HttpResponse:
    """会議体を登録する."""
    viewer = request.viewer
    if not _keeps(viewer):
        raise NotPermitted(KEEPERS)
    form = BodyForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            made = actions.found_body(by=viewer, words=form.words())
            messages.success(request, "会議体を登録しました。次は構成員を加えます。")
            return redirect("body", made)
    back = (reverse("bodies"), "会議体の一覧へ戻る")
    return form_page(request, form, plain_parts(viewer), title="会議体を登録する", save="登録する", back=back)


@require_http_methods(GET_OR_POST)
def body_edit(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """名前と決まりを書きかえる."""
    page = _to_keep(request, body_id)
    form = BodyForm(request.POST or None, viewer=request.viewer, page=page)
    done = kept(
        request,
        form,
        lambda: actions.describe_body(by=request.viewer, body_id=body_id, words=form.words()),
        "書きかえました。",
        ("body", body_id),
    )
    return done or _page(request, form, page, title="名前と決まりを書きかえる", save="書きかえる")


@require_http_methods(GET_OR_POST)
def body_end(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """会議体を終える."""
    page = _to_keep(request, body_id)
    form = EndForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: actions.end_body(by=request.viewer, body_id=body_id, **form.cleaned_data),
        "会議体を終えました。これまでの記録は残ります。",
        ("body", body_id),
    )
    return done or _page(request, form, page, title="会議体を終える", save="終える", is_danger=True)


@require_http_methods(GET_OR_POST)
def member_new(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """構成員に加える."""
    page = _to_keep(request, body_id)
    form = MemberForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: actions.appoint_member(by=request.viewer, body_id=body_id, words=form.words()),
        "構成員に加えました。守秘の確認は、本人の画面か紙で受けます。",
        ("body", body_id),
    )
    return done or _page(request, form, page, title="構成員に加える", save="加える")


@require_http_methods(GET_OR_POST)
def member_end(request: Any, body_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """構成員をやめる."""
    page = _to_keep(request, body_id)
    member = next((one for one in page.members if one.member_id == member_id and one.ended_on is None), None)
    if member is None:
        raise Http404
    form = EndForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: actions.end_member(by=request.viewer, body_id=body_id, member_id=member_id, **form.cleaned_data),
        f"{member.name}さんは、その日から構成員ではありません。守秘の義務は続きます。",
        ("body", body_id),
    )
    about = f"{member.name}さん"
    return done or _page(request, form, page, title="構成員をやめる", save="やめた日を記録する", about=about)


@require_http_methods(GET_OR_POST)
def paper_oath(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """紙で受けた守秘の確認を登録する."""
    page = _to_keep(request, body_id)
    form = PaperForm(request.POST or None, viewer=request.viewer, members=page.members)
    done = kept(
        request,
        form,
        lambda: actions.record_paper_oath(
            by=request.viewer,
            body_id=body_id,
            staff_id=form.cleaned_data["staff_id"],
            confirmed_at=make_aware(datetime.combine(form.cleaned_data["confirmed_on"], time(0))),
        ),
        "守秘の確認を登録しました。",
        ("body", body_id),
    )
    told = page.oath.text if page.oath else ""
    return done or _page(request, form, page, title="紙で受けた守秘の確認", save="登録する", explanation=told)


@require_http_methods(GET_OR_POST)
def body_oath(request: Any, body_id: uuid.UUID) -> HttpResponse:
    """この会議体の守秘を確認する."""
    viewer = request.viewer
    page = body_page(viewer, body_id)
    if request.method == "POST":
        with refusals_said(request):
            actions.confirm_body_oath(by=viewer, body_id=body_id)
            messages.success(request, "守秘を確認しました。")
        return redirect("body", body_id)
    parts = plain_parts(viewer) | {
        "title": "守秘の確認",
        "page": page,
        "back": (reverse("body", args=[body_id]), "会議体へ戻る"),
        "confirm": Button("読みました。守ることを確認します", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/secrecy.html", parts)


def _page(request: Any, form: MeetingForm, page: BodyPage, **more: Any) -> HttpResponse:
    more.setdefault("about", f"{page.card.local_name}（{page.card.basis.label}）")
    back = (reverse("body", args=[page.card.body_id]), "会議体へ戻る")
    return form_page(request, form, plain_parts(request.viewer), back=back, **more)
