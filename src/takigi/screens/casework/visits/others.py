"""ほかの人: who has the same draft open just now. Kept beside the database, and forgotten within seconds."""

import time
import uuid

from django.core.cache import cache

from takigi.access.grounds import Viewer
from takigi.organisations.queries import names_of_staff

# A page asks every few seconds; whoever has not asked for this long has left.
STILL_HERE_SECONDS = 20


def others_at(viewer: Viewer, draft_id: uuid.UUID) -> list[str]:
    """Says that the viewer is here, and returns the names of the others who are. One query when there are any."""
    key, now = f"visit-desk-{draft_id}", time.time()
    here = {staff: at for staff, at in cache.get(key, {}).items() if now - at < STILL_HERE_SECONDS}
    cache.set(key, {**here, viewer.staff_id: now}, STILL_HERE_SECONDS)
    others = set(here) - {viewer.staff_id}
    return sorted(names_of_staff(viewer.municipality_id, others).values()) if others else []
