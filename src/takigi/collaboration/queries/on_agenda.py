"""議題から見たケース: what a meeting has open of it, on which ground, and what a meeting may know before anything is open."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.decide import Decision
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.collaboration.models import Opened, SharedCase
from takigi.collaboration.policies.reading import KNOWING, reading_of, readings
from takigi.kernel.partial_dates import PartialDate
from takigi.organisations import queries as organisations
from takigi.people.queries.consents import granted_scopes
from takigi.people.queries.names import named_persons
from takigi.people.rules import ConsentPurpose


@dataclass(frozen=True)
class OpenedClass:
    """開示の一行: never deleted; `closed_at` says when it ended."""

    opened_id: uuid.UUID
    agenda_item_id: uuid.UUID
    info_class: Information
    basis: DisclosureBasis
    necessity_note: str
    opened_at: datetime
    opened_by_id: int
    opened_for_id: int | None
    closed_at: datetime | None
    closed_because: str


def opened_classes(agenda_item_ids: Iterable[uuid.UUID], *, also_closed: bool = False) -> list[OpenedClass]:
    """What these items have open, oldest first; with `also_closed`, what they ever had. One query.

    No ground is asked for here: the meeting above has one, and sees that something is open, not what stands in it.
    """
    rows = Opened.objects.filter(agenda_id__in=list(agenda_item_ids))
    if not also_closed:
        rows = rows.filter(closed_at__isnull=True)
    return [
        OpenedClass(
            one.pk,
            one.agenda_id,
            Information(one.info_class),
            DisclosureBasis(one.basis),
            one.necessity_note,
            one.opened_at,
            one.opened_by_id,
            one.opened_for_id,
            one.closed_at,
            one.closed_because,
        )
        for one in rows.order_by("opened_at", "pk")
    ]


@dataclass(frozen=True)
class CaseBrief:
    """依頼の前に分かること: whose case it is and what the viewer is to it; nobody's name."""

    case_id: uuid.UUID
    case_no: str
    block: int | None
    summary: str
    owner_agency_id: int
    owner_agency_name: str
    owner_fields: tuple[str, ...]
    owner_is_station: bool
    relations: Mapping[Relation, frozenset[int]]

    @property
    def asks_for(self) -> int | None:
        """The agency in whose name the viewer asks; none for a secretariat that only arranges."""
        mine = frozenset().union(*self.relations.values())
        return min(mine) if mine else None


def case_brief(viewer: Viewer, case_id: uuid.UUID) -> CaseBrief:
    """The brief of one case, for somebody whom something connects with it. Raises Unseen otherwise. At most 18 queries."""
    reading = reading_of(viewer, case_id)
    case = SharedCase.objects.select_related("case").get(pk=case_id)
    owner = next(
        (
            one
            for one in organisations.agencies(case.municipality_id, on=viewer.on)
            if one.agency_id == case.case.agency_id
        ),
        None,
    )
    return CaseBrief(
        case_id=case_id,
        case_no=case.case_no,
        block=case.block,
        summary=case.summary if reading.may(Information.DEID) else "",
        owner_agency_id=case.case.agency_id,
        owner_agency_name=owner.name if owner else "",
        owner_fields=owner.fields if owner else (),
        owner_is_station=bool(owner and owner.is_station),
        relations=reading.relations,
    )


def owner_agencies(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Which agency owns each case now. Read for a snapshot, never decided here. One query."""
    return dict(SharedCase.objects.filter(pk__in=list(case_ids)).values_list("pk", "case__agency_id"))


def consenting_agencies(case_id: uuid.UUID, *, on: date) -> dict[Information, frozenset[int]]:
    """本人の同意（会議への資料の提出）が及ぶ機関, for each class; empty without consent. Two queries."""
    return consenting_of_cases([case_id], on=on).get(case_id, {})


def consenting_of_cases(
    case_ids: Iterable[uuid.UUID], *, on: date
) -> dict[uuid.UUID, dict[Information, frozenset[int]]]:
    """The same for several cases; those without consent are left out. Two queries, however many cases."""
    rows = SharedCase.objects.filter(pk__in=set(case_ids))
    roots = dict(rows.values_list("pk", "case__person__root_id"))
    scopes = granted_scopes(roots.values(), ConsentPurpose.MEETING, on=on) if roots else {}
    return {
        case_id: {Information(one): scopes[root].agency_ids for one in scopes[root].classes if one in set(Information)}
        for case_id, root in roots.items()
        if root in scopes
    }


@dataclass(frozen=True)
class CaseReading:
    """閲覧の判断, as values: for each class what the matrix says to this viewer now, and whose records a meeting has open."""

    case_id: uuid.UUID
    relations: Mapping[Relation, frozenset[int]]
    decisions: Mapping[Information, Decision]
    disclosed_of: Mapping[Information, frozenset[int] | None]

    def may(self, info_class: Information) -> bool:
        """Whether the class may be read at all."""
        return self.decisions[info_class].permitted

    def because(self, info_class: Information) -> str:
        """閲覧の根拠, or the sentence that says what would open it."""
        return self.decisions[info_class].because


def case_readings(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, CaseReading]:
    """What the viewer may read of each of these cases now. At most 14 queries, however many cases.

    Of a case with which nothing connects the viewer there is no word, not even a refusal.
    """
    if not viewer.may_read_persons:
        return {}
    return {
        pk: CaseReading(pk, one.relations, one.decisions, one.disclosed_of)
        for pk, one in readings(viewer, case_ids).items()
        if one.relations.keys() & KNOWING
    }


@dataclass(frozen=True)
class CaseWords:
    """資料の中身: what the case's own record says, class by class; empty where the viewer may not read the class."""

    case_no: str
    summary: str = ""
    name: str = ""
    name_kana: str = ""
    birth: PartialDate | None = None
    living: str = ""


def case_words(viewer: Viewer, reading: CaseReading) -> CaseWords:
    """The words of one case as far as the reading goes; the caller notes the reading. Two queries."""
    case = SharedCase.objects.select_related("case").get(pk=reading.case_id)
    named = None
    if reading.may(Information.IDENT):
        named = named_persons(viewer.municipality_id, [case.case.person_id]).get(case.case.person_id)
    return CaseWords(
        case_no=case.case_no,
        summary=case.summary if reading.may(Information.DEID) else "",
        name=named.name if named else "",
        name_kana=named.name_kana if named else "",
        birth=named.birth if named else None,
        living=case.contact_note if reading.may(Information.ASSESS) else "",
    )
