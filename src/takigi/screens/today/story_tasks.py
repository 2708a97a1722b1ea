"""ストーリーの動き: what the viewer's own stories ask for within a month, on the first screen of the day."""

from dataclasses import dataclass

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.both_era_date import BothEraDate
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.logic_models.queries.stories import story_list
from takigi.logic_models.queries.tasks import Asks, StoryTask, my_story_tasks

# Where each is answered; the story itself while that page is not built.
WHERE = {Asks.LOOK: "signs", Asks.FIND_OUT: "wood", Asks.REVISIT: "learning", Asks.CHECK_CHANGE: "story_meetings"}
SHOWN = 5


@dataclass(frozen=True)
class StoryLine:
    """One thing to do, and where."""

    task: StoryTask
    url: str
    due: BothEraDate
    late: StatusTag | str


@dataclass(frozen=True)
class StoryLines:
    """The first few, how many more there are; where a voice is written down, and where some wait: story, number, address."""

    lines: tuple[StoryLine, ...]
    more: int
    voices: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, int, str], ...]


def story_lines(viewer: Viewer) -> StoryLines:
    """What comes due first. Eight queries, however many stories."""
    tasks = my_story_tasks(viewer)
    listening = {task.story_id: task.title for task in tasks if task.kind is Asks.LOOK}
    voices = tuple((title, reverse("voice_new", args=[story_id])) for story_id, title in listening.items())
    mine = [card for card in story_list(viewer).cards if card.is_mine]
    return StoryLines(
        lines=tuple(_line(task) for task in tasks[:SHOWN]),
        more=max(0, len(tasks) - SHOWN),
        voices=voices[:SHOWN],
        waiting=tuple(
            (one.title, one.waiting_voices, reverse("signs", args=[one.story_id])) for one in mine if one.waiting_voices
        ),
    )


def _line(task: StoryTask) -> StoryLine:
    url = reverse(WHERE.get(task.kind, "story"), args=[task.story_id])
    late = StatusTag("過ぎています", Tone.WAITING) if task.is_late else ""
    return StoryLine(task, url, BothEraDate(task.due_on), late)
