"""列を合わせる: which column of the file is which item, with the first rows as they stand."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.exchange.ledger_intake import column_page
from takigi.people.rules import PeopleRefused
from takigi.screens.imports.choices import settle_columns
from takigi.screens.imports.column_parts import dress_columns, dress_unreadable
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """The columns; once they are settled the check begins and its page follows."""
    if request.method == "POST" and settle_columns(request, batch_id):
        return redirect("import_page", batch_id)
    try:
        page = column_page(request.viewer, batch_id)
    except PeopleRefused as refusal:
        return render_screen(request, "imports/unreadable.html", dress_unreadable(batch_id, str(refusal)))
    return render_screen(request, "imports/columns.html", dress_columns(request, page))
