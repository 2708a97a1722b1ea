"""止まった取り込み: what a power cut or a killed worker left, put where somebody can go on from."""

import uuid

from django.db import transaction

from takigi.people.actions.imports import batches
from takigi.people.models import ImportBatch
from takigi.people.progress import forget_progress
from takigi.people.rules import ImportState


@transaction.atomic
def step_back_from_applying() -> list[uuid.UUID]:
    """取り込みの途中で止まったもの: writing is one transaction, so nothing was written; it waits to be confirmed again."""
    left = ImportBatch.objects.select_for_update().filter(state=ImportState.APPLYING)
    batch_ids = list(left.values_list("pk", flat=True))
    ImportBatch.objects.filter(pk__in=batch_ids).update(state=ImportState.CHECKED)
    return batch_ids


@transaction.atomic
def step_back(batch_id: uuid.UUID, *, sentence: str) -> None:
    """取り込めなかった: nothing was written; the import waits to be confirmed or checked again, and says why."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state in (ImportState.APPLYING, ImportState.CHECKED):
        batch.state, batch.failure = ImportState.CHECKED, sentence[:400]
        batch.save(update_fields=["state", "failure"])
    forget_progress(batch_id)


@transaction.atomic
def stop_check(batch_id: uuid.UUID) -> None:
    """確かめられなかった: a mistake of the program, not of the file."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state == ImportState.CHECKING:
        batches.forget_rows(batch_id)
        batch.state = ImportState.FAILED
        batch.failure = (
            "確かめている途中で、思いがけないことが起きました。台帳は変わっていません。もう一度お試しください。"
            "くりかえすときは、システム管理の担当に知らせてください。"
        )
        batch.save(update_fields=["state", "failure"])
    forget_progress(batch_id)


def interrupted_checks() -> list[uuid.UUID]:
    """確かめている途中で止まったもの: to be queued again; a check begins by clearing what the last one left."""
    return list(ImportBatch.objects.filter(state=ImportState.CHECKING).values_list("pk", flat=True))


def forget_leftovers() -> None:
    """済んだ取り込みの下書き: left when the work stopped between the commit and the tidying up."""
    done = (ImportState.APPLIED, ImportState.UNDONE, ImportState.DISCARDED)
    for batch_id in ImportBatch.objects.filter(state__in=done).values_list("pk", flat=True):
        batches.forget_drafts(batch_id)


def forgettable_files(names: list[str]) -> list[str]:
    """Of the files in the import folder, those that no open import needs any more."""
    over = (ImportState.APPLIED, ImportState.UNDONE, ImportState.DISCARDED)
    needed = {str(pk) for pk in ImportBatch.objects.exclude(state__in=over).values_list("pk", flat=True)}
    return [name for name in names if name not in needed]
