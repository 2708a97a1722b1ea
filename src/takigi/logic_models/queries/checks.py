"""14の問いの閲覧: the questions that a story as it stands would be asked."""

import uuid
from collections.abc import Mapping

from takigi.access.grounds import Viewer
from takigi.logic_models.models import StoryVersion
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import members_of
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.queries.learning import claims_of
from takigi.logic_models.queries.measures import UseCard, use_cards
from takigi.logic_models.queries.wood import FactLine, ReadingLine, facts_of, readings_of
from takigi.logic_models.rules.checks import AimSeen, Around, Asked, ClaimSeen, ReadingSeen, UseSeen, checks
from takigi.logic_models.rules.theory import Theory


def checks_of(
    viewer: Viewer, story_id: uuid.UUID, *, points: Mapping[uuid.UUID, int] | None = None
) -> tuple[Asked, ...]:
    """The fourteen questions of the newest version. `points`: how many values an indicator of the catalogue has so far.

    Eleven queries beside the ground's, however large the story.
    """
    story = seen_story(viewer, story_id)
    theory = theory_of(StoryVersion.objects.filter(story=story).order_by("-number")[0])
    return checks(theory, around(viewer, story.pk, theory, points=points or {}))


def around(viewer: Viewer, story_id: uuid.UUID, theory: Theory, *, points: Mapping[uuid.UUID, int]) -> Around:
    """What the checks need beside the theory. For queries of this room."""
    facts = {fact.fact_id: fact for fact in facts_of(story_id, on=viewer.on)}
    here = {node.key for node in theory.nodes}
    return Around(
        on=viewer.on,
        uses=tuple(
            _use(use, points.get(use.use_id))
            for use in use_cards(story_id)
            if use.ended_on is None and use.node in here
        ),
        readings=tuple(_reading(one, facts) for one in readings_of(story_id) if one.withdrawn_on is None),
        claims=tuple(
            ClaimSeen(
                str(one.claim_id), one.outcome, f"{one.text} {one.can_say}", one.comparison, one.rivals_considered
            )
            for one in claims_of(story_id)
            if one.withdrawn_on is None and not one.is_replaced
        ),
        left={one.key: one.name for one in members_of(story_id) if one.ended_on and one.ended_on <= viewer.on},
    )


def _use(use: UseCard, points: int | None) -> UseSeen:
    counted = [line for line in use.observations if line.value is not None and not line.is_replaced]
    return UseSeen(
        node=use.node,
        name=use.name,
        role=use.role,
        direction=use.direction,
        frequency=use.frequency,
        counts=use.counts,
        aims=tuple(
            AimSeen(line.value, line.period_from, line.why_changed)
            for line in use.targets_in_force
            if line.value is not None
        ),
        points=points if use.indicator else len(counted),
    )


def _reading(one: ReadingLine, facts: Mapping[uuid.UUID, FactLine]) -> ReadingSeen:
    supporting = [facts[fact_id] for fact_id in one.supports if fact_id in facts]
    standing = [fact for fact in supporting if fact.replaced_by is None]
    return ReadingSeen(one.about, one.text, len(supporting), sum(fact.is_stale for fact in standing))
