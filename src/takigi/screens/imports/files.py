"""取り込みの一覧: choose a file, and see what came of those before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.queries.imports import import_list
from takigi.screens.forms import refusals_on
from takigi.screens.imports.forms import LedgerFile
from takigi.screens.imports.lists import dress_list
from takigi.screens.imports.uploads import take_in
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Any) -> HttpResponse:
    """The list and the form; a file that was sent is taken in and its columns are shown."""
    cards = import_list(request.viewer)
    form = LedgerFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect("import_page", take_in(request.viewer, form.cleaned_data["ledger"]))
    return render_screen(request, "imports/list.html", dress_list(request.viewer, cards, form))
