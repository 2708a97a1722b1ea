"""数字の机の見出し: its sides, the ground, and which periods an address asks for."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.components.ground_line import GroundLine
from takigi.components.tabs import Tab, Tabs
from takigi.evaluation.queries.quality import may_check
from takigi.evaluation.told import Standing
from takigi.kernel.era_names import in_japanese

SIDES = (
    ("いまの数", "numbers"),
    ("報告した数", "number_reports"),
    ("データの確かめ", "number_quality"),
    ("アンケート", "surveys"),
)


def desk_tabs(viewer: Viewer, current: str) -> Tabs:
    """The sides of the desk that are this viewer's, with the one that is open."""
    sides = [(label, name) for label, name in SIDES if name != "number_quality" or may_check(viewer)]
    return Tabs("数字の机", tuple(Tab(label, reverse(name), is_current=name == current) for label, name in sides))


def standing_parts(standing: Standing) -> dict[str, Any]:
    """What every screen of numbers says about them: since when, on what ground, and whether something is still missing."""
    counted = localtime(standing.counted_at)
    return {
        "ground": GroundLine(standing.because),
        "as_of": in_japanese(standing.as_of),
        "counted": f"{in_japanese(standing.as_of)}現在（{counted:%H:%M}に数えました）",
        "is_behind": standing.is_behind,
    }
