"""監査の記録: the only way into the chain. Adds; never changes, never removes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from takigi.audit.models import Event, Head, Sighting
from takigi.audit.seals import seal, sealed_fields

# The chain of what belongs to no municipality: somebody at the door whom nobody knows.
WHOLE_INSTALLATION = 0


@transaction.atomic
def record(
    kind: str,
    *,
    municipality_id: int,
    by: int | None,
    at: datetime,
    target: str = "",
    because: Sequence[str] = (),
    detail: Mapping[str, Any] | None = None,
    shown: Sequence[str] = (),
) -> int:
    """Add one event to the municipality's chain and return its number.

    `kind` is `room.what_happened`; `target` is `table:id`; `detail` holds plain JSON values and
    never a name. Runs inside the caller's transaction, so a deed that is rolled back leaves no event.
    """
    Head.objects.get_or_create(municipality_id=municipality_id)
    # Locked, so that two events never claim the same number; SQLite holds its one write lock already.
    head = Head.objects.select_for_update().get(municipality_id=municipality_id)
    fields = sealed_fields(
        municipality_id=municipality_id,
        seq=head.seq + 1,
        at=at,
        by_id=by,
        kind=kind,
        target=target,
        because=because,
        detail=detail or {},
        shown=shown,
    )
    event = Event.objects.create(
        municipality_id=municipality_id,
        seq=head.seq + 1,
        at=at,
        by_id=by,
        kind=kind,
        target=target,
        because=list(because),
        detail=dict(detail or {}),
        shown=list(shown),
        previous_seal=head.seal,
        seal=seal(settings.AUDIT_KEY, head.seal, fields),
    )
    Sighting.objects.bulk_create(Sighting(municipality_id=municipality_id, target=one, seq=event.seq) for one in shown)
    head.seq, head.seal = event.seq, event.seal
    head.save(update_fields=["seq", "seal"])
    return event.seq


def note_reading(
    target: str,
    *,
    municipality_id: int,
    by: int,
    because: Sequence[str],
    at: datetime,
    shown: Sequence[str] = (),
    detail: Mapping[str, Any] | None = None,
) -> int:
    """閲覧の記録: `by` read `target` (or a list that showed `shown`) on the grounds `because`."""
    kind = "audit.list_read" if shown and not target else "audit.file_read"
    return record(
        kind,
        municipality_id=municipality_id,
        by=by,
        at=at,
        target=target,
        because=because,
        shown=shown,
        detail=detail,
    )
