"""ケースのまわりの頁: whose case by its number, on what ground, one form, one verb, and the way back."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.queries.reading import SharedHead, shared_head
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.kernel.era_names import in_both_eras
from takigi.screens.render import render_screen


def beside_parts(viewer: Viewer, head: SharedHead) -> dict[str, Any]:
    """What every screen around a shared case shows at its top. The title holds no name: titles go into the browser's history."""
    person = head.person
    return {
        "head": head,
        "who": PersonName(person.name, person.name_kana, person.birth, viewer.on) if person else "",
        "ground": GroundLine(head.because),
        "back": (reverse("shared_case", args=[head.case_id]), "ケースへ戻る"),
        "as_of": in_both_eras(viewer.on),
    }


def head_to_write(viewer: Viewer, case_id: Any, action: Action = Action.RECORD_CASE) -> SharedHead:
    """The heading for a form; a mere reader is told who writes, and what a reader can do instead."""
    head = shared_head(viewer, case_id)
    if action not in head.actions:
        raise NotPermitted("ここに書けるのは、主担当とその監督者です。気づいたことは、主担当に伝えてください。")
    return head


def beside_form_page(
    request: Any, parts: dict[str, Any], form: BaseForm, *, title: str, save: str, **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), back (address, words), template."""
    context = {**parts, "title": title, "form": form, "save": Button(save, ButtonKind.PRIMARY)} | more
    template = more.get("template", "together/beside_form.html")
    return render_screen(request, template, context, status=422 if form.errors else 200)
