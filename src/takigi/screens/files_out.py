"""渡すファイル: what leaves the screen as a file. Its name's ending says what it is, and the name itself names nobody."""

from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

CONTENT_TYPES = {
    ".csv": "text/csv",
    ".ics": "text/calendar; charset=utf-8",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(content: bytes, name: str) -> HttpResponse:
    """The answer that a browser keeps as a file under this name instead of showing it."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=CONTENT_TYPES[PurePath(name).suffix.lower()], headers=headers)
