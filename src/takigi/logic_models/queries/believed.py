"""その日に信じていたこと: a story as it was believed on a day, with what was known that day and nothing that came later."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, make_aware

from takigi.access.grounds import Unseen, Viewer
from takigi.logic_models.models import ApprovalStep, StoryMove, StoryVersion
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.queries.history import VersionHead, how_far, theory_at, version_head
from takigi.logic_models.queries.learning import (
    ClaimLine,
    DecisionLine,
    ReflectionLine,
    claims_of,
    decisions_of,
    reflections_of,
)
from takigi.logic_models.queries.measures import UseCard, use_cards
from takigi.logic_models.queries.signs import SignRow, sign_rows, without_words
from takigi.logic_models.queries.wood import FactLine, ReadingLine, facts_of, readings_of
from takigi.logic_models.rules.states import Approval, StoryState
from takigi.logic_models.rules.theory import Theory


@dataclass(frozen=True)
class Believed:
    """その日に信じていたこと: the theory as it stood at the end of a day, and what was known by then."""

    head: StoryHead
    on: date
    state: StoryState
    version: VersionHead
    approval: Approval
    theory: Theory
    facts: tuple[FactLine, ...]
    readings: tuple[ReadingLine, ...]
    signs: tuple[SignRow, ...]
    uses: tuple[UseCard, ...]
    reflections: tuple[ReflectionLine, ...]
    decisions: tuple[DecisionLine, ...]
    claims: tuple[ClaimLine, ...]


def end_of(day: date) -> datetime:
    """The moment at which a calendar day is over."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min), get_current_timezone())


def theory_believed_on(viewer: Viewer, story_id: uuid.UUID, on: date) -> Believed:
    """The story as it was believed on a day, with what was known that day and nothing that came later.

    Unseen for a day before the story began. Eighteen queries beside the heading's, however long its history.
    """
    story = seen_story(viewer, story_id)
    before = end_of(on)
    version = StoryVersion.objects.filter(story=story, recorded_at__lt=before).order_by("-number").first()
    if version is None:
        raise Unseen
    last = before - timedelta(microseconds=1)
    theory = theory_at(version, last)
    steps = ApprovalStep.objects.filter(version=version, recorded_at__lt=before)
    approval = Approval(max(steps, key=how_far).approval) if steps else Approval.WORKING
    moved = StoryMove.objects.filter(story=story, recorded_at__lt=before).order_by("-recorded_at", "-pk").first()
    head = head_of(viewer, story)
    facts = facts_of(story.pk, on=on, before=before, shown=head.sees_facts)
    rows, _ = sign_rows(viewer, story.pk, theory, on=on, before=before)
    return Believed(
        head=head,
        on=on,
        state=StoryState(moved.to_state) if moved else StoryState.UNEASE,
        version=version_head(version),
        approval=approval,
        theory=theory,
        facts=tuple(one for one in facts if one.collected_on <= on),
        readings=readings_of(story.pk, before=before, on=on, known={fact.fact_id for fact in facts}),
        signs=rows if head.sees_work else without_words(rows),
        uses=use_cards(story.pk, before=before, on=on),
        reflections=reflections_of(story.pk, before=before) if head.sees_work else (),
        decisions=decisions_of(story.pk, before=before),
        claims=claims_of(story.pk, before=before, on=on),
    )
