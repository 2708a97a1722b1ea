"""出前講座・研修の画面: what was asked for, and each request from its first word to what it left."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import Unseen
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.count import Count
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.actions.lectures import (
    HeldWords,
    LectureWords,
    TakingOn,
    ask_for_lecture,
    hold_lecture,
    refuse_lecture,
    take_on_lecture,
)
from takigi.meetings.queries.lectures import LectureCard, LectureDesk, lecture_card, lecture_desk
from takigi.meetings.rules.lectures import Initiative, LectureKind, LectureState, Understanding, read_grades
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.rules import Field as Branch
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    day,
    form_page,
    long_text,
    plain_parts,
)
from takigi.screens.meetings.afterwards.promise_rows import short
from takigi.screens.meetings.afterwards.promises import back_to_desk
from takigi.screens.render import render_screen

BRANCHES = dict(Branch.choices())
TONES = {
    LectureState.ASKED: Tone.WAITING,
    LectureState.ACCEPTED: Tone.ACTIVE,
    LectureState.HELD: Tone.DONE,
    LectureState.DECLINED: Tone.QUIET,
    LectureState.CANCELLED: Tone.QUIET,
}


@require_safe
def lectures(request: Any) -> HttpResponse:
    """出前講座・研修."""
    desk = lecture_desk(request.viewer)
    ask = ButtonLink("出前講座を頼む", reverse("lecture_new"), ButtonKind.PRIMARY, icon="plus")
    parts = plain_parts(request.viewer) | {
        "title": "出前講座・研修",
        "heading": "出前講座・研修",
        "back": back_to_desk(),
        "action": ask if desk.may_ask else "",
        "desk": desk,
        "pulled": Count(
            f"{desk.year.year}の依頼のうち、機関のほうから頼まれたもの",
            desk.year.requests,
            desk.year.pulled,
            unit="件",
            as_of=request.viewer.on,
            meaning="依頼のうち、機関のほうから頼まれたもの",
        )
        if desk.year.requests
        else "",
        "fields": "、".join(BRANCHES.get(one, one) for one in desk.year.fields),
        "tables": _tables(desk),
    }
    return render_screen(request, "meetings/lectures.html", parts)


def _tables(desk: LectureDesk) -> list[tuple[str, Table]]:
    columns = (
        Column("話してほしいこと"),
        Column("頼んだところ"),
        Column("いつ"),
        Column("人数", is_number=True),
        Column("状態"),
    )
    groups = (("返事を待っている依頼", desk.waiting), ("これから", desk.coming), ("これまで", desk.past))
    return [
        (
            title,
            Table(
                title,
                columns,
                tuple(_row(card) for card in cards),
                empty=EmptyState("ありません", "頼まれると、ここに並びます。"),
                has_hidden_caption=True,
            ),
        )
        for title, cards in groups
        if cards or title == "返事を待っている依頼"
    ]


def _row(card: LectureCard) -> tuple[object, ...]:
    when = card.held_on or card.planned_on
    first = "　はじめての依頼" if card.is_first_request else ""
    return (
        Link(card.topic, reverse("lecture", args=[card.lecture_id])),
        f"{card.requester}{first}",
        short(when) if when else card.preferred or "―",
        f"{card.people}人" if card.people is not None else "―",
        StatusTag(card.state.label, TONES[card.state]),
    )


class LectureForm(MeetingForm):
    """出前講座を頼む."""

    topic = forms.CharField(
        label="話してほしいこと",
        max_length=200,
        help_text="例: 重層的支援って何ですか。「何から聞けばよいか」でもかまいません。",
    )
    kind = forms.ChoiceField(label="種類", choices=LectureKind.choices(), initial=LectureKind.LECTURE)
    preferred = forms.CharField(
        label="希望する日時", required=False, max_length=120, help_text="例: 来月の民児協の定例会（第2水曜の午前）"
    )
    requester = forms.ChoiceField(label="頼む機関", required=False, choices=())
    requester_words = forms.CharField(
        label="名簿にない団体のとき", required=False, max_length=80, help_text="例: 北町老人クラブ"
    )
    initiative = forms.ChoiceField(label="どちらから", choices=Initiative.choices(), initial=Initiative.ASKED_BY_AGENCY)
    requested_on = day("依頼の日", initial="きょう")

    def __init__(self, *args: Any, holds: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["requester"].choices = agency_choices(self.viewer, empty="名簿にない団体")
        if not holds:
            own = {str(one) for one in self.viewer.agency_ids}
            self.fields["requester"].choices = [one for one in agency_choices(self.viewer) if one[0] in own]
            for name in ("requester_words", "initiative", "requested_on"):
                del self.fields[name]

    def words(self) -> LectureWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return LectureWords(
            topic=typed["topic"],
            kind=LectureKind(typed["kind"]),
            preferred=typed["preferred"],
            requester_agency_id=int(typed["requester"]) if typed["requester"] else None,
            requester_words=typed.get("requester_words", ""),
            initiative=Initiative(typed.get("initiative") or Initiative.ASKED_BY_AGENCY),
            requested_on=typed.get("requested_on"),
        )


@require_http_methods(GET_OR_POST)
def lecture_new(request: Any) -> HttpResponse:
    """出前講座を頼む."""
    desk = lecture_desk(request.viewer)
    form = LectureForm(request.POST or None, viewer=request.viewer, holds=desk.holds)
    done = kept(
        request,
        form,
        lambda: ask_for_lecture(by=request.viewer, words=form.words()),
        "依頼を送りました。ステーションと事務局に届いています。",
        ("lectures",),
    )
    parts = plain_parts(request.viewer) | {"back": (reverse("lectures"), "出前講座へ戻る")}
    explanation = "だれか一人のことは書きません。話してほしいことだけで頼めます。"
    return done or form_page(request, form, parts, title="出前講座を頼む", save="頼む", explanation=explanation)


class TakeOnForm(MeetingForm):
    """引き受ける."""

    way = "take_on"
    planned_on = day("開く予定の日")
    speaker = forms.CharField(label="話す人（職名）", required=False, max_length=80)
    plain_words = long_text(
        "同じことを、やさしい言葉で", help_text="聞く人にそのまま渡せる説明。専門のことばを使わずに書きます。"
    )


class RefuseForm(MeetingForm):
    """引き受けられない・取りやめ."""

    way = "refuse"
    why = forms.CharField(label="わけ", max_length=200, help_text="頼んだ機関に見えます。")


class HoldForm(MeetingForm):
    """開いたあと."""

    way = "hold"
    held_on = day("開いた日", required=True, initial="きょう")
    people = forms.IntegerField(label="参加した人数", min_value=0, max_value=9999)
    fields_there = forms.MultipleChoiceField(
        label="参加した人の分野", required=False, choices=Branch.choices(), widget=forms.CheckboxSelectMultiple
    )
    before = forms.CharField(label="分かり方・前（段階1から5の人数）", required=False, max_length=60)
    after = forms.CharField(
        label="分かり方・後（段階1から5の人数）",
        required=False,
        max_length=60,
        help_text="手を挙げた人数を、1から5の順に書きます。例: 0 2 5 6 1　段階: "
        + "、".join(f"{one.value} {one.label}" for one in Understanding),
    )
    noticed = long_text("気づいたこと", rows=2)

    def clean(self) -> dict[str, Any]:
        """Five numbers each, or nothing."""
        typed = super().clean()
        for name in ("before", "after"):
            try:
                typed[name] = read_grades(typed.get(name, ""))
            except MeetingsRefused as refused:
                self.add_error(name, str(refused))
        return typed

    def words(self) -> HeldWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return HeldWords(
            held_on=typed["held_on"],
            people=typed["people"],
            fields=tuple(Branch(one) for one in typed["fields_there"]),
            grades_before=typed["before"],
            grades_after=typed["after"],
            noticed=typed["noticed"],
        )


FORMS = {
    LectureState.ACCEPTED: (TakeOnForm, "引き受けて日を決める", "引き受ける"),
    LectureState.HELD: (HoldForm, "開いたことを記録する", "記録する"),
    LectureState.DECLINED: (RefuseForm, "引き受けられないとき", "引き受けられないと伝える"),
    LectureState.CANCELLED: (RefuseForm, "取りやめるとき", "取りやめる"),
}


@require_http_methods(GET_OR_POST)
def lecture(request: Any, lecture_id: uuid.UUID) -> HttpResponse:
    """一つの依頼."""
    card = lecture_card(request.viewer, lecture_id)
    holds = lecture_desk(request.viewer).holds
    parts = plain_parts(request.viewer) | {
        "title": card.topic,
        "heading": card.topic,
        "back": (reverse("lectures"), "出前講座へ戻る"),
        "state": StatusTag(card.state.label, TONES[card.state]),
        "facts": _facts(card),
        "ways": [(to, FORMS[to][1]) for to in LectureState if to in card.ways and to in FORMS] if holds else [],
    }
    return render_screen(request, "meetings/lecture.html", parts)


@require_http_methods(GET_OR_POST)
def lecture_move(request: Any, lecture_id: uuid.UUID, to: str) -> HttpResponse:
    """引き受ける、開く、引き受けられない、取りやめる."""
    card = lecture_card(request.viewer, lecture_id)
    if to not in set(FORMS) or not lecture_desk(request.viewer).holds:
        raise Unseen
    wanted = LectureState(to)
    form_class, title, save = FORMS[wanted]
    form = form_class(request.POST or None, viewer=request.viewer)
    done = kept(
        request, form, lambda: _move(request, lecture_id, wanted, form), "記録しました。", ("lecture", lecture_id)
    )
    parts = plain_parts(request.viewer) | {
        "about": card.topic,
        "back": (reverse("lecture", args=[lecture_id]), "依頼へ戻る"),
    }
    return done or form_page(request, form, parts, title=title, save=save, is_danger=wanted is LectureState.CANCELLED)


def _move(request: Any, lecture_id: uuid.UUID, to: LectureState, form: Any) -> None:
    typed = form.cleaned_data
    if to is LectureState.ACCEPTED:
        take_on_lecture(by=request.viewer, lecture_id=lecture_id, words=TakingOn(**typed))
    elif to is LectureState.HELD:
        hold_lecture(by=request.viewer, lecture_id=lecture_id, words=form.words())
    else:
        refuse_lecture(by=request.viewer, lecture_id=lecture_id, to=to, why=typed["why"])


def _facts(card: LectureCard) -> DefinitionList:
    gain = card.gain
    told = [
        Fact("頼んだところ", f"{card.requester}{'（はじめての依頼）' if card.is_first_request else ''}"),
        Fact("種類", card.kind.label),
        Fact("どちらから", card.initiative.label),
        Fact("依頼の日", in_both_eras(card.requested_on)),
        Fact("希望する日時", card.preferred) if card.preferred else None,
        Fact("わけ", card.state_reason) if card.state_reason else None,
        Fact("開く予定", in_both_eras(card.planned_on)) if card.planned_on else None,
        Fact("話す人", card.speaker) if card.speaker else None,
        Fact("やさしい言葉で", card.plain_words) if card.plain_words else None,
        Fact("開いた日", in_both_eras(card.held_on)) if card.held_on else None,
        Fact("参加した人", f"{card.people}人　{'、'.join(BRANCHES.get(one, one) for one in card.fields)}")
        if card.held_on
        else None,
        Fact("自分の言葉で説明できる", f"後に答えた{gain.asked_after}人中{gain.explain_after}人")
        if gain.asked_after
        else None,
        Fact("気づいたこと", card.noticed) if card.noticed else None,
    ]
    return DefinitionList(tuple(one for one in told if one))
