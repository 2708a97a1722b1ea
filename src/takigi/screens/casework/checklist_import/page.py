"""取り込み一件: where it stands, what confirming will do, and the next step."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from takigi.casework.queries.checklist_imports import (
    GROUND,
    ImportProgress,
    checklist_import,
    import_progress,
    used_of_import,
)
from takigi.casework.rules.states import CaseRefused
from takigi.components.ground_line import GroundLine
from takigi.components.progress_bar import ProgressBar
from takigi.exchange.checklist_intake import start_checklist_writing
from takigi.people.rules import ImportState, PeopleRefused
from takigi.screens.casework.checklist_import.dress import BUSY, dress_import
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_import_page(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """The page of the import's stage; its button comes back here."""
    if request.method == "POST":
        try:
            start_checklist_writing(by=request.viewer, batch_id=file_id)
        except (CaseRefused, PeopleRefused) as refusal:
            messages.error(request, str(refusal))
        return redirect("checklist_import", file_id)
    file = checklist_import(request.viewer, file_id)
    if file.state is ImportState.RECEIVED:
        return redirect("checklist_import_columns", file_id)
    used = used_of_import(request.viewer, file_id) if file.state is ImportState.APPLIED else 0
    bar = _bar(file_id, import_progress(request.viewer, file_id)) if file.state in BUSY else ""
    context = {**dress_import(file, used=used), "bar": bar, "ground": GroundLine((GROUND,))}
    return render_screen(request, "casework/checklist_import/page.html", context)


def _bar(file_id: uuid.UUID, progress: ImportProgress) -> ProgressBar:
    poll, step = reverse("checklist_import_progress", args=[file_id]), progress.step
    if step is None:
        return ProgressBar("順番を待っています", 0, None, poll)
    return ProgressBar(step.label, step.done, step.total or None, poll)


@require_safe
def checklist_import_progress(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """Asked every second by the page: the next bar, or word that the work is over."""
    progress = import_progress(request.viewer, file_id)
    if progress.state not in BUSY:
        return HttpResponseClientRefresh()
    return HttpResponse(str(_bar(file_id, progress)))
