"""チェックリストの受け入れ: what the screens ask for, from the upload to the confirmation; long work is queued."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.actions import checklist_imports as actions
from takigi.casework.actions.checklist_import_rows import copies_to_forget, step_back_interrupted
from takigi.casework.queries.checklist_imports import ImportFile, checklist_import
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.casework.rules.states import CaseRefused
from takigi.exchange import import_files
from takigi.exchange.checklist_checks import table_of
from takigi.exchange.checklist_columns import FIELDS_BY_KEY, missing_columns, suggest_columns
from takigi.exchange.checklist_jobs import check_checklist_file, write_checklist_file
from takigi.exchange.readings import shown
from takigi.exchange.tables import UnreadableFile

SAMPLE_ROWS = 5


def receive_checklist_file(*, by: Viewer, path: Path, name: str) -> uuid.UUID:
    """ファイルを受け取る: keeps a copy, opens it and suggests its columns; returns the import.

    A file that cannot be read is kept as well, with the sentence that says why: another sheet or encoding may do.
    """
    batch_id = uuid.uuid4()
    sha256, size = import_files.keep_copy(path, batch_id, import_files.CHECKLISTS)
    try:
        actions.receive_checklists(by=by, batch_id=batch_id, file_name=name, sha256=sha256, size=size)
    except BaseException:
        import_files.forget_copy(batch_id, import_files.CHECKLISTS)
        raise
    _open(by, checklist_import(by, batch_id), {})
    return batch_id


def change_checklist_reading(
    *, by: Viewer, batch_id: uuid.UUID, sheet: str = "", header_row: int | None = None, encoding: str = ""
) -> None:
    """読み方を変える: another sheet, line of headings (0: none) or encoding; columns are suggested anew."""
    wanted = {"sheet": sheet, "header_row": header_row, "encoding": encoding}
    _open(by, checklist_import(by, batch_id), wanted)


def _open(by: Viewer, file: ImportFile, wanted: Mapping[str, Any]) -> None:
    try:
        table = table_of(replace(file, reading=dict(wanted)))
    except UnreadableFile as refusal:
        actions.refuse_checklists(by=by, batch_id=file.batch_id, sentence=str(refusal))
        return
    reading = {
        "sheet": table.sheet,
        "sheets": list(table.sheets),
        "header_row": table.header_row,
        "encoding": table.encoding,
        "encoding_label": table.encoding_label,
        "notices": list(table.notices),
    }
    choice = ImportChoice(columns=suggest_columns(table.headers))
    actions.describe_checklists(by=by, batch_id=file.batch_id, headers=table.headers, reading=reading, choice=choice)


@dataclass(frozen=True)
class SampledFile:
    """列を合わせる画面: the file with its first rows as they stand."""

    file: ImportFile
    samples: tuple[tuple[str, ...], ...]


def sampled_file(viewer: Viewer, batch_id: uuid.UUID) -> SampledFile:
    """The first rows of the file. Refused when it cannot be read (any more). Three queries; opens the file."""
    file = checklist_import(viewer, batch_id)
    if not file.headers:
        raise CaseRefused("このファイルはまだ読めていません。シートや文字コードを選びなおしてください。")
    try:
        rows = list(islice(table_of(file).rows(), SAMPLE_ROWS))
    except UnreadableFile as refusal:
        raise CaseRefused(str(refusal)) from refusal
    return SampledFile(file, tuple(tuple(shown(cell) for cell in row.cells) for row in rows))


@transaction.atomic
def start_checklist_check(*, by: Viewer, batch_id: uuid.UUID, choice: ImportChoice) -> None:
    """確かめはじめる, or once more: queues the work. Refused while it is open whose rows they are, or with a column in two places."""
    file = checklist_import(by, batch_id)
    used = list(choice.columns.values())
    if twice := sorted({header for header in used if used.count(header) > 1}):
        names = "、".join(f"「{header}」" for header in twice)
        raise CaseRefused(f"{names}の列が、二つの項目に選ばれています。一つの列は一つの項目にだけ使えます。")
    if unknown := [one for one in choice.columns if one not in FIELDS_BY_KEY] or set(used) - set(file.headers):
        raise CaseRefused(
            f"ファイルにない列か、ない項目が選ばれています（{len(unknown)}件）。画面を開きなおしてください。"
        )
    if sentences := missing_columns(choice.columns):
        raise CaseRefused("".join(sentences))
    actions.choose_reading(by=by, batch_id=batch_id, choice=choice)
    check_checklist_file.enqueue(str(batch_id), by.municipality_id, by.staff_id)


@transaction.atomic
def start_checklist_writing(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みを決める: queues the writing, which happens in one transaction."""
    actions.confirm_checklists(by=by, batch_id=batch_id)
    write_checklist_file.enqueue(str(batch_id), by.municipality_id, by.staff_id)


def discard_checklist_file(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みをやめる: the rows that were read go, and the copy of the file."""
    actions.discard_checklists(by=by, batch_id=batch_id)
    import_files.forget_copy(batch_id, import_files.CHECKLISTS)


def resume_interrupted_checklists(*, at: datetime) -> list[uuid.UUID]:
    """止まった仕事の続き: called once when the worker starts; a work that was cut off waits to be asked for again."""
    left = step_back_interrupted()
    shelf = import_files.CHECKLISTS
    for name in copies_to_forget(import_files.settled_copies(at=at, shelf=shelf)):
        import_files.forget_copy(uuid.UUID(name), shelf)
    return left
