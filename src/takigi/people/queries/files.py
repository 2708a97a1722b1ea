"""本人のファイル: one person in full, on a ground that is shown and recorded; and who has looked."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from takigi.access.grounds import NotPermitted, Unseen, Viewer, why
from takigi.audit import actions as audit
from takigi.audit import queries as audit_queries
from takigi.kernel.partial_dates import PartialDate
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people.models import FormerName, LocationListing, Merge, Person, PersonRevision
from takigi.people.policies import (
    VIEWING,
    check_may_change,
    check_may_protect,
    may_see_location,
    readers_page_allowed,
    search_grounds,
    seen_person,
    target_of,
    visible_persons,
)
from takigi.people.queries.certifications import CertificationLine, certification_lines
from takigi.people.queries.consents import ConsentLine, consent_lines
from takigi.people.queries.search import PersonCard, birth_of, person_cards
from takigi.people.rules import Evidence, ResidentStatus

HIDDEN_FIELDS = frozenset({"address", "postal", "phone", "area_id", "is_address_exception"})


@dataclass(frozen=True)
class MergedRecord:
    """A record that was merged into this person."""

    merge_id: int
    person_id: uuid.UUID
    name: str
    number: str
    evidence: tuple[str, ...]
    merged_at: datetime


@dataclass(frozen=True)
class Change:
    """A change of the person's facts: label, before, after."""

    changed_at: datetime
    changed_by: int | None
    reason: str
    lines: tuple[tuple[str, str, str], ...]
    batch_id: uuid.UUID | None
    row_no: int | None


@dataclass(frozen=True)
class PersonFile:
    """本人のファイル. `address` and the like are None when they are protected from the viewer."""

    person_id: uuid.UUID
    name: str
    name_kana: str
    birth: PartialDate | None
    sex: str
    insurer_no: str
    insured_no: str
    temporary_no: str
    status: ResidentStatus
    status_on: date | None
    is_address_exception: bool | None
    is_protected: bool
    sees_location: bool
    postal: str | None
    address: str | None
    area_id: int | None
    area_name: str | None
    phone: str | None
    household_role: str
    household: tuple[PersonCard, ...]
    former_names: tuple[str, ...]
    certifications: tuple[CertificationLine, ...]
    consents: tuple[ConsentLine, ...]
    merged: tuple[MergedRecord, ...]
    changes: tuple[Change, ...]
    may_change: bool
    because: tuple[str, ...]


def person_file(viewer: Viewer, person_id: uuid.UUID, *, known_on: date | None = None) -> PersonFile:
    """本人のファイル: one person in full, as known today or as it was known at the end of `known_on`.

    Raises Unseen without a ground. The reading is recorded with its ground. At most 20 queries.
    """
    person = seen_person(viewer, person_id)
    because = tuple(why(VIEWING, viewer, person))
    audit.note_reading(
        target_of(person.pk), municipality_id=viewer.municipality_id, by=viewer.staff_id, because=because, at=viewer.at
    )
    location = may_see_location(viewer, person)
    records = list(Person.objects.filter(root_id=person.pk).values_list("pk", flat=True))
    return PersonFile(
        person_id=person.pk,
        name=person.name,
        name_kana=person.name_kana,
        birth=birth_of(person),
        sex=person.sex,
        insurer_no=person.insurer_no,
        insured_no=person.insured_no,
        temporary_no=person.temporary_no,
        status=ResidentStatus(person.status),
        status_on=person.status_on,
        is_address_exception=person.is_address_exception if location else None,
        is_protected=person.is_protected,
        sees_location=location,
        postal=person.postal if location else None,
        address=person.address if location else None,
        area_id=person.area_id if location else None,
        area_name=(person.area.name if person.area else "") if location else None,
        phone=person.phone if location else None,
        household_role=person.household_role,
        household=_household(viewer, person) if location else (),
        former_names=tuple(
            f"{name}（{kana}）" if kana else name
            for name, kana in FormerName.objects.filter(person_id__in=records)
            .order_by("-pk")
            .values_list("name", "name_kana")
        ),
        certifications=certification_lines(records, known_on=known_on),
        consents=consent_lines(records, on=viewer.on),
        merged=_merged(person),
        changes=_changes(records, location=location),
        may_change=_may_change(viewer, person),
        because=because,
    )


def _may_change(viewer: Viewer, person: Person) -> bool:
    try:
        check_may_change(viewer, person)
    except NotPermitted:
        return False
    return True


def _household(viewer: Viewer, person: Person) -> tuple[PersonCard, ...]:
    """Those of the household whom the viewer has a ground to see; a protected address is nobody's housemate."""
    if person.household_id is None:
        return ()
    others = visible_persons(viewer).filter(household_id=person.household_id)
    return tuple(person_cards(viewer, others.filter(is_protected=False).exclude(pk=person.pk)))


def _merged(person: Person) -> tuple[MergedRecord, ...]:
    merges = Merge.objects.filter(absorbed__root_id=person.pk, undone_at__isnull=True)
    return tuple(
        MergedRecord(
            merge.pk,
            merge.absorbed_id,
            merge.absorbed.name,
            merge.absorbed.insured_no or merge.absorbed.temporary_no,
            tuple(Evidence(one).label for one in merge.evidence),
            merge.merged_at,
        )
        for merge in merges.select_related("absorbed").order_by("-merged_at")
    )


_LABELS = {field.name: field.verbose_name for field in Person._meta.fields} | {"area_id": "圏域"}


def _changes(records: list[uuid.UUID], *, location: bool) -> tuple[Change, ...]:
    revisions = PersonRevision.objects.filter(person_id__in=records).order_by("-changed_at", "-pk")[:50]
    return tuple(
        Change(it.changed_at, it.changed_by_id, it.reason, _lines(it, location=location), it.batch_id, it.row_no)
        for it in revisions
    )


def _lines(revision: PersonRevision, *, location: bool) -> tuple[tuple[str, str, str], ...]:
    """Only what a person reads: no folded copies, and no address for those who may not know it."""
    lines = []
    for key, after in revision.after.items():
        if key.endswith(("_key", "_identity", "_earliest", "_latest", "_precision")):
            continue
        if key in HIDDEN_FIELDS and not location:
            continue
        lines.append((str(_LABELS.get(key, key)), _word(revision.before.get(key)), _word(after)))
    return tuple(lines)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return "（空）" if value in (None, "") else str(value)


@dataclass(frozen=True)
class Reader:
    """だれが見たかの一行."""

    at: datetime
    staff_name: str
    kind: str
    because: tuple[str, ...]


def readers_of(viewer: Viewer, person_id: uuid.UUID, *, since: date | None = None) -> list[Reader]:
    """だれが見たか: for the auditor, the insurance supervisors and the supervisors of the centre in charge.

    At most 10 queries. Raises Unseen for a stranger, NotPermitted for a colleague without that duty.
    """
    person = _asked_about(viewer, person_id)
    records = Person.objects.filter(root_id=person.pk).values_list("pk", flat=True)
    lines = audit_queries.sightings_of(viewer.municipality_id, tuple(target_of(pk) for pk in records))
    names = organisations.names_of_staff(viewer.municipality_id, {line.by_id for line in lines if line.by_id})
    return [
        Reader(line.at, names.get(line.by_id or 0, "システム"), line.kind, line.because)
        for line in lines
        if since is None or line.at.date() >= since
    ]


def _asked_about(viewer: Viewer, person_id: uuid.UUID) -> Person:
    if viewer.is_active and viewer.has_duty(Duty.AUDIT):
        # The auditor sees who looked, not the person: the record itself stays closed.
        found = Person.objects.filter(pk=person_id, municipality_id=viewer.municipality_id).first()
        if found is not None:
            return found.root
    person = seen_person(viewer, person_id)
    in_charge = organisations.agencies_looking_after(person.area_id, on=viewer.on) if person.area_id else set()
    if not readers_page_allowed(viewer, person, in_charge):
        raise NotPermitted("だれが見たかを調べられるのは、監査の職員と、担当するセンター・介護保険の係長・課長です。")
    return person


def recently_read(viewer: Viewer, *, days: int = 14) -> list[PersonCard]:
    """最近見た人: those whom the viewer opened lately and still has a ground to see.

    At most ten queries; what was shown is recorded with the grounds.
    """
    targets = audit_queries.recent_targets(
        viewer.municipality_id, viewer.staff_id, "person:", since=viewer.at - timedelta(days=days)
    )
    order = {uuid.UUID(target.removeprefix("person:")): place for place, target in enumerate(targets)}
    people = visible_persons(viewer).filter(Q(pk__in=order) & Q(root_id__in=order))
    cards = sorted(person_cards(viewer, people), key=lambda card: order[card.person_id])
    if cards:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["最近見た人", *search_grounds(viewer)],
            shown=[target_of(card.person_id) for card in cards],
        )
    return cards


def changeable_file(viewer: Viewer, person_id: uuid.UUID) -> PersonFile:
    """本人のファイル for the form that changes it: refused before anything is typed. At most 20 queries."""
    file = person_file(viewer, person_id)
    check_may_change(viewer, seen_person(viewer, person_id))
    return file


def is_seen(viewer: Viewer, person_id: uuid.UUID) -> bool:
    """Whether the viewer still has a ground, after a change that may have ended it. Two queries."""
    try:
        seen_person(viewer, person_id)
    except Unseen:
        return False
    return True


@dataclass(frozen=True)
class Protection:
    """住所の保護 of one person: who may see the address."""

    person_id: uuid.UUID
    name: str
    is_protected: bool
    staff_ids: tuple[int, ...]
    because: tuple[str, ...]


def protection_of(viewer: Viewer, person_id: uuid.UUID) -> Protection:
    """住所の保護, for those who decide about it. The reading is recorded. At most 8 queries."""
    check_may_protect(viewer)
    person = seen_person(viewer, person_id)
    because = tuple(why(VIEWING, viewer, person))
    audit.note_reading(
        target_of(person.pk), municipality_id=viewer.municipality_id, by=viewer.staff_id, because=because, at=viewer.at
    )
    listed = tuple(listed_staff(viewer, person.pk)) if person.is_protected else ()
    return Protection(person.pk, person.name, person.is_protected, listed, because)


def listed_staff(viewer: Viewer, person_id: uuid.UUID) -> list[int]:
    """住所を見られる職員, for those who may see the address themselves or set the protection. Three queries."""
    person = seen_person(viewer, person_id)
    # Who knows where somebody hides is itself a secret.
    if not (person.is_protected and may_see_location(viewer, person)):
        check_may_protect(viewer)
    listed = LocationListing.objects.filter(person=person, ended_on__isnull=True)
    return sorted(listed.values_list("staff_id", flat=True))
