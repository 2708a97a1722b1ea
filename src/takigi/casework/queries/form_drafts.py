"""書きかけの読み取り: what the viewer has typed into a form and not recorded. Nobody reads another's."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.models import FormDraft
from takigi.casework.rules.form_drafts import FormPlace, draft_number
from takigi.casework.rules.visit_merging import Entry, from_stored
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class WrittenForm:
    """書きかけの一枚."""

    place: FormPlace
    draft_id: uuid.UUID
    version: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)
    updated_at: datetime | None = None


def form_in_hand(viewer: Viewer, case_id: uuid.UUID | None, form: str) -> WrittenForm:
    """The viewer's own sheet. Whether they may see the case was asked by the screen that shows the form. One query.

    `case_id` None: a form about nobody yet.
    """
    place = FormPlace(viewer.staff_id, case_id, form)
    row = FormDraft.objects.filter(writer_id=viewer.staff_id, case_id=case_id, form=form).first()
    if row is None:
        return WrittenForm(place, draft_number(place, 1))
    entries = from_stored(row.entries, row.entries.keys())
    return WrittenForm(place, draft_number(place, row.turn), row.version, entries, row.updated_at if entries else None)


@dataclass(frozen=True)
class WaitingForm:
    """まだ記録していない用紙: whose, which, and when its writer last wrote in it."""

    case_id: uuid.UUID
    name: str
    form: str
    written_at: datetime


def waiting_forms(viewer: Viewer) -> list[WaitingForm]:
    """The viewer's own sheets with words in them, last written first. Recorded as a list. Five queries."""
    rows = list(_waiting(viewer).select_related("case").order_by("-updated_at"))
    persons = named_persons(viewer.municipality_id, {row.case.person_id for row in rows})
    if rows:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["自分の書きかけの一覧"],
            shown=[policies.target_of(row.case_id) for row in rows],
        )
    return [WaitingForm(row.case_id, persons[row.case.person_id].name, row.form, row.updated_at) for row in rows]


def waiting_forms_count(viewer: Viewer) -> int:
    """How many sheets the viewer has begun and not recorded. Two queries; nobody is read."""
    return _waiting(viewer).count()


def _waiting(viewer: Viewer) -> QuerySet[FormDraft]:
    own = FormDraft.objects.filter(writer_id=viewer.staff_id, case__in=policies.visible_cases(viewer))
    return own.exclude(entries={})
