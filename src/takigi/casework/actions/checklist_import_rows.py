"""取り込みの行: kept while a file is checked, and made into records, all in one transaction, when it was confirmed."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.actions.checklist_imports import note, own_import
from takigi.casework.models import Checklist, ChecklistImport, ChecklistImportRow
from takigi.casework.rules.checklist_imports import (
    ImportChoice,
    ReadChecklist,
    RowProblem,
    choice_from_json,
)
from takigi.casework.rules.checklist_words import RowEnd
from takigi.instruments.checklist_items import ITEM_KEYS, NATIONAL_FORM
from takigi.people.progress import forget_progress, note_progress
from takigi.people.queries.matching import seen_person_ids
from takigi.people.rules import ImportState, check_import_move

AT_A_TIME = 500
OTHER_ANSWERS = RowProblem(
    "",
    "",
    "other_answers",
    "この方には、同じ日の、答えのちがうチェックリストがすでにあります。どちらが正しいか確かめ、ケースの画面で直してください。",
    is_blocking=True,
)
_Day = tuple[uuid.UUID, date]


@dataclass(frozen=True)
class Claim:
    """One attempt at checking one import."""

    batch_id: uuid.UUID
    attempt: int
    choice: ImportChoice


class Overtaken(Exception):
    """Another check of the same import has begun, or it was given up: this one has nothing more to do."""


@transaction.atomic
def claim_check(batch_id: uuid.UUID) -> Claim | None:
    """確かめを引き受ける: clears what an earlier attempt left; None when there is nothing to check (any more)."""
    batch = ChecklistImport.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    if batch is None or batch.state != ImportState.CHECKING:
        return None
    batch.attempt, batch.findings = batch.attempt + 1, {}
    batch.save(update_fields=["attempt", "findings"])
    ChecklistImportRow.objects.filter(batch=batch).delete()
    return Claim(batch.pk, batch.attempt, choice_from_json(batch.choice))


def _still_ours(claim: Claim) -> ChecklistImport:
    batch = ChecklistImport.objects.select_for_update(of=("self",)).get(pk=claim.batch_id)
    if batch.state != ImportState.CHECKING or batch.attempt != claim.attempt:
        raise Overtaken
    return batch


@transaction.atomic
def finish_check(claim: Claim, rows: Sequence[ReadChecklist], findings: Mapping[str, Any], *, at: datetime) -> None:
    """確かめおわる: keeps the rows with what would become of each; from now on the import waits for somebody."""
    batch = _still_ours(claim)
    known = _known_days(rows)
    made = [_kept(batch, row, claim.choice, known) for row in rows]
    ChecklistImportRow.objects.bulk_create(made, batch_size=AT_A_TIME)
    batch.findings = {**findings, **_counts(made)}
    batch.state, batch.checked_at = ImportState.CHECKED, at
    batch.save(update_fields=["findings", "state", "checked_at"])
    forget_progress(claim.batch_id)


@transaction.atomic
def fail_check(claim: Claim, *, sentence: str) -> None:
    """読めなかった: nothing of the file is kept but why."""
    batch = _still_ours(claim)
    batch.state, batch.failure = ImportState.FAILED, sentence[:400]
    batch.save(update_fields=["state", "failure"])
    forget_progress(claim.batch_id)


@transaction.atomic
def step_back(batch_id: uuid.UUID, *, sentence: str) -> None:
    """止まった: nothing was written. A writing waits to be confirmed again, a check to be begun again; both say why."""
    batch = ChecklistImport.objects.select_for_update(of=("self",)).get(pk=batch_id)
    after = {ImportState.APPLYING: ImportState.CHECKED, ImportState.CHECKING: ImportState.FAILED}
    if (to := after.get(ImportState(batch.state))) is not None:
        batch.state, batch.failure = to, sentence[:400]
        batch.save(update_fields=["state", "failure"])
    forget_progress(batch_id)


def _known_days(rows: Iterable[ReadChecklist | ChecklistImportRow]) -> dict[_Day, list[Checklist]]:
    """The sheets in force that the people of the rows have already, by person and day. One query for every 500 people."""
    people = list({one.person_id if isinstance(one, ReadChecklist) else one.person_ref for one in rows} - {None})
    found: dict[_Day, list[Checklist]] = {}
    for start in range(0, len(people), AT_A_TIME):
        sheets = Checklist.objects.filter(
            person__root_id__in=people[start : start + AT_A_TIME], replaced_by__isnull=True
        ).select_related("person")
        for sheet in sheets:
            found.setdefault((sheet.person.root_id, sheet.answered_on), []).append(sheet)
    return found


def _is_same(
    sheet: Checklist, points: Mapping[str, int | None], height: Decimal | None, weight: Decimal | None
) -> bool:
    here = {key: points.get(key) for key in ITEM_KEYS}
    return (sheet.points, sheet.height_cm, sheet.weight_kg) == (here, height, weight)


def _kept(
    batch: ChecklistImport, row: ReadChecklist, choice: ImportChoice, known: Mapping[_Day, list[Checklist]]
) -> ChecklistImportRow:
    problems, end = list(row.problems), RowEnd.NEW if row.is_importable else RowEnd.LEFT_OUT
    if end is RowEnd.NEW and (there := known.get((row.person_id, row.answered_on))):
        is_same = any(_is_same(one, row.points, row.height_cm, row.weight_kg) for one in there)
        end = RowEnd.SAME if is_same else RowEnd.LEFT_OUT
        problems += [] if is_same else [OTHER_ANSWERS]
    result = row.answers(choice.way, choice.answered_by).result if end is not RowEnd.LEFT_OUT else None
    return ChecklistImportRow(
        batch=batch,
        row_no=row.row_no,
        who=row.who[:120],
        answered_on=row.answered_on,
        points={key: row.points.get(key) for key in ITEM_KEYS},
        height_cm=row.height_cm,
        weight_kg=row.weight_kg,
        verdict=result.eligible.value if result else "",
        total_low=result.total.low if result else 0,
        total_high=result.total.high if result else 0,
        problems=[asdict(one) for one in problems],
        outcome=end,
        person_ref=row.person_id,
    )


def _counts(made: Sequence[ChecklistImportRow]) -> dict[str, Any]:
    kinds = Counter((one["code"], one["is_blocking"]) for row in made for one in row.problems)
    return {
        "rows": len(made),
        "outcomes": Counter(row.outcome.value for row in made),
        "verdicts": Counter(row.verdict for row in made if row.outcome == RowEnd.NEW),
        "problems": [
            {"code": code, "is_blocking": is_blocking, "count": count}
            for (code, is_blocking), count in sorted(kinds.items(), key=lambda item: (not item[0][1], -item[1]))
        ],
    }


@transaction.atomic
def write_checklists(*, by: Viewer, batch_id: uuid.UUID) -> int:
    """取り込む: every row that was to be taken becomes a sheet of its person, in one transaction; returns how many.

    The sheets belong to nobody's case yet and are judged by nobody: whoever opens the person's case does that. A person
    whom the importer may not see any more, or who has got a sheet of that day meanwhile, is left out and counted.
    """
    batch = own_import(by, batch_id)
    check_import_move(ImportState(batch.state), ImportState.APPLIED)
    rows = list(batch.rows.filter(outcome=RowEnd.NEW).order_by("row_no"))
    seen, known = seen_person_ids(by, {row.person_ref for row in rows}), _known_days(rows)
    taken = [row for row in rows if row.person_ref in seen and (row.person_ref, row.answered_on) not in known]
    left = {row.pk for row in rows} - {row.pk for row in taken}
    choice, done = choice_from_json(batch.choice), 0
    for chunk in _chunks(taken):
        sheets = [_sheet(by, batch, row, choice) for row in chunk]
        Checklist.objects.bulk_create(sheets)
        for row, sheet in zip(chunk, sheets, strict=True):
            row.checklist_ref = sheet.pk
        ChecklistImportRow.objects.bulk_update(chunk, ["checklist_ref"])
        done += len(chunk)
        note_progress(batch_id, "writing", done, len(taken))
    batch.rows.filter(pk__in=left).update(outcome=RowEnd.LEFT_OUT, verdict="")
    batch.state, batch.failure = ImportState.APPLIED, ""
    batch.applied_at, batch.applied_by_id = by.at, by.staff_id
    batch.findings = {**batch.findings, "written": done, "left_meanwhile": len(left)}
    batch.save(update_fields=["state", "failure", "applied_at", "applied_by", "findings"])
    note(by, batch, "checklists_imported", sha256=batch.file_sha256, rows=done)
    forget_progress(batch_id)
    return done


def _chunks(rows: Sequence[ChecklistImportRow]) -> Iterator[Sequence[ChecklistImportRow]]:
    for start in range(0, len(rows), AT_A_TIME):
        yield rows[start : start + AT_A_TIME]


def _sheet(by: Viewer, batch: ChecklistImport, row: ChecklistImportRow, choice: ImportChoice) -> Checklist:
    return Checklist(
        municipality_id=batch.municipality_id,
        person_id=row.person_ref,
        answered_on=row.answered_on,
        way=choice.way,
        answered_by=choice.answered_by,
        points=row.points,
        height_cm=row.height_cm,
        weight_kg=row.weight_kg,
        form_version=NATIONAL_FORM.key,
        verdict=row.verdict,
        total_low=row.total_low,
        total_high=row.total_high,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )


CUT_OFF = "仕事が途中で止まりました。何も書かれていません。もう一度お試しください。"


def step_back_interrupted() -> list[uuid.UUID]:
    """止まった仕事: what a power cut or a killed worker left; writing is one transaction, so nothing was written."""
    busy = (ImportState.CHECKING, ImportState.APPLYING)
    left = list(ChecklistImport.objects.filter(state__in=busy).values_list("pk", flat=True))
    for batch_id in left:
        step_back(batch_id, sentence=CUT_OFF)
    return left


def copies_to_forget(names: Sequence[str]) -> list[str]:
    """Of the files in the folder, those that no open import needs any more."""
    over = (ImportState.APPLIED, ImportState.UNDONE, ImportState.DISCARDED)
    needed = {str(pk) for pk in ChecklistImport.objects.exclude(state__in=over).values_list("pk", flat=True)}
    return [name for name in names if name not in needed]
