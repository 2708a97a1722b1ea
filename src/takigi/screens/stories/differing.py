"""食いちがい: what two people wrote into the same place at the same time, side by side, until one of the team decides."""

import json
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from takigi.logic_models.actions.theory import settle, tidy
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.document import types_of, value_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.theory import Differing, Theory
from takigi.screens.forms import refusals_on
from takigi.screens.stories.box_words import box_name, in_words, link_name
from takigi.screens.stories.writing import BasedForm, page_to_write

TAKEN = {True: "もう一方の言葉にしました。", False: "いまの言葉のままにしました。"}


class SettleForm(BasedForm):
    """どちらにするか. `box`: the page to go back to; the outline when it is empty."""

    key = forms.CharField()
    take_other = forms.BooleanField(required=False)
    box = forms.CharField(required=False)


class TidyForm(BasedForm):
    """片づける."""

    key = forms.CharField()


@require_POST
def story_settle(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """食いちがいを決める."""
    page = page_to_write(request, story_id)
    form = SettleForm(request.POST, viewer=request.viewer, page=page)
    if form.is_valid():
        key, takes = form.cleaned_data["key"], form.cleaned_data["take_other"]
        with refusals_on(form):
            settle(by=request.viewer, story_id=story_id, based_on=form.based_on, key=key, take_other=takes)
            messages.success(request, TAKEN[takes])
    return _back(request, form, story_id, str(request.POST.get("box", "")), page)


@require_POST
def story_tidy(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """置き場所の決まらない言葉を片づける."""
    page = page_to_write(request, story_id)
    form = TidyForm(request.POST, viewer=request.viewer, page=page)
    if form.is_valid():
        with refusals_on(form):
            tidy(by=request.viewer, story_id=story_id, based_on=form.based_on, key=form.cleaned_data["key"])
            messages.success(request, "片づけました。")
    return _back(request, form, story_id, "", page)


def _back(request: Any, form: BasedForm, story_id: uuid.UUID, box: str, page: StoryPage) -> HttpResponse:
    for sentences in form.errors.values():
        for sentence in sentences:
            messages.error(request, sentence)
    if box and page.theory.node(box) is not None:
        return redirect("story_box", story_id, box)
    if box and page.theory.link(box) is not None:
        return redirect("story_link", story_id, box)
    return redirect("story_outline", story_id)


def dress_differing(page: StoryPage, *of: str) -> list[dict[str, Any]]:
    """Both wordings of each place, of some boxes and arrows or of all."""
    return [_dress(page, one) for one in page.theory.differing if not of or one.of in of]


def _dress(page: StoryPage, one: Differing) -> dict[str, Any]:
    theory = page.theory
    place, now, other = _both(theory, one)
    names = {member.key: member.name for member in page.members}
    return {
        "key": one.key,
        "place": place,
        "label": FIELD_LABELS.get(one.field, one.field),
        "now": in_words(theory, now, names) or "（何も書かれていない）",
        "other": in_words(theory, other, names) or "（何も書かれていない）",
    }


def _both(theory: Theory, one: Differing) -> tuple[str, Any, Any]:
    other = json.loads(one.other)
    node, link = theory.node(one.of), theory.link(one.of)
    if node is not None:
        return box_name(node), getattr(node, one.field), value_of(types_of(type(node))[one.field], other)
    if link is not None:
        return link_name(theory, link), getattr(link, one.field), value_of(types_of(type(link))[one.field], other)
    return ("ストーリーの題", theory.title, other) if not one.of else ("外した箱", "", other)
