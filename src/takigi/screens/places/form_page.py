"""地域の机の入力の頁: one form, one verb, and the way back; a long one in named parts."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field
from takigi.screens.render import render_screen


def place_form_page(
    request: Any, form: BaseForm, *, title: str, save: str, back: tuple[str, str], **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), groups (heading, names of fields), is_danger.

    A group named in `folded` opens by a tap, or by itself where something is to be mended in it.
    """
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    groups: Sequence[tuple[str, Sequence[str]]] = more.pop("groups", ()) or (("", tuple(form.fields)),)
    folded: Sequence[str] = more.pop("folded", ())
    context = {
        "title": title,
        "form": form,
        "groups": [
            (heading, [Field.of(form[name]) for name in names], heading in folded, any(n in form.errors for n in names))
            for heading, names in groups
        ],
        "save": Button(save, kind),
        "back": back,
        **more,
    }
    return render_screen(request, more.get("template", "places/form.html"), context, status=422 if form.errors else 200)
