"""残した写し: for whoever has the machine: which there are, and whether they still say what they said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from takigi.evaluation.folders import faults_in
from takigi.evaluation.models import Snapshot


@dataclass(frozen=True)
class KeptSnapshot:
    """A snapshot that was kept for good."""

    snapshot_id: int
    label: str
    taken_at: datetime
    place: str
    fingerprint: str
    people: int
    rows: int


def kept_snapshots(municipality_id: int) -> list[KeptSnapshot]:
    """Those of a town, oldest first. One query."""
    found = Snapshot.objects.filter(municipality_id=municipality_id, is_kept=True).order_by("taken_at", "pk")
    return [
        KeptSnapshot(
            one.pk,
            one.label,
            one.taken_at,
            one.folder,
            one.fingerprint,
            one.tables["persons"]["rows"],
            sum(table["rows"] for table in one.tables.values()),
        )
        for one in found
    ]


def faults_of(one: KeptSnapshot) -> Iterator[str]:
    """What is no longer as it was; nothing when all is whole. Reads every file of the snapshot."""
    return faults_in(one.place, one.fingerprint)


def kept_places() -> list[str]:
    """Where every kept snapshot of the installation lies, below the folder of the facts. One query."""
    return list(Snapshot.objects.filter(is_kept=True).order_by("pk").values_list("folder", flat=True))
