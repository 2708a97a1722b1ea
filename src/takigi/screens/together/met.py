"""会議で会った人: tables at which the viewer sat, told to the room of collaboration, which does not know of meetings."""

from datetime import timedelta

from takigi.access.grounds import Viewer
from takigi.collaboration.rules.ties import Shared, TieKind
from takigi.meetings.queries.attendance import sat_together

# Whom one met longer ago, one has perhaps forgotten.
REMEMBERED = timedelta(days=3 * 366)


def met_by(viewer: Viewer) -> list[Shared]:
    """The viewer with each of those who sat at the same table. Two queries."""
    return [
        Shared(table.on, TieKind.CO_ATTENDED, frozenset({viewer.staff_id, other}), table.place)
        for table in sat_together(viewer, since=viewer.on - REMEMBERED)
        for other in table.staff_ids - {viewer.staff_id}
    ]
