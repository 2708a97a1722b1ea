"""本人の名前: for the rooms above, whose own ground has already opened a record about the person."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.kernel.partial_dates import PartialDate, Precision
from takigi.people.models import Certification, Person
from takigi.people.policies import listed_person_ids, may_see_location, visible_persons
from takigi.people.rules import ResidentStatus


@dataclass(frozen=True)
class NamedPerson:
    """氏名・生年月日・性別 and whether the person lives here: IDENT without any address."""

    person_id: uuid.UUID
    shown_id: uuid.UUID
    name: str
    name_kana: str
    birth: PartialDate | None
    sex: str
    insurer_no: str
    insured_no: str
    status: ResidentStatus
    status_on: date | None
    is_protected: bool
    area_id: int | None

    @property
    def is_resident(self) -> bool:
        """Alive and living here, as far as the register knows."""
        return self.status is ResidentStatus.RESIDENT


def named_persons(municipality_id: int, person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, NamedPerson]:
    """The people by the id they were asked for; an absorbed record answers with the one it belongs to. One query.

    No ground is asked for here: the caller's own has opened the case. The area of a protected person is left out.
    """
    rows = Person.objects.filter(pk__in=set(person_ids)).select_related("root")
    return {row.pk: _named(row.pk, row.root) for row in rows if row.municipality_id == municipality_id}


def seen_by(viewer: Viewer, person_id: uuid.UUID) -> NamedPerson | None:
    """The person, if the viewer has a ground of the register to see them; None otherwise. Two queries."""
    found = named_persons(viewer.municipality_id, [person_id]).get(person_id)
    return found if found and visible_persons(viewer).filter(pk=found.shown_id).exists() else None


def _named(person_id: uuid.UUID, shown: Person) -> NamedPerson:
    birth = None
    if shown.birth_text or shown.birth_earliest:
        precision = Precision(shown.birth_precision)
        birth = PartialDate(shown.birth_earliest, shown.birth_latest, precision, shown.birth_text)
    return NamedPerson(
        person_id=person_id,
        shown_id=shown.pk,
        name=shown.name,
        name_kana=shown.name_kana,
        birth=birth,
        sex=shown.sex,
        insurer_no=shown.insurer_no,
        insured_no=shown.insured_no,
        status=ResidentStatus(shown.status),
        status_on=shown.status_on,
        is_protected=shown.is_protected,
        area_id=None if shown.is_protected else shown.area_id,
    )


@dataclass(frozen=True)
class Contact:
    """住所と電話; empty where the address is protected from the viewer."""

    address: str
    phone: str


def contact_of(viewer: Viewer, person_id: uuid.UUID) -> Contact:
    """For a sheet about the person, whose ground has been settled. A protected address goes to the listed only. Two queries."""
    row = Person.objects.select_related("root").filter(pk=person_id, municipality_id=viewer.municipality_id).first()
    if row is None or not may_see_location(viewer, row.root):
        return Contact("", "")
    return Contact(row.root.address, row.root.phone)


@dataclass(frozen=True)
class InForce:
    """認定 in force on a day: what a sheet's head asks for."""

    level_code: str
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    is_pending: bool


def certification_in_force(municipality_id: int, person_id: uuid.UUID, *, on: date) -> InForce | None:
    """The certification of the day as it is believed now, or the application that waits; None without either. One query."""
    rows = Certification.objects.filter(
        person__root_id=person_id, person__municipality_id=municipality_id, known_until__isnull=True
    )
    rows = rows.filter(is_withdrawn=False).order_by("-valid_from", "-application_on")
    found = None
    for row in rows:
        in_force = row.level_code and row.valid_from and row.valid_from <= on
        if in_force and (row.valid_until is None or on <= row.valid_until):
            return InForce(row.level_code, row.decided_on, row.valid_from, row.valid_until, is_pending=False)
        if row.decided_on is None and found is None:
            found = InForce(row.level_code, None, row.valid_from, row.valid_until, is_pending=True)
    return found


def listed_ids(viewer: Viewer) -> frozenset[uuid.UUID]:
    """The people whose protected address the viewer may see today (L of the matrix). One query."""
    return listed_person_ids(viewer)
