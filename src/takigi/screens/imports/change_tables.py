"""変わる情報の表: people of the register whose facts a ledger changes, before and after."""

import uuid

from django.urls import reverse

from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.people.queries.imports import ChangeLine, Page
from takigi.people.rules import ImportState

COLUMNS = (
    Column("氏名（いま）"),
    Column("番号"),
    Column("変わる所（前 → 後）"),
    Column("行", is_number=True),
    Column(""),
)


def change_table(page: Page[ChangeLine], state: ImportState) -> Table:
    """One line for each person."""
    caption = "変えた人" if state is ImportState.APPLIED else "変わる人"
    return Table(f"{caption}（{page.total:,}人）", COLUMNS, tuple(map(_line, page.lines)))


def _line(line: ChangeLine) -> tuple[Cell, ...]:
    tag: Cell = StatusTag("氏名が変わる") if line.is_name_change else ""
    changes = "、".join(f"{label}: {before or '（空）'} → {after or '（空）'}" for label, before, after in line.fields)
    return (Link(line.name, _person(line.person_id)), line.insured_no, changes, str(line.row_no), tag)


def _person(person_id: uuid.UUID) -> str:
    return reverse("person", args=[person_id])
