"""台帳を読む: opens the copy of an import, row by row, and has every row kept and compared with the register."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.utils.timezone import localdate

from takigi.exchange import import_files, profiles
from takigi.exchange.ledger_rows import LedgerRow, read_row
from takigi.exchange.readings import shown
from takigi.exchange.tables import Table, UnreadableFile
from takigi.kernel.folding import fold_name
from takigi.kernel.partial_dates import PartialDate
from takigi.organisations import queries as organisations
from takigi.people.actions import imports
from takigi.people.ledger.values import Birth, FileRow, PersonSaid, Said, code_of_reason, row_to_json
from takigi.people.progress import note_progress
from takigi.people.queries.imports import ImportWork, import_work

ROWS_AT_A_TIME = 2000


def table_of(work: ImportWork) -> Table:
    """The copy, opened as it was opened when its columns were chosen. Raises UnreadableFile."""
    return import_files.open_copy(
        import_files.path_of(work.batch_id),
        name=work.file_name,
        reading=work.reading,
        header_row=work.reading.get("header_row"),
        known_headers=profiles.header_words(),
    )


def check_import(batch_id: uuid.UUID, *, at: datetime) -> None:
    """確かめる: reads the whole file, keeps its rows and problems, and drafts what confirming would write.

    Does nothing when the import is not being checked any more, or when another check has overtaken this one.
    """
    claim = imports.claim_check(batch_id)
    work = import_work(batch_id)
    if claim is None or work is None:
        return
    try:
        version = _keep_and_compare(claim, work, today=localdate(at))
        imports.finish_check(claim, register_version=version, at=at)
    except imports.Overtaken:
        return
    except UnreadableFile as refusal:
        imports.fail_check(claim, sentence=str(refusal))


def _keep_and_compare(claim: imports.Claim, work: ImportWork, *, today: date) -> int:
    table = table_of(work)
    if table.headers != work.headers:
        raise UnreadableFile(
            "no_header", "ファイルの見出しが、列を決めたときと変わっています。もう一度ファイルを選んでください。"
        )
    mapping = profiles.mapping_from_dict(work.mapping, table.headers)
    town = organisations.municipality(claim.municipality_id)
    reader = _Reader(mapping, today, town.insurer_no, _areas(claim.municipality_id))
    done = 0
    note_progress(claim.batch_id, "reading", done, table.about_rows)
    rows = reader.rows(table)
    while chunk := list(islice(rows, ROWS_AT_A_TIME)):
        imports.keep_rows(claim, chunk)
        done += len(chunk)
        note_progress(claim.batch_id, "reading", done, max(table.about_rows, done))
    if not done:
        raise UnreadableFile(
            "no_table", "見出しの下に行がありません。別のシートか、別のファイルでないか確かめてください。"
        )
    ledger = imports.Ledger(
        claim,
        town.insurer_no,
        {choice.key: choice.header for choice in mapping.choices},
        [mapping.headers[place] for place in reader.places],
    )
    version = imports.compare_with_register(ledger, lambda at, of: note_progress(claim.batch_id, "deciding", at, of))
    note_progress(claim.batch_id, "summing", 0, 1)
    return version


def _areas(municipality_id: int) -> dict[str, int]:
    """The municipality's areas under their folded names and their codes."""
    areas = organisations.areas(municipality_id)
    return {fold_name(area.name): area.area_id for area in areas} | {area.code: area.area_id for area in areas}


@dataclass
class _Reader:
    """Turns rows of the table into rows as the people room takes them."""

    mapping: profiles.Mapping
    today: date
    insurer_no: str
    areas: Mapping[str, int]
    unknown_areas: set[str] = field(default_factory=set)

    @property
    def places(self) -> list[int]:
        """The columns that are read, from left to right."""
        return sorted(self.mapping.positions.values())

    def rows(self, table: Table) -> Iterator[imports.ReadRow]:
        places = self.places
        for row in table.rows():
            read = read_row(row, self.mapping, today=self.today, insurer_no=self.insurer_no)
            problems = [
                imports.ReadProblem(one.column, one.value, one.code, one.sentence, one.is_blocking)
                for one in read.problems
            ]
            area_id = self.areas.get(fold_name(read.area)) if read.area else None
            if read.area and area_id is None and self.areas and read.area not in self.unknown_areas:
                self.unknown_areas.add(read.area)
                problems.append(self._unknown_area(read.area))
            kept = _file_row(read, area_id)
            yield imports.ReadRow(
                row.row_no,
                read.insured_no,
                [shown(row.cells[place]) for place in places],
                row_to_json(kept),
                kept.fingerprint,
                read.is_importable and bool(read.insured_no),
                problems,
            )

    def _unknown_area(self, area: str) -> imports.ReadProblem:
        sentence = (
            "この自治体に登録されていない地区です（このファイルで最初の行だけに出しています）。地区は空欄として取り込みます。"
            "地区の名前を確かめるか、システム管理の担当に地区の登録を頼んでください。"
        )
        return imports.ReadProblem(self.mapping.header_of("area"), area, "area_unknown", sentence, is_blocking=False)


def _file_row(read: LedgerRow, area_id: int | None) -> FileRow:
    person = PersonSaid(
        read.name,
        read.name_kana,
        _birth(read.birth),
        read.sex,
        read.postal,
        read.address,
        read.phone,
        area_id,
        read.status,
        read.status_on,
    )
    return FileRow(
        read.row_no,
        read.fingerprint,
        person,
        _said(read) if read.has_certification or read.is_withdrawn else None,
        read.correction,
        read.corrected_on,
        read.changed_on,
        read.history_no,
    )


def _said(read: LedgerRow) -> Said:
    return Said(
        read.application_on,
        read.application_type,
        read.reason_text[:200],
        code_of_reason(read.reason_text),
        read.cause_text[:100],
        code_of_reason(read.cause_text),
        read.decided_on,
        read.level,
        read.valid_from,
        read.valid_until,
        read.is_withdrawn,
        read.provisional,
        read.deemed,
    )


def _birth(read: PartialDate | None) -> Birth | None:
    if read is None:
        return None
    # Excel's serial numbers and era digits tell nobody anything; what somebody wrote in words is kept.
    text = read.in_japanese if read.exact and read.text.isdecimal() else read.text
    return Birth(read.earliest, read.latest, read.precision.value, text)
