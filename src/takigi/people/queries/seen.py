"""見える人: of some people, those whom the viewer has a ground to see; for the rooms above, which ask about many at once."""

import uuid
from collections.abc import Iterable

from takigi.access.grounds import Viewer
from takigi.people.policies import visible_persons

# SQLite takes 32,766 values in one question.
AT_A_TIME = 10_000


def people_seen_among(viewer: Viewer, person_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Whom a ground of the register opens. One query for each ten thousand."""
    asked = list(set(person_ids))
    found: set[uuid.UUID] = set()
    for first in range(0, len(asked), AT_A_TIME):
        rows = visible_persons(viewer).filter(pk__in=asked[first : first + AT_A_TIME])
        found |= set(rows.order_by().values_list("pk", flat=True))
    return frozenset(found)
