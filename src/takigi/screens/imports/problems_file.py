"""気をつける点の Excel: everything that was found, to work through with the file beside it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from takigi.exchange.writers import problems_workbook
from takigi.people.queries.imports import all_problems
from takigi.people.queries.imports import import_page as page_of
from takigi.screens.files_out import as_file


@require_safe
def import_problems_file(request: Any, batch_id: uuid.UUID) -> HttpResponse:
    """Its name holds the day and nothing out of the file."""
    page = page_of(request.viewer, batch_id)
    content = problems_workbook(all_problems(request.viewer, batch_id), file_name=page.file_name)
    name = f"problems-{localdate(request.viewer.at):%Y%m%d}.xlsx"
    return as_file(content, name)
