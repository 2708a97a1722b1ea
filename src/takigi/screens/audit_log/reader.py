"""監査記録を読む: newest first, narrowed by kind, staff and day. Reading it is recorded too."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.audit.queries import EventLine
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.screens.administration.pages import tabs
from takigi.screens.audit_log.forms import LogFilter
from takigi.screens.audit_log.sentences import Names, beside, in_words, who
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("番号", "日時", "だれが", "できごと", "くわしく")))
EMPTY = EmptyState("当てはまる記録はありません", "絞り込みをゆるめてください。")


@require_safe
def audit_log(request: Any) -> HttpResponse:
    """For the auditor. `before` is the number under which the page begins."""
    viewer = request.viewer
    form = LogFilter(request.GET, viewer=viewer, staff=administration.staff_page(viewer))
    page = administration.audit_page(viewer, **form.asked())
    context = {
        "heading": "監査記録",
        "tabs": tabs(viewer, "audit_log"),
        "form": form,
        "table": _table(page.events, page.names),
        "older": f"?{urlencode({**request.GET.dict(), 'before': page.older})}" if page.older else "",
        "newest": bool(request.GET.get("before")),
    }
    return render_screen(request, "audit_log/reader.html", context)


def _table(events: tuple[EventLine, ...], names: Names) -> Table:
    rows = tuple(
        (
            str(line.seq),
            moment_in_words(line.at),
            who(line, names),
            in_words(line, names),
            beside(line, names),
        )
        for line in events
    )
    return Table("監査記録", COLUMNS, rows, EMPTY, has_hidden_caption=True)
