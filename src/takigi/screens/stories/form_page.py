"""ストーリーの入力の頁: whose story, one form, one verb, and the way back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind
from takigi.logic_models.queries.stories import StoryHead
from takigi.screens.forms import refusals_on, speak_plainly
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import head_parts


class StoryForm(forms.Form):
    """A form of a story: knows its viewer, so that dates can be typed as people say them; what is missing is said by its name."""

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        speak_plainly(self, today=viewer.on)


def story_form_page(
    request: Any, head: StoryHead, form: BaseForm, *, title: str, save: str, **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), back (address, words), is_danger, template."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    template = more.pop("template", "stories/form.html")
    parts = head_parts(request.viewer, head) | {"title": title, "form": form, "save": Button(save, kind)}
    parts["back"] = more.pop("back", (parts["story_url"], "ストーリーへ戻る"))
    return render_screen(request, template, parts | more, status=422 if form.errors else 200)


def kept(
    request: Any, form: BaseForm, change: Callable[[], object], told: str, to: tuple[Any, ...]
) -> HttpResponseRedirect | None:
    """The change, told on the page `to` (url name, then its arguments); nothing when the form has something to say first."""
    if not form.is_valid():
        return None
    with refusals_on(form):
        change()
        messages.success(request, told)
        return redirect(*to)
    return None
