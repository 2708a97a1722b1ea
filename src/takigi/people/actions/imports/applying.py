"""取り込みの確定: everything that was drafted becomes part of the register in one transaction, or nothing does."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from takigi.access.grounds import Viewer
from takigi.organisations import actions as organisations
from takigi.people.actions.imports import batches
from takigi.people.actions.imports.tables import adapted, quoted, room_to_write, run, table, update_each
from takigi.people.actions.persons import keep_former_name
from takigi.people.models import (
    Certification,
    CertificationFacts,
    ImportBatch,
    Person,
    PersonFacts,
    PersonRevision,
    StagedCertification,
    StagedChange,
    StagedPerson,
)
from takigi.people.progress import forget_progress, note_progress
from takigi.people.rules import ImportState, PeopleRefused, check_import_move

REASON = "台帳の取り込み"
CHANGES_AT_A_TIME = 500


class RegisterMoved(PeopleRefused):
    """The register is no longer what the file was compared with."""


def confirm_import(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """台帳に取り込む: all people, certifications and changes of the file at once.

    Refused when the register has changed since the file was compared with it: then the import waits for
    another check. A file that says nothing new writes nothing but that it was taken in.
    """
    try:
        with room_to_write():
            _confirm(by, batch_id)
    except RegisterMoved:
        _step_back(by, batch_id)
        raise
    forget_progress(batch_id)
    # After the commit and in a transaction of its own: nobody has to wait for the drafts to go.
    batches.forget_drafts(batch_id)


@transaction.atomic
def _confirm(by: Viewer, batch_id: uuid.UUID) -> None:
    version = organisations.lock_register(by.municipality_id)
    batch = batches.own_batch(by, batch_id)
    if batch.state != ImportState.APPLYING:
        check_import_move(ImportState(batch.state), ImportState.APPLYING)
    if batch.register_version != version:
        raise RegisterMoved(
            "確かめたあとに、台帳が変わりました。まだ何も取り込んでいません。もう一度確かめてから、取り込んでください。"
        )
    if _writes(batch):
        _write(by, batch)
        organisations.advance_register(by.municipality_id)
    batch.state, batch.applied_at, batch.applied_by_id = ImportState.APPLIED, by.at, by.staff_id
    batch.save(update_fields=["state", "applied_at", "applied_by"])
    batches.note(by, batch, "import_applied", sha256=batch.file_sha256, counts=batch.counts)


@transaction.atomic
def _step_back(by: Viewer, batch_id: uuid.UUID) -> None:
    batch = batches.own_batch(by, batch_id)
    if batch.state == ImportState.APPLYING:
        batch.state = ImportState.CHECKED
        batch.save(update_fields=["state"])


def _writes(batch: ImportBatch) -> bool:
    counts = batch.counts
    parts = ("people_new", "people_changed", "certifications_new")
    return any(counts.get(part) for part in parts) or any(counts.get("revisions", {}).values())


def _write(by: Viewer, batch: ImportBatch) -> None:
    _copy(
        _Copying(
            StagedPerson,
            Person,
            ["id", *_columns(PersonFacts)],
            # FALSE is not written the same way by the two databases.
            {"root_id": "id", "is_protected": "(1 = 0)", "household_role": "''"},
        ),
        {"batch_id": batch.pk, "registered_at": by.at},
    )
    note_progress(batch.pk, "applying", 50, 100)
    _copy(
        _Copying(StagedCertification, Certification, _columns(CertificationFacts), {"person_id": quoted("person")}),
        {"batch_id": batch.pk, "known_from": by.at},
    )
    _close_replaced(by, batch)
    note_progress(batch.pk, "applying", 90, 100)
    _change_people(by, batch)


def _columns(facts: type[models.Model]) -> list[str]:
    return [field.column for field in facts._meta.local_concrete_fields]


@dataclass(frozen=True)
class _Copying:
    """From a table of drafts into the register: columns that are the same, and columns that are an expression."""

    drafts: type[models.Model]
    register: type[models.Model]
    same: list[str]
    expressions: dict[str, str]


def _copy(copying: _Copying, values: dict[str, Any]) -> None:
    """All drafts of the import `values["batch_id"]` in one statement; `values` are the same for every row.

    In the order of their ids, so that the indexes on them grow at one end.
    """
    into = ", ".join(map(quoted, [*copying.same, *copying.expressions, *values]))
    out = ", ".join([*map(quoted, copying.same), *copying.expressions.values(), *(["%s"] * len(values))])
    # Names come from the models, values are bound.
    sql = f"INSERT INTO {table(copying.register)} ({into}) SELECT {out} FROM {table(copying.drafts)} WHERE batch_id = %s ORDER BY id"  # noqa: S608  # as above
    bound = [adapted(copying.register, name, value) for name, value in values.items()]
    run(sql, [*bound, adapted(copying.drafts, "batch_id", values["batch_id"])])


def _close_replaced(by: Viewer, batch: ImportBatch) -> None:
    """What a new revision takes over from stays, but is no longer believed from this moment on."""
    register, drafts = table(Certification), table(StagedCertification)
    batch_id = adapted(StagedCertification, "batch_id", batch.pk)
    # Names come from the models, values are bound.
    sql = (
        f"UPDATE {register} SET known_until = %s, replaced_by_id = "  # noqa: S608  # as above
        f"(SELECT d.id FROM {drafts} d WHERE d.replaces = {register}.id AND d.batch_id = %s) "
        f"WHERE id IN (SELECT replaces FROM {drafts} WHERE batch_id = %s AND replaces IS NOT NULL)"
    )
    run(sql, [adapted(Certification, "known_until", by.at), batch_id, batch_id])


def _change_people(by: Viewer, batch: ImportBatch) -> None:
    """Changed facts, each with the revision that keeps what stood there before, and the former name."""
    changes = StagedChange.objects.filter(batch_id=batch.pk).order_by("pk")
    after = 0
    while chunk := list(changes.filter(pk__gt=after)[:CHANGES_AT_A_TIME]):
        after = chunk[-1].pk
        renamed = {change.person for change in chunk if _is_new_name(change)}
        people = Person.objects.in_bulk(renamed)
        quiet = []
        for change in chunk:
            revision = PersonRevision(
                person_id=change.person,
                changed_at=by.at,
                changed_by_id=by.staff_id,
                reason=REASON,
                before=change.before,
                after=change.after,
                batch_id=batch.pk,
                row_no=change.row_no,
            )
            if change.person in people:
                revision.save()
                keep_former_name(people[change.person], revision)
            else:
                quiet.append(revision)
        PersonRevision.objects.bulk_create(quiet)
        update_each(Person, ((change.person, change.after) for change in chunk))


def _is_new_name(change: StagedChange) -> bool:
    """Another name, not another way of writing the same one."""
    return "name_key" in change.after or "kana_identity" in change.after
