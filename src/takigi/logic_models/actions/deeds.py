"""操作の記録: how the audit log names the things of this room, without a word of what was written."""

import uuid
from typing import Any, TypeVar

from django.db.models import Model

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.logic_models import policies
from takigi.logic_models.models import Story

OneRow = TypeVar("OneRow", bound=Model)


def record(kind: str, by: Viewer, story: Story, /, **detail: object) -> None:
    """One deed on a story."""
    audit.record(
        kind,
        municipality_id=story.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(story.pk),
        detail=detail,
    )


def stamp(by: Viewer, story: Story) -> dict[str, Any]:
    """Who wrote a row of the story, and when."""
    return {"story": story, "recorded_at": by.at, "recorded_by_id": by.staff_id}


def row_of(model: type[OneRow], story: Story, row_id: uuid.UUID) -> OneRow:
    """One row of this story, locked; of no other one, whoever knows its id."""
    row = model.objects.select_for_update().filter(story=story, pk=row_id).first()
    if row is None:
        raise Unseen
    return row
