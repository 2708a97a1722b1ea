"""台帳の受け入れ: what the screens ask for, from the upload to the confirmation; long work is queued."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.exchange import import_files, profiles
from takigi.exchange.jobs import apply_ledger, check_ledger
from takigi.exchange.ledger_fields import LEDGER_FIELDS
from takigi.exchange.ledger_reading import table_of
from takigi.exchange.readings import shown
from takigi.exchange.tables import Table, UnreadableFile
from takigi.people.actions import imports
from takigi.people.queries.imports import ImportWork, ProfileCard, own_import_work, profiles_of
from takigi.people.rules import PeopleRefused

SAMPLE_ROWS = 5


def receive_ledger(*, by: Viewer, path: Path, name: str) -> uuid.UUID:
    """ファイルを受け取る: keeps a copy, opens it and suggests its columns; returns the import.

    A file that cannot be read is kept as well, with the sentence that says why: another sheet or encoding may do.
    """
    batch_id = uuid.uuid4()
    sha256, size = import_files.keep_copy(path, batch_id)
    try:
        imports.receive_import(by=by, batch_id=batch_id, file_name=name, sha256=sha256, size=size)
    except BaseException:
        import_files.forget_copy(batch_id)
        raise
    _open(by, own_import_work(by, batch_id), {})
    return batch_id


def change_reading(
    *, by: Viewer, batch_id: uuid.UUID, sheet: str = "", header_row: int | None = None, encoding: str = ""
) -> None:
    """読み方を変える: another sheet, line of headings (0: none) or encoding; columns are suggested anew."""
    wanted = {"sheet": sheet, "header_row": header_row, "encoding": encoding}
    _open(by, own_import_work(by, batch_id), wanted)


def _open(by: Viewer, work: ImportWork, wanted: Mapping[str, object]) -> None:
    try:
        table = table_of(replace(work, reading=dict(wanted)))
    except UnreadableFile as refusal:
        imports.refuse_import(by=by, batch_id=work.batch_id, sentence=str(refusal))
        return
    profile = _fitting_profile(profiles_of(by), table)
    if profile:
        mapping, name = profiles.mapping_from_dict(profile.mapping, table.headers), profile.name
    else:
        mapping, name = profiles.suggest_mapping(table.headers), ""
    reading = {
        "kind": table.kind,
        "sheet": table.sheet,
        "sheets": list(table.sheets),
        "header_row": table.header_row,
        "encoding": table.encoding,
        "notices": list(table.notices),
        "about_rows": table.about_rows,
        "profile": name,
    }
    opening = imports.Opening(table.encoding_label, table.sheet, table.headers, reading)
    imports.describe_import(by=by, batch_id=work.batch_id, opening=opening, mapping=mapping.to_dict())


def _fitting_profile(saved: list[ProfileCard], table: Table) -> ProfileCard | None:
    """The latest saved mapping that was made for exactly these headings."""
    return next((profile for profile in saved if profile.headers == table.headers), None)


@dataclass(frozen=True)
class ColumnItem:
    """One item of the ledger and the heading that it is read from, if any."""

    key: str
    label: str
    is_required: bool
    header: str
    confidence: str


@dataclass(frozen=True)
class ColumnPage:
    """列の対応の画面: headings, the first rows as they stand, and which item is read from where."""

    batch_id: uuid.UUID
    file_name: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    encoding: str
    notices: tuple[str, ...]
    headers: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    items: tuple[ColumnItem, ...]
    meanings: dict[str, dict[str, str]]
    missing: tuple[str, ...]
    questions: tuple[str, ...]
    unused: tuple[str, ...]
    profile_name: str


def column_page(viewer: Viewer, batch_id: uuid.UUID) -> ColumnPage:
    """列の対応: what is read from which column, with the first rows of the file. One query; opens the file.

    Raises PeopleRefused when the file cannot be read (any more).
    """
    work = own_import_work(viewer, batch_id)
    if not work.headers:
        raise PeopleRefused("このファイルはまだ読めていません。シートや文字コードを選びなおしてください。")
    mapping = _mapping(work)
    reading = work.reading
    return ColumnPage(
        batch_id=work.batch_id,
        file_name=work.file_name,
        sheet=reading["sheet"],
        sheets=tuple(reading["sheets"]),
        header_row=reading["header_row"],
        encoding=reading["encoding"],
        notices=tuple(reading["notices"]),
        headers=work.headers,
        samples=_samples(work),
        items=tuple(_items(mapping)),
        meanings=mapping.translations,
        missing=mapping.missing,
        questions=mapping.questions,
        unused=mapping.unused,
        profile_name=reading["profile"],
    )


def _mapping(work: ImportWork) -> profiles.Mapping:
    """The mapping as it stands. What was suggested by equal headings is shown as such, not as somebody's choice."""
    kept = profiles.mapping_from_dict(work.mapping, work.headers)
    if work.reading.get("profile"):
        return kept
    suggested = {(one.key, one.header): one for one in profiles.suggest_mapping(work.headers).choices}
    choices = tuple(suggested.get((one.key, one.header), one) for one in kept.choices)
    return replace(kept, choices=choices)


def _items(mapping: profiles.Mapping) -> Iterator[ColumnItem]:
    chosen = {choice.key: choice for choice in mapping.choices}
    for item in LEDGER_FIELDS:
        choice = chosen.get(item.key)
        header, confidence = (choice.header, choice.confidence.label) if choice else ("", "")
        yield ColumnItem(item.key, item.label, item.is_required, header, confidence)


def _samples(work: ImportWork) -> tuple[tuple[str, ...], ...]:
    try:
        rows = list(islice(table_of(work).rows(), SAMPLE_ROWS))
    except UnreadableFile as refusal:
        raise PeopleRefused(str(refusal)) from refusal
    return tuple(tuple(shown(cell) for cell in row.cells) for row in rows)


def choose_columns(
    *,
    by: Viewer,
    batch_id: uuid.UUID,
    fields: Mapping[str, str],
    meanings: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """列を決める: for each item the heading it is read from ("" or absent: none), and what a town's own codes mean.

    Refused when a heading or item does not exist, or when one column is to serve two items.
    """
    work = own_import_work(by, batch_id)
    used = [header for header in fields.values() if header]
    if twice := sorted({header for header in used if used.count(header) > 1}):
        names = "、".join(f"「{header}」" for header in twice)
        raise PeopleRefused(f"{names}の列が、二つの項目に選ばれています。一つの列は一つの項目にだけ使えます。")
    mapping = profiles.Mapping(work.headers, ())
    try:
        for key, header in fields.items():
            mapping = mapping.choose(key, header) if header else mapping
        for key, table in (meanings or {}).items():
            for value, meaning in table.items():
                mapping = mapping.mean(key, value, meaning)
    except ValueError as refusal:
        raise PeopleRefused(str(refusal)) from refusal
    imports.choose_mapping(by=by, batch_id=batch_id, mapping=mapping.to_dict())


def use_profile(*, by: Viewer, batch_id: uuid.UUID, profile_id: int) -> None:
    """保存した対応を使う, as far as its headings are in the file."""
    work = own_import_work(by, batch_id)
    profile = next((one for one in profiles_of(by) if one.profile_id == profile_id), None)
    if profile is None:
        raise Unseen
    mapping = profiles.mapping_from_dict(profile.mapping, work.headers)
    imports.choose_mapping(by=by, batch_id=batch_id, mapping=mapping.to_dict())


@transaction.atomic
def start_check(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """確かめはじめる, or once more: queues the work. Refused while a column that is needed has not been chosen."""
    work = own_import_work(by, batch_id)
    missing = profiles.mapping_from_dict(work.mapping, work.headers).missing
    if not work.headers or missing:
        raise PeopleRefused(
            "".join(missing) or "このファイルはまだ読めていません。シートや文字コードを選びなおしてください。"
        )
    imports.begin_check(by=by, batch_id=batch_id)
    check_ledger.enqueue(str(batch_id))


@transaction.atomic
def start_apply(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みを決める: queues the writing, which happens in one transaction."""
    imports.begin_apply(by=by, batch_id=batch_id)
    apply_ledger.enqueue(str(batch_id), by.municipality_id, by.staff_id)


def discard_ledger(*, by: Viewer, batch_id: uuid.UUID) -> None:
    """取り込みをやめる: the rows that were read go, and the copy of the file."""
    imports.discard_import(by=by, batch_id=batch_id)
    import_files.forget_copy(batch_id)


def resume_interrupted(*, at: datetime) -> list[uuid.UUID]:
    """止まった仕事の続き: called once when the worker starts; returns the imports that it touched.

    Checks are queued again; a writing that was interrupted has written nothing and waits to be confirmed again.
    """
    stepped_back = imports.step_back_from_applying()
    again = imports.interrupted_checks()
    for batch_id in again:
        check_ledger.enqueue(str(batch_id))
    imports.forget_leftovers()
    for name in imports.forgettable_files(import_files.settled_copies(at=at)):
        import_files.forget_copy(uuid.UUID(name))
    return [*stepped_back, *again]
