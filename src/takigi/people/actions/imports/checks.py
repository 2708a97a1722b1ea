"""取り込みの確かめ: rows are kept and compared with the register, chunk by chunk; nothing of the register changes.

The right to check was decided when the check was begun; here the state of the import stands for it. Every chunk
is a transaction of its own, so that others can write in between, and asks first whether this check is still the
one that counts: another may have been started, or the import given up.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from takigi.people.actions.imports import batches
from takigi.people.actions.imports.tables import insert_rows
from takigi.people.models import (
    ImportBatch,
    ImportProblem,
    ImportRow,
    StagedCertification,
    StagedChange,
    StagedPerson,
)
from takigi.people.progress import forget_progress
from takigi.people.rules import ImportState, RowOutcome


class Overtaken(Exception):
    """Another check of the same import has begun, or it was given up: this one has nothing more to do."""


@dataclass(frozen=True)
class Claim:
    """One attempt at checking one import."""

    batch_id: uuid.UUID
    municipality_id: int
    attempt: int


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A problem as the reader of the file found it."""

    column: str
    value: str
    code: str
    sentence: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as the reader of the file hands it down: its cells as they stood and its values as they were read."""

    row_no: int
    insured_no: str
    cells: Sequence[str]
    values: dict[str, Any]
    fingerprint: str
    is_importable: bool
    problems: Sequence[ReadProblem]


@transaction.atomic
def claim_check(batch_id: uuid.UUID) -> Claim | None:
    """確かめを引き受ける: clears what an earlier attempt left; None when there is nothing to check (any more)."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    if batch is None or batch.state != ImportState.CHECKING:
        return None
    batch.attempt += 1
    batch.counts, batch.register_version = {}, None
    batch.save(update_fields=["attempt", "counts", "register_version"])
    batches.forget_rows(batch_id)
    return Claim(batch_id, batch.municipality_id, batch.attempt)


def still_ours(claim: Claim) -> ImportBatch:
    """The import, locked, if this attempt is still the one that counts; Overtaken otherwise."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=claim.batch_id)
    if batch.state != ImportState.CHECKING or batch.attempt != claim.attempt:
        raise Overtaken
    return batch


_ROW = ("batch_id", "row_no", "cells", "values_read", "insured_no", "fingerprint", "is_importable", "outcome")
_PROBLEM = ("batch_id", "row_no", "column", "value", "code", "sentence", "is_blocking")


@transaction.atomic
def keep_rows(claim: Claim, rows: Sequence[ReadRow]) -> None:
    """行を写す: a chunk of the file with its problems. A row with a blocking problem is left out from the start."""
    still_ours(claim)
    insert_rows(
        ImportRow,
        _ROW,
        (
            (
                claim.batch_id,
                row.row_no,
                list(row.cells),
                row.values,
                row.insured_no,
                row.fingerprint,
                row.is_importable,
                (RowOutcome.WAITING if row.is_importable else RowOutcome.LEFT_OUT).value,
            )
            for row in rows
        ),
    )
    keep_problems(claim, [(row.row_no, problem) for row in rows for problem in row.problems])


def keep_problems(claim: Claim, problems: Sequence[tuple[int, ReadProblem]]) -> None:
    """Problems with the rows that they stand in; inside the caller's transaction."""
    insert_rows(
        ImportProblem,
        _PROBLEM,
        (
            (
                claim.batch_id,
                row_no,
                problem.column[:100],
                problem.value[:200],
                problem.code,
                problem.sentence[:500],
                problem.is_blocking,
            )
            for row_no, problem in problems
        ),
    )


@transaction.atomic
def finish_check(claim: Claim, *, register_version: int, at: datetime) -> None:
    """確かめおわる: counts what was found; from now on the import waits for somebody to confirm it."""
    batch = still_ours(claim)
    batch.counts = _counts(claim.batch_id)
    batch.register_version = register_version
    batch.state, batch.checked_at = ImportState.CHECKED, at
    batch.save(update_fields=["counts", "register_version", "state", "checked_at"])
    forget_progress(claim.batch_id)


@transaction.atomic
def fail_check(claim: Claim, *, sentence: str) -> None:
    """読めなかった: nothing of the file is kept but why."""
    batch = still_ours(claim)
    batches.forget_rows(claim.batch_id)
    batch.state, batch.failure = ImportState.FAILED, sentence[:400]
    batch.save(update_fields=["state", "failure"])
    forget_progress(claim.batch_id)


def _counts(batch_id: uuid.UUID) -> dict[str, Any]:
    rows = ImportRow.objects.filter(batch_id=batch_id)
    outcomes = dict(rows.values_list("outcome").annotate(Count("pk")).order_by())
    problems = ImportProblem.objects.filter(batch_id=batch_id).aggregate(
        blocking=Count("pk", filter=Q(is_blocking=True)), warnings=Count("pk", filter=Q(is_blocking=False))
    )
    staged = StagedCertification.objects.filter(batch_id=batch_id)
    kinds = dict(staged.exclude(replaces=None).values_list("kind").annotate(Count("pk")).order_by())
    return {
        "rows": sum(outcomes.values()),
        "outcomes": outcomes,
        "people_new": StagedPerson.objects.filter(batch_id=batch_id).count(),
        "people_changed": StagedChange.objects.filter(batch_id=batch_id).count(),
        "certifications_new": staged.filter(replaces=None).count(),
        "revisions": kinds,
        **problems,
    }
