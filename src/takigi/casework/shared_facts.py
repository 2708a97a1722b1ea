"""多機関のケースの事実: when it was open, and which agency was the owner from when to when. No name, no word."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.casework.models import Assignment, Case
from takigi.casework.rules.states import CaseKind


@dataclass(frozen=True)
class SharedRow:
    """多機関のケース. `person_id`: through whom the household is known."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    opened_on: date
    closed_on: date | None
    route: str


@dataclass(frozen=True)
class OwnerRow:
    """主担当の一行, as it is kept: half open, and still open after closing."""

    ownership_id: int
    case_id: uuid.UUID
    agency_id: int
    staff_id: int | None
    change: str
    transfer_id: uuid.UUID | None
    from_on: date
    ended_on: date | None


def shared_rows(municipality_id: int) -> Iterator[SharedRow]:
    """Every shared case. One query."""
    rows = Case.objects.filter(municipality_id=municipality_id, kind=CaseKind.MULTI_AGENCY)
    for one in rows.order_by("pk").values_list("pk", "person__root_id", "opened_on", "closed_on", "route"):
        yield SharedRow(*one)


def owner_rows(municipality_id: int) -> Iterator[OwnerRow]:
    """Every owner of every shared case, by case and time. One query."""
    rows = Assignment.objects.filter(case__municipality_id=municipality_id, case__kind=CaseKind.MULTI_AGENCY)
    told = ("pk", "case_id", "agency_id", "staff_id", "change", "transfer_id", "from_on", "ended_on")
    for one in rows.order_by("case_id", "from_on", "pk").values_list(*told):
        yield OwnerRow(*one)
