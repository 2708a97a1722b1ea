"""認定の通し: rows and revisions about the same application brought together, and what each row makes of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from takigi.people.ledger.values import CORRECTED, DELETED, SAID, FileRow, Known, Said
from takigi.people.rules import RevisionKind

# 事業対象者 is no certification and may run beside an application.
NOT_CERTIFIED = frozenset({"01", "06"})
RENEWAL, CHANGE = "2", "3"


@dataclass(frozen=True, slots=True)
class Step:
    """What a certification is after one row, or after a change application cut it off."""

    said: Said
    kind: RevisionKind
    row_no: int

    @property
    def is_deleted(self) -> bool:
        """Whether it is said that it never was."""
        return self.kind is RevisionKind.DELETED


_NOTHING = Step(Said(), RevisionKind.ENTERED, 0)


@dataclass
class Line:
    """One certification: its present revision in the register, and the rows of the file about it, in order."""

    known: Known | None = None
    rows: list[FileRow] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def last(self) -> Step:
        """The certification as the rows leave it; without rows as the register has it."""
        if self.steps:
            return self.steps[-1]
        return Step(self.known.said, self.known.kind, 0) if self.known else _NOTHING

    @property
    def period(self) -> tuple[date, date] | None:
        """From when until when it counts; None while undecided, withdrawn, deleted or not a certification."""
        last = self.last
        if last.is_deleted or last.said.is_withdrawn or last.said.level_code in NOT_CERTIFIED:
            return None
        said = last.said
        if said.valid_from is None or said.valid_until is None or said.valid_until < said.valid_from:
            return None
        return said.valid_from, said.valid_until

    def changes_from(self) -> int | None:
        """The first step that the register does not have yet; None when the rows say nothing new.

        Where the register stands already is the last step that equals it: what lies before was known once.
        """
        if self.known is None:
            return 0 if self.steps else None
        here = (self.known.said, self.known.is_deleted)
        matches = [place for place, step in enumerate(self.steps) if (step.said, step.is_deleted) == here]
        start = matches[-1] + 1 if matches else 0
        return start if start < len(self.steps) else None

    def revives(self) -> bool:
        """Whether rows would bring back what a correction has deleted."""
        known = self.known
        return known is not None and known.is_deleted and self.changes_from() is not None


def lines_of(rows: Sequence[FileRow], known: Sequence[Known]) -> list[Line]:
    """The certifications of one person; `rows` in order. Every row with a certification belongs to exactly one."""
    lines = [Line(known=one) for one in known]
    for row in rows:
        if row.certification is None:
            continue
        line = _line_for(row, row.certification, lines)
        if line is None:
            line = Line()
            lines.append(line)
        line.rows.append(row)
    return lines


def _line_for(row: FileRow, said: Said, lines: list[Line]) -> Line | None:
    if row.correction and row.history_no:
        # The layout names what is corrected by the day and number of the change.
        for line in lines:
            if any((one.changed_on, one.history_no) == (row.changed_on, row.history_no) for one in line.rows):
                return line
    exact = [line for line in lines if _same(said, line, by_day=False)]
    loose = exact or [line for line in lines if _same(said, line, by_day=True)]
    return loose[0] if loose else None


def _same(said: Said, line: Line, *, by_day: bool) -> bool:
    """The same application by day and kind; `by_day` where one of the two does not tell it, by what both tell."""
    others = [one.certification for one in line.rows if one.certification] + ([line.known.said] if line.known else [])
    return any(_same_loosely(said, other) if by_day else _same_application(said, other) for other in others)


def _same_application(one: Said, other: Said) -> bool:
    return one.application_on is not None and (one.application_on, one.application_type) == (
        other.application_on,
        other.application_type,
    )


def _same_loosely(one: Said, other: Said) -> bool:
    if one.application_on and other.application_on:
        unsaid = not one.application_type or not other.application_type
        return unsaid and one.application_on == other.application_on
    if one.valid_from and other.valid_from:
        return one.valid_from == other.valid_from
    neither = not (one.application_on or other.application_on or one.valid_from or other.valid_from)
    return neither and one.decided_on == other.decided_on


def walk(line: Line, columns: frozenset[str]) -> None:
    """Fill in the steps of a line: each row laid over what stood before it.

    `columns` are those that the file speaks about: only a correction may empty one.
    """
    line.steps = []
    before = line.known.said if line.known else None
    for row in line.rows:
        step = _step(before, row, columns)
        line.steps.append(step)
        before = step.said


def _step(before: Said | None, row: FileRow, columns: frozenset[str]) -> Step:
    said = row.certification or Said()
    if row.correction == DELETED:
        return Step(before or said, RevisionKind.DELETED, row.row_no)
    if before is None:
        return Step(said, RevisionKind.ENTERED, row.row_no)
    if row.correction == CORRECTED:
        after = replace(before, **{name: getattr(said, name) for name in columns})
        return Step(after, RevisionKind.CORRECTED, row.row_no)
    after = _overlaid(before, said)
    return Step(after, _kind(before, after), row.row_no)


def _overlaid(before: Said, said: Said) -> Said:
    changes: dict[str, Any] = {
        name: value for name in SAID if (value := getattr(said, name)) and value != getattr(before, name)
    }
    # A code follows its text: a free text after an official word has no code.
    for name in ("reason", "cause"):
        if f"{name}_text" in changes:
            changes[f"{name}_code"] = getattr(said, f"{name}_code")
    return replace(before, **changes) if changes else before


def _kind(before: Said, after: Said) -> RevisionKind:
    if after.is_withdrawn and not before.is_withdrawn:
        return RevisionKind.WITHDRAWN
    if after.is_decided and not before.is_decided:
        return RevisionKind.DECIDED
    return RevisionKind.CORRECTED


def cut_off(line: Line, before: date, row_no: int) -> None:
    """A change application begins on `before`: this certification ends the day before, as a step of its own."""
    said = replace(line.last.said, valid_until=before - timedelta(days=1))
    line.steps.append(Step(said, RevisionKind.TRUNCATED, row_no))
