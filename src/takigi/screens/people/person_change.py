"""本人の情報を変える: with a reason; what was there before stays readable."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.cases import stop_for_register
from takigi.people.actions.persons import change_person
from takigi.people.queries.files import changeable_file
from takigi.programmes.actions.episodes import end_with_their_cases
from takigi.screens.forms import refusals_on
from takigi.screens.people.form_pages import change_page
from takigi.screens.people.forms import PersonChange
from takigi.screens.people.onward import page_after
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def person_change(request: Any, person_id: uuid.UUID) -> HttpResponse:
    """The register's values, ready to be changed."""
    viewer, file = request.viewer, changeable_file(request.viewer, person_id)
    form = PersonChange(request.POST or None, viewer=viewer, file=file)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            changed = change_person(by=viewer, person_id=person_id, details=form.details(), reason=reason)
            stop_for_register(municipality_id=viewer.municipality_id, at=viewer.at, on=viewer.on)
            end_with_their_cases(municipality_id=viewer.municipality_id, at=viewer.at)
            messages.success(
                request, "変えました。前の内容も残っています。" if changed else "変わったところはありませんでした。"
            )
            return redirect(page_after(viewer, person_id))
    return render_screen(request, "people/form.html", change_page(file, form))
