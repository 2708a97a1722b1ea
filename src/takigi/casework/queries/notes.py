"""経過の読み取り: the notes of a case with what they replaced, interviews by period, and the follow-up."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.models import FollowUp, Note
from takigi.casework.policies import seen_case
from takigi.casework.rules.due import conditions_in_words, monitoring_periods
from takigi.casework.rules.words import FollowUpFinding, NoteKind
from takigi.casework.sheets import NoteLine as SheetLine
from takigi.casework.sheets import NotesSheet, SheetPerson
from takigi.kernel.turning import page_in
from takigi.organisations.queries import names_of_staff

PAGE = 50


@dataclass(frozen=True)
class NoteLine:
    """経過の一行. `earlier`: how the note read before it was put right."""

    note_id: int
    happened_on: date
    kind: NoteKind
    text: str
    minutes: int | None
    is_interview: bool
    is_home_visit: bool
    is_marked_change: bool
    extension: tuple[str, ...]
    extended_until_on: date | None
    by: str
    recorded_at: datetime
    earlier: str


def notes_of(viewer: Viewer, case_id: uuid.UUID, *, page: int = 1) -> tuple[tuple[NoteLine, ...], int]:
    """A page of the notes, newest first, and how many there are in all. Five queries."""
    rows = Note.objects.filter(case=seen_case(viewer, case_id), replaced_by__isnull=True).select_related("replaces")
    total = rows.count()
    page = page_in(page, total, PAGE)
    shown = list(rows.order_by("-happened_on", "-pk")[(page - 1) * PAGE : page * PAGE])
    names = names_of_staff(viewer.municipality_id, {row.recorded_by_id for row in shown})
    return tuple(_line(row, names) for row in shown), total


def _line(row: Note, names: dict[int, str]) -> NoteLine:
    return NoteLine(
        note_id=row.pk,
        happened_on=row.happened_on,
        kind=NoteKind(row.kind),
        text=row.text,
        minutes=row.minutes,
        is_interview=row.is_interview,
        is_home_visit=row.is_home_visit,
        is_marked_change=row.is_marked_change,
        extension=conditions_in_words(row.extension_conditions),
        extended_until_on=row.extended_until_on,
        by=names.get(row.recorded_by_id, ""),
        recorded_at=row.recorded_at,
        earlier=row.replaces.text if row.replaces else "",
    )


def note_of(viewer: Viewer, note_id: int) -> tuple[uuid.UUID, NoteLine]:
    """One note with its case, for putting it right. Four queries."""
    row = Note.objects.filter(pk=note_id, replaced_by__isnull=True).select_related("replaces").first()
    if row is None:
        raise Unseen
    case = seen_case(viewer, row.case_id)
    return case.pk, _line(row, names_of_staff(viewer.municipality_id, {row.recorded_by_id}))


@dataclass(frozen=True)
class Period:
    """モニタリングの期間: from when to when, and the interviews in it."""

    first_on: date
    last_on: date
    interviews: tuple[date, ...]
    is_missed: bool


def monitoring_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[Period, ...]:
    """The periods so far, newest first, each with its interviews (V32). Three queries."""
    case = seen_case(viewer, case_id)
    if case.service_start_on is None:
        return ()
    held = list(
        Note.objects.filter(case=case, replaced_by__isnull=True, is_interview=True)
        .order_by("happened_on")
        .values_list("happened_on", flat=True)
    )
    until = case.closed_on or viewer.on
    found = []
    for first, last in monitoring_periods(case.service_start_on, until=until):
        inside = tuple(day for day in held if first <= day <= last)
        found.append(Period(first, last, inside, not inside and last < until))
    return tuple(reversed(found))


@dataclass(frozen=True)
class FollowUpLine:
    """卒業後の一回."""

    month: int
    due_on: date
    done_on: date | None
    finding: FollowUpFinding | None
    has_place: bool | None
    place_text: str
    has_paid_service: bool | None
    note: str


def follow_ups_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[FollowUpLine, ...]:
    """The follow-up at 1, 3, 6 and 12 months, as far as it was laid down. Three queries."""
    rows = FollowUp.objects.filter(case=seen_case(viewer, case_id)).order_by("month")
    return tuple(
        FollowUpLine(
            row.month,
            row.due_on,
            row.done_on,
            FollowUpFinding(row.finding) if row.finding else None,
            row.has_place,
            row.place_text,
            row.has_paid_service,
            row.note,
        )
        for row in rows
    )


def notes_sheet(viewer: Viewer, case_id: uuid.UUID, person: SheetPerson, *, author: str) -> NotesSheet:
    """経過記録（様式6）: every note in the order in which it happened. Four queries."""
    rows = list(
        Note.objects.filter(case=seen_case(viewer, case_id), replaced_by__isnull=True).order_by("happened_on", "pk")
    )
    names = names_of_staff(viewer.municipality_id, {row.recorded_by_id for row in rows})
    lines = tuple(
        SheetLine(
            on=row.happened_on,
            kind=NoteKind(row.kind).label,
            text=row.text,
            by=names.get(row.recorded_by_id, ""),
            minutes=row.minutes,
            extension_reasons=conditions_in_words(row.extension_conditions),
        )
        for row in rows
    )
    days = [row.happened_on for row in rows]
    return NotesSheet(
        person=person, author=author, since=min(days, default=None), until=max(days, default=None), notes=lines
    )
