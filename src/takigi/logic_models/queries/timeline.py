"""年表: what happened in a story, in one line of time."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.kernel.labelled import Labelled
from takigi.logic_models.models import Fact, Member, SignCheck, StoryMove
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.queries.learning import claims_of, decisions_of, meetings_of, reflections_of
from takigi.logic_models.queries.versions import VersionLine, versions_of
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.states import StoryState


class Happening(Labelled):
    """年表の出来事の種類."""

    MOVE = "move", "動き"
    VERSION = "version", "版"
    APPROVAL = "approval", "合意"
    REFLECTION = "reflection", "振り返り"
    DECISION = "decision", "判断"
    MEETING = "meeting", "打ち合わせ"
    FACT = "fact", "薪"
    SIGN = "sign", "合図"
    CLAIM = "claim", "主張"
    MEMBER = "member", "チーム"


# Said among the team; whoever only sees the story does not read it.
_AMONG_US = frozenset({Happening.REFLECTION, Happening.MEETING})


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the timeline. `of`: the number of the version, or the record's id."""

    on: date
    kind: Happening
    text: str
    more: str = ""
    of: str = ""


@dataclass(frozen=True)
class Timeline:
    """年表, the newest first."""

    head: StoryHead
    entries: tuple[TimelineEntry, ...]


def timeline(viewer: Viewer, story_id: uuid.UUID) -> Timeline:
    """What happened, in order. Twelve queries beside the heading's, however long the story."""
    story = seen_story(viewer, story_id)
    head = head_of(viewer, story)
    entries = [
        *_moves(story.pk),
        *_versions(versions_of(viewer, story.pk)),
        *(one for one in _learning(story.pk) if head.sees_work or one.kind not in _AMONG_US),
        *_wood_and_signs(head),
        *_members(story.pk),
    ]
    return Timeline(head, tuple(sorted(entries, key=lambda one: one.on, reverse=True)))


def _moves(story_id: uuid.UUID) -> list[TimelineEntry]:
    rows = StoryMove.objects.filter(story_id=story_id).order_by("-on", "-recorded_at", "-pk")
    return [
        TimelineEntry(one.on, Happening.MOVE, f"「{StoryState(one.to_state).label}」になった", one.reason)
        for one in rows
    ]


def _versions(versions: tuple[VersionLine, ...]) -> list[TimelineEntry]:
    found = []
    for one in versions:
        number = str(one.head.number)
        given_up = f"手放したもの: {one.given_up}" if one.given_up else ""
        text = f"第{number}版（{one.head.kind.label}）: {one.head.reason}"
        found.append(TimelineEntry(one.head.begun_on, Happening.VERSION, text, given_up, number))
        found += [
            TimelineEntry(step.on, Happening.APPROVAL, f"第{number}版を{step.approval.label}", step.agreed_by, number)
            for step in one.approvals
        ]
    return found


def _learning(story_id: uuid.UUID) -> list[TimelineEntry]:
    return [
        *(
            TimelineEntry(one.held_on, Happening.REFLECTION, "振り返り", one.saw or one.did, str(one.reflection_id))
            for one in reflections_of(story_id)
        ),
        *(
            TimelineEntry(one.decided_on, Happening.DECISION, one.kind.label, one.basis, str(one.decision_id))
            for one in decisions_of(story_id)
        ),
        *(
            TimelineEntry(
                one.held_on, Happening.MEETING, "打ち合わせ", one.to_change or one.talked, str(one.meeting_id)
            )
            for one in meetings_of(story_id)
        ),
        *(
            TimelineEntry(one.claimed_on, Happening.CLAIM, one.text, one.cannot_say, str(one.claim_id))
            for one in claims_of(story_id)
        ),
    ]


def _wood_and_signs(head: StoryHead) -> list[TimelineEntry]:
    story_id, shown = head.story_id, [one.value for one in head.sees_facts]
    facts = Fact.objects.filter(story_id=story_id, sensitivity__in=shown).order_by("-collected_on", "-pk")
    checks = SignCheck.objects.filter(story_id=story_id).order_by("-checked_on", "-pk")
    return [
        *(TimelineEntry(one.collected_on, Happening.FACT, one.text, one.source, str(one.pk)) for one in facts),
        *(
            TimelineEntry(
                one.checked_on,
                Happening.SIGN,
                SignState(one.found).label,
                one.words if head.sees_work else "",
                one.monitoring,
            )
            for one in checks
        ),
    ]


def _members(story_id: uuid.UUID) -> list[TimelineEntry]:
    found = []
    for one in Member.objects.filter(story_id=story_id):
        found.append(TimelineEntry(one.from_on, Happening.MEMBER, f"{one.display_name}さんが加わった", one.job))
        if one.ended_on:
            found.append(TimelineEntry(one.ended_on, Happening.MEMBER, f"{one.display_name}さんが離れた", one.job))
    return found
