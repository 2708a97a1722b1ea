"""取り込みの一覧の身じたく."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.steps import Steps
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.imports import ImportCard
from takigi.people.rules import ImportState
from takigi.screens.imports.forms import SentFile

STEPS = ("ファイルを選ぶ", "列を合わせる", "確かめる", "取り込む", "結果を見る")
STEP_OF = {
    ImportState.RECEIVED: 2,
    ImportState.FAILED: 1,
    ImportState.CHECKING: 3,
    ImportState.CHECKED: 3,
    ImportState.APPLYING: 4,
    ImportState.APPLIED: 5,
    ImportState.UNDONE: 5,
    ImportState.DISCARDED: 5,
}
TONES = {
    ImportState.RECEIVED: Tone.WAITING,
    ImportState.CHECKING: Tone.ACTIVE,
    ImportState.CHECKED: Tone.WAITING,
    ImportState.APPLYING: Tone.ACTIVE,
    ImportState.APPLIED: Tone.DONE,
    ImportState.FAILED: Tone.ALERT,
}
COLUMNS = (
    Column("ファイル"),
    Column("段階"),
    Column("行", is_number=True),
    Column("直す所", is_number=True),
    Column("見る所", is_number=True),
    Column("受け取った日と職員"),
)


def steps_of(state: ImportState) -> Steps:
    """Where an import is on its way."""
    return Steps(STEPS, STEP_OF[state])


def state_tag(state: ImportState) -> StatusTag:
    """The stage as a word."""
    return StatusTag(state.label, TONES.get(state, Tone.QUIET))


def dress_list(viewer: Viewer, cards: list[ImportCard], form: SentFile) -> dict[str, Any]:
    """The first step of the way, and the files of before."""
    nothing = EmptyState(
        "まだ取り込んだ台帳がありません", "上で台帳のファイルを選ぶと、取り込む前に中身を確かめられます。"
    )
    return {
        "heading": "台帳を取り込む",
        "as_of": in_both_eras(viewer.on),
        "steps": Steps(STEPS, 1),
        "form": form,
        "send": Button("このファイルを読む", ButtonKind.PRIMARY, icon="file"),
        "imports": Table("これまでの取り込み（新しい順）", COLUMNS, tuple(map(_line, cards)), nothing),
    }


def _line(card: ImportCard) -> tuple[Cell, ...]:
    received = localtime(card.received_at)
    when = f"{in_both_eras(received.date())} {received:%H:%M} {card.received_by}"
    name = Link(card.file_name, reverse("import_page", args=[card.batch_id]))
    numbers = (f"{card.rows:,}", f"{card.blocking:,}", f"{card.warnings:,}") if card.rows else ("—", "—", "—")
    return (name, state_tag(card.state), *numbers, when)
