"""事実の写しをとる: gathers the facts of a town, keeps them with their fingerprint, and keeps the ground of today's numbers fresh."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.audit.queries import last_number
from takigi.evaluation import policies
from takigi.evaluation.folders import Manifest, new_place, remove_folder, write_folder
from takigi.evaluation.gathering import facts_of, ways_of
from takigi.evaluation.gathering_together import together_of
from takigi.evaluation.ground import keys_of
from takigi.evaluation.keys import CASE, PERSON, NumberTaken, number_of, town_secret
from takigi.evaluation.models import FactKey, Snapshot

# Short transactions: nobody who saves a visit waits for the keys of a whole town.
_KEYS_AT_A_TIME = 5_000
# The one that is in use, and the one before it for whoever is still reading there.
_GROUNDS_LEFT = 2


def renew_ground(*, municipality_id: int, at: datetime) -> int:
    """数の土台を作りなおす: gathers everything; grounds that nothing needs any more go."""
    snapshot = _gather(municipality_id, at=at)
    old = Snapshot.objects.filter(municipality_id=municipality_id, is_kept=False).order_by("-taken_at", "-pk")
    for one in list(old[_GROUNDS_LEFT:]):
        one.delete()
        remove_folder(one.folder)
    return snapshot.pk


def take_snapshot(*, by: Viewer, label: str = "") -> int:
    """事実の写しをとる: kept for good, so that what was reported from it can be counted again."""
    policies.check_may_report(by)
    return keep_snapshot(municipality_id=by.municipality_id, at=by.at, staff_id=by.staff_id, label=label)


def keep_snapshot(*, municipality_id: int, at: datetime, staff_id: int | None = None, label: str = "") -> int:
    """The same for the command line, whose user has the machine and needs no post."""
    snapshot = _gather(municipality_id, at=at, staff_id=staff_id, label=label.strip(), is_kept=True)
    return snapshot.pk


def _gather(
    municipality_id: int, *, at: datetime, staff_id: int | None = None, label: str = "", is_kept: bool = False
) -> Snapshot:
    on = localdate(at)
    # Before the first row is read: what changes meanwhile is among the news of this snapshot.
    seq = last_number(municipality_id)
    place = new_place(municipality_id)
    manifest, fresh = _written(municipality_id, place, at)
    _keep_keys(fresh)
    with transaction.atomic():
        snapshot = Snapshot.objects.create(
            municipality_id=municipality_id,
            folder=place,
            taken_at=at,
            facts_on=on,
            audit_seq=seq,
            label=label,
            fingerprint=manifest.fingerprint,
            tables={name: asdict(one) for name, one in manifest.tables.items()},
            is_kept=is_kept,
            taken_by_id=staff_id,
        )
        if is_kept:
            audit.record(
                "evaluation.snapshot_taken",
                municipality_id=municipality_id,
                by=staff_id,
                at=at,
                target=f"snapshot:{snapshot.pk}",
                detail={"fingerprint": manifest.fingerprint},
            )
    return snapshot


def _written(municipality_id: int, place: str, at: datetime) -> tuple[Manifest, list[FactKey]]:
    """The folder, and the numbers in it that are not on record yet.

    Where two subjects come to one number, one is given another and everything is written again.
    """
    while True:
        rows = FactKey.objects.filter(municipality_id=municipality_id)
        known = {kind: dict(rows.filter(kind=kind).values_list("number", "subject")) for kind in (PERSON, CASE)}
        keys = keys_of(municipality_id, known)
        try:
            on = localdate(at)
            facts = chain(facts_of(municipality_id, keys, on=on), together_of(municipality_id, keys, on=on))
            manifest = write_folder(place, facts, ways_of(municipality_id), as_of=on, taken_at=at)
        except NumberTaken as taken:
            _draw_again(municipality_id, taken.kind, taken.subject)
            continue
        return manifest, [
            FactKey(municipality_id=municipality_id, kind=kind, subject=subject, number=number)
            for kind, numbers in known.items()
            for number, subject in keys.given(kind).items()
            if number not in numbers
        ]


def _draw_again(municipality_id: int, kind: str, subject: str) -> None:
    secret = town_secret(settings.FACTS_KEY, municipality_id)
    rows = FactKey.objects.filter(municipality_id=municipality_id, kind=kind)
    last = rows.filter(subject=subject).values_list("attempt", flat=True).first() or 0
    attempt = last + 1
    number = number_of(secret, kind, subject, attempt)
    rows.update_or_create(
        subject=subject,
        defaults={"municipality_id": municipality_id, "kind": kind, "number": number, "attempt": attempt},
    )


def _keep_keys(fresh: list[FactKey]) -> None:
    """Both sides of every new number of a person or a case, so that a number leads back to its record."""
    for first in range(0, len(fresh), _KEYS_AT_A_TIME):
        # Another gathering at the same moment may have kept the same pairs: both compute them, so they are equal.
        FactKey.objects.bulk_create(fresh[first : first + _KEYS_AT_A_TIME], ignore_conflicts=True)
