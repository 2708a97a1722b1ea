"""ケースを見る根拠の写し: for the rooms above, whose own records hang on a case and are seen with it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from takigi.access.grounds import NotPermitted, Unseen, Viewer, why
from takigi.casework.models import Case
from takigi.casework.policies import VIEWING, led_agency_ids, may_record, seen_case, target_of, visible_cases
from takigi.casework.rules.states import CaseKind, CaseState

__all__ = [
    "CaseFacts",
    "case_facts",
    "cases_of_people",
    "led_agency_ids",
    "may_record_case",
    "reasons_for_case",
    "seen_among",
    "seen_case_ids",
    "target_of",
]


def seen_case_ids(viewer: Viewer) -> QuerySet[Case]:
    """The ids of the cases that the viewer has a ground to see, as a subquery for rows that hang on a case."""
    return visible_cases(viewer).order_by().values("pk")


# SQLite takes 32,766 values in one question.
AT_A_TIME = 10_000


def seen_among(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Of some cases, those that the viewer has a ground to see. One query for each ten thousand."""
    asked = list(set(case_ids))
    found: set[uuid.UUID] = set()
    for first in range(0, len(asked), AT_A_TIME):
        rows = visible_cases(viewer).filter(pk__in=asked[first : first + AT_A_TIME])
        found |= set(rows.order_by().values_list("pk", flat=True))
    return frozenset(found)


def cases_of_people(municipality_id: int, person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Case → the person it is about as shown now, of some people. One query for each ten thousand people."""
    asked = list(set(person_ids))
    found: dict[uuid.UUID, uuid.UUID] = {}
    for first in range(0, len(asked), AT_A_TIME):
        rows = Case.objects.filter(municipality_id=municipality_id, kind=CaseKind.PREVENTION)
        rows = rows.filter(person__root_id__in=asked[first : first + AT_A_TIME])
        found |= dict(rows.values_list("pk", "person__root_id"))
    return found


def reasons_for_case(viewer: Viewer, case_id: uuid.UUID) -> tuple[str, ...]:
    """Why the viewer may see the case; nothing where there is no ground. At most five queries."""
    try:
        case = seen_case(viewer, case_id)
    except Unseen:
        return ()
    return tuple(why(VIEWING, viewer, case))


def may_record_case(viewer: Viewer, case_id: uuid.UUID) -> bool:
    """Whether the viewer keeps the record of this case. At most three queries."""
    try:
        return may_record(viewer, seen_case(viewer, case_id))
    except (Unseen, NotPermitted):
        return False


@dataclass(frozen=True)
class CaseFacts:
    """What a room above must know of a case to do its own work: whose it is, where it stands, whether it waits for a level."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    agency_id: int
    owner_id: int | None
    state: CaseState
    is_closed: bool
    is_level_pending: bool


def case_facts(municipality_id: int, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, CaseFacts]:
    """The facts of cases whose own record the caller has already been given a ground for. One query."""
    rows = Case.objects.filter(pk__in=set(case_ids), municipality_id=municipality_id, kind=CaseKind.PREVENTION)
    return {
        row.pk: CaseFacts(
            row.pk,
            row.person_id,
            row.agency_id,
            row.owner_id,
            CaseState(row.state),
            row.closed_on is not None,
            row.is_level_pending,
        )
        for row in rows
    }
