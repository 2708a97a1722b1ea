"""書きかけの読み取り: what the viewer has typed into a form and not recorded. Nobody reads another's."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from takigi.access.grounds import Viewer
from takigi.casework.models import FormDraft
from takigi.casework.rules.form_drafts import FormPlace, draft_number
from takigi.casework.rules.visit_merging import Entry, from_stored


@dataclass(frozen=True)
class WrittenForm:
    """書きかけの一枚."""

    place: FormPlace
    draft_id: uuid.UUID
    version: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)
    updated_at: datetime | None = None


def form_in_hand(viewer: Viewer, case_id: uuid.UUID, form: str) -> WrittenForm:
    """The viewer's own sheet. Whether they may see the case was asked by the screen that shows the form. One query."""
    place = FormPlace(viewer.staff_id, case_id, form)
    row = FormDraft.objects.filter(writer_id=viewer.staff_id, case_id=case_id, form=form).first()
    if row is None:
        return WrittenForm(place, draft_number(place, 1))
    entries = from_stored(row.entries, row.entries.keys())
    return WrittenForm(place, draft_number(place, row.turn), row.version, entries, row.updated_at if entries else None)
