"""委託の読み取り: the offices that could make the plan, and whether the person's consent to sharing reaches them."""

import uuid
from dataclasses import dataclass

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.casework.policies import ENTRUSTED_CLASSES, seen_case
from takigi.organisations.queries import agencies
from takigi.organisations.rules import AgencyKind
from takigi.people.queries.consents import sharing_of
from takigi.people.rules import ConsentState

# Whom the law lets a centre entrust with the plan: offices of care managers, and another centre.
OFFICES = frozenset({AgencyKind.PROVIDER, AgencyKind.SUPPORT_CENTRE})


@dataclass(frozen=True)
class Office:
    """委託先になれる事業所. `is_covered`: the person's consent lets it read what it needs."""

    agency_id: int
    name: str
    is_covered: bool


@dataclass(frozen=True)
class Entrusting:
    """委託の様子: the offices by name, the one that has the case now, and where the consent to sharing stands."""

    person_id: uuid.UUID
    offices: tuple[Office, ...]
    now: Office | None
    consent: ConsentState
    needed: tuple[Information, ...]


def entrusting_of(viewer: Viewer, case_id: uuid.UUID) -> Entrusting:
    """For the screen of one case, whose heading has noted the reading. Seven queries, however many offices there are."""
    case = seen_case(viewer, case_id)
    root_id = case.person.root_id
    sharing = sharing_of(root_id, on=viewer.on)

    def is_covered(agency_id: int) -> bool:
        granted = sharing.state is ConsentState.GRANTED
        return granted and all(sharing.scope.covers(agency_id, one, on=viewer.on) for one in ENTRUSTED_CLASSES)

    cards = {one.agency_id: one for one in agencies(viewer.municipality_id, on=viewer.on)}
    offices = [
        Office(one.agency_id, one.name, is_covered(one.agency_id))
        for one in cards.values()
        if one.closed_on is None and one.kind in OFFICES and one.agency_id != case.agency_id
    ]
    now = cards.get(case.entrusted_agency_id or 0)
    return Entrusting(
        person_id=root_id,
        offices=tuple(sorted(offices, key=lambda one: one.name)),
        now=Office(now.agency_id, now.name, is_covered(now.agency_id)) if now else None,
        consent=sharing.state,
        needed=ENTRUSTED_CLASSES,
    )
