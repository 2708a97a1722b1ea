"""数え直し: one changed person is taken out of the counts and put back in; nobody else is counted again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from takigi.engines.questions import Question
from takigi.engines.reference.engine import falling, tally
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.tallies import Results
from takigi.indicators.drawings import Cell, Row
from takigi.indicators.nodes import Rows


def refreshed(results: Results, *, before: FactRows, after: FactRows) -> Results:
    """The answers after a change, exactly as a full run would give them.

    `before` and `after` hold every fact row of whoever changed (a person, or several), and no one else's. Each number
    is a sum over persons, so the old contribution is subtracted and the new one added: in the periods into which
    changed rows fall or fell, and in all periods where a changed table is looked into.
    """
    question = results.question
    changed = {name for name in {*before.tables, *after.tables} if before.of(name) != after.of(name)}
    moved = {rows: _moved(question, rows, before, after, changed) for rows in question.by_rows}
    tallies = results.tallies.moved(tally(question, before, moved), tally(question, after, moved))
    return replace(results, tallies=tallies)


def _moved(
    question: Question, rows: Rows, before: FactRows, after: FactRows, changed: Collection[str]
) -> Collection[int]:
    """The periods in which a number may be another one now."""
    if not question.looked_into[rows].isdisjoint(changed):
        return range(len(question.periods))
    if rows.table not in changed:
        return ()
    then, now = _by_key(rows, before), _by_key(rows, after)
    others = {key for key in {*then, *now} if then.get(key) != now.get(key)}
    return {
        period
        for side, known in ((before, then), (after, now))
        for period, _ in falling(rows, question, _with_only(side, rows, [known[key] for key in others if key in known]))
    }


def _by_key(rows: Rows, facts: FactRows) -> dict[Cell, Row]:
    return {row[rows.key.name]: row for row in facts.of(rows.table)}


def _with_only(facts: FactRows, rows: Rows, some: list[Row]) -> FactRows:
    return FactRows({**facts.tables, rows.table: some})
