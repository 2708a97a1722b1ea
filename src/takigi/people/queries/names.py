"""本人の名前: for the rooms above, whose own ground has already opened a record about the person."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.kernel.partial_dates import PartialDate, Precision
from takigi.people.models import Person
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
