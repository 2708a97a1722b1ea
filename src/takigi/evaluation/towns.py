"""町の事実: the newest snapshot of a town that can be counted over, and the numbers under which its people stand there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from takigi.evaluation.folders import folder_of, versions
from takigi.evaluation.ground import Ground, keys_of
from takigi.evaluation.keys import PERSON
from takigi.evaluation.models import FactKey, Snapshot
from takigi.evaluation.rules import NotReady, is_too_old

NOT_READY = "数の準備ができていません。しばらくしてから、もう一度開いてください。"
# SQLite takes 32,766 values in one question.
_AT_A_TIME = 10_000


def newest_ground(municipality_id: int, *, on: date) -> Ground | None:
    """The newest snapshot whose tables have today's columns and which is not too old. One query."""
    wanted = versions()
    newest = Snapshot.objects.filter(municipality_id=municipality_id).order_by("-taken_at", "-pk").first()
    # After a restoration the ground of that day is not there: only kept snapshots are carried along.
    if newest is None or is_too_old(newest.facts_on, on) or not folder_of(newest.folder).is_dir():
        return None
    if {name: one["version"] for name, one in newest.tables.items()} != wanted:
        return None
    return ground_of(newest)


def ground_to_count(municipality_id: int, *, on: date) -> Ground:
    """The same; refused with a sentence where there is none."""
    found = newest_ground(municipality_id, on=on)
    if found is None:
        raise NotReady(NOT_READY)
    return found


def ground_of(snapshot: Snapshot) -> Ground:
    """A snapshot as a ground."""
    return Ground(
        snapshot.pk,
        snapshot.municipality_id,
        snapshot.folder,
        snapshot.facts_on,
        snapshot.taken_at,
        snapshot.audit_seq,
    )


def numbers_of_people(municipality_id: int, person_ids: Iterable[uuid.UUID]) -> dict[int, uuid.UUID]:
    """The people by the numbers under which they stand in the facts. One query."""
    keys = keys_of(municipality_id)
    return {keys.of(PERSON, one): one for one in person_ids}


def subjects_of(municipality_id: int, kind: str, numbers: Iterable[int]) -> dict[int, uuid.UUID]:
    """Whom numbers of a snapshot stand for. One query for each ten thousand."""
    wanted, found = sorted(set(numbers)), {}
    rows = FactKey.objects.filter(municipality_id=municipality_id, kind=kind)
    for first in range(0, len(wanted), _AT_A_TIME):
        some = rows.filter(number__in=wanted[first : first + _AT_A_TIME])
        found |= {number: uuid.UUID(subject) for number, subject in some.values_list("number", "subject")}
    return found
