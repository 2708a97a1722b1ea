"""集計の土台: a snapshot as whoever counts over it needs it, and the numbers of a town."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from takigi.evaluation.keys import Keys, town_secret
from takigi.evaluation.models import FactKey


@dataclass(frozen=True)
class Ground:
    """集計の土台: a snapshot as whoever counts over it needs it."""

    snapshot_id: int
    municipality_id: int
    place: str
    as_of: date
    taken_at: datetime
    audit_seq: int


def keys_of(municipality_id: int, known: Mapping[str, Mapping[int, str]] | None = None) -> Keys:
    """The town's numbers: computed, but for the few that had to be drawn again. One query."""
    again = FactKey.objects.filter(municipality_id=municipality_id, attempt__gt=0)
    kept = {(kind, subject): number for kind, subject, number in again.values_list("kind", "subject", "number")}
    return Keys(town_secret(settings.FACTS_KEY, municipality_id), kept, known)
