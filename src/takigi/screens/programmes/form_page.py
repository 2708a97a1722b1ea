"""事業の入力の頁: whose course, on what ground, one form, one verb, and the way back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from takigi.access.grounds import NotPermitted
from takigi.components.button import Button, ButtonKind
from takigi.programmes.queries.episodes import EpisodeHead
from takigi.screens.forms import refusals_on
from takigi.screens.programmes.desk import head_parts
from takigi.screens.render import render_screen


def to_enter(head: EpisodeHead) -> EpisodeHead:
    """The heading for a record; a mere reader is told who may write it instead."""
    if not head.may_enter:
        raise NotPermitted("記録できるのは、この教室の事業所の職員と、ケースを記録できる職員です。")
    return head


def to_decide(head: EpisodeHead) -> EpisodeHead:
    """The heading for a decision about the course."""
    if not head.may_decide:
        raise NotPermitted("中断・延長・終わりを決めるのは、担当のセンターの職員です。担当に知らせてください。")
    return head


def done(
    request: Any, form: BaseForm, head: EpisodeHead, change: Callable[[], object], told: str
) -> HttpResponse | None:
    """The change, told on the episode's page; nothing when the form has something to say first."""
    if not form.is_valid():
        return None
    with refusals_on(form):
        change()
        messages.success(request, told)
        return redirect("episode", head.episode_id)
    return None


def episode_form_page(
    request: Any, head: EpisodeHead, form: BaseForm, *, title: str, save: str, **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), is_danger."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    context = {**head_parts(request.viewer, head), "title": title, "form": form, "save": Button(save, kind), **more}
    template = more.get("template", "programmes/form.html")
    return render_screen(request, template, context, status=422 if form.errors else 200)


def desk_form_page(
    request: Any, form: BaseForm, *, title: str, save: str, back: tuple[str, str], **more: Any
) -> HttpResponse:
    """A form of the desk that is about nobody."""
    context = {"title": title, "form": form, "save": Button(save, ButtonKind.PRIMARY), "back": back, **more}
    return render_screen(request, "programmes/desk_form.html", context, status=422 if form.errors else 200)


def back_to(name: str, words: str) -> tuple[str, str]:
    """The way back."""
    return reverse(name), words
