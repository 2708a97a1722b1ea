"""年度替わりの約束: promises in the hands of those who leave, told by what was promised on the own agency's behalf."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.meetings import sight
from takigi.meetings.rules.promises import OPEN


@dataclass(frozen=True)
class PromiseInHand:
    """受け持っている約束: a role of a case follows the case's own table and is not told here."""

    promise_id: uuid.UUID
    what: str
    due_on: date


def promises_in_hand(
    viewer: Viewer, held: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[PromiseInHand, ...]]:
    """Open promises of the viewer's own agencies, by agency and person. One query."""
    wanted = set(held)
    rows = sight.promises_of(viewer).filter(
        agency_id__in={agency for agency, _ in wanted},
        staff_id__in={staff for _, staff in wanted},
        state__in=[one.value for one in OPEN],
        role_id__isnull=True,
    )
    found: dict[tuple[int, int], list[PromiseInHand]] = defaultdict(list)
    for row in rows.order_by("due_on", "pk"):
        if (row.agency_id, row.staff_id) in wanted:
            found[row.agency_id, row.staff_id].append(PromiseInHand(row.pk, row.what, row.due_on))
    return {key: tuple(lines) for key, lines in found.items()}
