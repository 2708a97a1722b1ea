"""チェックリストの取り込みの読み取り: the files of a centre, one of them with its findings, its problems and its rows."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.actions.checklist_imports import used_since
from takigi.casework.models import ChecklistImport
from takigi.casework.policies import check_may_import_checklists, import_agency_ids, visible_checklist_imports
from takigi.casework.rules.checklist_imports import ImportChoice, choice_from_json
from takigi.casework.rules.checklist_words import RowEnd
from takigi.instruments.scores import Score, Verdict
from takigi.kernel.turning import page_in
from takigi.organisations.queries import names_of_agencies, names_of_staff
from takigi.people.progress import Step, progress_noted
from takigi.people.rules import ImportState

LIMIT = 30
GROUND = "チェックリストを取り込むセンターの職員であるため"


@dataclass(frozen=True)
class ImportFile:
    """取り込み一件: the file, where it stands, and everything that was found out about it."""

    batch_id: uuid.UUID
    state: ImportState
    file_name: str
    file_bytes: int
    agency: str
    headers: tuple[str, ...]
    reading: dict[str, Any]
    choice: ImportChoice
    findings: dict[str, Any]
    failure: str
    received_at: datetime
    received_by: str
    applied_at: datetime | None
    applied_by: str
    undone_at: datetime | None
    undone_by: str
    undone_reason: str

    @property
    def rows(self) -> int:
        return int(self.findings.get("rows", 0))

    def count(self, end: RowEnd) -> int:
        """How many rows end so."""
        return int(self.findings.get("outcomes", {}).get(end.value, 0))


def may_import_checklists(viewer: Viewer) -> bool:
    """Whether the desk shows the way to the files at all. No query."""
    return bool(import_agency_ids(viewer))


def _file(viewer: Viewer, rows: list[ChecklistImport]) -> list[ImportFile]:
    staff = {one for row in rows for one in (row.received_by_id, row.applied_by_id, row.undone_by_id) if one}
    names = names_of_staff(viewer.municipality_id, staff)
    agencies = names_of_agencies(viewer.municipality_id, {row.agency_id for row in rows})
    return [
        ImportFile(
            batch_id=row.pk,
            state=ImportState(row.state),
            file_name=row.file_name,
            file_bytes=row.file_bytes,
            agency=agencies.get(row.agency_id, ""),
            headers=tuple(row.headers),
            reading=row.reading,
            choice=choice_from_json(row.choice),
            findings=row.findings,
            failure=row.failure,
            received_at=row.received_at,
            received_by=names.get(row.received_by_id, ""),
            applied_at=row.applied_at,
            applied_by=names.get(row.applied_by_id or 0, ""),
            undone_at=row.undone_at,
            undone_by=names.get(row.undone_by_id or 0, ""),
            undone_reason=row.undone_reason,
        )
        for row in rows
    ]


def checklist_imports(viewer: Viewer) -> list[ImportFile]:
    """The latest files that the viewer may see, newest first. Refused to everybody but a centre's caseworkers. Three queries."""
    check_may_import_checklists(viewer)
    return _file(viewer, list(visible_checklist_imports(viewer).order_by("-received_at")[:LIMIT]))


def checklist_import(viewer: Viewer, batch_id: uuid.UUID) -> ImportFile:
    """One file. Raises Unseen in another centre. Three queries."""
    return _file(viewer, [_row(viewer, batch_id)])[0]


def _row(viewer: Viewer, batch_id: uuid.UUID) -> ChecklistImport:
    row = visible_checklist_imports(viewer).filter(pk=batch_id).first()
    if row is None:
        raise Unseen
    return row


def used_of_import(viewer: Viewer, batch_id: uuid.UUID) -> int:
    """How many of its records something was built on since: while it is none, the import can be taken back."""
    refs = _row(viewer, batch_id).rows.filter(checklist_ref__isnull=False).values_list("checklist_ref", flat=True)
    return used_since(list(refs))


@dataclass(frozen=True)
class ImportProgress:
    """どこまで進んだか."""

    state: ImportState
    step: Step | None


def import_progress(viewer: Viewer, batch_id: uuid.UUID) -> ImportProgress:
    """How far the long work has come. One query."""
    return ImportProgress(ImportState(_row(viewer, batch_id).state), progress_noted(batch_id))


@dataclass(frozen=True)
class ImportProblem:
    """気をつける点: as the writer of the list of problems takes it."""

    row_no: int
    column: str
    value: str
    code: str
    sentence: str
    is_blocking: bool


def import_problems(viewer: Viewer, batch_id: uuid.UUID, *, code: str = "") -> Iterator[ImportProblem]:
    """Every problem in the order of the file. Two queries."""
    kept = _row(viewer, batch_id).rows.exclude(problems=[]).order_by("row_no")
    for row_no, problems in kept.values_list("row_no", "problems"):
        for one in problems:
            if not code or one["code"] == code:
                yield ImportProblem(row_no, **one)


@dataclass(frozen=True)
class ImportedRow:
    """取り込みの一行."""

    row_no: int
    who: str
    answered_on: date | None
    end: RowEnd
    verdict: Verdict | None
    total: Score
    person_id: uuid.UUID | None


def import_rows(
    viewer: Viewer, batch_id: uuid.UUID, *, end: str = "", verdict: str = "", page: int = 1, size: int = 50
) -> tuple[list[ImportedRow], int]:
    """Rows of one page and how many there are; whose answers were shown is noted as a reading. Four queries."""
    batch = _row(viewer, batch_id)
    rows = batch.rows.order_by("row_no")
    rows = rows.filter(outcome=end) if end in set(RowEnd) else rows
    rows = rows.filter(verdict=verdict) if verdict in set(Verdict) else rows
    total = rows.count()
    start = (page_in(page, total, size) - 1) * size
    found = [
        ImportedRow(
            row.row_no,
            row.who,
            row.answered_on,
            RowEnd(row.outcome),
            Verdict(row.verdict) if row.verdict else None,
            Score(row.total_low, row.total_high),
            row.person_ref,
        )
        for row in rows[start : start + size]
    ]
    shown = [f"person:{row.person_id}" for row in found if row.person_id]
    if shown:
        audit.note_reading(
            "", municipality_id=viewer.municipality_id, by=viewer.staff_id, at=viewer.at, because=[GROUND], shown=shown
        )
    return found, total
