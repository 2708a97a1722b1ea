"""台帳の行: one row of a certification ledger as typed values, with every problem of the row at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from takigi.exchange import code_readings, ledger_checks, readings
from takigi.exchange.ledger_fields import FIELDS_BY_KEY, LEDGER_FIELDS, Kind
from takigi.exchange.problems import Problem
from takigi.exchange.profiles import Mapping
from takigi.exchange.readings import Finding, Reading
from takigi.exchange.tables.shapes import Cell, Row
from takigi.kernel.eras import PartialDate

__all__ = ["LedgerRow", "read_row"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What one row says. Codes are those of kernel.codes; an empty text or None says nothing.

    `insured_no` is empty when it could not be read; such a row is never importable.
    """

    row_no: int
    insurer_no: str
    insured_no: str
    name: str
    name_kana: str
    birth: PartialDate | None
    sex: str
    postal: str
    address: str
    phone: str
    area: str
    application_on: date | None
    application_type: str
    reason_text: str
    cause_text: str
    decided_on: date | None
    level: str
    valid_from: date | None
    valid_until: date | None
    is_withdrawn: bool
    provisional: str
    deemed: str
    correction: str
    corrected_on: date | None
    changed_on: date | None
    history_no: str
    status: str
    status_on: date | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_importable(self) -> bool:
        return not any(problem.is_blocking for problem in self.problems)

    @property
    def has_certification(self) -> bool:
        """Whether the row says anything about an application or a certification."""
        return any((self.application_on, self.decided_on, self.level, self.valid_from, self.valid_until))

    @property
    def fingerprint(self) -> str:
        """The same for two rows that say the same, wherever they stand and whatever Excel did to them."""
        said = [_said(getattr(self, name)) for name in _SAID]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


_SAID = tuple(field.name for field in fields(LedgerRow) if field.name not in ("row_no", "problems"))


def _said(value: object) -> str:
    if isinstance(value, PartialDate):
        return f"{value.earliest}/{value.latest}"
    return "" if value is None else str(value)


def read_row(row: Row, mapping: Mapping, *, today: date, insurer_no: str) -> LedgerRow:
    """The typed values of a row and all its problems, in the order of the ledger's items.

    A cell with a formula is never read. A value that cannot be read is left empty and said; nothing is guessed.
    """
    values: dict[str, Any] = dict(_NOTHING_SAID, insurer_no=insurer_no)
    problems = [problem for problem in row.problems if _concerns(problem, mapping)]
    unread = {problem.column for problem in problems if problem.is_blocking}
    sound = set(mapping.positions)
    for key, place, header, meanings in mapping.columns:
        cell = row.cells[place]
        if header in unread:
            sound.discard(key)
            continue
        meant = meanings.get(readings.shown(cell).strip(), cell) if meanings else cell
        reading = _read(key, meant, header, insurer_no)
        values[key] = reading.value
        for finding in reading.findings:
            problems.append(_problem(row.row_no, header, cell, finding))
            if finding.is_blocking:
                sound.discard(key)
    if "insured_no" not in mapping.positions:
        problems.append(_problem_of("insured_no", readings.read_insured_no("").findings[0], row, mapping))
    for key, finding in ledger_checks.findings(values, sound, today=today):
        problems.append(_problem_of(key, finding, row, mapping))
    _take_death(values)
    return _ledger_row(row.row_no, values, tuple(problems))


_DATES = [field.key for field in LEDGER_FIELDS if field.kind is Kind.DATE]
_NOTHING_SAID: dict[str, Any] = dict.fromkeys(FIELDS_BY_KEY, "") | dict.fromkeys(_DATES) | {"withdrawn": False}

_READERS: dict[str, Callable[[Cell], Reading[Any]]] = {
    **dict.fromkeys(_DATES, readings.read_day),
    "birth": readings.read_partial_day,
    "insured_no": readings.read_insured_no,
    "postal": readings.read_postal,
    "phone": readings.read_phone,
    "status": code_readings.read_status,
}
_CODES = frozenset({"sex", "application_type", "level", "provisional", "deemed", "correction"})


def _read(key: str, cell: Cell, header: str, insurer_no: str) -> Reading[Any]:
    if key in _CODES:
        return code_readings.read_code(key, cell)
    if key == "withdrawn":
        return code_readings.read_withdrawn(header, cell)
    if key == "insurer_no":
        return readings.read_insurer_no(cell, insurer_no)
    return _READERS.get(key, readings.read_text)(cell)


def _concerns(problem: Problem, mapping: Mapping) -> bool:
    """A formula in a column that nobody reads harms nobody."""
    return not problem.column or problem.column not in mapping.unused


def _take_death(values: dict[str, Any]) -> None:
    """A date of death says what the state of the person is, whatever stands in the other columns."""
    died_on = values.pop("died_on")
    if died_on is not None:
        values["status"], values["status_on"] = "deceased", died_on


def _ledger_row(row_no: int, values: dict[str, Any], problems: tuple[Problem, ...]) -> LedgerRow:
    return LedgerRow(row_no=row_no, is_withdrawn=values.pop("withdrawn"), problems=problems, **values)


def _problem_of(key: str, finding: Finding, row: Row, mapping: Mapping) -> Problem:
    place = mapping.position_of(key)
    if place is None:
        return _problem(row.row_no, FIELDS_BY_KEY[key].label, "", finding)
    return _problem(row.row_no, mapping.headers[place], row.cells[place], finding)


def _problem(row_no: int, column: str, cell: Cell, finding: Finding) -> Problem:
    return Problem(row_no, column, readings.shown(cell), finding.code, finding.sentence, finding.is_blocking)
