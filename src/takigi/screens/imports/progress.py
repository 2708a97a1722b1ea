"""進みぐあい: the next bar, or word to the page that the work is over."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from takigi.people.queries.imports import progress_of
from takigi.screens.imports.page_parts import BUSY
from takigi.screens.imports.progress_bars import progress_bar


@require_safe
def import_progress(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """Asked every second by the page; one query."""
    progress = progress_of(request.viewer, batch_id)
    if progress.state not in BUSY:
        return HttpResponseClientRefresh()
    return HttpResponse(str(progress_bar(batch_id, progress)))
