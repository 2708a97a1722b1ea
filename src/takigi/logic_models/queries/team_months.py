"""打ち合わせの月: how often each of the viewer's teams met this month, what it changed, and whether it looked again."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.logic_models import policies
from takigi.logic_models.models import Member, TeamMeeting

# What teams aim at: short meetings, about every ten days.
A_MONTH = 3


@dataclass(frozen=True)
class TeamMonth:
    """一つのチームの月. `to_change`: what was decided last and waits to be looked at; empty when nothing waits."""

    story_id: uuid.UUID
    title: str
    held: int
    held_before: int
    last_held_on: date | None
    to_change: str
    check_on: date | None
    is_due: bool


def team_months(viewer: Viewer) -> tuple[TeamMonth, ...]:
    """The viewer's own teams, this month beside the last one. Three queries, however many teams."""
    here = Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.on)
    mine = Member.objects.filter(here, staff_id=viewer.staff_id, from_on__lte=viewer.on).values_list(
        "story_id", flat=True
    )
    stories = list(policies.visible_stories(viewer).filter(pk__in=list(mine)).order_by("title", "pk"))
    first = viewer.on.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    held: dict[uuid.UUID, list[TeamMeeting]] = defaultdict(list)
    for row in TeamMeeting.objects.filter(story__in=stories, held_on__gte=before).order_by("held_on"):
        held[row.story_id].append(row)
    return tuple(_month(story.pk, story.title, held[story.pk], first, viewer.on) for story in stories)


def _month(story_id: uuid.UUID, title: str, rows: list[TeamMeeting], first: date, on: date) -> TeamMonth:
    waiting = next((row for row in rows if row.to_change and row.checked_on is None), None)
    return TeamMonth(
        story_id=story_id,
        title=title,
        held=sum(row.held_on >= first for row in rows),
        held_before=sum(row.held_on < first for row in rows),
        last_held_on=rows[-1].held_on if rows else None,
        to_change=waiting.to_change if waiting else "",
        check_on=waiting.check_on if waiting else None,
        is_due=bool(waiting and waiting.check_on and waiting.check_on <= on),
    )
