"""人ごとのケース: every case of some people, of both kinds, closed ones too; ids and dates, for what is asked about whole files."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.casework.models import Case
from takigi.casework.policies import led_agency_ids
from takigi.casework.rules.states import CaseKind


@dataclass(frozen=True)
class CaseOf:
    """ある人のケース: which, of which kind, and until when."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    is_shared: bool
    agency_id: int
    opened_on: date
    closed_on: date | None


def _as_value(row: Case) -> CaseOf:
    shared = row.kind == CaseKind.MULTI_AGENCY
    return CaseOf(row.pk, row.person_id, shared, row.agency_id, row.opened_on, row.closed_on)


def every_case_of(municipality_id: int, record_ids: Iterable[uuid.UUID]) -> list[CaseOf]:
    """Every case that stands on any of these records, oldest first. One query."""
    rows = Case.objects.filter(municipality_id=municipality_id, person_id__in=list(record_ids))
    return [_as_value(row) for row in rows.order_by("opened_on", "pk")]


def cases_among(municipality_id: int, case_ids: Iterable[uuid.UUID]) -> list[CaseOf]:
    """Those of the cases that are the town's. One query."""
    rows = Case.objects.filter(municipality_id=municipality_id, pk__in=list(case_ids))
    return [_as_value(row) for row in rows.order_by("opened_on", "pk")]


def closed_cases(municipality_id: int, *, is_shared: bool, until: date, size: int = 500) -> list[CaseOf]:
    """Cases of the kind that ended on the day or before, oldest end first; at most `size`. One query."""
    kind = CaseKind.MULTI_AGENCY if is_shared else CaseKind.PREVENTION
    rows = Case.objects.filter(municipality_id=municipality_id, kind=kind, closed_on__lte=until)
    return [_as_value(row) for row in rows.order_by("closed_on", "pk")[:size]]


def led_cases(viewer: Viewer, cases: Iterable[CaseOf]) -> frozenset[uuid.UUID]:
    """自分の機関のケース: those of which the viewer leads the centre that has them. No query."""
    return frozenset(case.case_id for case in cases if case.agency_id in led_agency_ids(viewer))
