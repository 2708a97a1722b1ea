"""取り込みの取り消し: the register as it was before, row for row; refused as soon as something builds on the file."""

import uuid

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import actions as organisations
from takigi.people.actions.imports import batches
from takigi.people.actions.imports.tables import delete_of_batch, room_to_write, update_each
from takigi.people.models import Certification, FormerName, ImportBatch, Person, PersonRevision
from takigi.people.queries.imports.obstacles import obstacles_to_undo
from takigi.people.rules import ImportState, PeopleRefused, check_import_move

AT_A_TIME = 500


def undo_import(*, by: Viewer, batch_id: uuid.UUID, reason: str) -> None:
    """取り込みを取り消す: what it added goes, what it replaced and changed comes back exactly.

    Refused, with counts, when later imports, revisions, consents, merges or other records build on it.
    The rows of the file stay, so that one can still see what it was.
    """
    with room_to_write():
        _undo(by, batch_id, reason)


@transaction.atomic
def _undo(by: Viewer, batch_id: uuid.UUID, reason: str) -> None:
    organisations.lock_register(by.municipality_id)
    batch = batches.own_batch(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.UNDONE)
    if len(reason.strip()) < 3:
        raise PeopleRefused("取り消す理由を書いてください（例: 違う月のファイルだった）。")
    if obstacles := obstacles_to_undo(batch_id):
        listed = "".join(f"・{one}" for one in obstacles)
        raise PeopleRefused(
            f"この取り込みのあとの記録があるため、取り消せません。先に次のものを戻してください。{listed}"
        )
    wrote = _take_back(batch)
    if wrote:
        organisations.advance_register(by.municipality_id)
    batch.state, batch.undone_at, batch.undone_by_id = ImportState.UNDONE, by.at, by.staff_id
    batch.undone_reason = reason.strip()[:300]
    batch.save(update_fields=["state", "undone_at", "undone_by", "undone_reason"])
    batches.note(by, batch, "import_undone", sha256=batch.file_sha256, reason=reason.strip(), counts=batch.counts)


def _take_back(batch: ImportBatch) -> bool:
    """Backwards through what confirming did; says whether there was anything."""
    revisions = PersonRevision.objects.filter(batch_id=batch.pk)
    after, wrote = 0, False
    while chunk := list(revisions.filter(pk__gt=after).order_by("pk")[:AT_A_TIME]):
        after, wrote = chunk[-1].pk, True
        update_each(Person, ((revision.person_id, revision.before) for revision in chunk))
    FormerName.objects.filter(revision__in=revisions).delete()
    # Without asking row by row what refers to it: that was counted before, and the database asks once more.
    delete_of_batch(PersonRevision, batch.pk)
    added = Certification.objects.filter(batch_id=batch.pk)
    # What the import replaced within itself goes with it; the rest is believed again.
    Certification.objects.filter(replaced_by__in=added).update(known_until=None, replaced_by=None)
    return any([wrote, delete_of_batch(Certification, batch.pk), delete_of_batch(Person, batch.pk)])
