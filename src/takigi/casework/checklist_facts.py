"""チェックリストの事実: sheets as rows without a name or a word, for the evidence (KPI 18)."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.casework.models import Checklist
from takigi.instruments.checklist import score_checklist


@dataclass(frozen=True)
class ChecklistRow:
    """チェックリスト in force. `points` are those that count: the twelfth is computed where height and weight are there."""

    checklist_id: uuid.UUID
    person_id: uuid.UUID
    case_id: uuid.UUID | None
    answered_on: date
    way: str
    is_judged: bool
    verdict: str
    total_low: int
    total_high: int
    bmi: Decimal | None
    points: Mapping[str, int | None]


def checklist_rows(municipality_id: int, person_ids: Collection[uuid.UUID] | None = None) -> Iterator[ChecklistRow]:
    """Every sheet in force, or those of some people. One query, streamed."""
    rows = Checklist.objects.filter(replaced_by__isnull=True)
    if person_ids is None:
        rows = rows.filter(municipality_id=municipality_id)
    else:
        # Wrapped, so that the few people's own index is used and not the town's.
        rows = rows.filter(Exact(Coalesce(F("municipality_id"), Value(0)), municipality_id))
        rows = rows.filter(person__root_id__in=person_ids)
    for row in rows.select_related("person").iterator():
        result = score_checklist(row.points, height_cm=row.height_cm, weight_kg=row.weight_kg)
        yield ChecklistRow(
            checklist_id=row.pk,
            person_id=row.person.root_id,
            case_id=row.case_id,
            answered_on=row.answered_on,
            way=row.way,
            is_judged=row.judged_on is not None,
            verdict=row.verdict,
            total_low=row.total_low,
            total_high=row.total_high,
            bmi=result.bmi,
            points=result.points,
        )
