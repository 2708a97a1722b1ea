"""同意の一歩を記録する: what the person said, heard by whoever heard it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.actions.consents import record_consent
from takigi.people.queries.files import person_file
from takigi.people.rules import ConsentPurpose
from takigi.screens.forms import refusals_on
from takigi.screens.people.consent_forms import FOR_AN_OFFICE, HEADINGS, consent_form, step_of
from takigi.screens.people.form_pages import consent_page
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def consent_record(request: Any, person_id: uuid.UUID, purpose: str, state: str) -> HttpResponse:
    """The form for one move of one purpose; a move that has become impossible is refused with a sentence."""
    aim, move = step_of(purpose, state)
    file, form = person_file(request.viewer, person_id), consent_form(request.POST or None, request.viewer, move)
    asked = request.GET.get("case", "") if aim is ConsentPurpose.SHARING else ""
    if asked:
        form.initial |= {"agency_ids": [request.GET.get("office", "")], "classes": list(FOR_AN_OFFICE)}
    if form.is_valid():
        with refusals_on(form):
            record_consent(by=request.viewer, person_id=person_id, purpose=aim, state=move, words=form.words())
            messages.success(request, f"「{aim.label}」について、「{move.label}」と記録しました。")
            return redirect("case_entrust", asked) if _is_id(asked) else redirect("person", person_id)
    context = consent_page(file, form, heading=HEADINGS[move], purpose=aim.label)
    return render_screen(request, "people/form.html", context)


def _is_id(written: str) -> bool:
    """Whether the way back leads to a case."""
    try:
        return bool(uuid.UUID(written))
    except ValueError:
        return False
