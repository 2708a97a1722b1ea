"""訪問の下書きを書く: by one or by several, online or sent later; nothing typed is dropped without somebody who saw it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.deeds import record
from takigi.casework.models import Case, DraftEnd, Note, Visit, VisitDraft
from takigi.casework.queries.visit_values import next_draft_id, values_of_visit
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import (
    Change,
    Entry,
    Merged,
    Wording,
    as_stored,
    from_stored,
    is_empty,
    merge_draft,
    settle,
)
from takigi.casework.rules.visits import all_words, plain_words
from takigi.casework.rules.words import NoteKind

# The window in which a visit that is already confirmed is written.
CONFIRMED_WINDOW = "confirmed"
# A device whose clock says something older than this is not believed.
KEPT_ON_A_DEVICE = timedelta(days=31)


@dataclass(frozen=True)
class Kept:
    """What became of a save. `draft_id` may be another one than was sent: the words went where the visit goes on."""

    draft_id: uuid.UUID | None
    version: int
    entries: Mapping[str, Entry]
    accepted: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    # The visit is confirmed already: of itself nothing, or what came late stands in a correction or in a note.
    confirmed_id: uuid.UUID | None = None
    is_note: bool = False


@transaction.atomic
def save_draft(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    draft_id: uuid.UUID,
    editor: str,
    changes: Sequence[Change],
    typed_on: date | None = None,
) -> Kept:
    """下書きに書く. Sent twice it is written once. Where two people differ, both wordings stay until one of them decides.

    `typed_on`: the day on which it was typed, where a device kept it for a while; 「きのう」 is the day before that one.
    For whoever may record the case and for whoever goes along. Words for a visit that was confirmed meanwhile are kept in
    a correction of it; if the next visit has already begun, in a note of the case.
    """
    case = policies.case_to_visit(by, case_id)
    day = typed_on if typed_on and by.on - KEPT_ON_A_DEVICE <= typed_on <= by.on else by.on
    changes = [plain_words(change, typed_on=day) for change in changes]
    draft = VisitDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is not None and draft.case_id != case.pk:
        raise Unseen
    if draft is not None and draft.ended_as in {DraftEnd.CONFIRMED, DraftEnd.NOTE}:
        return _take_late(by, case, draft, editor, changes)
    if draft is None or draft.ended_at is not None:
        draft = _open_draft(by, case, draft_id, draft)
    return _write(by, draft, editor, changes)


def _open_draft(by: Viewer, case: Case, draft_id: uuid.UUID, ended: VisitDraft | None) -> VisitDraft:
    """The draft that is open for the case, the one that was given up, or a new one."""
    current = VisitDraft.objects.select_for_update().filter(case=case, ended_at__isnull=True).first()
    if current is not None:
        return current
    if ended is not None:
        ended.ended_at, ended.ended_as, ended.ended_by_id = None, "", None
        return ended
    record("casework.visit_begun", by, case)
    return VisitDraft(pk=draft_id, case=case, started_by_id=by.staff_id, started_at=by.at, updated_by_id=by.staff_id)


def _write(by: Viewer, draft: VisitDraft, editor: str, changes: Iterable[Change]) -> Kept:
    merged = merge_draft(
        from_stored(draft.entries),
        changes,
        version=draft.version,
        by=by.staff_id,
        at=by.at.isoformat(timespec="seconds"),
        editor=editor,
    )
    _keep(by, draft, merged)
    return Kept(draft.pk, draft.version, merged.entries, merged.accepted, merged.conflicts, draft.revises_id)


def _keep(by: Viewer, draft: VisitDraft, merged: Merged) -> None:
    draft.entries, draft.version = as_stored(merged.entries), merged.version
    draft.updated_at, draft.updated_by_id = by.at, by.staff_id
    draft.save()


def _take_late(by: Viewer, case: Case, ended: VisitDraft, editor: str, changes: Sequence[Change]) -> Kept:
    """What arrives after the visit was confirmed by somebody else."""
    visit = Visit.objects.filter(pk=ended.pk).first()
    visit = _latest(visit) if visit else None
    current = VisitDraft.objects.select_for_update().filter(case=case, ended_at__isnull=True).first()
    if current is not None and visit is not None and current.revises_id == visit.pk:
        return _write(by, current, editor, changes)
    known = values_of_visit(visit) if visit else {}
    news = {
        one.field: one.value for one in changes if known.get(one.field, "") != one.value and not is_empty(one.value)
    }
    if not news:
        return Kept(None, ended.version, {}, tuple(one.field for one in changes), (), visit.pk if visit else None)
    if visit is not None and current is None:
        return _write(by, _seeded_revision(by, visit), editor, changes)
    _late_note(by, case, all_words(news))
    return Kept(None, ended.version, {}, tuple(news), (), visit.pk if visit else None, is_note=True)


def _latest(visit: Visit) -> Visit:
    later = Visit.objects.filter(replaces=visit).first()
    return _latest(later) if later else visit


def _late_note(by: Viewer, case: Case, words: str) -> None:
    text = f"訪問の記録が閉じられたあとに届いた書きこみ\n{words}"
    # The device asks again when it has not heard the answer.
    if not Note.objects.filter(case=case, text=text, recorded_by_id=by.staff_id).exists():
        Note.objects.create(
            case=case,
            happened_on=by.on,
            kind=NoteKind.OTHER,
            text=text,
            recorded_at=by.at,
            recorded_by_id=by.staff_id,
        )
        record("casework.visit_words_came_late", by, case)


@transaction.atomic
def settle_difference(
    *, by: Viewer, draft_id: uuid.UUID, field: str, keep: Sequence[int], seen: Sequence[int], editor: str
) -> Kept:
    """食いちがいを決める: keep one wording or several; what came after they were looked at stays."""
    draft = draft_to_write(by, draft_id)
    merged = settle(
        from_stored(draft.entries),
        field,
        keep=keep,
        seen=seen,
        version=draft.version,
        by=by.staff_id,
        at=by.at.isoformat(timespec="seconds"),
        editor=editor,
    )
    _keep(by, draft, merged)
    return Kept(draft.pk, draft.version, merged.entries, merged.accepted, (), draft.revises_id)


def draft_to_write(by: Viewer, draft_id: uuid.UUID) -> VisitDraft:
    """An open draft with its case locked. Refused with a sentence when somebody has ended it meanwhile."""
    found = VisitDraft.objects.filter(pk=draft_id).first()
    if found is None:
        raise Unseen
    policies.case_to_visit(by, found.case_id)
    draft = VisitDraft.objects.select_for_update().select_related("case").get(pk=draft_id)
    if draft.ended_at is not None:
        raise CaseRefused(f"この下書きは、もう終わっています（{DraftEnd(draft.ended_as).label}）。")
    return draft


@transaction.atomic
def discard_draft(*, by: Viewer, draft_id: uuid.UUID) -> None:
    """下書きを取りやめる: what was written is gone. For whoever may record the case."""
    draft = draft_to_write(by, draft_id)
    case = policies.case_to_change(by, draft.case_id)
    end_draft(draft, DraftEnd.DISCARDED, by=by)
    record("casework.visit_draft_discarded", by, case)


def end_draft(draft: VisitDraft, how: DraftEnd, *, by: Viewer) -> None:
    """The draft is over and emptied: what was confirmed stands in the visit, once."""
    draft.entries, draft.ended_as, draft.ended_at, draft.ended_by_id = {}, how.value, by.at, by.staff_id
    draft.updated_at, draft.updated_by_id = by.at, by.staff_id
    draft.save()


@transaction.atomic
def open_revision(*, by: Viewer, visit_id: uuid.UUID) -> uuid.UUID:
    """訪問を直しはじめる: a draft with what was confirmed in it. Returns the case whose form is then open.

    Refused while another visit of the case is being written, and for a visit that was corrected already.
    """
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is None:
        raise Unseen
    case = policies.case_to_change(by, visit.case_id)
    if Visit.objects.filter(replaces=visit).exists():
        raise CaseRefused("この訪問は、もう直されています。新しいほうの記録を直してください。")
    current = VisitDraft.objects.select_for_update().filter(case=case, ended_at__isnull=True).first()
    if current is None:
        _seeded_revision(by, visit)
    elif current.revises_id != visit.pk:
        raise CaseRefused("このケースには、書きかけの訪問があります。先にそれを確定するか、取りやめてください。")
    return case.pk


def _seeded_revision(by: Viewer, visit: Visit) -> VisitDraft:
    """A draft whose fields say what the confirmed visit says, as its confirmer's words."""
    ended = VisitDraft.objects.filter(pk=visit.pk).first()
    version = ended.version if ended else 0
    at = visit.recorded_at.isoformat(timespec="seconds")
    entries = {
        name: Entry(Wording(value, version, visit.recorded_by_id, at, CONFIRMED_WINDOW))
        for name, value in values_of_visit(visit).items()
        if not is_empty(value)
    }
    return VisitDraft.objects.create(
        pk=next_draft_id(visit.case_id),
        case_id=visit.case_id,
        started_by_id=by.staff_id,
        started_at=by.at,
        updated_at=by.at,
        updated_by_id=by.staff_id,
        version=version,
        entries=as_stored(entries),
        revises=visit,
    )
