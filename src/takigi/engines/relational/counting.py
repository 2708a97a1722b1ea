"""数える問い合わせ: the counters of a question as a handful of queries: one for each kind of rows, never one for each period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from takigi.engines.questions import Question, Split
from takigi.engines.relational.banding import BandNumber, as_mark
from takigi.engines.relational.expressions import every, expression
from takigi.engines.relational.falling import Falling, needs_period
from takigi.engines.relational.frames import Frame, Storage, Told
from takigi.engines.relational.looking import Looking
from takigi.engines.relational.reading import NO_VALUE, Reading
from takigi.indicators.blanks import blanks, in_order
from takigi.indicators.counters import How
from takigi.indicators.nodes import ALWAYS, Column, Expression, IndexDay, Kind, LookedUp, walk


@dataclass(frozen=True)
class Query:
    """A query, and how its rows are read."""

    table: ir.Table
    reading: Reading


def queries(question: Question) -> Iterator[Query]:
    """Everything that has to be asked."""
    for at, sheet in enumerate(question.sheets):
        last = question.counters[sheet.counters[-1]]
        if last.how is How.VALUES:
            yield _Count(question, at).values()
        elif last.how is How.DISTINCT:
            yield from _Count(question, at).distinct(last.of)
        else:
            yield _Count(question, at).plain()


class _Count:
    """Counts one sheet."""

    def __init__(self, question: Question, at: int) -> None:
        self.question, self.at, self.rows = question, at, question.sheets[at].rows
        self.counters = {number: question.counters[number] for number in question.sheets[at].counters}
        parts = [part for counter in self.counters.values() for part in (counter.test, counter.of)]
        storage = Storage([self.rows, *question.marks[self.rows], *parts], question.as_of)
        self.falling = Falling(question, storage, Looking(storage))
        self.every_split = tuple(range(len(question.splits)))

    def plain(self) -> Query:
        """Rows and sums: counted once by all breakdowns together, and added up from there."""
        split = self.question.breakdowns
        frame, marks = self._marked(split)
        table = frame.table.group_by(["period_no", *marks]).aggregate(**self._sums(frame))
        return self._query(table, split, self.every_split)

    def values(self) -> Query:
        """How often each value occurs."""
        split, (number,) = self.question.breakdowns, self.counters
        frame, marks = self._marked(split)
        table = frame.table.filter(frame.table[f"test{number}"] & frame.table[f"of{number}"].notnull())
        grouped = table.group_by(["period_no", *marks, f"of{number}"])
        return self._query(grouped.aggregate(n=table.count()), split, self.every_split, has_value=True)

    def distinct(self, each: Expression) -> Iterator[Query]:
        """Different persons: first one row for each person and period, then persons are counted."""
        question = self.question
        if isinstance(each, Column) and all(_is_of(each, mark) for mark in question.marks[self.rows]):
            split = question.breakdowns
            table = self._with_marks(self._each_one(each, ()), each, split)
            yield self._persons(table, split, self.every_split)
            return
        # A person who moves between cells within a period is one person in the whole: such splits are asked one by one.
        for at, split in enumerate(question.splits):
            yield self._persons(self._each_one(each, split), split, (at,))

    def _each_one(self, each: Expression, split: Split) -> ir.Table:
        frame, marks = self._marked(split, each)
        tested = [n for n, one in self.counters.items() if one.how is How.DISTINCT and one.test != ALWAYS]
        flags = {f"n{n}": frame.table[f"test{n}"].any() for n in tested}
        return frame.table.group_by(["period_no", *marks, "each"]).aggregate(**self._sums(frame), **flags)

    def _with_marks(self, each_one: ir.Table, each: Column, split: Split) -> ir.Table:
        """Marks from the person's own register are looked up last, once for each person and period."""
        nodes = self._nodes(split)
        frame = Frame(each_one, {(each.source, each.name): "each"}, as_of=self.question.as_of)
        frame = self.falling.looking.attach(frame, each.source, "each", nodes)
        if needs_period(*nodes):
            frame = self.falling.with_days(frame, nodes)
        marks = _marks([expression(node, frame) for node in nodes], nodes)
        return frame.table.select(*(frame.table[name] for name in each_one.columns), **marks)

    def _persons(self, each_one: ir.Table, split: Split, answers: tuple[int, ...]) -> Query:
        numbers: dict[str, ir.Value] = {}
        for n, counter in self.counters.items():
            if counter.how is not How.DISTINCT:
                numbers[f"n{n}"] = each_one[f"n{n}"].sum()
                continue
            conditions = [each_one.each.notnull()] if blanks(counter.of) else []
            conditions += [each_one[f"n{n}"]] if counter.test != ALWAYS else []
            numbers[f"n{n}"] = each_one.count(where=every(conditions) if conditions else None)
        counted = each_one.group_by(["period_no", *_mark_names(split)]).aggregate(**numbers)
        return self._query(counted, split, answers)

    def _query(self, table: ir.Table, split: Split, answers: tuple[int, ...], *, has_value: bool = False) -> Query:
        reading = Reading(self.at, split, answers, tuple(self._nodes(split)), self.rows.table, has_value)
        return Query(table, reading)

    def _nodes(self, split: Split) -> list[Expression]:
        return [as_mark(breakdown.on(self.rows)) for breakdown in split]

    def _sums(self, frame: Frame) -> dict[str, ir.Value]:
        table = frame.table
        return {
            f"n{n}": table[f"of{n}"].sum(where=table[f"test{n}"])
            if counter.how is How.SUM
            else table.count(where=table[f"test{n}"])
            for n, counter in self.counters.items()
            if counter.how in {How.SUM, How.ROWS}
        }

    def _marked(self, split: Split, each: Expression | None = None) -> tuple[Frame, list[str]]:
        """The fallen rows with just what is needed from here on: period, marks, tests and values."""
        counters = self.counters
        nodes = self._nodes(split)
        parts = [*(c.test for c in counters.values()), *(c.of for c in counters.values() if c.of != ALWAYS)]
        frame = self.falling.frame(self.rows, [*nodes, *parts])
        columns: dict[str, ir.Value] = {"period_no": frame.table.period_no}
        columns |= _marks([expression(node, frame) for node in nodes], nodes)
        for number, counter in counters.items():
            test = expression(counter.test, frame)
            columns[f"test{number}"] = test.value if test.why is None else test.value.fill_null(value=False)
            if counter.how in {How.SUM, How.VALUES}:
                columns[f"of{number}"] = expression(counter.of, frame).value
        if each is not None:
            columns["each"] = expression(each, frame).value
        return frame.with_table(frame.table.select(**columns)), _mark_names(split)


def _marks(told: list[Told], nodes: list[Expression]) -> dict[str, ir.Value]:
    """Each mark as one word or number, so that rows are grouped by few columns; what is missing says its kind."""
    return {f"mark{at}": _word(one, node) for at, (one, node) in enumerate(zip(told, nodes, strict=True))}


def _word(told: Told, node: Expression) -> ir.Value:
    word, kind = told.value, node.kind
    if isinstance(node, BandNumber):
        return word if told.why is None else ibis.coalesce(word, -told.why)
    if kind is Kind.TRUTH:
        word = word.ifelse("1", "0")
    elif kind is not Kind.CODE:
        word = word.cast("string")
    kinds_here = in_order(blanks(node))
    if told.why is None or not kinds_here:
        return word
    *others, last = kinds_here
    kinds = [(told.why == missing.rank, NO_VALUE + missing.code) for missing in others]
    missing = ibis.literal(NO_VALUE + last.code)
    return ibis.coalesce(word, ibis.cases(*kinds, else_=missing) if kinds else missing)


def _mark_names(split: Split) -> list[str]:
    return [f"mark{at}" for at in range(len(split))]


def _is_of(each: Column, mark: Expression) -> bool:
    """Whether a mark is the same for all rows of one person within a period: it comes from the person's own register."""
    parts = list(walk(mark))
    registers = [one for one in parts if isinstance(one, LookedUp)]
    own = {each, *(column for one in registers for column in walk(one) if isinstance(column, Column))}
    return (
        all([link.ours for link in one.among.links] == [each] for one in registers)
        and all(one in own for one in parts if isinstance(one, Column))
        and not any(isinstance(one, IndexDay) for one in parts)
    )
