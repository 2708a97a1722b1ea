"""長い一覧の身じたく: problems, rows and changes of one import, a page at a time, filters in the address."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.fold_out import FoldOut
from takigi.components.pager import Pager
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.components.toolbar import FilterChip, Toolbar
from takigi.people.queries.imports import ChangeLine, ImportPage, Page, ProblemKind, ProblemLine, RowLine
from takigi.people.rules import RowOutcome
from takigi.screens.imports.change_tables import change_table
from takigi.screens.imports.filters import Filters
from takigi.screens.imports.page_parts import GROUND, weight_word

SIZE = 50
SHOWN_CELLS = 5
PROBLEMS = (Column("行"), Column("列"), Column("値"), Column("扱い"), Column("内容と直し方"))
ROWS = (Column("行"), Column("番号"), Column("どうなるか"), Column("ファイルの内容"))


def dress_problems(
    batch_id: uuid.UUID, asked: Filters, kinds: list[ProblemKind], found: Page[ProblemLine]
) -> dict[str, Any]:
    """気をつける点."""
    rows = tuple(
        (str(line.row_no), line.column or "行全体", line.value or "（空）", _weight(line), line.sentence)
        for line in found.lines
    )
    file_url = reverse("import_problems_file", args=[batch_id])
    return {
        **_frame(batch_id, "気をつける点"),
        "action": ButtonLink("一覧を Excel で受け取る", file_url, icon="file") if kinds else "",
        "toolbar": Toolbar(_problem_chips(asked, kinds), f"{found.total:,}件です。", "?"),
        "lines": Table(
            "気をつける点（行の順）", PROBLEMS, rows, EmptyState("気をつける点はありません"), has_hidden_caption=True
        ),
        "pager": _pager(found, _query(asked)),
    }


def _weight(line: ProblemLine) -> StatusTag:
    return StatusTag("取り込まない", Tone.ALERT) if line.is_blocking else StatusTag("見てほしい", Tone.WAITING)


def _problem_chips(asked: Filters, kinds: list[ProblemKind]) -> tuple[FilterChip, ...]:
    weights = [
        FilterChip(weight_word(value), "?" if asked.blocking is value else f"?blocking={word}", asked.blocking is value)
        for word, value in (("yes", True), ("no", False))
        if any(kind.is_blocking is value for kind in kinds)
    ]
    chosen = [FilterChip(kind.label, "?") for kind in kinds if kind.code == asked.code]
    return (*weights, *chosen)


def dress_rows(batch_id: uuid.UUID, asked: Filters, found: Page[RowLine]) -> dict[str, Any]:
    """ファイルの行."""
    chips = tuple(
        FilterChip(one.label, "?" if asked.outcome is one else f"?outcome={one.value}", asked.outcome is one)
        for one in RowOutcome
        if one is not RowOutcome.WAITING
    )
    return {
        **_frame(batch_id, "ファイルの行"),
        "toolbar": Toolbar(chips, f"{found.total:,}行です。", "?"),
        "lines": Table(
            "ファイルの行",
            ROWS,
            tuple(map(_row, found.lines)),
            EmptyState("当てはまる行はありません"),
            has_hidden_caption=True,
        ),
        "pager": _pager(found, _query(asked), "行"),
    }


def _row(line: RowLine) -> tuple[Cell, ...]:
    filled = [f"{header}: {text}" for header, text in line.cells if text]
    shown, rest = "　".join(filled[:SHOWN_CELLS]), "　".join(filled[SHOWN_CELLS:])
    number: Cell = line.insured_no or "—"
    if line.person_id is not None:
        number = Link(line.insured_no or "本人のページ", reverse("person", args=[line.person_id]))
    return (str(line.row_no), number, line.outcome.label, FoldOut(shown, rest) if rest else shown or "（空の行）")


def dress_changes(page: ImportPage, found: Page[ChangeLine]) -> dict[str, Any]:
    """本人の情報の変更."""
    return {
        **_frame(page.batch_id, "本人の情報の変更"),
        "lines": change_table(found, page.state) if found.lines else EmptyState("変わる人はいません"),
        "pager": _pager(found, "", "人"),
    }


def _frame(batch_id: uuid.UUID, heading: str) -> dict[str, Any]:
    return {"heading": heading, "ground": GROUND, "back": reverse("import_page", args=[batch_id])}


def _query(asked: Filters) -> str:
    kept = {
        "blocking": {True: "yes", False: "no", None: ""}[asked.blocking],
        "code": asked.code,
        "outcome": asked.outcome.value if asked.outcome else "",
    }
    return urlencode({name: value for name, value in kept.items() if value})


def _pager(found: Page[Any], query: str, unit: str = "件") -> Pager | str:
    return Pager(found.page, found.total, SIZE, f"?{query}", unit) if found.total else ""
