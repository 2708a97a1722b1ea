"""地域ケア個別会議の画面: the board of the cases with their clocks, and each sheet, question and piece of advice."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import Unseen
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.meetings.actions.care import (
    CareWords,
    answer_asked,
    ask_before,
    begin_item,
    bring_case,
    end_item,
    note_advice,
    write_care_sheet,
)
from takigi.meetings.queries.care import CareBoard, CareLine, care_board, conferences_for, own_case
from takigi.meetings.queries.items import item_head
from takigi.meetings.queries.listed import Earlier, decided_before
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.promises import promise_table
from takigi.meetings.rules.care_conferences import (
    LONGEST_MINUTES,
    MOST_QUESTIONS,
    SHORTEST_MINUTES,
    USUAL_MINUTES,
    Clock,
    Profession,
)
from takigi.meetings.rules.words import MeetingsRefused
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    day,
    form_page,
    kept,
    long_text,
    meeting_parts,
    plain_parts,
)
from takigi.screens.meetings.afterwards.promise_rows import promises_table
from takigi.screens.meetings.desk import when
from takigi.screens.render import render_screen

CLOCK_TONES = {
    Clock.NOT_BEGUN: Tone.QUIET,
    Clock.RUNNING: Tone.ACTIVE,
    Clock.LAST: Tone.WAITING,
    Clock.OVER: Tone.ALERT,
    Clock.DONE: Tone.DONE,
}


@require_safe
def meeting_care(request: Any, conference_id: uuid.UUID) -> HttpResponse:
    """事例の板. Observers see the same page: nobody is named on it."""
    head = meeting_head(request.viewer, conference_id)
    board = care_board(request.viewer, conference_id)
    promised = {one.item_id: one for one in promise_table(request.viewer, conference_id).items}
    parts = meeting_parts(request.viewer, head, "meeting_care") | {
        "title": "事例",
        "board": board,
        "earlier": _earlier(decided_before(request.viewer, conference_id)),
        "choose": ButtonLink("一覧から事例を選ぶ", f"{reverse('care_cases')}?meeting={conference_id}", icon="plus")
        if not (board.is_time or board.only_listens or head.is_over)
        else "",
        "lines": [_line(board, line, promised) for line in board.lines],
        "refresh": board.running is not None,
    }
    return render_screen(request, "meetings/care.html", parts)


def _earlier(found: Earlier | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "it": found,
        "table": promises_table(found.lines, name="前の会議で決めたこと"),
    }


def _line(board: CareBoard, line: CareLine, promised: dict[uuid.UUID, Any]) -> dict[str, Any]:
    def link(label: str, name: str, **more: Any) -> ButtonLink:
        return ButtonLink(label, reverse(name, args=[line.item_id]), **more)

    is_running = line.begun_at is not None and line.ended_at is None
    is_next = board.running is None and line is next((one for one in board.lines if one.begun_at is None), None)
    table = promised.get(line.item_id)
    return {
        "it": line,
        "clock": StatusTag(line.clock.clock.label, CLOCK_TONES[line.clock.clock]),
        "left": _left(line),
        "until": _until(line) if is_running else "",
        "slot": f"{line.slot.starts_at:%H:%M}〜{line.slot.ends_at:%H:%M}" if line.slot else "",
        "advice": _by_profession(line),
        "decided": table.decided if table else "",
        "promises": promises_table(table.promises, name=f"{line.heading}の約束")
        if table and table.sees_promises and (table.promises or is_running)
        else "",
        "case_url": reverse("case", args=[line.case_id]) if line.case_id else "",
        "run_url": reverse("care_clock", args=[line.item_id]),
        "is_running": is_running,
        "run": _run(line, is_running=is_running, is_next=is_next),
        "sheet": link("用紙を書く", "care_sheet") if line.may_write else "",
        "ask": link("質問を出す", "care_ask") if board.may_ask and not board.is_time and line.has_sheet else "",
        "advise": link("助言を書く", "care_advise") if board.may_run and board.is_time else "",
        "promise": link("約束を書く", "promise_new") if line.may_write else "",
        "answer": reverse("care_answer", args=[line.item_id]) if line.may_write else "",
    }


def _until(line: CareLine) -> str:
    begun = localtime(line.begun_at) if line.begun_at else None
    return (begun + timedelta(minutes=line.minutes)).isoformat() if begun else ""


def _left(line: CareLine) -> str:
    """How long it may take, what is left of it, or how long it was talked about."""
    if line.begun_at is None:
        return f"{line.minutes}分"
    if line.ended_at is not None:
        return f"{round((line.ended_at - line.begun_at).total_seconds() / 60)}分話しました"
    return _minutes(line.clock.seconds_left)


def _run(line: CareLine, *, is_running: bool, is_next: bool) -> Button:
    """One button of the board is the next one to press."""
    if is_running:
        return Button("この事例を終える", ButtonKind.PRIMARY, name="way", value="end")
    words = "この事例を始める" if line.begun_at is None else "もう一度話し合う"
    return Button(words, ButtonKind.PRIMARY if is_next else ButtonKind.PLAIN, name="way", value="begin")


def _minutes(seconds: int) -> str:
    minutes = abs(seconds) // 60
    return f"{minutes}分すぎました" if seconds < 0 else f"残り{minutes}分"


def _by_profession(line: CareLine) -> list[tuple[str, list[str]]]:
    """Advice gathered under the profession that gave it, in the order of the list."""
    found: dict[Profession, list[str]] = {}
    for one in line.advice:
        found.setdefault(one.profession, []).append(one.text)
    return [(one.label, found[one]) for one in Profession if one in found]


@require_POST
def care_clock(request: Any, care_id: uuid.UUID) -> HttpResponse:
    """時計を始める・止める."""
    head = item_head(request.viewer, care_id)
    try:
        (end_item if request.POST.get("way") == "end" else begin_item)(by=request.viewer, item_id=care_id)
    except MeetingsRefused as refused:
        messages.error(request, str(refused))
    return redirect("meeting_care", head.meeting_id)


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
