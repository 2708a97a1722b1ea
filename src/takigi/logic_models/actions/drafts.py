"""書きかけの操作: kept while it is typed, gone when the form is kept or thrown away."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.logic_models import policies
from takigi.logic_models.models import StoryDraft
from takigi.logic_models.rules.drafts import read_entries


@transaction.atomic
def keep_draft(*, by: Viewer, story_id: uuid.UUID, form: str, typed: Mapping[str, Sequence[str]]) -> None:
    """下書きに残す. What is empty altogether is no draft."""
    story = policies.story_to_edit(by, story_id)
    entries = read_entries(form, typed)
    own = StoryDraft.objects.filter(writer_id=by.staff_id, story=story, form=form)
    if not entries:
        own.delete()
        return
    StoryDraft.objects.update_or_create(
        writer_id=by.staff_id, story=story, form=form, defaults={"entries": entries, "updated_at": by.at}
    )


@transaction.atomic
def drop_draft(*, by: Viewer, story_id: uuid.UUID, form: str) -> None:
    """下書きを消す."""
    StoryDraft.objects.filter(writer_id=by.staff_id, story_id=story_id, form=form).delete()
