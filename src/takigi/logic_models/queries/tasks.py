"""やること: what a story asks for by a day, its own reminders and nobody's score."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.kernel.labelled import Labelled
from takigi.logic_models.models import Decision, Member, Question, SignCheck, Story, StoryVersion, TeamMeeting
from takigi.logic_models.policies import visible_stories
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.rules.learning import EDITORS
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.states import QuestionState, StoryState
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import AssumptionState

SOON = timedelta(days=31)


class Asks(Labelled):
    """何をするか."""

    LOOK = "look", "合図を確かめる"
    TEST = "test", "前提を確かめる"
    FIND_OUT = "find_out", "問いを調べる"
    REVISIT = "revisit", "判断を見直す"
    CHECK_CHANGE = "check_change", "変えたことを確かめる"


@dataclass(frozen=True)
class StoryTask:
    """One thing to do by a day. `of`: the box, arrow or record it is about."""

    story_id: uuid.UUID
    title: str
    kind: Asks
    text: str
    who: str
    due_on: date
    is_late: bool
    of: str


def my_story_tasks(viewer: Viewer) -> tuple[StoryTask, ...]:
    """What the viewer's own stories ask for within a month, the latest first overdue. Six queries, however many stories."""
    held = Member.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.on),
        staff_id=viewer.staff_id,
        from_on__lte=viewer.on,
        role__in=[role.value for role in EDITORS],
    )
    stories = list(visible_stories(viewer).filter(pk__in=held.values("story")).exclude(state=StoryState.ENDED))
    return tasks_of(stories, on=viewer.on)


def tasks_of(stories: list[Story], *, on: date) -> tuple[StoryTask, ...]:
    """What these stories ask for by a month from the day. Five queries; for queries of this room."""
    names = {one.pk: one.title for one in stories}
    newest: dict[uuid.UUID, Theory] = {}
    for version in StoryVersion.objects.filter(story__in=stories).order_by("number"):
        newest[version.story_id] = theory_of(version)
    looked = {
        (one.story_id, one.monitoring): one
        for one in SignCheck.objects.filter(story__in=stories).order_by("checked_on", "recorded_at", "pk")
    }
    found: list[tuple[uuid.UUID, Asks, str, str, date | None, str]] = []
    for story_id, theory in newest.items():
        for row in theory.of(Monitoring):
            last = looked.get((story_id, row.key))
            due = last.next_on if last else row.next_check_on
            if last is None or last.found != SignState.SEEN or last.next_on:
                found.append((story_id, Asks.LOOK, row.sign or row.text, row.who, due, row.key))
        for link in theory.links:
            found += [
                (story_id, Asks.TEST, one.text, "", one.check_on, link.key)
                for one in link.assumptions
                if one.state in {AssumptionState.UNCHECKED, AssumptionState.CHECKING}
            ]
    found += _of_records(stories)
    tasks = [
        StoryTask(story_id, names[story_id], kind, text, who, due, due < on, of)
        for story_id, kind, text, who, due, of in found
        if due is not None and due <= on + SOON
    ]
    return tuple(sorted(tasks, key=lambda task: task.due_on))


def _of_records(stories: list[Story]) -> list[tuple[uuid.UUID, Asks, str, str, date | None, str]]:
    open_states = [QuestionState.OPEN.value, QuestionState.GATHERING.value]
    questions = Question.objects.filter(story__in=stories, due_on__isnull=False, state__in=open_states)
    decisions = Decision.objects.filter(story__in=stories, revisit_on__isnull=False)
    meetings = TeamMeeting.objects.filter(story__in=stories, check_on__isnull=False, checked_on__isnull=True)
    later = {(one.story_id, one.about): one.decided_on for one in decisions.order_by("decided_on")}
    return [
        *((one.story_id, Asks.FIND_OUT, one.text, one.who, one.due_on, str(one.pk)) for one in questions),
        *(
            (one.story_id, Asks.REVISIT, one.basis, "", one.revisit_on, str(one.pk))
            for one in decisions
            # A later decision about the same thing has looked at it again.
            if later[one.story_id, one.about] <= one.decided_on
        ),
        *((one.story_id, Asks.CHECK_CHANGE, one.to_change, "", one.check_on, str(one.pk)) for one in meetings),
    ]
