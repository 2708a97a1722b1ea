"""一人分の読み合わせ: what a file does to one person, decided once and the same for any order of its rows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from takigi.kernel.era_names import in_short_japanese
from takigi.people.ledger.lines import CHANGE, RENEWAL, Line, Step, cut_off, lines_of, walk
from takigi.people.ledger.persons import contradictions, order_of, said_together
from takigi.people.ledger.values import (
    DELETED,
    Decision,
    FileRow,
    Finding,
    Known,
    NewRevision,
    Registered,
    RowResult,
)
from takigi.people.rules import RevisionKind, RowOutcome


def decide_person(
    rows: Sequence[FileRow],
    registered: Registered | None,
    known: Sequence[Known],
    *,
    columns: frozenset[str],
    new_id: Callable[[], UUID],
) -> Decision:
    """All rows of one number against the person who has it: what is new, what changes, what a person must decide.

    `columns` are the columns of a certification that the file speaks about. Whatever the order of the rows,
    the register comes out the same.
    """
    kept, repeated, findings = _without_repeats(sorted(rows, key=order_of) if len(rows) > 1 else list(rows))
    found = contradictions(kept, registered)
    lines, kept, more = _settled(kept, found, known, columns)
    findings += found + more
    results = {row.row_no: RowResult(RowOutcome.LEFT_OUT) for row in rows}
    revisions = _revisions(lines, results, new_id)
    living = [row for row in kept if row.correction != DELETED]
    said, is_new = None, False
    if living:
        said = said_together(living, registered)
        is_new = registered is None
        if registered is not None and said == registered.said:
            said = None
    for row in kept:
        if row.certification is None:
            results[row.row_no] = RowResult(RowOutcome.UNCHANGED)
    bearer = living[-1].row_no if said is not None else 0
    if said is not None:
        results[bearer] = _with_person(results[bearer], is_new=is_new)
    for again, first in repeated.items():
        left_out = results[first].outcome is RowOutcome.LEFT_OUT
        outcome = RowOutcome.LEFT_OUT if left_out else RowOutcome.UNCHANGED
        results[again] = replace(results[first], outcome=outcome)
    return Decision(is_new, said, bearer, tuple(revisions), results, tuple(findings))


def _with_person(result: RowResult, *, is_new: bool) -> RowResult:
    if is_new:
        return replace(result, outcome=RowOutcome.NEW_PERSON)
    return replace(result, outcome=RowOutcome.CHANGED) if result.outcome is RowOutcome.UNCHANGED else result


def _without_repeats(rows: list[FileRow]) -> tuple[list[FileRow], dict[int, int], list[Finding]]:
    """The rows once each, and for every exact repeat the row that it repeats: the one higher up in the file."""
    if len(rows) == 1:
        return rows, {}, []
    first: dict[str, FileRow] = {}
    for row in sorted(rows, key=lambda row: row.row_no):
        first.setdefault(row.fingerprint, row)
    repeated = {row.row_no: first[row.fingerprint].row_no for row in rows if first[row.fingerprint] is not row}
    findings = [
        Finding(
            again, "", "duplicate_row", f"{earlier}行目とまったく同じ行です。1回だけ取り込みます。", is_blocking=False
        )
        for again, earlier in repeated.items()
    ]
    return [row for row in rows if row.row_no not in repeated], repeated, findings


def _settled(
    rows: list[FileRow], found: list[Finding], known: Sequence[Known], columns: frozenset[str]
) -> tuple[list[Line], list[FileRow], list[Finding]]:
    """The certifications once every row that a person must decide about is set aside, and what is said of those."""
    findings: list[Finding] = []
    while True:
        aside = {finding.row_no for finding in (*found, *findings) if finding.is_blocking}
        kept = [row for row in rows if row.row_no not in aside]
        lines = lines_of(kept, known)
        for line in lines:
            walk(line, columns)
        more = _first_dispute(lines)
        if not more:
            return lines, kept, findings + _remarks(lines)
        findings += more


def _first_dispute(lines: list[Line]) -> list[Finding]:
    for line in lines:
        if line.rows and (more := _contradicting(line) or _reviving(line)):
            return more
    return _overlapping(lines)


def _contradicting(line: Line) -> list[Finding]:
    """Different results for one application with nothing to tell which of them is the latest."""
    rivals: dict[tuple[Any, ...], dict[tuple[Any, ...], list[int]]] = {}
    for row in line.rows:
        said = row.certification
        if said is not None and said.is_decided and len(line.rows) > 1:
            place = (row.correction, row.when, row.history_no, said.decided_on)
            result = (said.level_code, said.valid_from, said.valid_until)
            rivals.setdefault(place, {}).setdefault(result, []).append(row.row_no)
    rows = sorted(no for results in rivals.values() if len(results) > 1 for same in results.values() for no in same)
    where = "、".join(str(no) for no in rows)
    sentence = (
        f"同じ申請の結果が行によって違います（{where}行目）。どれが正しいか確かめて、違う行を除いてください。"
        "直すまで、どの行も取り込みません。"
    )
    return [Finding(no, "level", "contradicting_rows", sentence, is_blocking=True) for no in rows]


def _reviving(line: Line) -> list[Finding]:
    if not line.revives():
        return []
    sentence = (
        "この認定は、前に「削除」の訂正で消されています。古いファイルの行であれば、このままで構いません（取り込みません）。"
        "もう一度載せるときは、訂正区分を「2 修正」にした行で取り込んでください。"
    )
    rows = [row for row in line.rows if row.correction == ""]
    return [Finding(row.row_no, "", "deleted_before", sentence, is_blocking=True) for row in rows]


def _overlapping(lines: list[Line]) -> list[Finding]:
    """Walk through the periods: a change application cuts off what it meets, anything else that overlaps is named.

    Stops at the first overlap: the caller sets its row aside and walks again.
    """
    before: list[Line] = []
    for line in sorted((line for line in lines if line.period), key=_order_of_line):
        start, _ = line.period or (date.min, date.min)
        for earlier in before:
            period = earlier.period
            if period is None or period[1] < start:
                continue
            last = line.last
            if last.said.application_type == CHANGE:
                cut_off(earlier, start, last.row_no or _row_of(earlier))
                continue
            if finding := _overlap(earlier, line):
                return finding
        before.append(line)
    return []


def _order_of_line(line: Line) -> tuple[date, date, str, str]:
    said = line.last.said
    return (said.valid_from or date.min, said.application_on or date.min, said.application_type, said.level_code)


def _row_of(line: Line) -> int:
    return line.rows[-1].row_no if line.rows else 0


def _overlap(earlier: Line, later: Line) -> list[Finding]:
    """The rows that brought the overlap about; none when it stands in the register already."""
    newcomer = next((line for line in (later, earlier) if line.rows and line.changes_from() is not None), None)
    if newcomer is None:
        return []
    other = earlier if newcomer is later else later
    start, end = (in_short_japanese(day) for day in other.period or (date.min, date.min))
    is_renewal = newcomer.last.said.application_type == RENEWAL
    where = f"{_row_of(other)}行目の認定" if other.rows else "台帳の認定"
    sentence = (
        f"有効期間が{where}（{start}から{end}）と重なっています。どちらの期間が正しいか確かめて直してください。"
        "区分変更であれば、申請種別を「3 変更」にすると、前の認定がその前日で終わります。"
    )
    code = "overlapping_renewal" if is_renewal else "overlapping_certification"
    return [Finding(row.row_no, "valid_from", code, sentence, is_blocking=True) for row in newcomer.rows]


def _remarks(lines: list[Line]) -> list[Finding]:
    """What is taken in but deserves a look."""
    remarks = []
    for line in lines:
        if _deletes_nothing(line):
            sentence = "削除の訂正ですが、消す認定が台帳にもファイルにもありません。何も変えません。番号と日付を確かめてください。"
            remarks.append(Finding(line.rows[0].row_no, "correction", "nothing_to_delete", sentence, is_blocking=False))
        elif _leaves_a_gap(line, lines):
            sentence = (
                "区分変更の認定を削除します。この変更で短くなった前の認定の終わりは、短いままです。"
                "前の認定の期間を戻すときは、その認定の訂正（修正）の行も取り込んでください。"
            )
            remarks.append(Finding(_row_of(line), "correction", "period_stays_cut", sentence, is_blocking=False))
    return remarks


def _deletes_nothing(line: Line) -> bool:
    return line.known is None and bool(line.rows) and line.rows[0].correction == DELETED


def _leaves_a_gap(line: Line, lines: list[Line]) -> bool:
    """Whether a change application goes that has cut off another certification of the register."""
    known, last = line.known, line.last
    if not line.rows or known is None or known.is_deleted or not last.is_deleted:
        return False
    if known.said.application_type != CHANGE or known.said.valid_from is None:
        return False
    end = known.said.valid_from - timedelta(days=1)
    others = (one.known for one in lines if one.known is not None)
    return any(one.kind is RevisionKind.TRUNCATED and one.said.valid_until == end for one in others)


def _revisions(lines: list[Line], results: dict[int, RowResult], new_id: Callable[[], UUID]) -> list[NewRevision]:
    """The revisions to be written; notes in `results` what became of each row and where it stands."""
    revisions: list[NewRevision] = []
    for line in lines:
        if _deletes_nothing(line):
            results |= {row.row_no: RowResult(RowOutcome.UNCHANGED) for row in line.rows}
            continue
        standing = line.known.certification_id if line.known else None
        start = line.changes_from()
        fresh = line.steps[start:] if start is not None else []
        for row in line.rows:
            results[row.row_no] = RowResult(RowOutcome.UNCHANGED, standing)
        for made in _chained(line, fresh, new_id):
            revisions.append(made)
            if any(row.row_no == made.row_no for row in line.rows) and made.kind is not RevisionKind.TRUNCATED:
                is_first = made.revision == 1
                outcome = RowOutcome.NEW if is_first else RowOutcome.REVISED
                results[made.row_no] = RowResult(outcome, made.certification_id)
    return revisions


def _chained(line: Line, steps: list[Step], new_id: Callable[[], UUID]) -> list[NewRevision]:
    chain: list[NewRevision] = []
    known = line.known
    line_id, number, replaces = (known.line, known.revision, known.certification_id) if known else (new_id(), 0, None)
    said = (known.said, known.is_deleted) if known else None
    for step in steps:
        if (step.said, step.is_deleted) == said:
            continue
        said = (step.said, step.is_deleted)
        number += 1
        made = NewRevision(new_id(), line_id, number, step.kind, step.said, step.row_no, replaces)
        chain.append(made)
        replaces = made.certification_id
    return chain
