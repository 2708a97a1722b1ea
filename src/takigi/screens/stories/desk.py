"""ストーリーの見出し: what every screen of one story shows at its top, and its sides."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.components.tabs import Tab, Tabs
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.queries.stories import StoryHead, VersionHead
from takigi.logic_models.rules.states import Approval

# The sides of a story, in the order of the work.
SIDES = (
    ("ストーリー", "story"),
    ("薪と問い", "wood"),
    ("兆しと声", "signs"),
    ("指標", "story_measures"),
    ("振り返り", "learning"),
    ("版", "story_versions"),
    ("出す", "story_papers"),
)
APPROVAL_TONES = {
    Approval.WORKING: Tone.WAITING,
    Approval.TEAM: Tone.ACTIVE,
    Approval.CITY_HALL: Tone.DONE,
    Approval.PUBLIC: Tone.DONE,
}


def story_tabs(head: StoryHead, current: str) -> Tabs:
    """The sides of the story, with the one that is open."""
    return Tabs(
        "ストーリーの見方",
        tuple(Tab(label, reverse(name, args=[head.story_id]), is_current=name == current) for label, name in SIDES),
    )


def version_tag(version: VersionHead) -> StatusTag:
    """第4版 チーム合意."""
    return StatusTag(f"第{version.number}版　{version.approval.label}", APPROVAL_TONES[version.approval])


def head_parts(viewer: Viewer, head: StoryHead, current: str = "story") -> dict[str, Any]:
    """What every screen of a story shows at its top."""
    return {
        "head": head,
        "heading": head.title,
        "tabs": story_tabs(head, current),
        "state": StatusTag(head.state.label),
        "ground": GroundLine(head.because),
        "story_url": reverse("story", args=[head.story_id]),
        "as_of": in_both_eras(viewer.on),
    }


def check_edits(head: StoryHead) -> StoryHead:
    """The heading for a form; a reader is told who writes, and what a reader can do instead."""
    if not head.may_edit:
        raise NotPermitted("書けるのは、このストーリーのチームの一員です。気づいたことは「問い返し」で伝えられます。")
    return head
