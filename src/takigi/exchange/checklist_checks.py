"""チェックリストを確かめる: opens the copy, reads every row, looks for the people and has everything kept for confirmation."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.casework.actions import checklist_import_rows as actions
from takigi.casework.queries.checklist_imports import ImportFile, checklist_import
from takigi.casework.rules.checklist_imports import MOST_ROWS, ReadChecklist, RowProblem
from takigi.exchange import import_files
from takigi.exchange.checklist_columns import are_question_numbers, known_headings
from takigi.exchange.checklist_rows import FileChecklist, FileReading, chunks, read_rows
from takigi.exchange.tables import Table, UnreadableFile
from takigi.exchange.tables.shapes import Row
from takigi.instruments.checklist_items import item_of
from takigi.instruments.numberings import BothReadings
from takigi.people.progress import note_progress
from takigi.people.queries.matching import Match, MatchDoubt, match_persons
from takigi.people.rules import ResidentStatus

ROWS_AT_A_TIME, LAST_HEADER_ROW = 500, 15
WHAT_NOW = {
    MatchDoubt.NOBODY: "この行の方が、あなたの見られる台帳に見つかりません。番号（または氏名と生年月日）を確かめて直してください。",
    MatchDoubt.SEVERAL: "同じ氏名と生年月日の方が2人以上います。どなたかを決められません。被保険者番号を入れてください。",
    MatchDoubt.CONTRADICTION: "番号の方と、氏名か生年月日が合いません。どなたの答えか、紙で確かめて直してください。",
    MatchDoubt.TOO_LITTLE: "番号も、氏名と生年月日の組もないので、どなたの行か決められません。どちらかを入れてください。",
}


def table_of(file: ImportFile) -> Table:
    """The copy, opened as it was opened when its columns were chosen. Raises UnreadableFile."""
    header_row = file.reading.get("header_row")
    if header_row is None:
        # A line of bare question numbers is a line of headings here, and of values anywhere else.
        top = islice(_opened(file, 0).rows(), LAST_HEADER_ROW)
        header_row = next((row.row_no for row in top if are_question_numbers(row.cells)), None)
    return _opened(file, header_row)


def _opened(file: ImportFile, header_row: int | None) -> Table:
    return import_files.open_copy(
        import_files.path_of(file.batch_id, import_files.CHECKLISTS),
        name=file.file_name,
        reading=file.reading,
        header_row=header_row,
        known_headers=known_headings(),
    )


def check_checklists(viewer: Viewer, batch_id: uuid.UUID, *, at: datetime) -> None:
    """確かめる: nothing is written but what confirming would write. Does nothing when another check has overtaken this one."""
    claim = actions.claim_check(batch_id)
    if claim is None:
        return
    try:
        reading = _read(viewer, batch_id, claim.choice, at)
        rows = _with_people(viewer, batch_id, reading)
        actions.finish_check(claim, rows, _findings(reading), at=at)
    except actions.Overtaken:
        return
    except UnreadableFile as refusal:
        actions.fail_check(claim, sentence=str(refusal))


def _read(viewer: Viewer, batch_id: uuid.UUID, choice: Any, at: datetime) -> FileReading:
    file = checklist_import(viewer, batch_id)
    table = table_of(file)
    if table.headers != file.headers:
        raise UnreadableFile(
            "no_header", "ファイルの見出しが、列を決めたときと変わっています。もう一度ファイルを選んでください。"
        )
    rows: list[Row] = []
    for portion in chunks(table.rows(), ROWS_AT_A_TIME):
        rows += portion
        if len(rows) > MOST_ROWS:
            raise UnreadableFile(
                "too_many_rows", f"行が{MOST_ROWS:,}を超えています。いくつかのファイルに分けてください。"
            )
        note_progress(batch_id, "reading", len(rows), max(table.about_rows, len(rows)))
    if not rows:
        raise UnreadableFile(
            "no_table", "見出しの下に行がありません。別のシートか、別のファイルでないか確かめてください。"
        )
    return read_rows(rows, table.headers, choice, today=localdate(at))


def _with_people(viewer: Viewer, batch_id: uuid.UUID, reading: FileReading) -> list[ReadChecklist]:
    """Each row with the person it speaks of, or why nobody can be said; two rows of one person and day exclude each other."""
    found: list[Match] = []
    for start in range(0, len(reading.rows), ROWS_AT_A_TIME):
        portion = reading.rows[start : start + ROWS_AT_A_TIME]
        found += match_persons(viewer, [row.sought for row in portion])
        note_progress(batch_id, "matching", len(found), len(reading.rows))
    matched = [_matched(row, match) for row, match in zip(reading.rows, found, strict=True)]
    return _without_twins(matched)


def _matched(row: FileChecklist, match: Match) -> ReadChecklist:
    told = [*row.problems]
    if match.doubt:
        # A number that cannot be read was told already; the row need not be told twice.
        if not any(one.is_blocking and one.code.startswith(("insured_no", "number_")) for one in told):
            told.append(_of_row(match.doubt.value, WHAT_NOW[match.doubt]))
    elif match.is_name_other:
        sentence = "番号と生年月日は合いますが、氏名が台帳とちがいます。同じ方か確かめてください。"
        told.append(_of_row("name_other", sentence, is_blocking=False))
    if (
        match.status is ResidentStatus.DECEASED
        and match.status_on
        and row.answered_on
        and row.answered_on > match.status_on
    ):
        told.append(
            _of_row("after_death", "答えた日が、台帳の亡くなった日より後です。どなたの答えか確かめてください。")
        )
    return ReadChecklist(
        row.row_no,
        row.who,
        match.person_id,
        row.answered_on,
        row.points,
        row.height_cm,
        row.weight_kg,
        tuple(told),
    )


def _of_row(code: str, sentence: str, *, is_blocking: bool = True) -> RowProblem:
    return RowProblem("", "", code, sentence, is_blocking)


def _without_twins(rows: list[ReadChecklist]) -> list[ReadChecklist]:
    places: dict[tuple[Any, Any], list[int]] = {}
    for place, row in enumerate(rows):
        if row.is_importable:
            places.setdefault((row.person_id, row.answered_on), []).append(place)
    for twins in places.values():
        if len(twins) < 2:
            continue
        numbers = "・".join(str(rows[place].row_no) for place in twins[:5])
        for place in twins:
            sentence = f"同じ方の、同じ日の行が二つ以上あります（{numbers}行目）。正しい一つだけを残してください。"
            rows[place] = replace(rows[place], problems=(*rows[place].problems, _of_row("twice", sentence)))
    return rows


def _findings(reading: FileReading) -> dict[str, Any]:
    return {
        "mode": reading.mode.value if reading.mode else "",
        "sentence": reading.sentence,
        "both": [_both(one) for one in reading.both],
    }


def _both(one: BothReadings) -> dict[str, Any]:
    national = item_of(one.national_key).wording if one.national_key else ""
    return {
        "number": one.number,
        "differs": one.differs,
        "is_reversed": one.is_reversed,
        "mapped": item_of(one.mapped_key).wording,
        "mapped_problems": one.mapped_problems,
        "national": national,
        "national_problems": one.national_problems,
        "answered": one.answered,
    }
