"""記録の保管でできること: which pages of the desk are this viewer's."""

from takigi.access.grounds import Viewer
from takigi.custody import policies


def may_keep(viewer: Viewer) -> bool:
    """Whether the desk offers requests and retention to the viewer at all. No query."""
    return policies.may_keep(viewer)
