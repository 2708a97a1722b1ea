"""地域の机の見出し: the sides of the desk."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.tabs import Tab, Tabs
from takigi.resources.queries.unmet import may_move_unmet

SIDES = (
    ("いまのようす", "places"),
    ("場所をさがす", "place_list"),
    ("相談", "match_requests"),
    ("確かめる場所", "places_to_confirm"),
    ("足りないもの", "unmet_needs"),
    ("地区ごと", "place_areas"),
    ("月の報告", "place_month"),
)


def desk_tabs(viewer: Viewer, current: str) -> Tabs:
    """The sides of the desk, with the one that is open."""
    closed = set() if may_move_unmet(viewer) else {"place_month"}
    sides = [(label, name) for label, name in SIDES if name not in closed]
    return Tabs(
        "地域の机",
        tuple(Tab(label, reverse(name), is_current=name == current) for label, name in sides),
    )
