"""ケースの入力の頁: whose case, on what ground, one form, one verb, and the way back."""

import uuid
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.screens.casework.tones import TONES
from takigi.screens.render import render_screen


def head_parts(viewer: Viewer, head: CaseHead) -> dict[str, Any]:
    """What every screen of a case shows at its top. The title holds no name: titles go into the browser's history."""
    person = head.person
    return {
        "head": head,
        "who": PersonName(person.name, person.name_kana, person.birth, viewer.on, is_large=True),
        "state": StatusTag(head.state.label, TONES[head.state]),
        "ground": GroundLine(head.because),
        "case_url": reverse("case", args=[head.case_id]),
    }


def head_to_change(viewer: Viewer, case_id: uuid.UUID) -> CaseHead:
    """The heading for a form; a mere reader is told who may record instead."""
    head = case_head(viewer, case_id)
    if not head.may_record:
        raise NotPermitted("記録できるのは、担当のセンターの職員と、委託された事業所の職員です。")
    return head


def case_form_page(request: Any, head: CaseHead, form: BaseForm, *, title: str, save: str, **more: Any) -> HttpResponse:
    """Dress the form. `more`: explanation (a sentence above), is_danger (what is lost stands in the explanation)."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    context = {
        **head_parts(request.viewer, head),
        "title": title,
        "form": form,
        "save": Button(save, kind),
        **more,
    }
    return render_screen(request, "casework/form.html", context, status=422 if form.errors else 200)
