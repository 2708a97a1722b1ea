"""薪と問い: what bothers written down without a form, grouped into questions, answered with facts, and read apart from them."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.logic_models.actions.facts import (
    add_fact,
    make_question,
    move_question,
    note_unease,
    read_fact,
    settle_unease,
    withdraw_reading,
)
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.queries.wood import QuestionLine, WoodPile, wood_pile
from takigi.logic_models.rules.states import QuestionState, UneaseState
from takigi.logic_models.rules.words import LogicModelRefused
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.wood_forms import FactForm, MoveForm, QuestionForm, ReadingForm, SettleForm, UneaseForm
from takigi.screens.stories.wood_page import dress_wood

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def wood(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """The pile."""
    pile, theory = wood_pile(request.viewer, story_id), story_page(request.viewer, story_id).theory
    return render_screen(request, "stories/wood.html", dress_wood(request.viewer, pile, theory))


@require_POST
def unease_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """モヤモヤを書きとめる: one field. What is too long stays in it."""
    pile = _to_edit(request, story_id)
    form = UneaseForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "モヤモヤを500字までで書いてください。書いたことは残っています。")
        theory = story_page(request.viewer, story_id).theory
        parts = dress_wood(request.viewer, pile, theory, typed=request.POST.get("text", ""))
        return render_screen(request, "stories/wood.html", parts, status=422)
    note_unease(by=request.viewer, story_id=story_id, text=form.cleaned_data["text"])
    messages.success(request, "モヤモヤを書きとめました。")
    return redirect("wood", story_id)


@require_POST
def unease_settle(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """解けた・棚上げする・また出す."""
    _to_edit(request, story_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Http404
    typed = form.cleaned_data
    try:
        settle_unease(
            by=request.viewer,
            story_id=story_id,
            unease_id=typed["unease"],
            to=UneaseState(typed["to"]),
            why_shelved=typed["why_shelved"],
        )
    except LogicModelRefused as error:
        messages.warning(request, str(error))
    return redirect("wood", story_id)


@require_http_methods(GET_OR_POST)
def question_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """問いを立てる; `?unease=` names what bothers."""
    pile = _to_edit(request, story_id)
    chosen = request.GET.getlist("unease")
    form = QuestionForm(request.POST or None, viewer=request.viewer, pile=pile, initial={"uneases": chosen})
    done = kept(
        request,
        form,
        lambda: make_question(by=request.viewer, story_id=story_id, words=form.words(), uneases=form.chosen()),
        "問いを立てました。",
        ("wood", story_id),
    )
    told = "似たモヤモヤは、ひとつの問いにまとめられます。"
    return done or _form(request, pile, form, title="問いを立てる", save="問いを立てる", explanation=told)


@require_http_methods(GET_OR_POST)
def question_move(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """問いを進める; `?question=` names it."""
    pile = _to_edit(request, story_id)
    question = _question(request, pile)
    if question is None:
        messages.warning(request, "進める問いを、ここから選んでください。")
        return redirect("wood", story_id)
    form = MoveForm(request.POST or None, viewer=request.viewer, question=question)
    done = kept(
        request,
        form,
        lambda: move_question(
            by=request.viewer,
            story_id=story_id,
            question_id=question.question_id,
            to=QuestionState(form.cleaned_data["to"]),
            answer=form.cleaned_data["answer"],
        ),
        "問いを進めました。",
        ("wood", story_id),
    )
    return done or _form(request, pile, form, title="問いを進める", save="残す", explanation=f"問い: {question.text}")


@require_http_methods(GET_OR_POST)
def fact_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """薪を積む; `?question=` names the question it answers."""
    pile = _to_edit(request, story_id)
    initial = {"questions": request.GET.getlist("question")}
    form = FactForm(request.POST or None, viewer=request.viewer, pile=pile, initial=initial)
    done = kept(
        request,
        form,
        lambda: add_fact(by=request.viewer, story_id=story_id, words=form.words(), questions=form.chosen()),
        "薪を積みました。",
        ("wood", story_id),
    )
    return done or _form(request, pile, form, title="薪を積む", save="薪を積む")


@require_http_methods(GET_OR_POST)
def reading_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """薪を読む; `?about=n3` names the box or the arrow that it is about."""
    pile = _to_edit(request, story_id)
    form = ReadingForm(
        request.POST or None,
        viewer=request.viewer,
        facts=[one for one in pile.facts if one.replaced_by is None],
        theory=story_page(request.viewer, story_id).theory,
        initial={"about": request.GET.get("about", "")},
    )
    done = kept(
        request,
        form,
        lambda: read_fact(by=request.viewer, story_id=story_id, words=form.words()),
        "読み取りを残しました。薪そのものは変わりません。",
        ("wood", story_id),
    )
    return done or _form(request, pile, form, title="薪を読む", save="読み取りを残す")


@require_POST
def reading_withdraw(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """読み取りを取り下げる."""
    _to_edit(request, story_id)
    try:
        reading_id = uuid.UUID(request.POST.get("reading", ""))
    except ValueError as error:
        raise Http404 from error
    withdraw_reading(by=request.viewer, story_id=story_id, reading_id=reading_id)
    messages.success(request, "読み取りを取り下げました。書いたことは残っています。")
    return redirect("wood", story_id)


def _to_edit(request: Any, story_id: uuid.UUID) -> WoodPile:
    pile = wood_pile(request.viewer, story_id)
    check_edits(pile.head)
    return pile


def _question(request: Any, pile: WoodPile) -> QuestionLine | None:
    asked = request.GET.get("question", "")
    return next((one for one in pile.questions if str(one.question_id) == asked), None)


def _form(request: Any, pile: WoodPile, form: forms.BaseForm, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("wood", args=[pile.head.story_id]), "薪と問いへ戻る")
    return story_form_page(request, pile.head, form, title=title, save=save, back=back, **more)
