"""同意の一歩を記録する: what the person said, heard by whoever heard it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.actions.consents import record_consent
from takigi.people.queries.files import person_file
from takigi.screens.forms import refusals_on
from takigi.screens.people.consent_forms import HEADINGS, consent_form, step_of
from takigi.screens.people.form_pages import consent_page
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def consent_record(request: Any, person_id: uuid.UUID, purpose: str, state: str) -> HttpResponse:
    """The form for one move of one purpose; a move that has become impossible is refused with a sentence."""
    aim, move = step_of(purpose, state)
    file, form = person_file(request.viewer, person_id), consent_form(request.POST or None, request.viewer, move)
    if form.is_valid():
        with refusals_on(form):
            record_consent(by=request.viewer, person_id=person_id, purpose=aim, state=move, words=form.words())
            messages.success(request, f"「{aim.label}」について、「{move.label}」と記録しました。")
            return redirect("person", person_id)
    context = consent_page(file, form, heading=HEADINGS[move], purpose=aim.label)
    return render_screen(request, "people/form.html", context)
