"""つながりの机: its own tabs, the sides of one case, and the heading of every screen of it."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.queries.personnel import may_hand_over
from takigi.collaboration.queries.reading import SharedHead
from takigi.collaboration.queries.station import may_see_station_board
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tabs import Tab, Tabs
from takigi.components.tone import Tone
from takigi.screens.together.beside_page import beside_parts

# The sides of the desk.
WAYS = (
    ("together", "ケース"),
    ("help_desk", "相談"),
    ("leads", "気になる人"),
    ("acquaintances", "知っている人"),
    ("together_station", "ステーションの板"),
    ("personnel_changes", "年度替わり"),
)
# The sides of one case.
SIDES = (
    ("shared_case", "ケース"),
    ("shared_household", "世帯とつながり"),
    ("shared_records", "経過と課題"),
    ("shared_handover", "引き継ぎ"),
)
# Behind these stands one class of information; who may not read it is told on the case's own page what would open it.
SHOWS = {"shared_household": Information.HH, "shared_records": Information.ASSESS}
STATE_TONES = {
    SharedState.SUPPORTING: Tone.ACTIVE,
    SharedState.WATCHING: Tone.WAITING,
    SharedState.CLOSED: Tone.DONE,
}


def desk_tabs(viewer: Viewer, here: str) -> Tabs:
    """The tabs of the desk that are this viewer's."""
    closed: set[str] = set() if may_see_station_board(viewer) else {"together_station"}
    if not may_hand_over(viewer):
        closed.add("personnel_changes")
    ways = [(name, label) for name, label in WAYS if name not in closed]
    return Tabs(
        "つながりの見方",
        tuple(Tab(label, reverse(name), is_current=name == here) for name, label in ways),
    )


def case_tabs(head: SharedHead, here: str) -> Tabs:
    """The sides of one case that open for this viewer."""
    sides = [(name, label) for name, label in SIDES if name not in SHOWS or head.may(SHOWS[name])]
    return Tabs(
        "ケースの見方",
        tuple(Tab(label, reverse(name, args=[head.case_id]), is_current=name == here) for name, label in sides),
    )


def head_parts(viewer: Viewer, head: SharedHead, here: str = "shared_case") -> dict[str, Any]:
    """What every screen of a shared case shows at its top."""
    person = head.person
    return beside_parts(viewer, head) | {
        "large": PersonName(person.name, person.name_kana, person.birth, viewer.on, is_large=True) if person else "",
        "tabs": case_tabs(head, here),
        "state": StatusTag(head.state.label, STATE_TONES[head.state]),
        "standing": "、".join(one.label for one in head.relations if one is not Relation.PAST),
        "case_url": reverse("shared_case", args=[head.case_id]),
    }
