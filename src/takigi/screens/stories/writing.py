"""ストーリーを書く: every save says upon which page it was made, and what two people wrote differently is told at once."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from takigi.access.grounds import NotPermitted
from takigi.logic_models.actions.theory import Saved
from takigi.logic_models.queries.history import Based
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.rules.outline import Said
from takigi.screens.forms import refusals_on
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.form_page import StoryForm

AGREED = "いまの版は合意が済んでいます。書きかえるときは、「版」から新しい版を始めてください。"
DIFFERING = "同じところを、別の人も書きかえていました。両方の言葉を残してあります。"
CHOOSE = "「食いちがい」を見て、どちらにするか選んでください。"
LINES_TOLD = 10


class BasedForm(StoryForm):
    """A form that carries upon what it was opened, so that nobody's words are written over."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: StoryPage, initial: dict[str, Any] | None = None, **more: Any) -> None:
        based = page.version.based_on
        stood = {"version": based.version, "revision": based.revision}
        super().__init__(*args, initial=stood | (initial or {}), **more)

    @property
    def based_on(self) -> Based:
        """Upon what the words were typed."""
        return Based(self.cleaned_data["version"], self.cleaned_data["revision"])


def page_to_write(request: Any, story_id: uuid.UUID) -> StoryPage:
    """The story for whoever writes it. A page that is only opened needs a version in work; typed words are let through to the form."""
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    if request.method != "POST" and not page.may_write:
        raise NotPermitted(AGREED)
    return page


def written(
    request: Any,
    form: BasedForm,
    change: Callable[[], Saved],
    told: str,
    to: Callable[[Saved], tuple[Any, ...]],
) -> HttpResponseRedirect | None:
    """The save, told on the page `to` with what it could not take as it stood; nothing when the form has something to say."""
    if not form.is_valid():
        return None
    with refusals_on(form):
        saved = change()
        messages.success(request, told)
        tell(request, saved)
        return redirect(*to(saved))
    return None


def tell(request: Any, saved: Saved) -> None:
    """What two people wrote differently, and the lines that found no place."""
    if any(conflict.field for conflict in saved.conflicts):
        messages.warning(request, f"{DIFFERING}{CHOOSE}")
    for said in dict.fromkeys(conflict.said for conflict in saved.conflicts if not conflict.field):
        messages.warning(request, said)
    for line in saved.said[:LINES_TOLD]:
        messages.warning(request, _line(line))
    if len(saved.said) > LINES_TOLD:
        messages.warning(request, f"ほかに{len(saved.said) - LINES_TOLD}行、そのままでは読めない行がありました。")


def _line(said: Said) -> str:
    words = said.text.strip()
    return f"{said.line}行目「{words[:30]}{'…' if len(words) > 30 else ''}」: {said.why}"
