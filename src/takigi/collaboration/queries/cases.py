"""つながりの一覧とページ: the shared cases of a viewer, and one case class by class, each with its ground or its refusal."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.audit import actions as audit
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.models import CaseRole, Referral, SharedCase, Transfer
from takigi.collaboration.policies.acting import supervises
from takigi.collaboration.policies.reading import Reading, readings
from takigi.collaboration.policies.relations import cases_in, who_is
from takigi.collaboration.queries.beside import Beside, beside_of
from takigi.collaboration.queries.reading import SharedHead, as_profiled, head_of
from takigi.collaboration.rules.words import (
    Composition,
    HouseholdFlag,
    Precision,
    ReferralStatus,
    RoleStatus,
    Source,
    TransferStatus,
    target_of,
)
from takigi.kernel.turning import page_in
from takigi.organisations import queries as organisations
from takigi.people.queries.names import Contact, contact_of, named_persons

# In the order in which they are said of somebody who stands in several.
LISTED = (
    Relation.OWN,
    Relation.OWN_SUP,
    Relation.COOP,
    Relation.COOP_REQ,
    Relation.STN,
    Relation.STN_PRE,
    Relation.PART,
    Relation.COM,
    Relation.SEC,
)


# Lines on one page of the list.
PAGE = 50

# What the page of a case shows by itself; the other classes have pages of their own.
SHOWN = frozenset({Information.DEID, Information.IDENT, Information.HH, Information.ASSESS, Information.ROLE})


@dataclass(frozen=True)
class SharedLine:
    """ケースの一行: who owns it, what I am to it, and what waits for me."""

    case_id: uuid.UUID
    case_no: str
    name: str
    summary: str
    state: SharedState
    owner_agency_name: str
    owner_name: str
    standing: Relation
    waits: tuple[str, ...]
    due_on: date | None
    opened_on: date


@dataclass(frozen=True)
class SharedPage:
    """一覧の一頁: so many lines of so many cases, and how many of all wait for the viewer."""

    lines: tuple[SharedLine, ...]
    page: int
    total: int
    waiting: int


def shared_page(viewer: Viewer, *, page: int = 1, size: int = PAGE, also_closed: bool = False) -> SharedPage:
    """わたしの多機関のケース: a page of those to which the viewer stands in a working relation, what waits for an answer first.

    At most 36 queries, however many.

    What may be read of a case is asked only of those shown: a whole city's would take seconds.
    """
    if not viewer.may_read_persons:
        return SharedPage((), 1, 0, 0)
    numbers: dict[uuid.UUID, str] = {}
    for relation in LISTED:
        rows = cases_in(relation, viewer).order_by()
        numbers |= (rows if also_closed else rows.filter(case__closed_on__isnull=True)).values_list("pk", "case_no")
    waits, dues = _waiting(viewer, numbers)
    order = sorted(numbers, key=lambda pk: (pk not in waits, dues.get(pk, date.max), numbers[pk]))
    page = page_in(page, len(order), size)
    shown = order[(page - 1) * size : page * size]
    return SharedPage(_lines(viewer, shown, waits, dues), page, len(order), len(waits))


def _lines(
    viewer: Viewer,
    ids: list[uuid.UUID],
    waits: Mapping[uuid.UUID, list[str]],
    dues: Mapping[uuid.UUID, date],
) -> tuple[SharedLine, ...]:
    found = SharedCase.objects.select_related("case").in_bulk(ids)
    rows = [found[pk] for pk in ids]
    read = readings(viewer, [row.pk for row in rows])
    read = {row.pk: as_profiled(read[row.pk], row.case.agency_id) for row in rows}
    named = [row.case.person_id for row in rows if read[row.pk].may(Information.IDENT)]
    people = named_persons(viewer.municipality_id, named)
    agencies = organisations.names_of_agencies(viewer.municipality_id, {row.case.agency_id for row in rows})
    staff = organisations.names_of_staff(
        viewer.municipality_id, {row.case.owner_id for row in rows if row.case.owner_id}
    )
    if named:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            because=sorted({reason for row in rows for reason in read[row.pk].because}),
            at=viewer.at,
            shown=[target_of(row.pk) for row in rows if read[row.pk].may(Information.IDENT)],
        )
    return tuple(
        SharedLine(
            row.pk,
            row.case_no,
            people[row.case.person_id].name if row.case.person_id in people else "",
            row.summary if read[row.pk].may(Information.DEID) else "",
            SharedState(row.case.state),
            agencies.get(row.case.agency_id, ""),
            staff.get(row.case.owner_id or 0, ""),
            _standing(read[row.pk]),
            tuple(waits.get(row.pk, ())),
            dues.get(row.pk),
            row.case.opened_on,
        )
        for row in rows
    )


def _standing(reading: Reading) -> Relation:
    return next((one for one in LISTED if one in reading.relations), Relation.NONE)


def _waiting(viewer: Viewer, ids: Iterable[uuid.UUID]) -> tuple[dict[uuid.UUID, list[str]], dict[uuid.UUID, date]]:
    """What asks for an answer of this viewer, and the nearest day of a role of theirs. Three queries."""
    waits: dict[uuid.UUID, list[str]] = defaultdict(list)
    dues: dict[uuid.UUID, date] = {}
    who, wanted = who_is(viewer), set(ids)
    here = Q(staff_id=viewer.staff_id) | Q(agency_id__in=who.agency_ids)
    for role in CaseRole.objects.filter(here, status__in=[RoleStatus.REQUESTED, RoleStatus.ACCEPTED]):
        mine = role.staff_id == viewer.staff_id
        asked = mine or (role.staff_id is None and role.agency_id in who.agency_ids)
        if role.case_id not in wanted:
            continue
        if role.status == RoleStatus.REQUESTED and (asked or supervises(viewer, role.agency_id)):
            waits[role.case_id].append("役割の依頼に返事をする")
        if mine and role.due_on is not None:
            dues[role.case_id] = min(role.due_on, dues.get(role.case_id, date.max))
    for transfer in Transfer.objects.filter(status=TransferStatus.PROPOSED, to_agency_id__in=who.agency_ids):
        answers = supervises(viewer, transfer.to_agency_id) or transfer.to_agency_id in who.station_ids
        if answers and transfer.case_id in wanted:
            waits[transfer.case_id].append("移管の提案に返事をする")
    for referral in Referral.objects.filter(status=ReferralStatus.SENT, to_agency_id__in=who.agency_ids):
        if referral.case_id in wanted:
            waits[referral.case_id].append("つなぎに返事をする")
    return waits, dues


@dataclass(frozen=True)
class PeerCase:
    """同僚のケース: that it is there and whose it is; what is in it stays closed but for an emergency."""

    case_id: uuid.UUID
    case_no: str
    owner_name: str


def cases_of_colleagues(viewer: Viewer) -> list[PeerCase]:
    """自分の機関のほかのケース, for an emergency only. Three queries."""
    if not viewer.may_read_persons:
        return []
    rows = cases_in(Relation.OWN_PEER, viewer).filter(case__closed_on__isnull=True)
    led = cases_in(Relation.OWN_SUP, viewer).values("pk")
    found = list(rows.exclude(pk__in=led).select_related("case").order_by("case_no"))
    staff = organisations.names_of_staff(
        viewer.municipality_id, {row.case.owner_id for row in found if row.case.owner_id}
    )
    return [PeerCase(row.pk, row.case_no, staff.get(row.case.owner_id or 0, "")) for row in found]


@dataclass(frozen=True)
class KnownFacts:
    """世帯のこと: each field empty where its class is closed to the viewer."""

    summary: str
    contact_note: str
    composition: Composition | None
    flags: tuple[HouseholdFlag, ...]
    block: int | None
    first_difficulty_on: date | None
    first_difficulty_precision: Precision | None
    first_difficulty_source: Source | None
    first_contact_on: date | None
    had_support_before: bool | None
    was_connected_at_open: bool | None
    is_order_doubted: bool


@dataclass(frozen=True)
class SharedFile:
    """多機関のケースのページ."""

    head: SharedHead
    contact: Contact | None
    facts: KnownFacts
    reason_text: str
    beside: Beside


def shared_file(viewer: Viewer, case_id: uuid.UUID) -> SharedFile:
    """One case: of each class only what the viewer may read. The reading is recorded once. At most 34 queries."""
    head, row = head_of(viewer, case_id, shows=SHOWN)
    shows_contact = head.person is not None and (not head.person.is_protected or head.may(Information.LOC))
    return SharedFile(
        head=head,
        contact=contact_of(viewer, row.case.person_id) if shows_contact else None,
        facts=_facts(head, row),
        reason_text=row.case.reason_text if head.may(Information.ASSESS) else "",
        beside=beside_of(viewer, head, row),
    )


def _facts(head: SharedHead, row: SharedCase) -> KnownFacts:
    household, living, outline = (head.may(one) for one in (Information.HH, Information.ASSESS, Information.DEID))
    return KnownFacts(
        summary=row.summary if outline else "",
        contact_note=row.contact_note if living else "",
        composition=Composition(row.composition) if household and row.composition else None,
        flags=tuple(HouseholdFlag(one) for one in row.flags) if household else (),
        block=row.block if outline else None,
        first_difficulty_on=row.first_difficulty_on if living else None,
        first_difficulty_precision=(
            Precision(row.first_difficulty_precision) if living and row.first_difficulty_precision else None
        ),
        first_difficulty_source=(
            Source(row.first_difficulty_source) if living and row.first_difficulty_source else None
        ),
        first_contact_on=row.first_contact_on if living else None,
        had_support_before=row.has_earlier_support if living else None,
        was_connected_at_open=row.is_connected_at_open if living else None,
        is_order_doubted=row.is_order_doubted,
    )
