"""書きかけの読み取り: one's own, and nobody else's."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import Viewer
from takigi.logic_models.models import StoryDraft
from takigi.logic_models.rules.drafts import Entries


@dataclass(frozen=True)
class DraftLine:
    """書きかけ: what was typed, and when."""

    entries: Entries
    updated_at: datetime


def own_draft(viewer: Viewer, story_id: uuid.UUID, form: str) -> DraftLine | None:
    """The viewer's own draft of a form, if there is one. One query."""
    row = StoryDraft.objects.filter(writer_id=viewer.staff_id, story_id=story_id, form=form).first()
    return DraftLine(dict(row.entries), row.updated_at) if row else None
