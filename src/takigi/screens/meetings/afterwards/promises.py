"""約束の画面: what was decided and who does what, one's own promises, and the answer to one of them."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import Unseen, Viewer
from takigi.collaboration.rules.words import RoleKind
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.meetings.actions.minutes import confirm_record
from takigi.meetings.actions.promises import (
    PromiseWords,
    accept_promise,
    ask_promise,
    decline_promise,
    drop_promise,
    keep_promise,
    look_at_promise,
)
from takigi.meetings.queries.items import ItemHead, item_head
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.promises import ItemPromises, PromiseLine, my_promises, promise_of, promise_table
from takigi.meetings.rules.promises import DeclineReason, PromiseState
from takigi.meetings.rules.words import MeetingKind
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    day,
    form_page,
    long_text,
    meeting_parts,
    plain_parts,
    staff_choices,
)
from takigi.screens.meetings.afterwards.promise_rows import TONES, promises_table
from takigi.screens.render import render_screen


@require_safe
def meeting_promises(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """決まったことと約束, as far as each may read."""
    head = meeting_head(request.viewer, meeting_id)
    table = promise_table(request.viewer, meeting_id)
    parts = meeting_parts(request.viewer, head, "meeting_promises") | {
        "title": "決まったことと約束",
        "items": [_item(one) for one in table.items],
    }
    if table.because:
        parts["ground"] = GroundLine(table.because)
    return render_screen(request, "meetings/decisions.html", parts)


def _item(one: ItemPromises) -> dict[str, Any]:
    confirm, new, after = (
        reverse(name, args=[one.item_id]) for name in ("record_confirm", "promise_new", "item_after")
    )
    plan = reverse("support_plan", args=[one.item_id])
    return {
        "it": one,
        "promises": promises_table(one.promises, name=f"議題{one.seq}の約束"),
        "confirm": ButtonLink("記録の事実を確かめる", confirm, ButtonKind.PRIMARY) if one.may_confirm else "",
        "new": ButtonLink("約束を書く", new, icon="plus") if one.may_promise else "",
        "after": ButtonLink("その後を見る", after) if one.may_promise and one.case_id else "",
        "plan": ButtonLink("支援プラン", plan) if one.case_id and one.sees_decisions else "",
    }


class PromiseForm(MeetingForm):
    """約束: who × what × by when × next check."""

    agency = forms.ChoiceField(label="だれが（機関）", choices=())
    staff = forms.ChoiceField(label="その機関のだれが", required=False, choices=())
    what = forms.CharField(label="何を", max_length=200, help_text="例: 来週の通院に付き添う")
    due_on = day("いつまで", required=True, help_text="例: 12/4、2週間後")
    next_check_on = day("次に確かめる日", help_text="期限の前に一度ようすを見る日です。")
    role = forms.ChoiceField(
        label="続けて担う役割として頼むとき",
        required=False,
        choices=[("", "一度の用事"), *RoleKind.choices()],
        help_text="役割は、ケースの「役割分担」にも出ます。引き受けるかどうかは、その機関が答えます。",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agency_choices(self.viewer)
        self.fields["staff"].choices = staff_choices(self.viewer, empty="機関にまかせる")

    def words(self) -> PromiseWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return PromiseWords(
            agency_id=int(typed["agency"]),
            staff_id=int(typed["staff"]) if typed["staff"] else None,
            what=typed["what"],
            due_on=typed["due_on"],
            next_check_on=typed["next_check_on"],
            role=RoleKind(typed["role"]) if typed["role"] else None,
        )


def back_to(head: ItemHead) -> tuple[str, str]:
    """To the table of decisions, for whoever sees the meeting; otherwise to one's own promises."""
    if head.sees_meeting:
        return reverse("meeting_promises", args=[head.meeting_id]), "決まったことへ戻る"
    return reverse("my_promises"), "約束の一覧へ戻る"


@require_http_methods(GET_OR_POST)
def promise_new(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """約束を書く."""
    head = item_head(request.viewer, item_id)
    if not head.may_promise:
        raise Unseen
    form = PromiseForm(request.POST or None, viewer=request.viewer)
    to = ("my_promises",)
    if head.sees_meeting:
        # At a conference one case follows the other: the table stays on the board with the clock.
        to = ("meeting_care" if head.kind is MeetingKind.CARE else "meeting_promises", head.meeting_id)
    done = kept(
        request,
        form,
        lambda: ask_promise(by=request.viewer, item_id=item_id, words=form.words()),
        "約束を書きました。機関の返事を待ちます。",
        to,
    )
    return done or form_page(
        request,
        form,
        plain_parts(request.viewer),
        title="約束を書く",
        save="約束を書く",
        about=head.heading,
        back=back_to(head),
    )


class ConfirmForm(MeetingForm):
    """事実を確かめる."""

    remark = long_text(
        "ちがうところ",
        help_text="合っていれば空のまま「確かめた」を押します。書くと、事務局が直してから、もう一度確かめられます。",
    )


@require_http_methods(GET_OR_POST)
def record_confirm(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """自分のケースの記録の事実を確かめる."""
    head = item_head(request.viewer, item_id)
    if not head.is_owner:
        raise Unseen
    form = ConfirmForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: confirm_record(by=request.viewer, item_id=item_id, remark=form.cleaned_data["remark"]),
        "確かめたことを記録しました。",
        ("meeting_promises", head.meeting_id) if head.sees_meeting else ("my_promises",),
    )
    parts = plain_parts(request.viewer) | {"about": head.heading, "back": back_to(head), "record": head.record}
    return done or form_page(
        request, form, parts, title="記録の事実を確かめる", save="確かめた", template="meetings/confirm.html"
    )


@require_safe
def my_promises_page(request: Any) -> HttpResponse:
    """約束の一覧: what waits for my agency's word comes first."""
    mine = my_promises(request.viewer)
    tables = (
        ("返事を待っている頼みごと", mine.to_answer, "いま、返事を待っている頼みごとはありません"),
        ("自分の機関が引き受けたこと", mine.own, "引き受けている約束はありません"),
        ("自分のケースで、ほかの機関が担うこと", mine.of_my_cases, ""),
        ("町全体で、期限や確かめる日が来ているもの", mine.of_the_town, ""),
    )
    parts = plain_parts(request.viewer) | {
        "title": "約束",
        "heading": "約束",
        "tables": [
            (title, promises_table(lines, name=title, empty=empty)) for title, lines, empty in tables if lines or empty
        ],
        "back": back_to_desk(),
    }
    return render_screen(request, "meetings/my_promises.html", parts)


def back_to_desk() -> tuple[str, str]:
    """To the desk of meetings."""
    return reverse("meetings"), "会議の机へ戻る"


class AnswerForm(MeetingForm):
    """約束への返事と、その後. Which boxes are needed follows from the answer."""

    way = forms.ChoiceField(label="どうしますか", choices=(), widget=forms.RadioSelect)
    staff = forms.ChoiceField(label="引き受けるとき: だれが", required=False, choices=())
    reason = forms.ChoiceField(
        label="引き受けられないとき: わけ", required=False, choices=[("", "選んでください"), *DeclineReason.choices()]
    )
    suggestion = forms.CharField(
        label="引き受けられないとき: かわりの案",
        required=False,
        max_length=300,
        help_text="例: 社協の送迎に聞いてみる。断ることは失礼ではありません。町に足りないものが見えます。",
    )
    done_on = day("済んだとき: いつ", initial="きょう")
    outcome = long_text("どうなったか・取りやめるわけ", rows=2)
    next_check_on = day("ようすを見たとき: 次に確かめる日")

    def __init__(self, *args: Any, line: PromiseLine, **more: Any) -> None:
        super().__init__(*args, **more)
        self.line = line
        self.fields["way"].choices = ways_of(line)
        self.fields["staff"].choices = staff_choices(self.viewer, empty="あとで決める", agency_id=line.agency_id)
        wanted = {way for way, _ in ways_of(line)}
        needs = {
            "staff": {"accept"},
            "reason": {"decline"},
            "suggestion": {"decline"},
            "done_on": {"done"},
            "outcome": {"done", "drop", "look"},
            "next_check_on": {"look"},
        }
        for name, ways in needs.items():
            if not ways & wanted:
                del self.fields[name]

    def change(self, by: Viewer) -> None:
        """The deed that was chosen."""
        typed, key = self.cleaned_data, self.line.promise_id
        match typed["way"]:
            case "accept":
                staff = typed.get("staff")
                accept_promise(by=by, promise_id=key, staff_id=int(staff) if staff else None)
            case "decline":
                decline_promise(by=by, promise_id=key, reason=typed["reason"], suggestion=typed["suggestion"])
            case "done":
                keep_promise(by=by, promise_id=key, done_on=typed["done_on"] or by.on, outcome=typed["outcome"])
            case "drop":
                drop_promise(by=by, promise_id=key, why=typed["outcome"])
            case "look":
                look_at_promise(by=by, promise_id=key, words=typed["outcome"], next_check_on=typed.get("next_check_on"))


def ways_of(line: PromiseLine) -> list[tuple[str, str]]:
    """What somebody can do with the promise now."""
    found = []
    if line.is_own and PromiseState.ACCEPTED in line.ways:
        found.append(("accept", "引き受ける"))
    if line.is_own and PromiseState.DECLINED in line.ways:
        found.append(("decline", "引き受けられない"))
    if PromiseState.DONE in line.ways or line.waits_for_me:
        found.append(("done", "済んだ"))
    if line.state in {PromiseState.ASKED, PromiseState.ACCEPTED}:
        found.append(("look", "ようすを見た（まだ続く）"))
    if PromiseState.DROPPED in line.ways:
        found.append(("drop", "取りやめる"))
    return found


@require_http_methods(GET_OR_POST)
def promise(request: Any, promise_id: uuid.UUID) -> HttpResponse:
    """一つの約束: how it stands, and what is done with it."""
    line = promise_of(request.viewer, promise_id)
    head = item_head(request.viewer, line.item_id, of_promise=True)
    form = AnswerForm(request.POST or None, viewer=request.viewer, line=line) if ways_of(line) else None
    if form is not None:
        done = kept(request, form, lambda: form.change(request.viewer), "記録しました。", ("promise", promise_id))
        if done:
            return done
    parts = plain_parts(request.viewer) | {
        "about": head.heading,
        "back": back_to(head),
        "facts": _facts(line),
        "state": StatusTag(line.state.label, TONES[line.state]),
    }
    return form_page(
        request,
        form or MeetingForm(viewer=request.viewer),
        parts,
        title=line.what,
        save="記録する",
        template="meetings/promise.html",
        answers=form is not None,
    )


def _facts(line: PromiseLine) -> DefinitionList:
    facts = [
        Fact("だれが", f"{line.agency}　{line.person}".strip("　")),
        Fact("いつまで", BothEraDate(line.due_on)),
        Fact("次に確かめる日", BothEraDate(line.next_check_on)) if line.next_check_on else None,
        Fact("引き受けられないわけ", line.decline_reason.label) if line.decline_reason else None,
        Fact("かわりの案", line.suggestion) if line.suggestion else None,
        Fact("済んだ日", BothEraDate(line.done_on)) if line.done_on else None,
        Fact("どうなったか", line.outcome) if line.outcome else None,
    ]
    return DefinitionList(tuple(fact for fact in facts if fact))
