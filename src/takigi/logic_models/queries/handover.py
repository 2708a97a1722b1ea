"""引継ぎ: one pack of why, what was tried, what was dropped and why, and what is to be done this month."""

import uuid
from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Viewer
from takigi.logic_models.models import StoryVersion
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import MemberLine
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.queries.learning import Learning, learning_of
from takigi.logic_models.queries.signs import SignRow, sign_rows
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.tasks import StoryTask, tasks_of
from takigi.logic_models.queries.versions import VersionLine, versions_of
from takigi.logic_models.queries.wood import WoodPile, wood_pile
from takigi.logic_models.rules.nodes import Activity, Cause
from takigi.logic_models.rules.states import ASKS_FOR_DECISION, UneaseState
from takigi.logic_models.rules.theory import Link
from takigi.logic_models.rules.words import ActivityState


@dataclass(frozen=True)
class GivenUp:
    """やめた案 and why: a box taken out, a reason given up, an activity stopped, a doubt put on the shelf."""

    what: str
    text: str
    why: str


@dataclass(frozen=True)
class HandoverPack:
    """引継ぎ: everything whoever comes next must know, in the order in which they ask."""

    page: StoryPage
    wood: WoodPile
    versions: tuple[VersionLine, ...]
    learning: Learning
    signs: tuple[SignRow, ...]
    given_up: tuple[GivenUp, ...]
    # Arrows that turned out weak or wrong: what is not to be tried again as it was.
    doubted: tuple[Link, ...]
    tasks: tuple[StoryTask, ...]
    left: tuple[MemberLine, ...]


def handover_pack(viewer: Viewer, story_id: uuid.UUID) -> HandoverPack:
    """The whole pack: a fixed number of queries, however long the story."""
    story = seen_story(viewer, story_id)
    page = story_page(viewer, story_id)
    if not page.head.sees_work:
        raise NotPermitted("引継ぎの資料を見られるのは、チームの一員と、計画の担当・責任者です。")
    wood = wood_pile(viewer, story_id)
    theory = page.theory
    rows, _ = sign_rows(viewer, story.pk, theory, on=viewer.on)
    return HandoverPack(
        page=page,
        wood=wood,
        versions=versions_of(viewer, story.pk),
        learning=learning_of(viewer, story_id),
        signs=rows,
        given_up=_given_up(story.pk, wood),
        doubted=tuple(link for link in theory.links if link.status in ASKS_FOR_DECISION),
        tasks=tasks_of([story], on=viewer.on),
        left=tuple(one for one in page.members if not one.is_in(viewer.on)),
    )


def _given_up(story_id: uuid.UUID, wood: WoodPile) -> tuple[GivenUp, ...]:
    found: dict[tuple[str, str], GivenUp] = {}
    # From the first version on: what one version gave up may be forgotten by the next.
    for version in StoryVersion.objects.filter(story_id=story_id).order_by("number"):
        theory = theory_of(version)
        for gone in theory.dropped:
            found[gone.key, "dropped"] = GivenUp(gone.node.kind.label, gone.node.text, gone.why)
        for cause in theory.of(Cause):
            if cause.dropped_reason:
                found[cause.key, "cause"] = GivenUp(cause.kind.label, cause.text, cause.dropped_reason)
        for activity in theory.of(Activity):
            if activity.state is ActivityState.STOPPED:
                found[activity.key, "stopped"] = GivenUp("中止した活動", activity.text, activity.schedule_note)
        if version.given_up:
            found[str(version.number), "version"] = GivenUp(
                f"第{version.number}版で手放したもの", version.given_up, version.reason
            )
    shelved = [one for one in wood.uneases if one.state is UneaseState.SHELVED]
    return (*found.values(), *(GivenUp("棚上げしたモヤモヤ", one.text, one.why_shelved) for one in shelved))
