"""守秘の確認の台帳: own entries, or everybody's for the secretariat and the auditor."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.queries import oath_register
from takigi.access.rules import wording_on
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.screens.administration.pages import tabs
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("職員", "確認した日時", "文の版", "範囲", "義務の根拠")))
BODIES = {"register": "住民の台帳"}


@require_safe
def oaths(request: Any) -> HttpResponse:
    """The register and the wording in force."""
    viewer = request.viewer
    lines = oath_register(viewer)
    names = administration.names(viewer, {line.staff_id for line in lines})
    rows = tuple(
        (
            names[line.staff_id],
            moment_in_words(line.confirmed_at),
            line.wording_version,
            BODIES.get(line.body, line.body),
            line.duty_basis,
        )
        for line in lines
    )
    table = Table("守秘の確認", COLUMNS, rows, EmptyState("まだ確認の記録がありません"), has_hidden_caption=True)
    context = {"heading": "守秘の確認", "tabs": tabs(viewer, "oaths"), "table": table, "wording": wording_on(viewer.on)}
    return render_screen(request, "administration/oaths.html", context)
