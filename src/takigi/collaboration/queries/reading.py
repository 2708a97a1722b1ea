"""多機関のケースを開く: the heading of every screen of one, what of it may be read, and the trace that this leaves."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from takigi.access.decide import Decision
from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.matrix import Code, View
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.audit import actions as audit
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.models import SharedCase
from takigi.collaboration.policies.acting import CALLING_STATION
from takigi.collaboration.policies.reading import Reading, reading_of
from takigi.collaboration.rules.words import target_of
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons

_BY_MEETING = frozenset({Code.DISCLOSED, Code.DISCLOSED_AS_NECESSARY})


@dataclass(frozen=True)
class SharedHead:
    """What stands at the top of every screen of one shared case. `person` is None where IDENT is closed to the viewer."""

    case_id: uuid.UUID
    case_no: str
    person: NamedPerson | None
    state: SharedState
    owner_agency_id: int
    owner_agency_name: str
    owner_id: int | None
    owner_name: str
    opened_on: date
    closed_on: date | None
    relations: Mapping[Relation, frozenset[int]]
    decisions: Mapping[Information, Decision]
    because: tuple[str, ...]
    actions: frozenset[Action]
    agency_ids: frozenset[int]

    def may(self, info_class: Information) -> bool:
        """Whether the class may be read."""
        return self.decisions[info_class].permitted

    def view(self, info_class: Information) -> View:
        """How much of it."""
        return self.decisions[info_class].view

    def why_not(self, info_class: Information) -> str:
        """The sentence that stands in its place."""
        decision = self.decisions[info_class]
        return "" if decision.permitted else decision.because

    @property
    def calls_station(self) -> bool:
        """Whether the viewer says that the station comes in."""
        return bool(self.relations.keys() & CALLING_STATION)

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen in it."""
        return self.closed_on is None


def shared_head(viewer: Viewer, case_id: uuid.UUID) -> SharedHead:
    """The heading of a shared case. Raises Unseen where nothing connects; the reading is recorded. At most 20 queries."""
    return head_of(viewer, case_id)[0]


def head_of(
    viewer: Viewer, case_id: uuid.UUID, *, shows: frozenset[Information] = frozenset(Information)
) -> tuple[SharedHead, SharedCase]:
    """The heading with its row, for the queries of this room. The reading is recorded with its grounds and classes.

    `shows`: what the page goes on to show; without it every class that was open is written down.
    """
    reading = reading_of(viewer, case_id)
    row = SharedCase.objects.select_related("case").get(pk=case_id)
    head = _head(viewer, row, as_profiled(reading, row.case.agency_id))
    audit.note_reading(
        target_of(case_id),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=head.because,
        at=viewer.at,
        detail={"classes": [one.value for one in head.decisions if one in shows and head.may(one)]},
    )
    return head, row


def as_profiled(reading: Reading, owner_agency_id: int) -> Reading:
    """A meeting in which only a helper disclosed its own records opens nothing of the owner's (class by class, R4)."""
    closed = {
        info_class: Decision(
            permitted=False,
            view=View.NOTHING,
            because=f"「{info_class.label}」は、主担当の機関からはまだ会議に開かれていません。",
            relation=decision.relation,
        )
        for info_class, decision in reading.decisions.items()
        if decision.code in _BY_MEETING and _is_anothers(reading, info_class, owner_agency_id)
    }
    return Reading(reading.case_id, reading.relations, {**reading.decisions, **closed}, reading.disclosed_of)


def _is_anothers(reading: Reading, info_class: Information, owner_agency_id: int) -> bool:
    whose = reading.disclosed_of.get(info_class)
    return info_class in reading.disclosed_of and whose is not None and owner_agency_id not in whose


def _head(viewer: Viewer, row: SharedCase, reading: Reading) -> SharedHead:
    case = row.case
    agencies = organisations.names_of_agencies(viewer.municipality_id, {case.agency_id})
    staff = organisations.names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    person = None
    if reading.may(Information.IDENT):
        person = named_persons(viewer.municipality_id, [case.person_id])[case.person_id]
    return SharedHead(
        case_id=row.pk,
        case_no=row.case_no,
        person=person,
        state=SharedState(case.state),
        owner_agency_id=case.agency_id,
        owner_agency_name=agencies.get(case.agency_id, ""),
        owner_id=case.owner_id,
        owner_name=staff.get(case.owner_id or 0, ""),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        relations=reading.relations,
        decisions=reading.decisions,
        because=reading.because,
        actions=frozenset(action for action in Action if is_open_to(action, reading.relations)),
        agency_ids=reading.agency_ids,
    )
