"""チェックリストの取り込みの操作: take a file in, decide how it is read, confirm it, give it up, or take it back."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.models import Checklist, ChecklistImport, ChecklistImportRow
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.casework.rules.checklist_words import RowEnd
from takigi.casework.rules.states import CaseRefused
from takigi.people.progress import forget_progress
from takigi.people.rules import ImportState, check_import_move

DELETED_AT_A_TIME = 500


def own_import(by: Viewer, batch_id: uuid.UUID) -> ChecklistImport:
    """The import, locked for a change. Unseen in another centre and to everybody else."""
    seen = policies.visible_checklist_imports(by).filter(pk=batch_id)
    found = ChecklistImport.objects.select_for_update(of=("self",)).filter(pk__in=seen.values("pk")).first()
    if found is None:
        raise Unseen
    return found


def note(by: Viewer, batch: ChecklistImport, kind: str, **detail: Any) -> None:
    """One line in the audit log; counts and fingerprints, never a name."""
    audit.record(
        f"casework.{kind}",
        municipality_id=batch.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"checklist_import:{batch.pk}",
        detail=detail,
    )


@transaction.atomic
def receive_checklists(*, by: Viewer, batch_id: uuid.UUID, file_name: str, sha256: str, size: int) -> None:
    """チェックリストのファイルを受け取る, for the importer's own centre; the copy lies in the import folder already."""
    policies.check_may_import_checklists(by)
    batch = ChecklistImport.objects.create(
        pk=batch_id,
        municipality_id=by.municipality_id,
        agency_id=min(policies.import_agency_ids(by)),
        state=ImportState.RECEIVED,
        file_name=file_name[:200],
        file_sha256=sha256,
        file_bytes=size,
        received_at=by.at,
        received_by_id=by.staff_id,
    )
    note(by, batch, "checklists_received", sha256=sha256, bytes=size)


def _to_prepare(by: Viewer, batch_id: uuid.UUID) -> ChecklistImport:
    batch = own_import(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.RECEIVED)
    return batch


@transaction.atomic
def describe_checklists(
    *, by: Viewer, batch_id: uuid.UUID, headers: Sequence[str], reading: Mapping[str, Any], choice: ImportChoice
) -> None:
    """開き方を決める, with the columns that fit."""
    batch = _to_prepare(by, batch_id)
    batch.state, batch.failure, batch.headers = ImportState.RECEIVED, "", list(headers)
    batch.reading, batch.choice = dict(reading), choice.to_json()
    batch.save(update_fields=["state", "failure", "headers", "reading", "choice"])


@transaction.atomic
def refuse_checklists(*, by: Viewer, batch_id: uuid.UUID, sentence: str) -> None:
    """読めないと分かる: the sentence says what, where and what to do; another sheet or encoding may still work."""
    batch = _to_prepare(by, batch_id)
    batch.state, batch.failure = ImportState.FAILED, sentence[:400]
    batch.save(update_fields=["state", "failure"])


@transaction.atomic
def choose_reading(*, by: Viewer, batch_id: uuid.UUID, choice: ImportChoice) -> None:
    """読み方を決める and begin the check, which the caller queues."""
    batch = own_import(by, batch_id)
    if not batch.headers:
        raise CaseRefused("このファイルはまだ読めていません。先に、シートや文字コードを選びなおしてください。")
    if choice.answered_on is not None and choice.answered_on > by.on:
        raise CaseRefused("答えた日が今日より後になっています。日付を確かめてください。")
    check_import_move(ImportState(batch.state), ImportState.CHECKING)
    batch.state, batch.failure, batch.choice = ImportState.CHECKING, "", choice.to_json()
    batch.save(update_fields=["state", "failure", "choice"])
    note(by, batch, "checklists_check_begun")


@transaction.atomic
def confirm_checklists(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みを決める: from now on nothing but the writing itself, which the caller queues. Refused when nothing would be written."""
    batch = own_import(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.APPLYING)
    if not batch.rows.filter(outcome=RowEnd.NEW).exists():
        raise CaseRefused("取り込む行がありません。気をつける点を直してから、もう一度ファイルを選んでください。")
    batch.state, batch.failure = ImportState.APPLYING, ""
    batch.save(update_fields=["state", "failure"])
    note(by, batch, "checklists_confirmed")


@transaction.atomic
def discard_checklists(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みをやめる: nothing was written; what was read from the file goes."""
    batch = own_import(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.DISCARDED)
    batch.state, batch.findings = ImportState.DISCARDED, {}
    batch.save(update_fields=["state", "findings"])
    ChecklistImportRow.objects.filter(batch=batch).delete()
    forget_progress(batch.pk)
    note(by, batch, "checklists_discarded")


@transaction.atomic
def undo_checklists(*, by: Viewer, batch_id: uuid.UUID, reason: str) -> int:
    """取り込みを取り消す: exactly the records that this file made go; returns how many.

    Refused once one of them was judged, put right or taken into a case: then the file has become part of somebody's way.
    """
    batch = own_import(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.UNDONE)
    if len(reason.strip()) < 3:
        raise CaseRefused("取り消す理由を書いてください（例: 違う年度のファイルだった）。")
    refs = list(batch.rows.filter(checklist_ref__isnull=False).values_list("checklist_ref", flat=True))
    if used := used_since(refs):
        raise CaseRefused(
            f"{len(refs):,}人のうち{used:,}人のチェックリストが、そのあと判定や訂正に使われています。取り消せません。"
            "まちがいのある方は、ケースの画面で直してください。"
        )
    for start in range(0, len(refs), DELETED_AT_A_TIME):
        Checklist.objects.filter(pk__in=refs[start : start + DELETED_AT_A_TIME]).delete()
    batch.rows.update(checklist_ref=None)
    batch.state, batch.undone_at, batch.undone_by_id = ImportState.UNDONE, by.at, by.staff_id
    batch.undone_reason = reason.strip()[:300]
    batch.save(update_fields=["state", "undone_at", "undone_by", "undone_reason"])
    note(by, batch, "checklists_undone", rows=len(refs), reason=reason.strip()[:300])
    return len(refs)


def used_since(refs: Sequence[uuid.UUID]) -> int:
    """How many of the records something was built on. One query for every 500."""
    built_on = Q(case__isnull=False) | Q(judged_on__isnull=False) | Q(replaced_by__isnull=False)
    built_on |= Q(eligibility__isnull=False)
    parts = (refs[start : start + DELETED_AT_A_TIME] for start in range(0, len(refs), DELETED_AT_A_TIME))
    return sum(Checklist.objects.filter(built_on, pk__in=part).count() for part in parts)
