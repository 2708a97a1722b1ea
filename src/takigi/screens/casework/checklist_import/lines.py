"""長い一覧: problems and rows of one import, a page at a time, filters in the address."""

import uuid
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from takigi.casework.queries.checklist_imports import (
    GROUND,
    ImportedRow,
    ImportProblem,
    checklist_import,
    import_problems,
    import_rows,
)
from takigi.casework.rules.checklist_words import RowEnd
from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.pager import Pager
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.components.toolbar import FilterChip, Toolbar
from takigi.exchange.problems import Problem
from takigi.exchange.writers import problems_workbook
from takigi.instruments.scores import Verdict
from takigi.kernel.era_names import in_both_eras
from takigi.kernel.turning import page_in
from takigi.screens.asked import page_asked
from takigi.screens.casework.checklist_import.dress import kind_label
from takigi.screens.casework.checklists.dress import verdict_tag
from takigi.screens.files_out import as_file
from takigi.screens.render import render_screen

SIZE = 50
PROBLEMS = (Column("行"), Column("列"), Column("値"), Column("扱い"), Column("内容と直し方"))
ROWS = (
    Column("行"),
    Column("だれの行か"),
    Column("どうなるか"),
    Column("答えた日"),
    Column("結果"),
    Column("25問の合計", is_number=True),
)


def _frame(file_id: uuid.UUID, heading: str) -> dict[str, Any]:
    back = reverse("checklist_import", args=[file_id])
    return {"heading": heading, "ground": GroundLine((GROUND,)), "back": back}


@require_safe
def checklist_import_problems(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """気をつける点, in the order of the file."""
    file, code = checklist_import(request.viewer, file_id), request.GET.get("code", "")
    kinds = {one["code"]: one for one in file.findings.get("problems", [])}
    asked = [kinds[code]] if code in kinds else list(kinds.values())
    total = sum(one["count"] for one in asked)
    page = page_in(page_asked(request), total, SIZE)
    found = import_problems(request.viewer, file_id, code=code if code in kinds else "")
    lines = tuple(_problem(one) for one in islice(found, (page - 1) * SIZE, page * SIZE))
    chips = tuple(FilterChip(kind_label(one["code"]), "?", is_on=True) for one in asked if code in kinds)
    context = {
        **_frame(file_id, "気をつける点"),
        "action": ButtonLink(
            "一覧を Excel で受け取る", reverse("checklist_import_problems_file", args=[file_id]), icon="file"
        ),
        "toolbar": Toolbar(chips, f"{total:,}件です。", "?"),
        "lines": Table(
            "気をつける点（行の順）", PROBLEMS, lines, EmptyState("気をつける点はありません"), has_hidden_caption=True
        ),
        "pager": _pager(page, total, f"?code={code}" if code in kinds else "?", "件"),
    }
    return render_screen(request, "imports/lines.html", context)


def _problem(one: ImportProblem) -> tuple[Cell, ...]:
    tag = StatusTag("取り込まない", Tone.ALERT) if one.is_blocking else StatusTag("見てほしい", Tone.WAITING)
    return (f"{one.row_no}行目", one.column or "行全体", one.value or "（空）", tag, one.sentence)


def _pager(page: int, total: int, address: str, unit: str) -> Pager | str:
    return Pager(page, total, SIZE, address, unit) if total else ""


@require_safe
def checklist_import_problems_file(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """Everything that was found, to work through with the file beside it. Its name holds the day and nothing out of the file."""
    file = checklist_import(request.viewer, file_id)
    listed = (
        Problem(one.row_no, one.column, one.value, one.code, one.sentence, one.is_blocking)
        for one in import_problems(request.viewer, file_id)
    )
    content = problems_workbook(listed, file_name=file.file_name)
    name = f"problems-{localdate(request.viewer.at):%Y%m%d}.xlsx"
    return as_file(content, name)


@require_safe
def checklist_import_rows(request: Any, file_id: uuid.UUID) -> HttpResponse:
    """ファイルの行, with what becomes of each; from a person's line the way leads to the person."""
    end, verdict, page = request.GET.get("end", ""), request.GET.get("verdict", ""), page_asked(request)
    rows, total = import_rows(request.viewer, file_id, end=end, verdict=verdict, page=page, size=SIZE)
    page = page_in(page, total, SIZE)
    chips = [
        FilterChip(one.label, "?" if one.value == end else f"?end={one.value}", one.value == end) for one in RowEnd
    ]
    chips += [
        FilterChip(one.label, f"?end={RowEnd.NEW.value}&verdict={one.value}", is_on=one.value == verdict)
        for one in Verdict
    ]
    kept = [f"{name}={value}" for name, value in (("end", end), ("verdict", verdict)) if value in {*RowEnd, *Verdict}]
    context = {
        **_frame(file_id, "ファイルの行"),
        "toolbar": Toolbar(tuple(chips), f"{total:,}行です。", "?"),
        "lines": Table(
            "ファイルの行",
            ROWS,
            tuple(map(_row, rows)),
            EmptyState("当てはまる行はありません"),
            has_hidden_caption=True,
        ),
        "pager": _pager(page, total, f"?{'&'.join(kept)}", "行"),
    }
    return render_screen(request, "imports/lines.html", context)


def _row(row: ImportedRow) -> tuple[Cell, ...]:
    who: Cell = row.who or "（空）"
    if row.person_id is not None:
        who = Link(row.who or "本人のページ", reverse("person", args=[row.person_id]))
    told = verdict_tag(row.verdict) if row.verdict else "—"
    total = row.total.in_words if row.verdict else "—"
    return (
        f"{row.row_no}行目",
        who,
        row.end.label,
        in_both_eras(row.answered_on) if row.answered_on else "—",
        told,
        total,
    )
