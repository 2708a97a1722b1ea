"""事例の紙: each sheet, question before the day, answer and piece of advice of a 地域ケア個別会議."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Unseen
from takigi.meetings.actions.care import (
    CareWords,
    answer_asked,
    ask_before,
    bring_case,
    note_advice,
    write_care_sheet,
)
from takigi.meetings.queries.care import CareBoard, CareLine, care_board, conferences_for, own_case
from takigi.meetings.queries.items import item_head
from takigi.meetings.rules.care_conferences import (
    LONGEST_MINUTES,
    MOST_QUESTIONS,
    SHORTEST_MINUTES,
    USUAL_MINUTES,
    Profession,
)
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    day,
    form_page,
    long_text,
    plain_parts,
)
from takigi.screens.meetings.desk import when

LOOKED_AT = "見直しました。だれのことか分かることばではありません"


class SheetForm(MeetingForm):
    """事例の用紙: nobody is named on it."""

    why_chosen = forms.CharField(label="この事例を選んだわけ", max_length=200)
    persons_goal = forms.CharField(
        label="本人の目標", required=False, max_length=200, help_text="例: また畑に出たい（本人）"
    )
    minutes = forms.IntegerField(
        label="時間（分）",
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        initial=USUAL_MINUTES,
        help_text=f"{SHORTEST_MINUTES}分から{LONGEST_MINUTES}分です。",
    )
    next_review_on = day("次に見る日", help_text="例: 90日後、R9.2.1")
    names_nobody = forms.BooleanField(label=LOOKED_AT, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"solve_{number}"] = forms.CharField(
                label=f"解決したいこと {number}", required=number == 1, max_length=200
            )
        order = ["why_chosen", "persons_goal", *(f"solve_{n}" for n in range(1, MOST_QUESTIONS + 1))]
        self.order_fields([*order, "minutes", "next_review_on", "names_nobody"])

    def words(self) -> CareWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return CareWords(
            why_chosen=typed["why_chosen"],
            to_solve=[typed[f"solve_{number}"] for number in range(1, MOST_QUESTIONS + 1)],
            persons_goal=typed["persons_goal"],
            minutes=typed["minutes"],
            next_review_on=typed["next_review_on"],
            names_nobody=typed["names_nobody"],
        )


NAMELESS = "この用紙は傍聴の人にも配られます。名前・住所・細かい日付は書かず、「本人」「長女」のように書きます。"


def _writes(board: CareBoard, line: CareLine) -> bool:
    return line.may_write


def _asks(board: CareBoard, line: CareLine) -> bool:
    return board.may_ask


def _runs(board: CareBoard, line: CareLine) -> bool:
    return board.may_run


def _line_of(request: Any, item_id: uuid.UUID) -> tuple[Any, CareBoard, CareLine]:
    head = item_head(request.viewer, item_id)
    board = care_board(request.viewer, head.meeting_id)
    line = next((one for one in board.lines if one.item_id == item_id), None)
    if line is None:
        raise Unseen
    return head, board, line


def _care_form(
    request: Any, item_id: uuid.UUID, make: Callable[..., Any], deed: Callable[..., Any], **words: Any
) -> HttpResponse:
    """A form of one case, kept and told on the board."""
    head, board, line = _line_of(request, item_id)
    if not words.pop("needs")(board, line):
        raise Unseen
    form = make(line)
    done = kept(request, form, lambda: deed(form), words.pop("told"), ("meeting_care", head.meeting_id))
    parts = plain_parts(request.viewer) | {
        "about": line.heading,
        "back": (reverse("meeting_care", args=[head.meeting_id]), "事例の板へ戻る"),
    }
    return done or form_page(request, form, parts, **words)


@require_http_methods(GET_OR_POST)
def care_sheet(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """事例の用紙を書く."""
    own = own_case(request.viewer, care_id)

    def make(line: CareLine) -> SheetForm:
        initial = {
            "why_chosen": line.why_chosen,
            "persons_goal": line.persons_goal,
            "minutes": line.minutes,
            "next_review_on": f"{line.next_review_on:%Y/%m/%d}" if line.next_review_on else "",
        } | {f"solve_{n}": one for n, one in enumerate(line.to_solve, start=1)}
        return SheetForm(request.POST or None, viewer=request.viewer, initial=initial)

    return _care_form(
        request,
        care_id,
        make,
        lambda form: write_care_sheet(by=request.viewer, item_id=care_id, words=form.words()),
        needs=_writes,
        told="用紙を書きました。",
        title="事例の用紙",
        save="用紙を残す",
        own=own,
        template="meetings/care_sheet.html",
        explanation=NAMELESS,
    )


class AskForm(MeetingForm):
    """事前の質問."""

    profession = forms.ChoiceField(label="どの職種から", choices=Profession.choices())
    question = forms.CharField(label="聞きたいこと", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    names_nobody = forms.BooleanField(label=LOOKED_AT, required=False)


class AdviceForm(MeetingForm):
    """助言."""

    profession = forms.ChoiceField(label="どの職種から", choices=Profession.choices())
    text = forms.CharField(label="助言", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    names_nobody = forms.BooleanField(label=LOOKED_AT, required=False)


@require_http_methods(GET_OR_POST)
def care_ask(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """事前に質問する."""
    return _care_form(
        request,
        care_id,
        lambda _: AskForm(request.POST or None, viewer=request.viewer),
        lambda form: ask_before(
            by=request.viewer,
            item_id=care_id,
            profession=Profession(form.cleaned_data["profession"]),
            question=form.cleaned_data["question"],
            names_nobody=form.cleaned_data["names_nobody"],
        ),
        needs=_asks,
        told="質問を出しました。",
        title="事前の質問",
        save="質問を出す",
        explanation=NAMELESS,
    )


@require_http_methods(GET_OR_POST)
def care_advise(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """助言を書く."""
    return _care_form(
        request,
        care_id,
        lambda _: AdviceForm(request.POST or None, viewer=request.viewer),
        lambda form: note_advice(
            by=request.viewer,
            item_id=care_id,
            profession=Profession(form.cleaned_data["profession"]),
            text=form.cleaned_data["text"],
            names_nobody=form.cleaned_data["names_nobody"],
        ),
        needs=_runs,
        told="助言を書きました。",
        title="職種の助言",
        save="助言を残す",
    )


class AnswersForm(MeetingForm):
    """質問への答え."""

    of = forms.ChoiceField(label="どの質問に", choices=())
    answer = long_text("答え", required=True, help_text="まだ分からないときは、いつまでに調べるかを書きます。")
    names_nobody = forms.BooleanField(label=LOOKED_AT, required=False)

    def __init__(self, *args: Any, line: CareLine, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"].choices = [
            (str(one.asked_id), f"{one.profession.label}: {one.question}"[:90]) for one in line.asked if not one.answer
        ]


@require_http_methods(GET_OR_POST)
def care_answer(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """事前の質問に答える."""
    return _care_form(
        request,
        care_id,
        lambda line: AnswersForm(request.POST or None, viewer=request.viewer, line=line),
        lambda form: answer_asked(
            by=request.viewer,
            asked_id=uuid.UUID(form.cleaned_data["of"]),
            answer=form.cleaned_data["answer"],
            names_nobody=form.cleaned_data["names_nobody"],
        ),
        needs=_writes,
        told="答えを書きました。",
        title="質問に答える",
        save="答えを残す",
        explanation=NAMELESS,
    )


class BringForm(SheetForm):
    """事例を持っていく: to which conference, and its sheet."""

    meeting = forms.ChoiceField(label="どの会議に", choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, conferences: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"].choices = conferences
        self.order_fields(["meeting"])


@require_http_methods(GET_OR_POST)
def care_bring(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """自分のケースを地域ケア個別会議に持っていく."""
    coming = conferences_for(request.viewer, case_id)
    choices = [(str(one.meeting_id), f"{one.title}　{when(one.starts_at)}　いま{one.cases}例") for one in coming]
    form = BringForm(request.POST or None, viewer=request.viewer, conferences=choices)
    chosen = request.GET.get("meeting", "")
    if len(choices) == 1 or chosen in dict(choices):
        form.fields["meeting"].initial = chosen or choices[0][0]
    done = kept(
        request,
        form,
        lambda: bring_case(
            by=request.viewer,
            meeting_id=uuid.UUID(form.cleaned_data["meeting"]),
            case_id=case_id,
            words=form.words(),
        ),
        "会議に事例を出しました。名前は会議に伝わりません。",
        ("case", case_id),
    )
    parts = plain_parts(request.viewer) | {"back": (reverse("case", args=[case_id]), "ケースへ戻る")}
    told = (
        NAMELESS if coming else "いま、事例を受けている会議がありません。事務局が次の会議を計画すると、ここで選べます。"
    )
    return done or form_page(
        request, form, parts, title="地域ケア個別会議に出す", save="この会議に出す", explanation=told
    )
