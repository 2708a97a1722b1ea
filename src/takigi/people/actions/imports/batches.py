"""取り込みの受け付け: take a file in, say how its columns are read, begin the check, or give it up."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.people import policies
from takigi.people.models import (
    ColumnProfile,
    ImportBatch,
    ImportProblem,
    ImportRow,
    StagedCertification,
    StagedChange,
    StagedPerson,
)
from takigi.people.progress import forget_progress
from takigi.people.rules import ImportState, PeopleRefused, check_import_move


@dataclass(frozen=True)
class Opening:
    """How a file is opened and what its headings are. `reading` holds plain values and nothing out of a cell."""

    encoding_label: str
    sheet: str
    headers: Sequence[str]
    reading: Mapping[str, Any]


def own_batch(by: Viewer, batch_id: uuid.UUID) -> ImportBatch:
    """The import, locked for a change; unseen outside its municipality, refused without the duty."""
    policies.check_may_import(by)
    found = ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch_id, municipality_id=by.municipality_id)
    batch = found.first()
    if batch is None:
        raise Unseen
    return batch


def note(by: Viewer, batch: ImportBatch, kind: str, **detail: Any) -> None:
    """One line in the audit log about an import; counts and fingerprints, never a name."""
    audit.record(
        f"people.{kind}",
        municipality_id=batch.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"import:{batch.pk}",
        detail=detail,
    )


@transaction.atomic
def receive_import(*, by: Viewer, batch_id: uuid.UUID, file_name: str, sha256: str, size: int) -> None:
    """台帳のファイルを受け取る: the copy lies in the import folder already."""
    policies.check_may_import(by)
    batch = ImportBatch.objects.create(
        pk=batch_id,
        municipality_id=by.municipality_id,
        state=ImportState.RECEIVED,
        file_name=file_name[:200],
        file_sha256=sha256,
        file_bytes=size,
        received_at=by.at,
        received_by_id=by.staff_id,
    )
    note(by, batch, "import_received", sha256=sha256, bytes=size)


def _batch_to_prepare(by: Viewer, batch_id: uuid.UUID) -> ImportBatch:
    batch = own_batch(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.RECEIVED)
    return batch


@transaction.atomic
def describe_import(*, by: Viewer, batch_id: uuid.UUID, opening: Opening, mapping: Mapping[str, Any]) -> None:
    """開き方を決める: encoding, sheet and headings as found or chosen, with the columns that fit."""
    batch = _batch_to_prepare(by, batch_id)
    batch.state, batch.failure = ImportState.RECEIVED, ""
    batch.encoding_label, batch.sheet = opening.encoding_label, opening.sheet[:100]
    batch.headers, batch.reading = list(opening.headers), dict(opening.reading)
    batch.mapping = dict(mapping)
    batch.save()


@transaction.atomic
def refuse_import(*, by: Viewer, batch_id: uuid.UUID, sentence: str) -> None:
    """読めないと分かる: the sentence says what, where and what to do; another way of opening may still work."""
    batch = _batch_to_prepare(by, batch_id)
    batch.state, batch.failure = ImportState.FAILED, sentence[:400]
    batch.save(update_fields=["state", "failure"])


@transaction.atomic
def choose_mapping(*, by: Viewer, batch_id: uuid.UUID, mapping: Mapping[str, Any]) -> None:
    """列の対応を決める; what was checked before is checked anew."""
    batch = _batch_to_prepare(by, batch_id)
    if not batch.headers:
        raise PeopleRefused("このファイルはまだ読めていません。先に、シートや文字コードを選びなおしてください。")
    batch.state, batch.mapping = ImportState.RECEIVED, dict(mapping)
    batch.save(update_fields=["state", "mapping"])


@transaction.atomic
def begin_check(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """確かめはじめる: the caller has made sure that the columns suffice, and queues the work."""
    batch = own_batch(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.CHECKING)
    batch.state, batch.failure = ImportState.CHECKING, ""
    batch.save(update_fields=["state", "failure"])
    note(by, batch, "import_check_begun")


@transaction.atomic
def begin_apply(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みを決める: from now on nothing but the writing itself; the caller queues it."""
    batch = own_batch(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.APPLYING)
    batch.state, batch.failure = ImportState.APPLYING, ""
    batch.save(update_fields=["state", "failure"])
    note(by, batch, "import_confirmed")


@transaction.atomic
def discard_import(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みをやめる: nothing was written; what was read from the file goes, and the file with it."""
    batch = own_batch(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.DISCARDED)
    batch.state = ImportState.DISCARDED
    batch.save(update_fields=["state"])
    forget_rows(batch.pk)
    forget_progress(batch.pk)
    note(by, batch, "import_discarded")


def forget_rows(batch_id: uuid.UUID) -> None:
    """Everything that was read and drafted for an import that is not, or not yet, in the register."""
    forget_drafts(batch_id)
    for model in (ImportRow, ImportProblem):
        model.objects.filter(batch_id=batch_id).delete()


def forget_drafts(batch_id: uuid.UUID) -> None:
    """The drafts of an import; nothing refers to them."""
    for model in (StagedPerson, StagedCertification, StagedChange):
        model.objects.filter(batch_id=batch_id).delete()


@transaction.atomic
def save_profile(*, by: Viewer, batch_id: uuid.UUID, name: str) -> int:
    """列の対応を保存する under a name; the same name is saved over. Next week's file needs no choosing."""
    batch = own_batch(by, batch_id)
    name = name.strip()
    if not name:
        raise PeopleRefused("対応の名前を書いてください（例: 介護保険システムの毎週の台帳）。")
    profile, _ = ColumnProfile.objects.update_or_create(
        municipality_id=by.municipality_id,
        name=name[:60],
        defaults={
            "headers": batch.headers,
            "mapping": batch.mapping,
            "saved_at": by.at,
            "saved_by_id": by.staff_id,
        },
    )
    note(by, batch, "column_profile_saved", profile=profile.pk)
    return profile.pk


@transaction.atomic
def forget_profile(*, by: Viewer, profile_id: int) -> None:
    """保存した対応を消す; imports that used it keep their own copy."""
    policies.check_may_import(by)
    profile = ColumnProfile.objects.filter(pk=profile_id, municipality_id=by.municipality_id).first()
    if profile is None:
        raise Unseen
    profile.delete()
    audit.record(
        "people.column_profile_forgotten",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"profile:{profile_id}",
    )
