"""取り込みの一覧: choose a file, and see what came of those before."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from takigi.casework.queries.checklist_imports import ImportFile, checklist_imports
from takigi.casework.rules.checklist_words import RowEnd
from takigi.components.button import Button, ButtonKind
from takigi.components.empty_state import EmptyState
from takigi.components.table import Cell, Column, Link, Table
from takigi.exchange.checklist_intake import receive_checklist_file
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.checklist_import.dress import STEPS, state_tag
from takigi.screens.forms import refusals_on
from takigi.screens.imports.forms import SentFile
from takigi.screens.render import render_screen

COLUMNS = (
    Column("ファイル"),
    Column("段階"),
    Column("行", is_number=True),
    Column("取り込んだ人", is_number=True),
    Column("受け取った日と職員"),
)
NOTHING = EmptyState("まだ取り込んだファイルがありません", "上でファイルを選ぶと、取り込む前に中身を確かめられます。")


class AnswerFile(SentFile):
    """チェックリストのファイル."""

    what = "チェックリスト"


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_import_files(request: Any) -> HttpResponse:
    """The list and the form; a file that was sent is taken in and its columns are shown."""
    files = checklist_imports(request.viewer)
    form = AnswerFile(request.POST, request.FILES) if request.method == "POST" else AnswerFile()
    if form.is_valid():
        with refusals_on(form):
            sent = form.cleaned_data["file"]
            path = Path(sent.temporary_file_path())
            return redirect("checklist_import", receive_checklist_file(by=request.viewer, path=path, name=sent.name))
    context = {
        "heading": "チェックリストを取り込む",
        "as_of": in_both_eras(request.viewer.on),
        "steps": STEPS[0],
        "form": form,
        "send": Button("このファイルを読む", ButtonKind.PRIMARY, icon="file"),
        "imports": Table("これまでの取り込み（新しい順）", COLUMNS, tuple(map(_line, files)), NOTHING),
        "back": reverse("cases"),
    }
    status = 422 if form.errors else 200
    return render_screen(request, "casework/checklist_import/list.html", context, status=status)


def _line(file: ImportFile) -> tuple[Cell, ...]:
    received = localtime(file.received_at)
    name = Link(file.file_name, reverse("checklist_import", args=[file.batch_id]))
    rows = f"{file.rows:,}" if file.rows else "—"
    written = f"{file.count(RowEnd.NEW):,}" if file.applied_at and not file.undone_at else "—"
    when = f"{in_both_eras(received.date())} {received:%H:%M} {file.received_by}"
    return (name, state_tag(file.state), rows, written, when)
