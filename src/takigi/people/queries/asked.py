"""問い合わせの対象: whose record an exact number names, and whose household that is; ids only, for those who ask but do not read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from takigi.access.grounds import Viewer
from takigi.organisations.rules import Duty
from takigi.people.models import Person
from takigi.people.queries.seen import people_seen_among
from takigi.people.rules import ResidentStatus


def person_of_number(municipality_id: int, number: str) -> uuid.UUID | None:
    """The person of an insured number or a temporary number, exactly; merged records lead to the one shown. One query."""
    wanted = number.strip()
    if not wanted:
        return None
    rows = Person.objects.filter(Q(insured_no=wanted) | Q(insured_no="", temporary_no=wanted))
    roots = set(rows.filter(municipality_id=municipality_id).values_list("root_id", flat=True)[:3])
    return roots.pop() if len(roots) == 1 else None


def household_of(municipality_id: int, person_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """同じ世帯の人: everybody of the register's household, the person among them; nobody for a stranger. Two queries."""
    town = Person.objects.filter(municipality_id=municipality_id)
    found = town.filter(pk=person_id).values_list("root_id", "root__household_id").first()
    if found is None:
        return frozenset()
    root_id, household_id = found
    others = town.filter(household_id=household_id).values_list("root_id", flat=True) if household_id else ()
    return frozenset({root_id, *others})


def records_of(municipality_id: int, person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Every record of these people, merged ones too → the one that is shown. One query."""
    rows = Person.objects.filter(municipality_id=municipality_id, root_id__in=list(person_ids))
    return dict(rows.values_list("pk", "root_id"))


def roots_among(municipality_id: int, record_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Records → the ones that are shown for them. One query."""
    rows = Person.objects.filter(municipality_id=municipality_id, pk__in=list(record_ids))
    return dict(rows.values_list("pk", "root_id"))


def numbers_of(record_ids: Iterable[uuid.UUID]) -> frozenset[str]:
    """Insured numbers of these records, under which lines of files know a person. One query."""
    rows = Person.objects.filter(pk__in=list(record_ids)).exclude(insured_no="")
    return frozenset(rows.values_list("insured_no", flat=True))


@dataclass(frozen=True)
class Departed:
    """もういない人: since when; no name, for those who weigh how long records are kept."""

    person_id: uuid.UUID
    since: date


def departed(municipality_id: int, *, until: date, size: int = 500) -> list[Departed]:
    """People who died or moved out on the day or before, longest ago first; at most `size`. One query."""
    gone = [one.value for one in ResidentStatus if one is not ResidentStatus.RESIDENT]
    rows = Person.objects.filter(municipality_id=municipality_id, root=F("pk"), status__in=gone, status_on__lte=until)
    return [Departed(*row) for row in rows.order_by("status_on", "pk").values_list("pk", "status_on")[:size]]


def departed_on(municipality_id: int, person_id: uuid.UUID) -> date | None:
    """Since when this person is no longer here; None for a resident and for nobody. One query."""
    gone = [one.value for one in ResidentStatus if one is not ResidentStatus.RESIDENT]
    rows = Person.objects.filter(municipality_id=municipality_id, pk=person_id, root=F("pk"), status__in=gone)
    return rows.values_list("status_on", flat=True).first()


def readers_open_to(viewer: Viewer, person_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """だれが見たかを調べられる人: all for the auditor; else whom the viewer sees and whose centre the viewer leads.

    Two queries.
    """
    asked = frozenset(person_ids)
    if not viewer.is_active:
        return frozenset()
    if viewer.has_duty(Duty.AUDIT):
        return asked
    seen = people_seen_among(viewer, asked)
    if any(post.duty is Duty.INSURANCE and post.supervises for post in viewer.posts):
        return seen
    led = frozenset().union(*(post.area_ids for post in viewer.posts if post.supervises))
    return frozenset(Person.objects.filter(pk__in=seen, area_id__in=led).values_list("pk", flat=True))
