"""期間への振り分け: which rows fall into which periods, for all periods at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Protocol

import ibis
import ibis.expr.types as ir

from takigi.engines.relational.expressions import expression
from takigi.engines.relational.frames import Frame, Storage
from takigi.engines.relational.looking import Looking
from takigi.indicators.nodes import (
    ALWAYS,
    LOOKS,
    OF_THE_PERIOD,
    Column,
    IndexDay,
    InForce,
    Node,
    OnDay,
    OnePer,
    PeriodFirstDay,
    PeriodLastDay,
    Rows,
    YearOf,
    walk,
)
from takigi.indicators.periods import Period, Periods, month_number

# The calendar of a question stands beside the facts as two small tables.
PERIODS, MONTHS = "takigi_periods", "takigi_months"
PERIOD_TYPES = {"period_no": "int64", "first_day": "date", "last_day": "date", "stock_day": "date"}
# The one thing about a period that its number tells without the calendar.
YEAR = YearOf(PeriodFirstDay())
MONTH_TYPES = {"month_no": "int64", "period_no": "int64", "first_day": "date", "last_day": "date"}


class Dated(Protocol):
    """A question, as far as it says when."""

    @property
    def periods(self) -> Periods:
        """The periods."""

    @property
    def as_of(self) -> date:
        """The day as of which it is asked."""


def calendar(question: Dated) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The rows of both tables. A period that has not begun on the as-of day is not there."""
    begun = [(no, one) for no, one in enumerate(question.periods) if one.first_day <= question.as_of]
    periods: list[tuple[object, ...]] = [
        (no, one.first_day, one.last_day, min(one.last_day, question.as_of)) for no, one in begun
    ]
    months: list[tuple[object, ...]] = [
        (month, no, one.first_day, one.last_day)
        for no, one in begun
        for month in range(month_number(one.first_day), month_number(one.last_day) + 1)
    ]
    return periods, months


def calendar_values(rows: list[tuple[object, ...]]) -> str:
    """Rows of the calendar as they stand after VALUES: whole numbers and days, and nothing that anybody typed."""
    written = ([f"DATE '{one}'" if isinstance(one, date) else str(one) for one in row] for row in rows)
    return ", ".join(f"({', '.join(row)})" for row in written)


def needs_period(*nodes: Node) -> bool:
    """Whether a node can only be told once the period is known."""
    return any(isinstance(one, OF_THE_PERIOD) for node in nodes for one in walk(node))


def needs_days(*nodes: Node) -> bool:
    """Whether a node asks for more of the period than the year in which it begins."""
    inside = [one for node in nodes for one in walk(node)]
    return sum(isinstance(one, OF_THE_PERIOD) for one in inside) > inside.count(YEAR)


def settled(node: Node) -> Iterator[Node]:
    """The largest parts of a node that a row tells by itself, in whatever period it is seen."""
    if isinstance(node, (Column, *LOOKS)):
        return
    if not needs_period(node):
        if any(isinstance(one, Column) for one in walk(node)):
            yield node
        return
    for field in fields(node):
        part = getattr(node, field.name)
        if isinstance(part, Node):
            yield from settled(part)


def with_settled(frame: Frame, nodes: list[Node]) -> Frame:
    """The frame with these parts as columns: told once for each row, and not again in each of its periods."""
    columns: dict[str, ir.Value] = {}
    looked: dict[Node, tuple[str, str | None]] = {}
    for at, node in enumerate(dict.fromkeys(part for one in nodes for part in settled(one))):
        told = expression(node, frame)
        columns[f"e{at}_v"] = told.value
        if told.why is not None:
            columns[f"e{at}_w"] = told.why
        looked[node] = (f"e{at}_v", None if told.why is None else f"e{at}_w")
    return replace(frame, table=frame.table.mutate(**columns), looked=frame.looked | looked) if columns else frame


class Falling:
    """Brings the rows of one `Rows` into their periods."""

    def __init__(self, question: Dated, storage: Storage, looking: Looking) -> None:
        self.question, self.storage, self.looking = question, storage, looking

    def frame(self, rows: Rows, nodes: list[Node]) -> Frame:
        """One row for each row and period, everything looked up that these nodes need. `period_no` says which."""
        frame = self.storage.frame(rows.source)
        key = frame.names[rows.source, rows.key.name]
        early = not needs_period(rows.where)
        first = [rows.where, rows.timing] if early else [rows.timing]
        frame = self.looking.attach(frame, rows.source, key, first)
        if early and rows.where != ALWAYS:
            frame = frame.with_table(frame.table.filter(expression(rows.where, frame).value))
        with_days = not early or needs_period(*nodes)
        if isinstance(rows.timing, OnDay):
            frame = self._dated(frame, rows.timing)
            late = [rows.where, *nodes] if rows.one_per is None else [rows.where, rows.one_per, *nodes]
            frame = self.looking.attach(frame, rows.source, key, late)
            frame = self._on_day(frame, rows, key, with_days)
        elif isinstance(rows.timing, InForce):
            frame = self.looking.attach(frame, rows.source, key, [rows.where, *nodes])
            frame = self._in_force(with_settled(frame, [rows.where, *nodes]), rows.timing)
        else:
            raise NotImplementedError(f"{type(rows.timing).__name__} の翻訳がありません")
        if not early:
            frame = frame.with_table(frame.table.filter(expression(rows.where, frame).value))
        return frame

    def with_days(self, frame: Frame, nodes: list[Node]) -> Frame:
        """A frame that knows the number of its period, with what these nodes ask of the period beside it."""
        if not needs_days(*nodes):
            month = frame.table.period_no * self.question.periods.step + self.question.periods.first_month
            table = frame.table.mutate(period_year=(month // 12).cast("int64"))
            return replace(frame, table=table, looked=frame.looked | {YEAR: ("period_year", None)})
        periods = ibis.table(PERIOD_TYPES, name=PERIODS)
        # Every row's period is there. An inner join would have DuckDB reckon the period a second time, to filter by it.
        joined = frame.table.left_join(periods, "period_no")
        return self._with_period(frame, joined)

    def _dated(self, frame: Frame, timing: OnDay) -> Frame:
        """Rows with their index day, none outside of all periods and none after the as-of day."""
        table = frame.table.mutate(index_day=expression(timing.day, frame).value)
        span = self._span()
        table = table.filter(table.index_day >= span.first_day, table.index_day <= span.last_day)
        return replace(frame, table=table, days={IndexDay: "index_day"})

    def _span(self) -> Period:
        periods = self.question.periods
        return Period(periods[0].first_day, min(periods[len(periods) - 1].last_day, self.question.as_of), "")

    def _on_day(self, frame: Frame, rows: Rows, key: str, with_days: bool) -> Frame:
        periods, table = self.question.periods, frame.table
        month = (table.index_day.year() * 12 + table.index_day.month() - 1).cast("int64")
        if rows.one_per is None and periods.are_apart and not with_days:
            since = month - periods.first_month
            number = since if periods.step == 1 else (since // periods.step).cast("int64")
            table = table.mutate(period_no=number)
            if periods.length < periods.step:
                table = table.filter((since % periods.step) < periods.length)
            return frame.with_table(table)
        if rows.one_per is not None:
            table = self._neighbour(frame, rows.one_per, key)
        months = ibis.table(MONTH_TYPES, name=MONTHS)
        matches = (
            [month == months.month_no]
            if rows.one_per is None
            else [(table.index_day.year() * 12 + table.index_day.month() - 1).cast("int64") == months.month_no]
        )
        joined = table.inner_join(months, matches)
        if rows.one_per is not None:
            outside = (
                joined.neighbour > joined.last_day if rows.one_per.is_last else joined.neighbour < joined.first_day
            )
            joined = joined.filter(joined.neighbour.isnull() | outside)
        return self._with_period(frame, joined)

    def _neighbour(self, frame: Frame, one_per: OnePer, key: str) -> ir.Table:
        """Beside each row the day of the one before it: it is the first of a window that begins after that day."""
        each = expression(one_per.each, frame).value
        table = frame.table.filter(each.notnull())
        each = expression(one_per.each, frame.with_table(table)).value
        step = table.index_day.lead() if one_per.is_last else table.index_day.lag()
        return table.mutate(neighbour=step.over(group_by=each, order_by=[table.index_day, table[key]]))

    def _in_force(self, frame: Frame, timing: InForce) -> Frame:
        since, until = expression(timing.since, frame).value, expression(timing.until, frame).value
        table = frame.table.mutate(force_since=since, force_until=until)
        periods = ibis.table(PERIOD_TYPES, name=PERIODS)
        holds = [
            table.force_since <= periods.stock_day,
            table.force_until.isnull() | (table.force_until >= periods.stock_day),
        ]
        joined = table.inner_join(periods, holds)
        return self._with_period(frame, joined.mutate(index_day=joined.stock_day))

    def _with_period(self, frame: Frame, table: ir.Table) -> Frame:
        days = {IndexDay: "index_day", PeriodFirstDay: "first_day", PeriodLastDay: "last_day"}
        return replace(frame, table=table, days=days)
