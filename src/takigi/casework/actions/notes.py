"""経過の操作: write a note, put right an earlier one, and record the follow-up after the end."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Case, FollowUp, Note
from takigi.casework.rules.due import EXTENSION_CONDITIONS, may_extend_monitoring
from takigi.casework.rules.states import FINAL, CaseRefused, CaseState
from takigi.casework.rules.words import FollowUpFinding, NoteKind
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.months import months_after


@dataclass(frozen=True)
class NoteWords:
    """What is written down of one contact."""

    happened_on: date
    kind: NoteKind
    text: str
    minutes: int | None = None
    is_interview: bool = False
    is_home_visit: bool = False
    is_marked_change: bool = False
    extension_conditions: tuple[str, ...] = field(default=())
    extended_until_on: date | None = None


def check_note(words: NoteWords, case: Case, *, today: date) -> None:
    """Refuses an empty text, a day outside the case, and a longer interval without all four conditions."""
    if not words.text.strip():
        raise CaseRefused("あったことを書いてください。ひとことでもかまいません。")
    if words.happened_on > today:
        raise CaseRefused("年月日が今日より後になっています。予定は「次にすること」に書いてください。")
    if words.happened_on < case.opened_on:
        raise CaseRefused(f"年月日が、受付日（{in_short_japanese(case.opened_on)}）より前です。")
    if words.extended_until_on is None and not words.extension_conditions:
        return
    if not may_extend_monitoring(words.extension_conditions):
        missing = [label for key, label in EXTENSION_CONDITIONS if key not in words.extension_conditions]
        raise CaseRefused(
            f"モニタリングの間隔をのばせるのは、四つの条件がすべてそろうときです。残りは「{'」「'.join(missing)}」です。"
        )
    if words.extended_until_on is None or not (
        words.happened_on < words.extended_until_on <= months_after(words.happened_on, 12)
    ):
        raise CaseRefused("いつまで間隔をのばすかを書いてください（1年以内）。")


def _keep(by: Viewer, case: Case, words: NoteWords, replaces: Note | None) -> int:
    check_note(words, case, today=by.on)
    note = Note.objects.create(
        case=case,
        happened_on=words.happened_on,
        kind=words.kind,
        text=words.text.strip(),
        minutes=words.minutes,
        is_interview=words.is_interview or words.is_home_visit,
        is_home_visit=words.is_home_visit,
        is_marked_change=words.is_marked_change,
        extension_conditions=list(words.extension_conditions),
        extended_until_on=words.extended_until_on,
        replaces=replaces,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    if CaseState(case.state) not in FINAL:
        save_with_due(case, policies.town_way(by), on=by.on)
    deed = "casework.note_replaced" if replaces else "casework.note_written"
    record(deed, by, case, kind=words.kind.value)
    return note.pk


@transaction.atomic
def write_note(*, by: Viewer, case_id: uuid.UUID, words: NoteWords) -> int:
    """経過を記録する. After a death or a move too: the last telephone call belongs to the file. Returns the note's number."""
    return _keep(by, policies.case_to_change(by, case_id), words, None)


@transaction.atomic
def replace_note(*, by: Viewer, note_id: int, words: NoteWords) -> int:
    """記録を直す: the new note stands in the old one's place; the old one stays readable."""
    old = Note.objects.filter(pk=note_id, replaced_by__isnull=True).first()
    if old is None:
        raise Unseen
    return _keep(by, policies.case_to_change(by, old.case_id), words, old)


@transaction.atomic
def record_follow_up(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    month: int,
    done_on: date,
    finding: FollowUpFinding,
    has_place: bool | None,
    place_text: str = "",
    has_paid_service: bool | None,
    note: str = "",
) -> None:
    """卒業後の確かめを記録する: continuing or not, a place in the community or not, a paid service or not; or not reached."""
    case = policies.case_to_change(by, case_id)
    row = FollowUp.objects.select_for_update().filter(case=case, month=month).first()
    if row is None:
        raise Unseen
    if done_on > by.on or done_on < months_after(row.due_on, -month):
        raise CaseRefused("確かめた日は、終わった日から今日までの日にしてください。")
    reached = finding is not FollowUpFinding.UNREACHED
    if reached and (has_place is None or has_paid_service is None):
        raise CaseRefused(
            "地域の場に行っているか、介護のサービスを使っているかを選んでください。聞けなかったときは「連絡がつかない」にします。"
        )
    row.done_on, row.finding = done_on, finding
    row.has_place, row.has_paid_service = (has_place, has_paid_service) if reached else (None, None)
    row.place_text, row.note = place_text.strip(), note.strip()
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    row.save()
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.follow_up_recorded", by, case, month=month)
