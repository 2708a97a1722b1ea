"""取り込みの一覧: choose a file, and see what came of those before."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.exchange.ledger_intake import receive_ledger
from takigi.people.queries.imports import import_list
from takigi.screens.forms import refusals_on
from takigi.screens.imports.forms import SentFile
from takigi.screens.imports.lists import dress_list
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Any) -> HttpResponse:
    """The list and the form; a file that was sent is taken in and its columns are shown."""
    cards = import_list(request.viewer)
    form = SentFile(request.POST, request.FILES) if request.method == "POST" else SentFile()
    if form.is_valid():
        with refusals_on(form):
            sent = form.cleaned_data["file"]
            return redirect(
                "import_page", receive_ledger(by=request.viewer, path=Path(sent.temporary_file_path()), name=sent.name)
            )
    return render_screen(request, "imports/list.html", dress_list(request.viewer, cards, form))
