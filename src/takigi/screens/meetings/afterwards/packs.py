"""資料の束の画面: one press, a PDF that says whose copy it is."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from takigi.exchange.meeting_files.agenda_pack import agenda_pack_pdf, file_name
from takigi.meetings.actions.packs import print_pack
from takigi.screens.files_out import as_file
from takigi.screens.imprints import imprint_of


@require_POST
def meeting_pack(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """会議の資料の束, as far as this reader may have it on paper; the log knows of every copy."""
    pack = print_pack(by=request.viewer, meeting_id=meeting_id)
    return as_file(agenda_pack_pdf(pack, imprint_of(request.viewer)), file_name(on=request.viewer.on))
