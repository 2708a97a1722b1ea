"""本人の事実: birth, sex, area, death and moving out, and every certification, as rows without a name or a number."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.kernel.codes import care_level_rank
from takigi.people.models import Certification, Person, PersonRevision
from takigi.people.rules import ResidentStatus, RevisionKind


@dataclass(frozen=True)
class PersonRow:
    """本人. `birth_on` only where the day is known: a year alone is not made a day."""

    person_id: uuid.UUID
    birth_on: date | None
    sex: str
    area_id: int | None
    moved_out_on: date | None
    died_on: date | None


@dataclass(frozen=True)
class CertificationRow:
    """認定 as it is believed now. `known_from`: since when the town knew it so."""

    certification_id: uuid.UUID
    line: uuid.UUID
    person_id: uuid.UUID
    application_on: date | None
    application_type: str
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    level_code: str
    level_rank: int | None
    reason_code: str
    cause_code: str
    known_from: datetime


def _of_town(column: str, municipality_id: int) -> Exact:
    """Of the town, without a walk along the town's index: where people are named, their own index is the shorter way."""
    return Exact(Coalesce(F(column), Value(0)), municipality_id)


def person_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[PersonRow]:
    """Every shown record, or some. One query, streamed.

    Protected people count without their area, and so do those who live elsewhere while we stay their insurer (V23).
    """
    rows = Person.objects.filter(root_id=F("pk"))
    if person_ids is None:
        rows = rows.filter(municipality_id=municipality_id)
    else:
        rows = rows.filter(_of_town("municipality_id", municipality_id), pk__in=person_ids)
    columns = (
        "pk",
        "birth_earliest",
        "birth_latest",
        "sex",
        "area_id",
        "status",
        "status_on",
        "is_protected",
        "is_address_exception",
    )
    for pk, earliest, latest, sex, area_id, status, status_on, is_protected, is_elsewhere in rows.values_list(
        *columns
    ).iterator():
        yield PersonRow(
            person_id=pk,
            birth_on=earliest if earliest == latest else None,
            sex=sex,
            area_id=None if is_protected or is_elsewhere else area_id,
            moved_out_on=status_on if status == ResidentStatus.MOVED_OUT else None,
            died_on=status_on if status == ResidentStatus.DECEASED else None,
        )


def certification_rows(
    municipality_id: int,
    person_ids: Collection[uuid.UUID] | None = None,
    *,
    known_at: datetime | None = None,
) -> Iterator[CertificationRow]:
    """Every certification as it is believed now, or as it was believed at a moment. One query, streamed.

    Withdrawn and deleted ones are no certifications. A decision that came late is not there before it was known.
    """
    rows = Certification.objects.filter(is_withdrawn=False)
    if person_ids is None:
        rows = rows.filter(person__municipality_id=municipality_id)
    else:
        rows = rows.filter(_of_town("person__municipality_id", municipality_id), person__root_id__in=person_ids)
    rows = rows.exclude(kind=RevisionKind.DELETED)
    if known_at is None:
        rows = rows.filter(known_until__isnull=True)
    else:
        rows = rows.filter(Q(known_until__isnull=True) | Q(known_until__gt=known_at), known_from__lte=known_at)
    columns = (
        "pk",
        "line",
        "person__root_id",
        "application_on",
        "application_type",
        "decided_on",
        "valid_from",
        "valid_until",
        "level_code",
        "reason_code",
        "cause_code",
        "known_from",
    )
    for *facts, level, reason, cause, known_from in rows.values_list(*columns).iterator():
        rank = care_level_rank(level) if level else None
        yield CertificationRow(*facts, level, rank, reason, cause, known_from)


def roots_of(municipality_id: int, person_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """These records and those as which they are shown now: a merge moves the rows of both. One query."""
    asked = frozenset(person_ids)
    rows = Person.objects.filter(_of_town("municipality_id", municipality_id), pk__in=asked)
    return asked | frozenset(rows.values_list("root_id", flat=True))


def persons_counted(municipality_id: int) -> int:
    """How many people the register shows. One query."""
    return Person.objects.filter(municipality_id=municipality_id, root_id=F("pk")).count()


def persons_of_import(municipality_id: int, batch_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Everybody whose record or certification an import wrote, as shown now. Three queries, each along an index."""
    own = Person.objects.filter(municipality_id=municipality_id)
    new = own.filter(batch_id=batch_id).values_list("root_id", flat=True)
    changed = PersonRevision.objects.filter(batch_id=batch_id, person__municipality_id=municipality_id)
    certified = Certification.objects.filter(batch_id=batch_id, person__municipality_id=municipality_id)
    return frozenset(
        [
            *new,
            *changed.values_list("person__root_id", flat=True),
            *certified.values_list("person__root_id", flat=True),
        ]
    )
