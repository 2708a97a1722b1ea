"""ストーリーの入力の頁: whose story, one form, one verb, and the way back."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from takigi.components.button import Button, ButtonKind
from takigi.logic_models.queries.stories import StoryHead
from takigi.screens.forms import PlainForm
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import head_parts


class StoryForm(PlainForm):
    """A form of a story."""


def story_form_page(
    request: Any, head: StoryHead, form: BaseForm, *, title: str, save: str, **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), back (address, words), is_danger, template."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    template = more.pop("template", "stories/form.html")
    parts = head_parts(request.viewer, head) | {"title": title, "form": form, "save": Button(save, kind)}
    parts["back"] = more.pop("back", (parts["story_url"], "ストーリーへ戻る"))
    return render_screen(request, template, parts | more, status=422 if form.errors else 200)
