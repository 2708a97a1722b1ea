"""訪問の反応: how the person took what was proposed, without anything that says who it was."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.models import Visit
from takigi.casework.rules.visit_words import Reaction
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class VisitReaction:
    """反応 of one visit. `first_id`: the visit as it was first confirmed, whatever was corrected since.

    `words` is empty where what was said holds the person's own name.
    """

    first_id: uuid.UUID
    visited_on: date
    reaction: Reaction | None
    words: str


def reaction_of(viewer: Viewer, visit_id: uuid.UUID) -> VisitReaction:
    """The reaction at a visit of a case that the viewer sees. Three queries, and one for each correction before it."""
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is None:
        raise Unseen
    case = policies.seen_case(viewer, visit.case_id)
    name = named_persons(viewer.municipality_id, [case.person_id])[case.person_id].name
    is_named = any(part in visit.reaction_words for part in name.split())
    first = visit
    while first.replaces_id:
        first = first.replaces
    return VisitReaction(
        first_id=first.pk,
        visited_on=visit.visited_on,
        reaction=Reaction(visit.reaction) if visit.reaction else None,
        words="" if is_named else visit.reaction_words.strip(),
    )
