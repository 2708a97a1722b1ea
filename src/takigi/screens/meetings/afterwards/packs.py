"""資料の束の画面: one press, a PDF that says whose copy it is."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from takigi.access.grounds import Viewer
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.meeting_files.agenda_pack import agenda_pack_pdf, file_name
from takigi.meetings.actions.packs import print_pack
from takigi.organisations.queries import municipality, names_of_agencies, names_of_staff


@require_POST
def meeting_pack(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """会議の資料の束, as far as this reader may have it on paper; the log knows of every copy."""
    pack = print_pack(by=request.viewer, meeting_id=meeting_id)
    response = HttpResponse(agenda_pack_pdf(pack, imprint_of(request.viewer)), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(on=request.viewer.on)
    )
    return response


def imprint_of(viewer: Viewer) -> Imprint:
    """Whose copy it is."""
    agency_ids = {post.agency_id for post in viewer.posts[:1]}
    return Imprint(
        city=municipality(viewer.municipality_id).name,
        centre="".join(names_of_agencies(viewer.municipality_id, agency_ids).values()),
        printed_at=localtime(viewer.at),
        printed_by="".join(names_of_staff(viewer.municipality_id, {viewer.staff_id}).values()),
    )
