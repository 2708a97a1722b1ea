"""数える問い合わせ: the counters of a question as a handful of queries: one for each kind of rows, never one for each period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ibis.expr.types as ir

from takigi.engines.questions import Question, Split
from takigi.engines.relational.expressions import expression
from takigi.engines.relational.falling import Falling
from takigi.engines.relational.frames import Frame, Storage
from takigi.engines.relational.looking import Looking
from takigi.indicators.counters import Counter, How
from takigi.indicators.nodes import ALWAYS, Column, Expression, IndexDay, LookedUp, Rows, walk


@dataclass(frozen=True)
class Query:
    """A query and how its rows are read: period, marks (each with its rank), value if any, then one number a counter."""

    table: ir.Table
    counters: tuple[int, ...]
    split: Split
    # The splits that may be added up from these rows, by their number.
    answers: tuple[int, ...]
    has_value: bool = False


def queries(question: Question) -> Iterator[Query]:
    """Everything that has to be asked."""
    for rows, numbers in question.by_rows.items():
        plain = [n for n in numbers if question.counters[n].how in {How.ROWS, How.SUM}]
        for each, distinct in _distinct(question, numbers).items():
            yield from _Count(question, rows).distinct(each, plain, distinct)
            plain = []
        if plain:
            yield _Count(question, rows).plain(plain)
        for number in numbers:
            if question.counters[number].how is How.VALUES:
                yield _Count(question, rows).values(number)


def _distinct(question: Question, numbers: tuple[int, ...]) -> dict[Expression, list[int]]:
    found: dict[Expression, list[int]] = {}
    for number in numbers:
        if question.counters[number].how is How.DISTINCT:
            found.setdefault(question.counters[number].of, []).append(number)
    return found


class _Count:
    """Counts the rows of one `Rows`."""

    def __init__(self, question: Question, rows: Rows) -> None:
        self.question, self.rows = question, rows
        marks = [breakdown.on(rows) for breakdown in question.breakdowns]
        counters = [question.counters[number] for number in question.by_rows[rows]]
        storage = Storage([rows, *marks, *(c.test for c in counters), *(c.of for c in counters)], question.as_of)
        self.falling = Falling(question, storage, Looking(storage))
        self.every_split = tuple(range(len(question.splits)))

    def plain(self, numbers: list[int]) -> Query:
        """Rows and sums: counted once by all breakdowns together, and added up from there."""
        split = self.question.breakdowns
        frame, marks = self._marked(numbers, split)
        table = frame.table.group_by(["period_no", *marks]).aggregate(**self._sums(frame, numbers))
        return Query(table, tuple(numbers), split, self.every_split)

    def values(self, number: int) -> Query:
        """How often each value occurs."""
        split = self.question.breakdowns
        frame, marks = self._marked([number], split)
        table = frame.table.filter(frame.table[f"test{number}"] & frame.table[f"of{number}"].notnull())
        grouped = table.group_by(["period_no", *marks, f"of{number}"])
        return Query(grouped.aggregate(n=table.count()), (number,), split, self.every_split, has_value=True)

    def distinct(self, each: Expression, plain: list[int], distinct: list[int]) -> Iterator[Query]:
        """Different persons: first one row for each person and period, then persons are counted."""
        question = self.question
        whole = all(_is_of(each, breakdown.on(self.rows)) for breakdown in question.breakdowns)
        # A person who moves between cells within a period is one person in the whole: such splits are asked one by one.
        asks = (
            [(question.breakdowns, self.every_split)] if whole else [(s, (n,)) for n, s in enumerate(question.splits)]
        )
        for split, answers in asks:
            frame, marks = self._marked([*plain, *distinct], split, each)
            table = frame.table
            flags = {f"n{n}": table[f"test{n}"].any() for n in distinct}
            each_one = table.group_by(["period_no", *marks, "each"]).aggregate(**self._sums(frame, plain), **flags)
            numbers = {f"n{n}": each_one[f"n{n}"].sum() for n in plain} | {
                f"n{n}": each_one.count(where=each_one[f"n{n}"] & each_one.each.notnull()) for n in distinct
            }
            counted = each_one.group_by(["period_no", *marks]).aggregate(**numbers)
            yield Query(counted, (*plain, *distinct), split, answers)

    def _sums(self, frame: Frame, numbers: list[int]) -> dict[str, ir.Value]:
        table = frame.table
        return {
            f"n{n}": table[f"of{n}"].sum(where=table[f"test{n}"])
            if self.question.counters[n].how is How.SUM
            else table.count(where=table[f"test{n}"])
            for n in numbers
        }

    def _marked(self, numbers: list[int], split: Split, each: Expression | None = None) -> tuple[Frame, list[str]]:
        """The fallen rows with just what is needed from here on: period, marks, tests and values."""
        counters: dict[int, Counter] = {number: self.question.counters[number] for number in numbers}
        nodes = [breakdown.on(self.rows) for breakdown in split]
        parts = [*(c.test for c in counters.values()), *(c.of for c in counters.values() if c.of != ALWAYS)]
        frame = self.falling.frame(self.rows, [*nodes, *parts])
        columns: dict[str, ir.Value] = {"period_no": frame.table.period_no}
        for at, node in enumerate(nodes):
            told = expression(node, frame)
            columns |= {f"mark{at}": told.value, f"rank{at}": told.rank}
        for number, counter in counters.items():
            test = expression(counter.test, frame)
            columns[f"test{number}"] = test.value if test.why is None else test.value.fill_null(value=False)
            if counter.how in {How.SUM, How.VALUES}:
                columns[f"of{number}"] = expression(counter.of, frame).value
        if each is not None:
            columns["each"] = expression(each, frame).value
        marks = [name for at in range(len(nodes)) for name in (f"mark{at}", f"rank{at}")]
        return frame.with_table(frame.table.select(**columns)), marks


def _is_of(each: Expression, mark: Expression) -> bool:
    """Whether a mark is the same for all rows of one person within a period: it comes from the person's own register."""
    if not isinstance(each, Column):
        return False
    parts = list(walk(mark))
    registers = [one for one in parts if isinstance(one, LookedUp)]
    own = {each, *(column for one in registers for column in walk(one) if isinstance(column, Column))}
    return (
        all([link.ours for link in one.among.links] == [each] for one in registers)
        and all(one in own for one in parts if isinstance(one, Column))
        and not any(isinstance(one, IndexDay) for one in parts)
    )
