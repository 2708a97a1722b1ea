"""卒業後の確かめ: four days that were laid down at the end, and what was found on each."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import Unseen
from takigi.casework.actions.notes import record_follow_up
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.casework.queries.notes import FollowUpLine, follow_ups_of
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.missing_word import Missing, MissingWord
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.follow_up.forms import FollowUpForm, as_typed
from takigi.screens.casework.follow_up.tags import follow_up_tag
from takigi.screens.forms import refusals_on
from takigi.screens.places.from_case import found_again, known_place
from takigi.screens.render import render_screen

NOT_ASKED = MissingWord(Missing.NOT_RECORDED)


@require_safe
def follow_ups(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """All four times of one case."""
    head = case_head(request.viewer, case_id)
    lines = follow_ups_of(request.viewer, case_id)
    waiting = next((line.month for line in lines if line.done_on is None), None)
    context = {
        **head_parts(request.viewer, head),
        "title": "卒業後の確かめ",
        "again": found_again(request.viewer, head),
        "cards": [dress_follow_up(head, line, is_next=line.month == waiting, on=request.viewer.on) for line in lines],
    }
    return render_screen(request, "casework/follow_up/follow_ups.html", context)


def dress_follow_up(head: CaseHead, line: FollowUpLine, *, is_next: bool, on: date) -> dict[str, Any]:
    """One of the four. What lies further ahead than the next one is not asked for yet."""
    words = "確かめたことを記録する" if line.done_on is None else "書きなおす"
    kind = ButtonKind.PRIMARY if is_next else ButtonKind.PLAIN
    is_time = is_next or line.done_on is not None or line.due_on <= on
    may = head.may_record and head.closed_on is None and is_time
    return {
        "month": line.month,
        "due": BothEraDate(line.due_on),
        "tag": follow_up_tag(line, head),
        "facts": _facts(line) if line.done_on else "",
        "way": ButtonLink(words, reverse("follow_up", args=[head.case_id, line.month]), kind) if may else "",
    }


def _facts(line: FollowUpLine) -> DefinitionList:
    place = {True: line.place_text or "行っています", False: "行っていません", None: NOT_ASKED}[line.has_place]
    service = {True: "使っています", False: "使っていません", None: NOT_ASKED}[line.has_paid_service]
    facts = [
        Fact("確かめた日", BothEraDate(line.done_on)),
        Fact("地域の場", place),
        Fact("介護のサービス", service),
    ]
    return DefinitionList(tuple([*facts, Fact("聞いたこと", line.note)] if line.note else facts))


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Any, case_id: uuid.UUID, month: int) -> HttpResponse:
    """Record one of them."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    lines = follow_ups_of(viewer, case_id)
    line = next((one for one in lines if one.month == month), None)
    if line is None:
        raise Unseen
    place, known = known_place(viewer, case_id)
    before = [one for one in lines if one.month < month and one.done_on and one.has_place and one.place_text]
    if not place and before:
        place = before[-1].place_text
        known = f"{before[-1].month}か月後には、{place}に行っていました。いまも行っているかを聞いてください。"
    # What was recorded for this time already stands as it is.
    initial = as_typed(line) if line.done_on else {"place_text": place, **as_typed(line)}
    form = FollowUpForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            record_follow_up(by=viewer, case_id=case_id, month=month, **form.found())
            messages.success(request, f"{month}か月後の様子を記録しました。")
            if form.cleaned_data["has_place"] == "no":
                messages.info(request, "地域の場に行っていない方です。下の「地域の場所」から、さがしてもらえます。")
            return redirect("follow_ups", case_id)
    context = {
        **head_parts(viewer, head),
        "title": f"{month}か月後の確かめ",
        "due": BothEraDate(line.due_on),
        "is_past": line.due_on < viewer.on,
        "form": form,
        "known": known,
        "save": Button("様子を記録する", ButtonKind.PRIMARY),
        "back": reverse("follow_ups", args=[case_id]),
    }
    return render_screen(request, "casework/follow_up/follow_up.html", context, status=422 if form.errors else 200)
