"""本人を登録する: by hand; people who may be the same are shown before anything is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.actions.persons import register_person
from takigi.people.queries.powers import check_may_register
from takigi.screens.forms import refusals_on
from takigi.screens.people.form_pages import new_person_page
from takigi.screens.people.forms import PersonForm
from takigi.screens.people.likely_same import likely_same
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: Any) -> HttpResponse:
    """The form; with likely namesakes beside it as long as nobody has said that this is another person."""
    check_may_register(request.viewer)
    form = PersonForm(request.POST or None, viewer=request.viewer)
    same = likely_same(request.viewer, form, is_told_apart="is_another" in request.POST)
    if form.is_valid() and not same:
        with refusals_on(form):
            person_id = register_person(by=request.viewer, details=form.details())
            messages.success(request, "登録しました。")
            return redirect("person", person_id)
    return render_screen(request, "people/person_new.html", new_person_page(request.viewer, form, same))
