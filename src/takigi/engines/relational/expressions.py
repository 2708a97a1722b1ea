"""値の翻訳: each node as SQL, with the kind by which it is missing beside it. A missing node is a loud error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce, singledispatch

import ibis
import ibis.expr.types as ir

from takigi.engines.relational.banding import BandNumber
from takigi.engines.relational.frames import TYPES, Frame, Told
from takigi.indicators.nodes import (
    AgeOn,
    AsOf,
    AtMost,
    Band,
    Below,
    Both,
    Choose,
    Column,
    DaysAfter,
    DaysBetween,
    Either,
    FiscalYearOf,
    IfMissing,
    IndexDay,
    IsKnown,
    IsMissing,
    Minus,
    MonthsAfter,
    Node,
    Not,
    OneOf,
    PeriodFirstDay,
    PeriodLastDay,
    Plus,
    Same,
    Surely,
    Times,
    Value,
    YearOf,
)


def expression(node: Node, frame: Frame) -> Told:
    """A node over a frame. What the frame carries already, such as every look into other records, is not told anew."""
    carried = frame.looked.get(node)
    if carried is None:
        return _translated(node, frame)
    value, why = carried
    return Told(frame.table[value], None if why is None else frame.table[why])


@singledispatch
def _translated(node: Node, frame: Frame) -> Told:
    raise NotImplementedError(f"{type(node).__name__} の翻訳がありません")


def weightier(*parts: Told) -> ir.Value | None:
    """The rank of whichever part is missing by the weightiest kind."""
    ranks = [part.why for part in parts if part.why is not None]
    if not ranks:
        return None
    return ranks[0] if len(ranks) == 1 else ibis.greatest(*ranks)


def _strict(frame: Frame, make: Callable[..., ir.Value], *nodes: Node) -> Told:
    """An operation that is missing as soon as one of its parts is."""
    parts = [expression(node, frame) for node in nodes]
    return Told(make(*(part.value for part in parts)), weightier(*parts))


@_translated.register
def _(node: Value, frame: Frame) -> Told:
    return Told(ibis.literal(node.value, TYPES[node.kind]))


@_translated.register
def _(node: Column, frame: Frame) -> Told:
    return frame.column(node)


@_translated.register
def _(node: AsOf, frame: Frame) -> Told:
    return Told(ibis.literal(frame.as_of))


@_translated.register(IndexDay)
@_translated.register(PeriodFirstDay)
@_translated.register(PeriodLastDay)
def _(node: Node, frame: Frame) -> Told:
    if type(node) not in frame.days:
        raise LookupError("期間がまだ決まっていません。")
    return Told(frame.table[frame.days[type(node)]])


@_translated.register
def _(node: AtMost, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: left <= right, node.left, node.right)


@_translated.register
def _(node: Below, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: left < right, node.left, node.right)


@_translated.register
def _(node: Same, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: left == right, node.left, node.right)


@_translated.register
def _(node: OneOf, frame: Frame) -> Told:
    return _strict(frame, lambda value: value.isin([one.value for one in node.among]), node.of)


def _kleene(value: ir.Value, *parts: Told) -> Told:
    """A joined condition is missing only where SQL leaves it open; then the weightiest kind says why."""
    why = weightier(*parts)
    return Told(value, None if why is None else value.isnull().ifelse(why, ibis.literal(0, "int8")))


@_translated.register
def _(node: Both, frame: Frame) -> Told:
    left, right = expression(node.left, frame), expression(node.right, frame)
    return _kleene(left.value & right.value, left, right)


@_translated.register
def _(node: Either, frame: Frame) -> Told:
    left, right = expression(node.left, frame), expression(node.right, frame)
    return _kleene(left.value | right.value, left, right)


@_translated.register
def _(node: Not, frame: Frame) -> Told:
    # Written bare, `NOT x IS NULL` and `y = NOT x` are read otherwise by the databases; the call keeps it together.
    return _strict(frame, lambda value: ibis.coalesce(~value), node.of)


@_translated.register
def _(node: Surely, frame: Frame) -> Told:
    of = expression(node.of, frame)
    return of if of.why is None else Told(of.value.fill_null(ibis.literal(value=False)))


@_translated.register
def _(node: IsKnown, frame: Frame) -> Told:
    of = expression(node.of, frame)
    return Told(ibis.literal(value=True)) if of.why is None else Told(of.value.notnull())


@_translated.register
def _(node: IsMissing, frame: Frame) -> Told:
    of = expression(node.of, frame)
    return Told(ibis.literal(value=False)) if of.why is None else Told(of.why == node.why.rank)


@_translated.register
def _(node: Plus, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: (left + right).cast(TYPES[node.kind]), node.left, node.right)


@_translated.register
def _(node: Minus, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: (left - right).cast(TYPES[node.kind]), node.left, node.right)


@_translated.register
def _(node: Times, frame: Frame) -> Told:
    return _strict(frame, lambda left, right: (left * right).cast(TYPES[node.kind]), node.left, node.right)


@_translated.register
def _(node: DaysBetween, frame: Frame) -> Told:
    return _strict(frame, lambda start, end: end.delta(start, unit="day"), node.start, node.end)


@_translated.register
def _(node: DaysAfter, frame: Frame) -> Told:
    return _strict(frame, lambda day: day + ibis.interval(days=node.days), node.day)


@_translated.register
def _(node: MonthsAfter, frame: Frame) -> Told:
    return _strict(frame, lambda day: day + ibis.interval(months=node.months), node.day)


@_translated.register
def _(node: AgeOn, frame: Frame) -> Told:
    return _strict(frame, _age, node.birth, node.on)


def _age(birth: ir.Value, on: ir.Value) -> ir.Value:
    # Reached at the end of the day before the birthday: as if one looked on the next morning.
    morning = on + ibis.interval(days=1)
    early = morning.month() * 100 + morning.day() < birth.month() * 100 + birth.day()
    return (morning.year() - birth.year() - early.ifelse(1, 0)).cast("int64")


@_translated.register
def _(node: YearOf, frame: Frame) -> Told:
    return _strict(frame, lambda day: day.year().cast("int64"), node.day)


@_translated.register
def _(node: FiscalYearOf, frame: Frame) -> Told:
    return _strict(frame, lambda day: (day.year() - (day.month() < 4).ifelse(1, 0)).cast("int64"), node.day)


@_translated.register
def _(node: Choose, frame: Frame) -> Told:
    when, then, other = (expression(part, frame) for part in (node.when, node.then, node.otherwise))
    open_whys, open_values = [], []
    if when.why is not None:
        open_whys = [(when.value.isnull(), when.rank)]
        open_values = [(when.value.isnull(), ibis.null(then.value.type()))]
    why = None
    if any(part.why is not None for part in (when, then, other)):
        why = ibis.cases(*open_whys, (when.value, then.rank), else_=other.rank)
    return Told(ibis.cases(*open_values, (when.value, then.value), else_=other.value), why)


@_translated.register
def _(node: IfMissing, frame: Frame) -> Told:
    of, other = expression(node.of, frame), expression(node.other, frame)
    if of.why is None:
        return of
    why = None if other.why is None else of.value.isnull().ifelse(other.why, ibis.literal(0, "int8"))
    return Told(ibis.coalesce(of.value, other.value), why)


@_translated.register
def _(node: Band, frame: Frame) -> Told:
    return _banded(node, node.labels, "string", frame)


@_translated.register
def _(node: BandNumber, frame: Frame) -> Told:
    return _banded(node.band, range(len(node.band.labels)), "int8", frame)


def _banded(node: Band, names: Sequence[object], kind: str, frame: Frame) -> Told:
    of = expression(node.of, frame)
    # The first bound that is not yet reached names the band; a missing number reaches and misses none.
    *rest, last = (ibis.literal(name, kind) for name in names)
    below = [(of.value < bound, name) for bound, name in zip(node.bounds, rest, strict=True)]
    return Told(ibis.cases(*below, (of.value >= node.bounds[-1], last), else_=ibis.null(kind)), of.why)


def every(conditions: list[ir.Value]) -> ir.Value:
    """All of them."""
    return reduce(lambda one, other: one & other, conditions)
