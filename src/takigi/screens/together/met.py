"""会議で会った人: what the meetings room tells about who sat together; the room of collaboration below does not know meetings."""

from takigi.access.grounds import Viewer
from takigi.collaboration.rules.ties import Shared


def met_by(viewer: Viewer) -> list[Shared]:
    """Meetings that the viewer attended, with who else was there. None while meetings tell nothing."""
    return []
