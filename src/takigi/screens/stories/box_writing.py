"""箱を書く: write in a box, add one after or beside it, give it up with a reason and take it back."""

import uuid
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.logic_models.actions.theory import (
    add_node,
    move_node,
    place_node,
    take_back_node,
    take_out_node,
    write_node,
)
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.nodes import NODE_TYPE, Node, audiences_of
from takigi.logic_models.rules.words import NodeKind
from takigi.screens.forms import refusals_on
from takigi.screens.stories.box_forms import BoxForm, PlaceForm, WhyForm, written_fields
from takigi.screens.stories.box_words import box_name
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.writing import BasedForm, page_to_write, tell, written

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def story_box_write(request: Any, story_id: uuid.UUID, key: str) -> HttpResponse:
    """箱に書く. Words typed into a box that somebody gave up meanwhile are kept with it."""
    page = page_to_write(request, story_id)
    node = _node(page, key, or_gone=request.method == "POST")
    form = BoxForm(request.POST or None, viewer=request.viewer, page=page, kind=type(node), node=node)
    done = written(
        request,
        form,
        lambda: write_node(by=request.viewer, story_id=story_id, based_on=form.based_on, key=key, values=form.values()),
        "箱に書きました。",
        lambda saved: ("story_box", story_id, saved.key or key),
    )
    return done or _form(request, page, form, box=key, title=f"{box_name(node)}に書く", save="保存する")


@require_http_methods(GET_OR_POST)
def story_box_new(request: Any, story_id: uuid.UUID, kind: str) -> HttpResponse:
    """箱を足す; `?under=n3` an arrow leads to it from that box, `?after=n3` it stands beside that one."""
    if kind not in set(NodeKind):
        raise Http404
    page, wanted = page_to_write(request, story_id), NodeKind(kind)
    under, after = _known(page, request.GET.get("under", "")), _known(page, request.GET.get("after", ""))
    form = BoxForm(
        request.POST or None,
        viewer=request.viewer,
        page=page,
        kind=NODE_TYPE[wanted],
        initial=_neighbours_row(page, wanted, under or after),
    )
    done = written(
        request,
        form,
        lambda: add_node(
            by=request.viewer,
            story_id=story_id,
            based_on=form.based_on,
            kind=wanted,
            values=form.values(),
            after=after or under,
            under=under,
        ),
        "箱を足しました。",
        lambda saved: ("story_box", story_id, saved.key),
    )
    return done or _form(request, page, form, box=under or after, title=f"「{wanted.label}」の箱を足す", save="足す")


@require_http_methods(GET_OR_POST)
def story_box_out(request: Any, story_id: uuid.UUID, key: str) -> HttpResponse:
    """箱をやめる."""
    page = page_to_write(request, story_id)
    node = _node(page, key, or_gone=False)
    form = WhyForm(request.POST or None, viewer=request.viewer, page=page)
    done = written(
        request,
        form,
        lambda: take_out_node(
            by=request.viewer, story_id=story_id, based_on=form.based_on, key=key, why=form.cleaned_data["why"]
        ),
        "箱をやめました。理由と一緒に残っていて、いつでも戻せます。",
        lambda saved: ("story_box", story_id, key),
    )
    told = "この箱に出入りする矢印も、一緒に外れます。箱は「やめた箱」に理由と一緒に残ります。"
    return done or _form(
        request,
        page,
        form,
        box=key,
        title=f"{box_name(node)}をやめる",
        save="この箱をやめる",
        explanation=told,
        is_danger=True,
    )


@require_POST
def story_box_back(request: Any, story_id: uuid.UUID, key: str) -> HttpResponse:
    """やめた箱を戻す."""
    page = page_to_write(request, story_id)
    form = BasedForm(request.POST, viewer=request.viewer, page=page)
    if form.is_valid():
        with refusals_on(form):
            tell(request, take_back_node(by=request.viewer, story_id=story_id, based_on=form.based_on, key=key))
            messages.success(request, "箱を戻しました。矢印は、つなぎなおしてください。")
    return _to_box(request, form, story_id, key)


@require_POST
def story_box_move(request: Any, story_id: uuid.UUID, key: str) -> HttpResponse:
    """一つ下へ: past the next box of its kind."""
    page = page_to_write(request, story_id)
    node = _node(page, key, or_gone=False)
    later = [one for one in page.theory.nodes if one.kind is node.kind]
    after = next((two.key for one, two in pairwise(later) if one.key == key), "")
    form = BasedForm(request.POST, viewer=request.viewer, page=page)
    if form.is_valid() and after:
        with refusals_on(form):
            move_node(by=request.viewer, story_id=story_id, based_on=form.based_on, key=key, after=after)
            messages.success(request, "並びを一つ後にしました。")
    elif not after:
        messages.info(request, "同じ種類の箱の、いちばん後にあります。")
    return _to_box(request, form, story_id, key)


@require_POST
def story_box_place(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """箱を置く: pulled beside another one in the picture."""
    page = page_to_write(request, story_id)
    form = PlaceForm(request.POST, viewer=request.viewer, page=page)
    if form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            saved = place_node(
                by=request.viewer,
                story_id=story_id,
                based_on=form.based_on,
                key=typed["key"],
                beside=typed["beside"],
                before=typed["before"],
            )
            tell(request, saved)
            messages.success(request, "箱を動かしました。")
    for sentences in form.errors.values():
        for sentence in sentences:
            messages.error(request, sentence)
    return redirect("story", story_id)


def _to_box(request: Any, form: BasedForm, story_id: uuid.UUID, key: str) -> HttpResponse:
    for sentences in form.errors.values():
        for sentence in sentences:
            messages.error(request, sentence)
    return redirect("story_box", story_id, key)


def _node(page: StoryPage, key: str, *, or_gone: bool) -> Node:
    node = page.theory.node(key)
    if node is None and or_gone:
        node = next((one.node for one in page.theory.dropped if one.key == key), None)
    if node is None:
        raise Http404
    return node


def _known(page: StoryPage, key: str) -> str:
    return key if page.theory.node(key) is not None else ""


def _neighbours_row(page: StoryPage, kind: NodeKind, key: str) -> dict[str, Any]:
    """The new box stands in the row of the box beside it."""
    node = page.theory.node(key)
    row = audiences_of(node) if node is not None else ()
    asked = written_fields(NODE_TYPE[kind])
    if "audience" in asked:
        return {"audience": row[0]} if len(row) == 1 else {}
    return {"audiences": list(row)} if "audiences" in asked and kind is not NodeKind.IDEAL else {}


def _form(request: Any, page: StoryPage, form: Any, *, box: str, title: str, save: str, **more: Any) -> HttpResponse:
    story_id = page.head.story_id
    back = (reverse("story_box", args=[story_id, box]), "箱へ戻る") if box else None
    return story_form_page(
        request, page.head, form, title=title, save=save, **(more | ({"back": back} if back else {}))
    )
