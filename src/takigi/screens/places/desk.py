"""地域の机の見出し: the sides of the desk."""

from takigi.access.grounds import Viewer
from takigi.components.tabs import Tab, Tabs
from takigi.screens.addresses import address_of

SIDES = (
    ("いまのようす", "places"),
    ("場所をさがす", "place_list"),
    ("相談", "match_requests"),
    ("確かめる場所", "places_to_confirm"),
    ("足りないもの", "unmet_needs"),
    ("地区ごと", "place_areas"),
)


def desk_tabs(viewer: Viewer, current: str) -> Tabs:
    """The sides of the desk, with the one that is open."""
    return Tabs(
        "地域の机",
        tuple(Tab(label, url, is_current=name == current) for label, name in SIDES if (url := address_of(name))),
    )
