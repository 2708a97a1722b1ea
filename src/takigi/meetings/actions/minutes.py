"""議事録の操作: written by several while people speak, put together at the end, confirmed by whose case it is."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from takigi.access.decide import FOLLOWING_PHASES
from takigi.access.grounds import Viewer
from takigi.casework.rules.visit_merging import Change, Entry, as_stored, from_stored, merge_draft, settle
from takigi.collaboration.rules.deidentify import parts_of_names
from takigi.meetings import policies, sight
from takigi.meetings.actions.deeds import record, record_item
from takigi.meetings.actions.sheets import known_of
from takigi.meetings.models import AgendaItem, ItemRecord, Meeting, Minutes
from takigi.meetings.rules.minutes import OF_ITEMS, Box, box_name
from takigi.meetings.rules.nameless import pointed_at
from takigi.meetings.rules.words import MeetingsRefused


@dataclass(frozen=True)
class KeptMinutes:
    """What stands on the sheet now."""

    version: int
    entries: Mapping[str, Entry]
    conflicts: tuple[str, ...] = ()
    is_finished: bool = False


def _sheet(by: Viewer, meeting: Meeting) -> Minutes:
    if policies.phase_of(meeting, by.at) not in FOLLOWING_PHASES:
        raise MeetingsRefused("議事録は、会議を開いてから書きます。先に会議を「開催」にしてください。")
    Minutes.objects.get_or_create(meeting=meeting, defaults={"updated_at": by.at, "updated_by_id": by.staff_id})
    return Minutes.objects.select_for_update().get(meeting=meeting)


def _keep(by: Viewer, sheet: Minutes, entries: Mapping[str, Entry], version: int) -> None:
    sheet.entries, sheet.version = as_stored(entries), version
    sheet.updated_at, sheet.updated_by_id = by.at, by.staff_id
    # Words that come after the minutes were put together open them again: nothing typed is lost.
    sheet.finished_at, sheet.finished_by_id = None, None
    sheet.save()


def _entries(sheet: Minutes) -> dict[str, Entry]:
    return from_stored(sheet.entries, sheet.entries.keys())


@transaction.atomic
def write_minutes(*, by: Viewer, meeting_id: uuid.UUID, editor: str, changes: Sequence[Change]) -> KeptMinutes:
    """議事録に書く. Two who write in the same box both keep their words until somebody who sees both decides."""
    meeting = policies.meeting_to_minute(by, meeting_id)
    sheet = _sheet(by, meeting)
    if not changes:
        return KeptMinutes(sheet.version, _entries(sheet), is_finished=sheet.finished_at is not None)
    merged = merge_draft(
        _entries(sheet),
        changes,
        version=sheet.version,
        by=by.staff_id,
        at=by.at.isoformat(timespec="seconds"),
        editor=editor,
    )
    if merged.version != sheet.version or merged.entries != _entries(sheet):
        _keep(by, sheet, merged.entries, merged.version)
    return KeptMinutes(sheet.version, merged.entries, merged.conflicts)


@transaction.atomic
def settle_minutes(
    *, by: Viewer, meeting_id: uuid.UUID, field_name: str, keep: Sequence[int], seen: Sequence[int], editor: str
) -> KeptMinutes:
    """食いちがいを決める: one wording, the other, or both one under the other."""
    meeting = policies.meeting_to_minute(by, meeting_id)
    sheet = _sheet(by, meeting)
    merged = settle(
        _entries(sheet),
        field_name,
        keep=keep,
        seen=seen,
        version=sheet.version,
        by=by.staff_id,
        at=by.at.isoformat(timespec="seconds"),
        editor=editor,
    )
    _keep(by, sheet, merged.entries, merged.version)
    return KeptMinutes(sheet.version, merged.entries)


@transaction.atomic
def finish_minutes(
    *, by: Viewer, meeting_id: uuid.UUID, seen_version: int, shown: Mapping[str, str] | None = None
) -> int:
    """議事録をまとめる: what stands in the boxes becomes the record of each item; the owners are asked to confirm.

    Refused while two wordings differ, and when somebody wrote on since the page was looked at, unless the words that
    stood on it (`shown`) are the words that are kept: the writer's own typing moves the sheet on, too. An item whose
    record changes is to be confirmed anew.
    """
    meeting = policies.meeting_to_minute(by, meeting_id)
    sheet = _sheet(by, meeting)
    entries = _entries(sheet)
    if any(one.rivals for one in entries.values()):
        raise MeetingsRefused("二人の書いたことがちがう欄があります。どちらを残すか（または両方か）を選んでください。")
    if seen_version != sheet.version and not _stood_there(entries, shown or {}):
        raise MeetingsRefused("そのあいだに、ほかの人が書きたしました。いまの内容を見てから、もう一度押してください。")
    if not any(str(one.kept.value).strip() for one in entries.values()):
        raise MeetingsRefused("まだ何も書かれていません。決まったことを一言でも書いてください。")
    items = AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    written = sum(_put_together(by, item, entries) for item in items)
    sheet.mood = _text(entries, Box.MOOD)
    sheet.finished_at, sheet.finished_by_id = by.at, by.staff_id
    sheet.save()
    record("meetings.minutes_finished", by, meeting, items=written)
    return written


def _stood_there(entries: Mapping[str, Entry], shown: Mapping[str, str]) -> bool:
    """Whether every box that holds words held the same ones on the page that was sent."""
    kept = {name: str(one.kept.value).strip() for name, one in entries.items()}
    seen = {name: words.replace("\r\n", "\n").strip() for name, words in shown.items()}
    return all(seen.get(name, "") == words for name, words in kept.items())


def _text(entries: Mapping[str, Entry], box: Box, item_id: uuid.UUID | None = None) -> str:
    found = entries.get(box_name(box, item_id))
    return str(found.kept.value).strip() if found else ""


def _put_together(by: Viewer, item: AgendaItem, entries: Mapping[str, Entry]) -> bool:
    words = {box.value: _text(entries, box, item.pk) for box in OF_ITEMS}
    row = ItemRecord.objects.select_for_update().filter(item=item).first()
    if row is None and not any(words.values()):
        return False
    row = row or ItemRecord(item=item)
    if all(getattr(row, name) == text for name, text in words.items()) and row.recorded_at:
        return True
    for name, text in words.items():
        setattr(row, name, text)
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    row.confirmed_at, row.confirmed_by_id = None, None
    row.save()
    return True


@transaction.atomic
def confirm_record(*, by: Viewer, item_id: uuid.UUID, remark: str = "") -> None:
    """事実を確かめる: the owner of the case says that what is written about it is right, or what is not.

    A remark stands beside the record; the secretariat puts the record right, and it is confirmed again.
    """
    item = sight.item_to_confirm(by, item_id)
    row = ItemRecord.objects.select_for_update().filter(item=item).first()
    if row is None:
        raise MeetingsRefused("この議題の記録は、まだまとめられていません。事務局がまとめると、確かめられます。")
    if not remark.strip():
        _check_names_nobody(by, item, row)
    row.owner_remark = remark.strip()
    if row.owner_remark:
        row.confirmed_at, row.confirmed_by_id = None, None
    else:
        row.confirmed_at, row.confirmed_by_id = by.at, by.staff_id
    row.save()
    record_item("meetings.record_confirmed", by, item, is_right=not row.owner_remark)


def _check_names_nobody(by: Viewer, item: AgendaItem, row: ItemRecord) -> None:
    """Of a case without a name, whoever only listened reads the record once it is confirmed."""
    brought = sight.brought_to(item)
    if brought is None:
        return
    known = known_of(by, item, brought)
    ours = parts_of_names(known.people)
    named = [one for one in pointed_at((row.decided, row.learned), known) if any(part in one for part in ours)]
    if named:
        raise MeetingsRefused(
            f"記録に、この事例の方の名前があります（「{'」「'.join(named)}」）。傍聴の人にも見えるようになるため、このままでは"
            "確かめられません。「ちがうところ」に書くと、事務局が直してから、もう一度確かめられます。"
        )
