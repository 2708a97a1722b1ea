"""取り込みの中身: problems, rows and changes, a page at a time; looking at them is recorded like any reading."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Count, QuerySet

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.kernel.turning import page_in
from takigi.people.models import ImportBatch, ImportProblem, ImportRow, Person, PersonRevision, StagedChange
from takigi.people.policies import may_see_location, target_of
from takigi.people.queries.imports.batches import seen_batch
from takigi.people.queries.imports.labels import LABEL_OF_CODE, PERSON_LABELS, changed_values
from takigi.people.rules import ImportState, RowOutcome

T = TypeVar("T")
BECAUSE = ("台帳の取り込みの担当であるため",)
# What a protected address must not leave by: the cells of these items, and the columns of the register.
LOCATION = ("postal", "address", "phone", "area")
HIDDEN = "（住所が保護されています）"


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of something long, counted from 1."""

    lines: tuple[T, ...]
    page: int
    total: int


def _page(found: QuerySet[Any], page: int, size: int) -> tuple[list[Any], int, int]:
    total = found.count()
    page = page_in(page, total, size)
    return list(found[(page - 1) * size : page * size]), page, total


def cell_headers(batch: ImportBatch) -> list[str]:
    """The headings of the cells that were kept, in the order of the file."""
    read = set(batch.mapping.get("fields", {}).values())
    return [header for header in batch.headers if header in read]


def hidden_numbers(viewer: Viewer, municipality_id: int, numbers: Collection[str]) -> set[str]:
    """Of these insured numbers, those whose address is protected from the viewer. One query, more for each protected."""
    protected = Person.objects.filter(
        municipality_id=municipality_id, insured_no__in={number for number in numbers if number}, is_protected=True
    )
    return {person.insured_no for person in protected if not may_see_location(viewer, person)}


def location_headers(batch: ImportBatch) -> set[str]:
    """The headings of the columns that tell where somebody lives."""
    fields = batch.mapping.get("fields", {})
    return {fields[item] for item in LOCATION if item in fields}


def _note_reading(viewer: Viewer, batch: ImportBatch, people: Sequence[uuid.UUID | None]) -> None:
    known = Person.objects.filter(pk__in={one for one in people if one}, municipality_id=batch.municipality_id)
    audit.note_reading(
        f"import:{batch.pk}",
        municipality_id=batch.municipality_id,
        by=viewer.staff_id,
        because=BECAUSE,
        at=viewer.at,
        shown=[target_of(pk) for pk in known.order_by("pk").values_list("pk", flat=True)],
    )


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem and how often it was found."""

    code: str
    label: str
    is_blocking: bool
    count: int


def problem_kinds(viewer: Viewer, batch_id: uuid.UUID) -> list[ProblemKind]:
    """The kinds of problems of an import, blocking ones first, the most frequent first. Two queries."""
    batch = seen_batch(viewer, batch_id)
    found = ImportProblem.objects.filter(batch_id=batch.pk).values_list("code", "is_blocking")
    kinds = found.annotate(Count("pk")).order_by("-is_blocking", "-pk__count", "code")
    return [ProblemKind(code, LABEL_OF_CODE.get(code, code), blocking, count) for code, blocking, count in kinds]


@dataclass(frozen=True)
class ProblemLine:
    """気をつける点の一行: where, what stands there, what to do."""

    row_no: int
    column: str
    value: str
    code: str
    sentence: str
    is_blocking: bool


def _problems(batch: ImportBatch, blocking: bool | None, code: str) -> QuerySet[ImportProblem]:
    found = ImportProblem.objects.filter(batch_id=batch.pk).order_by("-is_blocking", "row_no", "pk")
    if blocking is not None:
        found = found.filter(is_blocking=blocking)
    return found.filter(code=code) if code else found


def problems_of(
    viewer: Viewer, batch_id: uuid.UUID, *, blocking: bool | None = None, code: str = "", page: int = 1, size: int = 50
) -> Page[ProblemLine]:
    """気をつける点, blocking ones first, in the order of the file. Five queries and the reading."""
    batch = seen_batch(viewer, batch_id)
    found, page, total = _page(_problems(batch, blocking, code), page, size)
    return Page(_problem_lines(viewer, batch, found), page, total)


def all_problems(viewer: Viewer, batch_id: uuid.UUID, *, size: int = 2000) -> Iterator[ProblemLine]:
    """Every problem in the order of the file, for the list to take away. Three queries for each `size`, and the reading."""
    batch = seen_batch(viewer, batch_id)
    found = ImportProblem.objects.filter(batch_id=batch.pk).order_by("row_no", "pk")
    start = 0
    while chunk := list(found[start : start + size]):
        yield from _problem_lines(viewer, batch, chunk)
        start += size


def _problem_lines(viewer: Viewer, batch: ImportBatch, found: list[ImportProblem]) -> tuple[ProblemLine, ...]:
    rows = ImportRow.objects.filter(batch_id=batch.pk, row_no__in={problem.row_no for problem in found})
    of_row = {
        row_no: (number, person) for row_no, number, person in rows.values_list("row_no", "insured_no", "person_ref")
    }
    hidden = hidden_numbers(viewer, batch.municipality_id, [number for number, _ in of_row.values()])
    places = location_headers(batch)
    _note_reading(viewer, batch, [person for _, person in of_row.values()])
    return tuple(
        ProblemLine(
            one.row_no,
            one.column,
            HIDDEN if one.column in places and of_row.get(one.row_no, ("",))[0] in hidden else one.value,
            one.code,
            one.sentence,
            one.is_blocking,
        )
        for one in found
    )


@dataclass(frozen=True)
class RowLine:
    """ファイルの一行, as it stood, and what becomes of it."""

    row_no: int
    insured_no: str
    outcome: RowOutcome
    cells: tuple[tuple[str, str], ...]
    person_id: uuid.UUID | None


def rows_of(
    viewer: Viewer, batch_id: uuid.UUID, *, outcome: RowOutcome | None = None, page: int = 1, size: int = 50
) -> Page[RowLine]:
    """ファイルの行 with what becomes of each. Four queries and the reading."""
    batch = seen_batch(viewer, batch_id)
    rows = ImportRow.objects.filter(batch_id=batch.pk).order_by("row_no")
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    found, page, total = _page(rows, page, size)
    hidden = hidden_numbers(viewer, batch.municipality_id, [row.insured_no for row in found])
    _note_reading(viewer, batch, [row.person_ref for row in found])
    headers, places = cell_headers(batch), location_headers(batch)
    lines = tuple(
        RowLine(
            row.row_no,
            row.insured_no,
            RowOutcome(row.outcome),
            cells_shown(headers, row.cells, places if row.insured_no in hidden else set()),
            row.person_ref if batch.state == ImportState.APPLIED else None,
        )
        for row in found
    )
    return Page(lines, page, total)


def cells_shown(headers: Sequence[str], cells: Sequence[str], places: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Headings with their cells; what stands under `places` is hidden."""
    return tuple((header, HIDDEN if header in places else cell) for header, cell in zip(headers, cells, strict=False))


@dataclass(frozen=True)
class ChangeLine:
    """本人の情報の変更の一行: what stands in the register and what will; `name` is the one that is known now."""

    person_id: uuid.UUID
    row_no: int
    name: str
    insured_no: str
    fields: tuple[tuple[str, str, str], ...]
    is_name_change: bool


def changes_of(viewer: Viewer, batch_id: uuid.UUID, *, page: int = 1, size: int = 50) -> Page[ChangeLine]:
    """People of the register whose facts the import changes, or has changed. Six queries and the reading."""
    batch = seen_batch(viewer, batch_id)
    # Once confirmed, the drafts are gone and the register's own revisions tell it.
    is_written = batch.state == ImportState.APPLIED
    kept = PersonRevision.objects if is_written else StagedChange.objects
    whose = "person_id" if is_written else "person"
    changes = kept.filter(batch_id=batch.pk).order_by("row_no", "pk").values_list(whose, "row_no", "before", "after")
    found, page, total = _page(changes, page, size)
    people = Person.objects.filter(municipality_id=batch.municipality_id).in_bulk([one[0] for one in found])
    _note_reading(viewer, batch, list(people))
    hidden = {pk for pk, person in people.items() if not may_see_location(viewer, person)}
    values = changed_values([side for *_, before, after in found for side in (before, after)], batch.municipality_id)
    lines = []
    for place, (person_id, row_no, _, after) in enumerate(found):
        said = _fields(values[2 * place], values[2 * place + 1], is_hidden=person_id in hidden)
        person = people[person_id]
        is_name = "name_key" in after or "kana_identity" in after
        lines.append(ChangeLine(person_id, row_no, person.name, person.insured_no, said, is_name))
    return Page(tuple(lines), page, total)


def _fields(before: dict[str, str], after: dict[str, str], *, is_hidden: bool) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (label, HIDDEN, HIDDEN) if is_hidden and key in _LOCATION_COLUMNS else (label, before[key], after[key])
        for key, label in PERSON_LABELS.items()
        if key in after
    )


_LOCATION_COLUMNS = frozenset({"postal", "address", "phone", "area_id"})
