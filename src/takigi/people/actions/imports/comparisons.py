"""台帳とのくらべ: everybody whom a file names, a few hundred numbers at a time, laid beside the register."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Count, Min

from takigi.organisations import queries as organisations
from takigi.people.actions.imports.checks import Claim, ReadProblem, keep_problems, still_ours
from takigi.people.actions.imports.duplicates import find_second_numbers
from takigi.people.actions.imports.tables import insert_rows, update_rows
from takigi.people.ledger.persons import PERSON_COLUMNS, columns_of, said_by
from takigi.people.ledger.rules import decide_person
from takigi.people.ledger.values import (
    SAID,
    Decision,
    FileRow,
    Finding,
    Known,
    Registered,
    Said,
    columns_of_items,
    row_from_json,
)
from takigi.people.models import (
    Certification,
    ImportRow,
    Person,
    StagedCertification,
    StagedChange,
    StagedPerson,
)
from takigi.people.rules import RevisionKind, RowOutcome

# So few that a chunk's write lock is short and an IN list fits every database; so many that the pages of the
# indexes, which ids touch at random, are not written again and again.
NUMBERS_AT_A_TIME = 2000
# More rows than this under one number mean that a wrong column was chosen for the number.
MOST_ROWS_OF_ONE = 200

_NEW_PERSON = ("id", "batch_id", "municipality_id", "insurer_no", "insured_no", "temporary_no", "is_address_exception")
_CERTIFICATION = ("id", "batch_id", "person", "line", "revision", "kind", "row_no", "replaces", *SAID)
_CHANGE = ("batch_id", "person", "row_no", "before", "after")
_RESULT = ("outcome", "person_ref", "certification_ref")


@dataclass(frozen=True)
class Ledger:
    """What is the same for every row of a file."""

    claim: Claim
    insurer_no: str
    # The heading under which each item of the ledger stands in the file, and the headings of the cells kept.
    headers: Mapping[str, str]
    cell_headers: Sequence[str]

    @property
    def columns(self) -> frozenset[str]:
        """The columns of a certification that the file speaks about."""
        return columns_of_items(frozenset(self.headers))


@dataclass
class _Drafts:
    """Everything that one chunk will write."""

    people: list[tuple[Any, ...]] = field(default_factory=list)
    certifications: list[tuple[Any, ...]] = field(default_factory=list)
    changes: list[tuple[Any, ...]] = field(default_factory=list)
    results: list[tuple[Any, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Numbered:
    """One number of the file: who has it in the register, and the keys of its rows."""

    number: str
    person: dict[str, Any] | None
    pks: dict[int, int]


def compare_with_register(ledger: Ledger, note: Callable[[int, int], None]) -> int:
    """台帳とくらべる: every person of the file; returns the register's version that it was compared with.

    `note` is told how many numbers are done, of how many.
    """
    claim = ledger.claim
    version = organisations.municipality(claim.municipality_id).register_version
    waiting = ImportRow.objects.filter(batch_id=claim.batch_id, outcome=RowOutcome.WAITING).exclude(insured_no="")
    total = waiting.aggregate(numbers=Count("insured_no", distinct=True))["numbers"]
    done = 0
    for numbers in _numbers(claim.batch_id):
        _compare_chunk(ledger, numbers)
        done += len(numbers)
        note(done, total)
    _look_for_second_numbers(ledger)
    return version


@transaction.atomic
def _look_for_second_numbers(ledger: Ledger) -> None:
    still_ours(ledger.claim)
    _keep_findings(ledger, find_second_numbers(ledger.claim.batch_id))


def _numbers(batch_id: uuid.UUID) -> Iterator[list[tuple[str, int, int]]]:
    """Chunks of (number, how many rows, first row), in the order of the numbers."""
    rows = ImportRow.objects.filter(batch_id=batch_id, is_importable=True)
    after = ""
    while True:
        found = (
            rows.filter(insured_no__gt=after)
            .values_list("insured_no")
            .annotate(rows=Count("pk"), first=Min("row_no"))
            .order_by("insured_no")
        )
        numbers = list(found[:NUMBERS_AT_A_TIME])
        if not numbers:
            return
        yield numbers
        after = numbers[-1][0]


def _compare_chunk(ledger: Ledger, numbers: list[tuple[str, int, int]]) -> None:
    """Decide first and write then, so that others wait for the writing only."""
    drafts = _Drafts()
    few = [number for number, rows, _ in numbers if rows <= MOST_ROWS_OF_ONE]
    for number, rows, first in numbers:
        if rows > MOST_ROWS_OF_ONE:
            drafts.findings.append(_too_many(rows, first))
            drafts.set_aside.append(number)
    persons = _persons(ledger, few)
    known = _known([person["id"] for person in persons.values()])
    for number, found in groupby(_rows(ledger.claim.batch_id, few), key=lambda one: one[1]):
        pks, rows_of_one = {}, []
        for pk, _, row in found:
            pks[row.row_no] = pk
            rows_of_one.append(row)
        person = persons.get(number)
        decision = decide_person(
            rows_of_one,
            Registered(person["id"], said_by(person)) if person else None,
            known.get(person["id"], []) if person else [],
            columns=ledger.columns,
            new_id=uuid.uuid4,
        )
        _draft(ledger, _Numbered(number, person, pks), decision, drafts)
    _write(ledger, drafts)


def _rows(batch_id: uuid.UUID, numbers: list[str]) -> Iterator[tuple[int, str, FileRow]]:
    rows = ImportRow.objects.filter(batch_id=batch_id, is_importable=True, insured_no__in=numbers)
    found = rows.order_by("insured_no", "row_no").values_list(
        "pk", "insured_no", "row_no", "fingerprint", "values_read"
    )
    for pk, number, row_no, fingerprint, kept in found:
        yield pk, number, row_from_json(row_no, fingerprint, kept)


def _persons(ledger: Ledger, numbers: list[str]) -> dict[str, dict[str, Any]]:
    found = Person.objects.filter(
        municipality_id=ledger.claim.municipality_id, insurer_no=ledger.insurer_no, insured_no__in=numbers
    )
    return {columns.pop("insured_no"): columns for columns in found.values("id", "insured_no", *PERSON_COLUMNS)}


def _known(person_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Known]]:
    present = Certification.objects.filter(person_id__in=person_ids, known_until__isnull=True).order_by("pk")
    known: dict[uuid.UUID, list[Known]] = {}
    for person_id, pk, line, revision, kind, *said in present.values_list(
        "person_id", "pk", "line", "revision", "kind", *SAID
    ):
        known.setdefault(person_id, []).append(Known(pk, line, revision, RevisionKind(kind), Said(*said)))
    return known


def _draft(ledger: Ledger, whose: _Numbered, decision: Decision, drafts: _Drafts) -> None:
    """Turn one decision into rows of the drafts."""
    batch_id = ledger.claim.batch_id
    person_id = whose.person["id"] if whose.person else uuid.uuid4() if decision.is_new else None
    if decision.said is not None:
        columns = columns_of(decision.said)
        if whose.person is None:
            ours = (person_id, batch_id, ledger.claim.municipality_id, ledger.insurer_no, whose.number, "", False)
            drafts.people.append((*ours, *(columns[name] for name in PERSON_COLUMNS)))
        else:
            changed = [name for name in PERSON_COLUMNS if columns[name] != whose.person[name]]
            before, after = ({name: _plain(of[name]) for name in changed} for of in (whose.person, columns))
            drafts.changes.append((batch_id, person_id, decision.person_row_no, before, after))
    for made in decision.revisions:
        said = (getattr(made.said, name) for name in SAID)
        ids = (made.certification_id, batch_id, person_id, made.line, made.revision, made.kind.value, made.row_no)
        drafts.certifications.append((*ids, made.replaces, *said))
    for row_no, result in decision.results.items():
        drafts.results.append((result.outcome.value, person_id, result.certification_id, whose.pks[row_no]))
    drafts.findings += decision.findings


def _keep_findings(ledger: Ledger, findings: Sequence[Finding]) -> None:
    """The findings as problems, each with the cell as it stands in the file."""
    if not findings:
        return
    rows = ImportRow.objects.filter(batch_id=ledger.claim.batch_id, row_no__in={one.row_no for one in findings})
    cells = {
        row_no: dict(zip(ledger.cell_headers, row, strict=False)) for row_no, row in rows.values_list("row_no", "cells")
    }
    problems = []
    for one in findings:
        column = ledger.headers.get(one.item, "")
        value = cells[one.row_no].get(column, "")
        problems.append((one.row_no, ReadProblem(column, value, one.code, one.sentence, one.is_blocking)))
    keep_problems(ledger.claim, problems)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _too_many(rows: int, first: int) -> Finding:
    """So many rows under one number are no person's history: most likely another column was meant."""
    sentence = (
        f"同じ被保険者番号の行が{rows}行あります。1人の行としては多すぎるため、どれも取り込みません。"
        "被保険者番号の列が正しく選ばれているか確かめてください。"
    )
    return Finding(first, "insured_no", "too_many_rows", sentence, is_blocking=True)


@transaction.atomic
def _write(ledger: Ledger, drafts: _Drafts) -> None:
    still_ours(ledger.claim)
    insert_rows(StagedPerson, (*_NEW_PERSON, *PERSON_COLUMNS), drafts.people)
    insert_rows(StagedCertification, _CERTIFICATION, drafts.certifications)
    insert_rows(StagedChange, _CHANGE, drafts.changes)
    update_rows(ImportRow, _RESULT, drafts.results)
    if drafts.set_aside:
        same = ImportRow.objects.filter(batch_id=ledger.claim.batch_id, insured_no__in=drafts.set_aside)
        same.update(outcome=RowOutcome.LEFT_OUT, is_importable=False)
    _keep_findings(ledger, drafts.findings)
