"""台帳の値: what a row says about a person and a certification, and what the register knows already. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from takigi.kernel.codes import REASON, UnknownCode
from takigi.people.rules import RevisionKind, RowOutcome

CORRECTED, DELETED = "2", "3"


@dataclass(frozen=True, slots=True)
class Birth:
    """生年月日 as far as it is known: `precision` is day, month, year or unknown."""

    earliest: date | None
    latest: date | None
    precision: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What is said of a person. An empty field says nothing."""

    name: str = ""
    name_kana: str = ""
    birth: Birth | None = None
    sex: str = ""
    postal: str = ""
    address: str = ""
    phone: str = ""
    area_id: int | None = None
    status: str = ""
    status_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a certification, in the columns of the register. An empty field says nothing."""

    application_on: date | None = None
    application_type: str = ""
    reason_text: str = ""
    reason_code: str = ""
    cause_text: str = ""
    cause_code: str = ""
    decided_on: date | None = None
    level_code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    is_withdrawn: bool = False
    provisional_code: str = ""
    deemed_code: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a result is known."""
        return self.decided_on is not None or bool(self.level_code)


SAID = tuple(field.name for field in fields(Said))
_PERSON = tuple(field.name for field in fields(PersonSaid) if field.name != "birth")
_PERSON_DATES = frozenset({"status_on"})
_SAID_DATES = frozenset({"application_on", "decided_on", "valid_from", "valid_until"})
# The columns of the register under the names that a ledger's items have.
COLUMNS_OF_ITEM: dict[str, tuple[str, ...]] = {
    "reason_text": ("reason_text", "reason_code"),
    "cause_text": ("cause_text", "cause_code"),
    "level": ("level_code",),
    "withdrawn": ("is_withdrawn",),
    "provisional": ("provisional_code",),
    "deemed": ("deemed_code",),
}


def columns_of_items(items: frozenset[str]) -> frozenset[str]:
    """The columns of a certification that a file with these items has something to say about."""
    columns = {column for item in items for column in COLUMNS_OF_ITEM.get(item, (item,))}
    return frozenset(columns & set(SAID))


@lru_cache(maxsize=8192)
def code_of_reason(text: str) -> str:
    """The code of a reason or cause that was written as one of the official words; a free text has none.

    >>> code_of_reason("骨折・転倒"), code_of_reason("転んで歩けない")
    ('fall_fracture', '')
    """
    try:
        return REASON.read(text) if text else ""
    except UnknownCode:
        return ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file that can be read: who it is about and what it says."""

    row_no: int
    fingerprint: str
    person: PersonSaid
    certification: Said | None = None
    correction: str = ""
    corrected_on: date | None = None
    changed_on: date | None = None
    history_no: str = ""

    @property
    def when(self) -> date:
        """The day by which rows about the same person are put in order, as far as the row tells it."""
        said = self.certification or Said()
        days = (self.corrected_on, self.changed_on, said.application_on, said.valid_from, said.decided_on)
        return next((day for day in days if day is not None), date.min)


@dataclass(frozen=True, slots=True)
class Registered:
    """The person who has this number in the register."""

    person_id: UUID
    said: PersonSaid


@dataclass(frozen=True, slots=True)
class Known:
    """The present revision of a certification in the register."""

    certification_id: UUID
    line: UUID
    revision: int
    kind: RevisionKind
    said: Said

    @property
    def is_deleted(self) -> bool:
        """Whether a correction has said that it never was."""
        return self.kind is RevisionKind.DELETED


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision to be written; `replaces` is the one whose place it takes."""

    certification_id: UUID
    line: UUID
    revision: int
    kind: RevisionKind
    said: Said
    row_no: int
    replaces: UUID | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at that only shows beside other rows or the register. `item` is the ledger's item."""

    row_no: int
    item: str
    code: str
    sentence: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class RowResult:
    """What becomes of a row, and where its certification stands in the register."""

    outcome: RowOutcome
    certification_id: UUID | None = None


@dataclass(frozen=True)
class Decision:
    """What a file does to one person. `said` is the person as it is to be; None leaves the person alone."""

    is_new: bool
    said: PersonSaid | None
    person_row_no: int
    revisions: tuple[NewRevision, ...]
    results: dict[int, RowResult]
    findings: tuple[Finding, ...]


def row_to_json(row: FileRow) -> dict[str, Any]:
    """The values of a row for keeping; what says nothing is left out."""
    kept: dict[str, Any] = {name: _plain(value) for name in _PERSON if (value := getattr(row.person, name))}
    if birth := row.person.birth:
        kept["birth"] = [_plain(birth.earliest), _plain(birth.latest), birth.precision, birth.text]
    if row.certification is not None:
        said = row.certification
        kept["certification"] = {name: _plain(value) for name in SAID if (value := getattr(said, name))}
    for name in ("correction", "corrected_on", "changed_on", "history_no"):
        if value := getattr(row, name):
            kept[name] = _plain(value)
    return kept


def row_from_json(row_no: int, fingerprint: str, kept: dict[str, Any]) -> FileRow:
    """The row as it was before it was kept."""
    person = {name: kept[name] for name in _PERSON if name in kept}
    said = kept.get("certification")
    return FileRow(
        row_no,
        fingerprint,
        PersonSaid(birth=_birth(kept.get("birth")), **_with_days(person, _PERSON_DATES)),
        None if said is None else Said(**_with_days(said, _SAID_DATES)),
        kept.get("correction", ""),
        _day(kept.get("corrected_on")),
        _day(kept.get("changed_on")),
        kept.get("history_no", ""),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _with_days(values: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: _day(value) if name in names else value for name, value in values.items()}


@lru_cache(maxsize=1 << 15)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _birth(kept: list[Any] | None) -> Birth | None:
    return Birth(_day(kept[0]), _day(kept[1]), kept[2], kept[3]) if kept else None
