"""もとの行: from any value of the register back to the file, the row and the cells that it came from."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import Unseen, Viewer, why
from takigi.audit import actions as audit
from takigi.people.models import Certification, ImportBatch, ImportRow, Person, PersonRevision
from takigi.people.policies import VIEWING, may_see_location, seen_person, target_of
from takigi.people.queries.imports.lines import cell_headers, cells_shown, location_headers
from takigi.people.rules import RowOutcome


@dataclass(frozen=True)
class Origin:
    """Where a value comes from."""

    batch_id: uuid.UUID
    file_name: str
    received_at: datetime
    applied_at: datetime | None
    row_no: int
    cells: tuple[tuple[str, str], ...]


def origin_of(viewer: Viewer, certification_id: uuid.UUID) -> Origin | None:
    """The row that a revision of a certification came from, for whoever sees the person; None when typed by hand.

    Some ten queries, as one person is seen on one ground.
    """
    found = Certification.objects.filter(pk=certification_id).first()
    if found is None:
        raise Unseen
    person = seen_person(viewer, found.person_id)
    return _origin(viewer, person, found.batch_id, found.row_no)


def origin_of_person(viewer: Viewer, person_id: uuid.UUID) -> Origin | None:
    """The row by which a person came into the register; None for those registered otherwise."""
    person = seen_person(viewer, person_id)
    if person.batch_id is None:
        return None
    row = ImportRow.objects.filter(
        batch_id=person.batch_id, insured_no=person.insured_no, person_ref=person.pk, outcome=RowOutcome.NEW_PERSON
    )
    row_no = row.values_list("row_no", flat=True).first()
    return _origin(viewer, person, person.batch_id, row_no)


def origin_of_change(viewer: Viewer, revision_id: int) -> Origin | None:
    """The row that changed a person's facts; None when somebody typed it."""
    found = PersonRevision.objects.filter(pk=revision_id).first()
    if found is None:
        raise Unseen
    person = seen_person(viewer, found.person_id)
    return _origin(viewer, person, found.batch_id, found.row_no)


def _origin(viewer: Viewer, person: Person, batch_id: uuid.UUID | None, row_no: int | None) -> Origin | None:
    row = ImportRow.objects.filter(batch_id=batch_id, row_no=row_no).first() if batch_id and row_no else None
    if row is None:
        return None
    batch = ImportBatch.objects.get(pk=batch_id)
    audit.note_reading(
        target_of(person.pk),
        municipality_id=person.municipality_id,
        by=viewer.staff_id,
        because=why(VIEWING, viewer, person),
        at=viewer.at,
    )
    hidden = set() if may_see_location(viewer, person) else location_headers(batch)
    cells = cells_shown(cell_headers(batch), row.cells, hidden)
    return Origin(batch.pk, batch.file_name, batch.received_at, batch.applied_at, row.row_no, cells)


@dataclass(frozen=True)
class PageOrigins:
    """もとのファイル of what one page shows: names by import, and the row that brought the person in."""

    files: dict[uuid.UUID, str]
    of_person: str


def origins_on_page(viewer: Viewer, person_id: uuid.UUID, batch_ids: Collection[uuid.UUID]) -> PageOrigins:
    """The files behind the values of one person's page, for whoever sees the person. At most five queries."""
    person = seen_person(viewer, person_id)
    wanted = {*batch_ids, *([person.batch_id] if person.batch_id else [])}
    own = ImportBatch.objects.filter(municipality_id=viewer.municipality_id, pk__in=wanted)
    files = dict(own.values_list("pk", "file_name")) if wanted else {}
    if person.batch_id not in files:
        return PageOrigins(files, "")
    rows = ImportRow.objects.filter(batch_id=person.batch_id, insured_no=person.insured_no, person_ref=person.pk)
    row_no = rows.filter(outcome=RowOutcome.NEW_PERSON).values_list("row_no", flat=True).first()
    name = files[person.batch_id]
    return PageOrigins(files, f"{name} {row_no}行目" if row_no else name)
