"""個別支援の机の札: the ways into the desk that are this viewer's."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.centre import may_see_centre
from takigi.casework.queries.checklist_imports import may_import_checklists
from takigi.components.tabs import Tab, Tabs

WAYS = (
    ("cases", "板"),
    ("cases_week", "わたしの週"),
    ("visits", "訪問と下書き"),
    ("cases_waiting", "訪問を待っている方"),
    ("successes", "成功事例"),
    ("checklist_imports", "チェックリストの取り込み"),
    ("cases_centre", "センターの様子"),
    ("cases_ways", "決めごと"),
)


def desk_tabs(viewer: Viewer, here: str) -> Tabs:
    """The tabs of the desk that are this viewer's, with the current one marked."""
    closed = {"cases_centre"} if not may_see_centre(viewer) else set()
    closed |= set() if may_import_checklists(viewer) else {"checklist_imports"}
    ways = [(name, label) for name, label in WAYS if name not in closed]
    return Tabs(
        "個別支援の見方",
        tuple(Tab(label, reverse(name), is_current=name == here) for name, label in ways),
    )
