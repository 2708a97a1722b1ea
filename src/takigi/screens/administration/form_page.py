"""入力の頁: one form, one button, one way back; the same for every change of the desk."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from takigi.components.button import Button, ButtonKind
from takigi.screens.render import render_screen


def form_page(
    request: HttpRequest, form: BaseForm, heading: str, save: str, back: tuple[str, str], **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), is_danger (what is lost stands in the explanation)."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    context = {"heading": heading, "form": form, "save": Button(save, kind), "back_href": back[0], "back_to": back[1]}
    status = 422 if form.errors else 200
    return render_screen(request, "administration/form.html", {**context, **more}, status=status)
