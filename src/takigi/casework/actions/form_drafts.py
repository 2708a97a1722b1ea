"""書きかけを残す: kept as it is typed, for its writer alone; recorded exactly once, and then emptied."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.models import Case, FormDraft
from takigi.casework.rules.form_drafts import MOST_FIELDS, FormPlace, dated, draft_number, emptied, mark_of
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change, Entry, Merged, as_stored, from_stored, merge_draft, settle

# A device whose clock says something older than this is not believed.
KEPT_ON_A_DEVICE = timedelta(days=31)
ANOTHER = (
    "この用紙は、もう記録してあります。書いた内容はこの画面に残っています。"
    "別の記録として残すときは、もう一度ボタンを押してください。"
)
TOO_MANY = "書かれた欄が多すぎて、下書きに残せません。行を減らすか、記録してから続きを書いてください。"


@dataclass(frozen=True)
class KeptForm:
    """What became of the words. `is_recorded`: the sheet they were meant for is recorded already, and nothing is missing."""

    draft_id: uuid.UUID
    version: int
    entries: Mapping[str, Entry] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    is_recorded: bool = False


def _row_of(by: Viewer, place: FormPlace) -> FormDraft:
    """The writer's own row, locked. A screen that showed the form has asked whether they may see the case."""
    if by.staff_id != place.writer_id:
        raise NotPermitted("書きかけを続けられるのは、書いた職員だけです。")
    if not by.may_read_persons or not _is_of_town(by, place.case_id):
        raise Unseen
    own = {"writer_id": place.writer_id, "case_id": place.case_id, "form": place.form}
    FormDraft.objects.get_or_create(**own, defaults={"updated_at": by.at})
    return FormDraft.objects.select_for_update().get(**own)


def _is_of_town(by: Viewer, case_id: uuid.UUID | None) -> bool:
    return case_id is None or Case.objects.filter(pk=case_id, municipality_id=by.municipality_id).exists()


@transaction.atomic
def keep_form(
    *,
    by: Viewer,
    place: FormPlace,
    draft_id: uuid.UUID,
    editor: str,
    changes: Sequence[Change],
    typed_on: date | None = None,
) -> KeptForm:
    """書きかけを残す. Sent twice it is kept once; two windows of one writer lose nothing of each other.

    `typed_on`: the day on which it was typed, where a device kept it for a while.
    Words of the window that recorded the sheet come too late to say anything new; another window's go on the next sheet.
    """
    row = _row_of(by, place)
    current = draft_number(place, row.turn)
    is_late = row.turn > 1 and draft_id == draft_number(place, row.turn - 1)
    if is_late and (not changes or editor == row.recorded_editor):
        return KeptForm(draft_id, row.version, is_recorded=True)
    if not changes:
        return KeptForm(current, row.version, _entries(row))
    at = by.at.isoformat(timespec="seconds")
    if typed_on and by.on - KEPT_ON_A_DEVICE <= typed_on < by.on:
        changes = [replace(one, value=dated(one.value, typed_on=typed_on, on=by.on)) for one in changes]
    entries = _entries(row)
    cleared = emptied(entries, changes, version=row.version, by=by.staff_id, at=at, editor=editor)
    version = row.version + len(cleared)
    merged = merge_draft({**entries, **cleared}, changes, version=version, by=by.staff_id, at=at, editor=editor)
    if len(merged.entries) > MOST_FIELDS:
        raise CaseRefused(TOO_MANY)
    _keep(by, row, merged)
    return KeptForm(current, row.version, merged.entries, merged.conflicts)


def _entries(row: FormDraft) -> dict[str, Entry]:
    return from_stored(row.entries, row.entries.keys())


def _keep(by: Viewer, row: FormDraft, merged: Merged) -> None:
    row.entries, row.version, row.updated_at = as_stored(merged.entries), merged.version, by.at
    row.save()


@transaction.atomic
def settle_form(
    *, by: Viewer, place: FormPlace, field_name: str, keep: Sequence[int], seen: Sequence[int], editor: str
) -> KeptForm:
    """食いちがいを決める between two windows of the same writer."""
    row = _row_of(by, place)
    at = by.at.isoformat(timespec="seconds")
    merged = settle(
        _entries(row), field_name, keep=keep, seen=seen, version=row.version, by=by.staff_id, at=at, editor=editor
    )
    _keep(by, row, merged)
    return KeptForm(draft_number(place, row.turn), row.version, merged.entries)


@transaction.atomic
def record_form(
    *,
    by: Viewer,
    place: FormPlace,
    draft_id: uuid.UUID,
    editor: str,
    posted: Mapping[str, Sequence[str]],
    record: Callable[[], object],
) -> bool:
    """一度だけ記録する: `record` and the emptying of the draft happen together or not at all. False: it had been done before.

    A sheet whose answer was lost (a server that died, a finger that pressed twice) is known again by its number and its
    words. Other words upon a number that is recorded already are refused once, and kept.
    """
    row = _row_of(by, place)
    if draft_id != draft_number(place, row.turn):
        is_last = row.turn > 1 and draft_id == draft_number(place, row.turn - 1)
        if is_last and row.recorded_mark == mark_of(posted):
            return False
        raise CaseRefused(ANOTHER)
    record()
    _turn_over(by, row, mark=mark_of(posted), editor=editor)
    return True


@transaction.atomic
def discard_form(*, by: Viewer, place: FormPlace) -> None:
    """書きかけを消す: the writer begins anew."""
    _turn_over(by, _row_of(by, place), mark="", editor="")


def _turn_over(by: Viewer, row: FormDraft, *, mark: str, editor: str) -> None:
    row.entries, row.turn, row.version, row.updated_at = {}, row.turn + 1, row.version + 1, by.at
    row.recorded_mark, row.recorded_editor = mark, editor
    row.save()
