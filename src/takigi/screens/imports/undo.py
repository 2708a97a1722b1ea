"""取り込みを取り消す, with a reason; refused, with what is in the way, once other records build on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.certifications import follow_certifications
from takigi.people.actions.imports import undo_import
from takigi.people.queries.imports import import_page as page_of
from takigi.screens.forms import refusals_on
from takigi.screens.imports.endings import undo_page
from takigi.screens.imports.forms import UndoReason
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """What will come back, and the reason."""
    page, form = page_of(request.viewer, batch_id), UndoReason(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            undo_import(by=request.viewer, batch_id=batch_id, reason=form.cleaned_data["reason"])
            follow_certifications(by=request.viewer)
            messages.success(request, "取り消しました。台帳は、取り込む前の内容に戻りました。")
            return redirect("import_page", batch_id)
    return render_screen(request, "imports/undo.html", undo_page(page, form))
