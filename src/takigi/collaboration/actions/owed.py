"""宿題の控え: kept for the rooms above, so that a case is not closed over what somebody promised."""

import uuid
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.collaboration.models import Owed
from takigi.collaboration.policies.acting import known_case


@transaction.atomic
def keep_owed(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    source: str,
    agency_id: int,
    text: str,
    staff_id: int | None = None,
    due_on: date | None = None,
) -> None:
    """約束を控える (or write it anew under the same `source`). The full record stays with the room that made it."""
    acting = known_case(by, case_id)
    Owed.objects.update_or_create(
        source=source,
        defaults={
            "case": acting.case,
            "agency_id": agency_id,
            "staff_id": staff_id,
            "text": text.strip(),
            "due_on": due_on,
        },
    )


@transaction.atomic
def settle_owed(*, by: Viewer, source: str, done_on: date) -> None:
    """約束が果たされた, or fell away."""
    row = Owed.objects.select_for_update().filter(source=source).first()
    if row is not None:
        known_case(by, row.case_id)
        row.done_on = done_on
        row.save(update_fields=["done_on"])
